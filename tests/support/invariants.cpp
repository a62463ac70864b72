// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/invariants.h"

#include "core/postgres/layout.h"
#include "core/runbook/journal.h"
#include "tests/support/killed_run.h"
#include "tests/support/node_words.h"

#include <QDir>
#include <QFileInfo>

namespace tandem::testing {

namespace {

using words::shell;
using words::sql;

// Waits until the question has that answer; the last answer.
template <typename Ask>
QString answerWithin(Milliseconds patience, const QString &wanted, const Ask &ask)
{
    const Deadline deadline = Deadline::after(patience);
    QString answer = ask();
    while (answer != wanted && !deadline.expired()) {
        Q_UNUSED(StopToken().sleepFor(Milliseconds(50)))
        answer = ask();
    }
    return answer;
}

void checkWrites(const InvariantCheck &check, QStringList &broken)
{
    if (!check.audit)
        return;
    const AuditReport &audit = *check.audit;
    const auto count = [&](const char *what, std::int64_t number, std::int64_t wanted) {
        if (number != wanted)
            broken << QStringLiteral("%1 %2").arg(QLatin1String(what)).arg(number);
    };
    if (!check.mayLose)
        count("I1: acknowledged writes lost:", audit.lostCount, 0);
    count("I1: kept and lost are not the acknowledged:", audit.kept + audit.lostCount,
          audit.acknowledged);
    count("I2: rows twice:", audit.duplicates, 0);
    count("I2: rows nobody wrote:", audit.unknownRows, 0);
    count("I1: rolled back and there:", audit.rolledBackPresent, 0);
}

// A setval differs by design: a standby knows sequences 32 numbers ahead.
QString contentOf(const NodeProfile &node, const QString &database)
{
    const QString sockets = QFileInfo(node.postgres.dataDirectory).path() + QStringLiteral("/run");
    return shell(node, QStringLiteral("%1/pg_dump -h %2 -p %3 -U postgres -a %4 2>&1 | "
                                      "grep -v -e setval -e restrict | cksum")
                           .arg(shellQuoted(node.postgres.binDirectory), shellQuoted(sockets),
                                QString::number(node.postgres.port),
                                shellQuoted(QStringLiteral("dbname='%1'")
                                                .arg(QString(database)
                                                         .replace(u'\\', QLatin1String("\\\\"))
                                                         .replace(u'\'', QLatin1String("\\'"))))));
}

void checkContent(const Sandbox &sandbox, const NodeProfile &primary, const NodeProfile &standby,
                  Milliseconds patience, QStringList &broken)
{
    // Committed, so that all before it is flushed: hint bits alone wait half written in a page.
    const QString end =
        sql(primary, QStringLiteral("select pg_logical_emit_message(true, 'pgtandem', '')"));
    const QString caughtUp = answerWithin(patience, QStringLiteral("t"), [&] {
        return sql(standby, QStringLiteral("select pg_last_wal_replay_lsn() >= '%1'").arg(end));
    });
    if (caughtUp != QLatin1String("t"))
        broken << QStringLiteral("I4: %1 does not catch up: %2").arg(standby.name, caughtUp);
    QStringList databases = sql(primary, QStringLiteral("select datname from pg_database where "
                                                        "datallowconn and not datistemplate"))
                                .split(u'\n');
    for (const QString &database : std::as_const(databases)) {
        const QString here = contentOf(primary, database);
        const QString there = contentOf(standby, database);
        if (here != there)
            broken << QStringLiteral("I5: %1 differs: %2, %3").arg(database, here, there);
    }
    Q_UNUSED(sandbox)
}

void checkJournals(const QStringList &directories, QStringList &broken)
{
    for (const QString &directory : directories) {
        const QDir place(directory);
        for (const QString &name : place.entryList(QDir::Files)) {
            const auto events = Journal::read(place.filePath(name));
            if (!events.ok())
                broken << QStringLiteral("I7: ") + events.error().sentence.english();
        }
    }
}

void checkNothingLeft(const NodeProfile &node, bool isPrimary, QStringList &broken)
{
    const Layout layout = Layout::of(node);
    const auto say = [&](const QString &what) {
        broken << QStringLiteral("I9: on %1 is left: %2").arg(node.name, what.simplified());
    };
    const QString record = layout.recordFile;
    const QString left =
        shell(node, QStringLiteral("data=%1 own=%2 config=%3 record=%4\n"
                                   "ls -d \"$record\".lock \"$own\"/*.tmp \"$own\"/*.unfinished "
                                   "\"$data.new\" \"$config\"/*.tmp \"$config\"/conf.d/*.tmp "
                                   "\"$data\"/recovery.signal 2>/dev/null\n"
                                   "grep -e '^operation=.' -e '^fenced=1' -e '^handover_end=.' -e "
                                   "'^unfenced_peer=.' \"$record\" 2>/dev/null")
                        .arg(shellQuoted(layout.dataDirectory), shellQuoted(layout.ownDirectory),
                             shellQuoted(layout.configDirectory), shellQuoted(record)));
    if (!left.isEmpty())
        say(left);
    const QString slots =
        sql(node, QStringLiteral("select slot_name from pg_replication_slots "
                                 "where not active or not %1")
                      .arg(isPrimary ? QLatin1String("true") : QLatin1String("false")));
    if (!slots.isEmpty())
        say(QStringLiteral("slot ") + slots);
    const bool hasSignal =
        QFile::exists(node.postgres.dataDirectory + QStringLiteral("/standby.signal"));
    if (hasSignal == isPrimary)
        say(isPrimary ? QStringLiteral("standby.signal of a primary")
                      : QStringLiteral("no standby.signal"));
    if (isPrimary)
        return;
    if (sql(node, QStringLiteral("select pg_is_wal_replay_paused()")) != QLatin1String("f"))
        say(QStringLiteral("replay is paused"));
    // Should it become primary, no write may wait for its peer.
    const QString names = sql(node, QStringLiteral("show synchronous_standby_names"));
    if (!names.isEmpty())
        say(QStringLiteral("synchronous_standby_names ") + names);
}

} // namespace

QStringList writableNodes(const Sandbox &sandbox)
{
    QStringList writable;
    for (const NodeProfile &node : sandbox.profile().nodes) {
        if (sql(node, QStringLiteral("select pg_is_in_recovery()")) == QLatin1String("f"))
            writable << node.name;
    }
    return writable;
}

QStringList brokenInvariants(const Sandbox &sandbox, const InvariantCheck &check)
{
    QStringList broken;
    checkWrites(check, broken);
    checkJournals(check.journals, broken);
    const QString commands = answerWithin(check.patience, QString(), [&] {
        return commandsLeftBelow(sandbox.directory()).join(u' ');
    });
    if (!commands.isEmpty())
        broken << QStringLiteral("I9: still at work: ") + commands;
    const QStringList writable = writableNodes(sandbox);
    if (writable.size() != 1) {
        broken << QStringLiteral("I3: writable: ") + writable.join(u' ');
        return broken;
    }
    const NodeProfile &primary = *sandbox.profile().node(writable.front());
    const NodeProfile &standby = sandbox.profile().peerOf(primary.name);
    const QString streams = answerWithin(check.patience, QStringLiteral("streaming"), [&] {
        return sql(primary, QStringLiteral("select state from pg_stat_replication"));
    });
    if (streams != QLatin1String("streaming")) {
        broken << QStringLiteral("I4: %1 does not stream: %2").arg(standby.name, streams);
        return broken;
    }
    checkContent(sandbox, primary, standby, check.patience, broken);
    checkNothingLeft(primary, true, broken);
    checkNothingLeft(standby, false, broken);
    return broken;
}

QStringList databaseDirectories(const Sandbox &sandbox)
{
    QStringList found;
    for (const NodeProfile &node : sandbox.profile().nodes) {
        const QDir place(QFileInfo(node.postgres.dataDirectory).path());
        for (const QString &name : place.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            if (QFile::exists(place.filePath(name) + QStringLiteral("/global/pg_control")))
                found << node.name + u'/' + name;
        }
    }
    return found;
}

} // namespace tandem::testing
