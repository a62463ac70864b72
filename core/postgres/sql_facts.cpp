// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/postgres/sql_facts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace tandem {

namespace {

QJsonArray listIn(const Rows &rows, const char *column)
{
    return QJsonDocument::fromJson(rows.text(QLatin1String(column)).toUtf8()).array();
}

std::vector<SenderFacts> sendersIn(const Rows &rows)
{
    std::vector<SenderFacts> senders;
    for (const auto &value : listIn(rows, "senders")) {
        const QJsonObject row = value.toObject();
        const auto text = [&row](const char *key) { return row[QLatin1String(key)].toString(); };
        senders.push_back({text("name"), text("state"), text("sync"), Lsn::parse(text("sent")),
                           Lsn::parse(text("written")), Lsn::parse(text("flushed")),
                           Lsn::parse(text("replayed"))});
    }
    return senders;
}

std::vector<SlotFacts> slotsIn(const Rows &rows)
{
    std::vector<SlotFacts> found;
    for (const auto &value : listIn(rows, "slots")) {
        const QJsonObject row = value.toObject();
        const auto text = [&row](const char *key) { return row[QLatin1String(key)].toString(); };
        found.push_back({text("name"), row[QLatin1String("active")].toBool(),
                         Lsn::parse(text("restart")), text("wal")});
    }
    return found;
}

// The number of a whole segment of that timeline; nothing: a file of another kind or timeline.
std::optional<std::int64_t> segmentOf(const QString &walFile, const QString &timeline,
                                      std::int64_t segmentBytes)
{
    bool isHigh = false;
    bool isLow = false;
    const std::int64_t high = walFile.mid(8, 8).toLongLong(&isHigh, 16);
    const std::int64_t low = walFile.mid(16).toLongLong(&isLow, 16);
    if (walFile.size() != 24 || walFile.left(8) != timeline || !isHigh || !isLow ||
        segmentBytes <= 0)
        return std::nullopt;
    return high * (0x100000000 / segmentBytes) + low;
}

std::optional<ArchiveFacts> archiveIn(const Rows &rows)
{
    const QString text = rows.text(QStringLiteral("archive"));
    if (text.isEmpty())
        return std::nullopt;
    const QJsonObject row = QJsonDocument::fromJson(text.toUtf8()).object();
    ArchiveFacts facts;
    facts.archived = row[QLatin1String("archived")].toInteger();
    facts.lastFile = row[QLatin1String("last")].toString();
    if (row[QLatin1String("ago")].isDouble())
        facts.lastSecondsAgo = row[QLatin1String("ago")].toInteger();
    facts.failures = row[QLatin1String("failures")].toInteger();
    facts.failedFile = row[QLatin1String("failed")].toString();
    facts.isFailing = row[QLatin1String("failing")].toBool();
    const QString current = rows.text(QStringLiteral("wal_file"));
    const std::int64_t bytes = row[QLatin1String("segment")].toInteger();
    const auto now = segmentOf(current, current.left(8), bytes);
    const auto last = segmentOf(facts.lastFile, current.left(8), bytes);
    if (now && last)
        facts.waiting = std::max<std::int64_t>(0, *now - *last - 1);
    return facts;
}

} // namespace

std::optional<ReplicationFacts> replicationIn(const Rows &rows)
{
    const auto text = [&rows](const char *column) { return rows.text(QLatin1String(column)); };
    const auto isTrue = [&text](const char *column) { return text(column) == QLatin1String("t"); };
    if (rows.rows.size() != 1 || text("in_recovery").isEmpty())
        return std::nullopt;
    ReplicationFacts facts;
    facts.inRecovery = isTrue("in_recovery");
    // int8 in SQL, although the server means it unsigned.
    facts.systemIdentifier = static_cast<std::uint64_t>(text("system_identifier").toLongLong());
    facts.serverVersion = text("server_version").toInt();
    facts.timeline = facts.inRecovery ? text("standby_timeline").toUInt()
                                      : text("wal_file").left(8).toUInt(nullptr, 16);
    facts.insert = Lsn::parse(text("insert_lsn"));
    facts.received = Lsn::parse(text("receive_lsn"));
    facts.replayed = Lsn::parse(text("replay_lsn"));
    facts.replayPaused = isTrue("replay_paused");
    facts.receiverStreaming = isTrue("receiver_streaming");
    facts.senders = sendersIn(rows);
    facts.slots = slotsIn(rows);
    facts.archive = archiveIn(rows);
    facts.synchronousStandbyNames = text("synchronous_standby_names");
    facts.readOnly = isTrue("read_only");
    facts.commitsWaiting = text("commits_waiting").toInt();
    if (const QString wait = text("oldest_wait"); !wait.isEmpty())
        facts.oldestWaitMilliseconds = wait.toLongLong();
    facts.clientSessions = text("client_sessions").toInt();
    facts.commits = text("commits").toLongLong();
    facts.uptimeSeconds = text("uptime").toLongLong();
    return facts;
}

} // namespace tandem
