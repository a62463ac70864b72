// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/run_events.h"

#include "core/evidence/audit_json.h"
#include "core/evidence/stage_journal.h"

#include <QJsonArray>

#include <algorithm>

namespace tandem {

namespace {

constexpr std::size_t mostRanges = 200000;
constexpr std::size_t rangesAnEvent = 2000;
constexpr std::size_t pointsAnEvent = 500;

QJsonObject eventOf(const char *kind)
{
    return {{QStringLiteral("event"), QLatin1String(kind)}};
}

template <typename Number>
QJsonValue seen(const std::optional<Number> &value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

} // namespace

QJsonObject runEvent(const RunHead &head)
{
    QJsonObject event = eventOf("run");
    event.insert(QStringLiteral("format"), 1);
    event.insert(QStringLiteral("pair"), head.pair);
    event.insert(QStringLiteral("nodes"), QJsonArray{head.nodes[0], head.nodes[1]});
    event.insert(QStringLiteral("started_at"), head.startedAt);
    event.insert(QStringLiteral("start_ns"), nanosecondsOf(head.start));
    event.insert(QStringLiteral("ledger"), head.ledger);
    return event;
}

QJsonObject stageEvent(const QString &stage, const QString &journal, const QString &digest,
                       std::optional<MonotonicTime> start)
{
    QJsonObject event = eventOf("stage");
    event.insert(QStringLiteral("stage"), stage);
    event.insert(QStringLiteral("journal"), journal);
    event.insert(QStringLiteral("sha256"), digest);
    if (start)
        event.insert(QStringLiteral("start_ns"), nanosecondsOf(start));
    return event;
}

QJsonObject handoverEvent(const HandoverRecord &handover)
{
    QJsonObject event = eventOf("handover");
    event.insert(QStringLiteral("stage"), handover.stage);
    event.insert(QStringLiteral("first_record"), qint64(handover.records.begin));
    event.insert(QStringLiteral("end_record"), qint64(handover.records.end));
    event.insert(QStringLiteral("crashed_ns"), nanosecondsOf(handover.crashedAt));
    event.insert(QStringLiteral("detected_ns"), nanosecondsOf(handover.detectedAt));
    event.insert(QStringLiteral("until_ns"), nanosecondsOf(handover.until));
    event.insert(QStringLiteral("audit"),
                 handover.audit ? QJsonValue(jsonOf(*handover.audit)) : QJsonValue());
    if (!handover.ledger.isEmpty())
        event.insert(QStringLiteral("ledger"), handover.ledger);
    if (!handover.ledgerDigest.isEmpty())
        event.insert(QStringLiteral("ledger_sha256"), handover.ledgerDigest);
    return event;
}

HandoverRecord handoverOf(const QJsonObject &event)
{
    const auto text = [&event](const char *key) {
        return event.value(QLatin1String(key)).toString();
    };
    HandoverRecord handover;
    handover.stage = text("stage");
    handover.records = {event.value(QLatin1String("first_record")).toInteger(),
                        event.value(QLatin1String("end_record")).toInteger()};
    handover.crashedAt = momentOf(event.value(QLatin1String("crashed_ns")));
    handover.detectedAt = momentOf(event.value(QLatin1String("detected_ns")));
    handover.until = momentOf(event.value(QLatin1String("until_ns"))).value_or(MonotonicTime{});
    handover.audit = auditOf(event.value(QLatin1String("audit")));
    handover.ledger = text("ledger");
    handover.ledgerDigest = text("ledger_sha256");
    return handover;
}

std::vector<QJsonObject> rowEvents(std::vector<WriteKey> rows)
{
    struct Range
    {
        int session;
        std::int64_t first, last;
    };
    std::sort(rows.begin(), rows.end());
    std::vector<Range> ranges;
    for (const WriteKey &row : rows) {
        if (!ranges.empty() && ranges.back().session == row.session &&
            ranges.back().last + 1 == row.seq)
            ranges.back().last = row.seq;
        else
            ranges.push_back({row.session, row.seq, row.seq});
    }
    QJsonObject head = eventOf("rows");
    head.insert(QStringLiteral("count"), qint64(rows.size()));
    head.insert(QStringLiteral("kept"), ranges.size() <= mostRanges);
    std::vector<QJsonObject> events{head};
    if (ranges.size() > mostRanges)
        return events;
    for (std::size_t from = 0; from < ranges.size(); from += rangesAnEvent) {
        QJsonArray piece;
        for (std::size_t i = from; i < std::min(from + rangesAnEvent, ranges.size()); ++i)
            piece.append(
                QJsonArray{ranges[i].session, qint64(ranges[i].first), qint64(ranges[i].last)});
        QJsonObject event = eventOf("row-ranges");
        event.insert(QStringLiteral("ranges"), piece);
        events.push_back(event);
    }
    return events;
}

QJsonObject wholeRunEvent(const AuditReport &audit, const QString &ledgerDigest)
{
    QJsonObject event = eventOf("audit");
    event.insert(QStringLiteral("audit"), jsonOf(audit));
    event.insert(QStringLiteral("ledger_sha256"), ledgerDigest);
    return event;
}

std::vector<QJsonObject> lagEvents(const std::vector<LagPoint> &points)
{
    std::vector<QJsonObject> events;
    for (std::size_t from = 0; from < points.size(); from += pointsAnEvent) {
        QJsonArray piece;
        for (std::size_t i = from; i < std::min(from + pointsAnEvent, points.size()); ++i) {
            const LagPoint &p = points[i];
            piece.append(QJsonArray{p.at, seen(p.receiveBytes), seen(p.replayBytes),
                                    seen(p.exposureBytes), seen(p.receiveSeconds),
                                    seen(p.replaySeconds), seen(p.exposureSeconds)});
        }
        QJsonObject event = eventOf("lag");
        event.insert(QStringLiteral("points"), piece);
        events.push_back(event);
    }
    return events;
}

QJsonObject logEvent(const LogExtract &log)
{
    QJsonObject event = eventOf("log");
    event.insert(QStringLiteral("node"), log.node);
    event.insert(QStringLiteral("file"), log.file);
    event.insert(QStringLiteral("lines"), QJsonArray::fromStringList(log.lines));
    if (log.isMarked)
        event.insert(QStringLiteral("marked"), true);
    return event;
}

QJsonObject expectationEvent(const Expectation &expectation)
{
    QJsonObject event = eventOf("expectation");
    event.insert(QStringLiteral("sentence"), expectation.sentence.toJson());
    event.insert(QStringLiteral("holds"), expectation.holds);
    event.insert(QStringLiteral("proof"), expectation.proof.toJson());
    return event;
}

QJsonObject endEvent(const QString &state, double seconds)
{
    QJsonObject event = eventOf("end");
    event.insert(QStringLiteral("state"), state);
    event.insert(QStringLiteral("seconds"), seconds);
    return event;
}

} // namespace tandem
