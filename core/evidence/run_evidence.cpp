// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/run_events.h"

#include "core/evidence/audit_json.h"
#include "core/evidence/stage_journal.h"

#include <QJsonArray>

#include <algorithm>

namespace tandem {

namespace {

constexpr double aroundOutage = 1.0; // seconds drawn before and after it
constexpr int outageSlots = 80;
constexpr int runSlots = 240;

QString textAt(const QJsonObject &event, const char *key)
{
    return event.value(QLatin1String(key)).toString();
}

template <typename Number>
std::optional<Number> seenAt(const QJsonArray &values, int place)
{
    const QJsonValue value = values.at(place);
    if (!value.isDouble())
        return std::nullopt;
    if constexpr (std::is_same_v<Number, double>)
        return value.toDouble();
    else
        return value.toInteger();
}

std::vector<AckPoint> acksOf(const LedgerContents &ledger, const std::array<QString, 2> &nodes)
{
    std::vector<AckPoint> acks;
    for (const LedgerRecord &record : ledger.records) {
        if (record.kind == RecordKind::Ack)
            acks.push_back({record.at, record.node == nodes[0] ? 0 : 1});
    }
    return acks;
}

// One pass over a run's events.
class RunReading
{
public:
    explicit RunReading(const RunSources &sources) : m_sources(sources) {}

    Result<LabEvidence> read();

private:
    Result<void> readHead(const QJsonObject &event);
    void readEvent(const QJsonObject &event);
    void readStage(const QJsonObject &event);
    void readHandover(const QJsonObject &event);
    void readLag(const QJsonObject &event);
    [[nodiscard]] const std::vector<AckPoint> &acksOfLedger(const QString &name);

    const RunSources &m_sources;
    LabEvidence m_lab;
    MonotonicTime m_start{};
    std::vector<MonotonicTime> m_starts; // of each stage, by the clock of its journal
    std::vector<AckPoint> m_acks;
    std::map<QString, std::vector<AckPoint>> m_otherAcks;
};

Result<void> RunReading::readHead(const QJsonObject &event)
{
    if (textAt(event, "event") != QLatin1String("run"))
        return Error{
            ErrorKind::Failed,
            say("Evidence", "%1 is no run: its first line does not begin one.").arg(m_sources.run),
            {},
            {}};
    const int format = event.value(QLatin1String("format")).toInt();
    if (format != 1)
        return Error{ErrorKind::Failed,
                     say("Evidence", "The run %1 has format %2, which this version does not know; "
                                     "use a newer version.")
                         .arg(m_sources.run)
                         .arg(format),
                     {},
                     {}};
    m_lab.run = m_sources.run;
    m_lab.pair = textAt(event, "pair");
    const QJsonArray nodes = event.value(QLatin1String("nodes")).toArray();
    m_lab.nodes = {nodes.at(0).toString(), nodes.at(1).toString()};
    m_lab.startedAt = textAt(event, "started_at");
    m_start = momentOf(event.value(QLatin1String("start_ns"))).value_or(MonotonicTime{});
    if (m_sources.ledger)
        m_acks = acksOf(*m_sources.ledger, m_lab.nodes);
    return {};
}

void RunReading::readStage(const QJsonObject &event)
{
    const auto journal = m_sources.journals.find(textAt(event, "journal"));
    StageEvidence stage;
    m_starts.push_back(momentOf(event.value(QLatin1String("start_ns"))).value_or(m_start));
    if (journal != m_sources.journals.end())
        stage = stageOf(journal->second, m_starts.back());
    else
        stage.outcome.sentence = Text::fromJson(event.value(QLatin1String("sentence")));
    stage.stage = textAt(event, "stage");
    m_lab.stages.push_back(stage);
}

void RunReading::readHandover(const QJsonObject &event)
{
    const auto stage =
        std::find_if(m_lab.stages.rbegin(), m_lab.stages.rend(),
                     [&](const StageEvidence &one) { return one.stage == textAt(event, "stage"); });
    if (stage == m_lab.stages.rend())
        return;
    const MonotonicTime start =
        m_starts[std::size_t(std::distance(stage, m_lab.stages.rend())) - 1];
    const HandoverRecord handover = handoverOf(event);
    const std::vector<AckPoint> &acks = acksOfLedger(handover.ledger);
    OutageMarks marks;
    marks.crashedAt = handover.crashedAt;
    marks.detectedAt = handover.detectedAt;
    marks.decidedAt = stage->outcome.endOf(Phase::Decide);
    marks.fencedAt = stage->outcome.endOf(Phase::Fence);
    marks.promotedAt = stage->outcome.endOf(Phase::Promote);
    std::optional<Outage> outage;
    if (marks.crashedAt)
        outage = outageAround(acks, *marks.crashedAt, handover.until);
    if (outage && outage->firstAfter) {
        marks.firstAckAt = outage->firstAfter->at;
        stage->outageSeconds = outage->seconds();
        stage->outageFrom = secondsBetween(start, outage->lastBefore.at);
        stage->outageTo = secondsBetween(start, outage->firstAfter->at);
        stage->writes = writeSlots(acks, start, *stage->outageFrom - aroundOutage,
                                   *stage->outageTo + aroundOutage, outageSlots);
    }
    stage->split = splitOutage(marks);
    stage->audit = handover.audit;
}

const std::vector<AckPoint> &RunReading::acksOfLedger(const QString &name)
{
    const auto other = m_sources.otherLedgers.find(name);
    if (other == m_sources.otherLedgers.end())
        return m_acks;
    const auto [acks, isNew] = m_otherAcks.try_emplace(name);
    if (isNew)
        acks->second = acksOf(other->second, m_lab.nodes);
    return acks->second;
}

void RunReading::readLag(const QJsonObject &event)
{
    for (const auto &value : event.value(QLatin1String("points")).toArray()) {
        const QJsonArray p = value.toArray();
        m_lab.lag.push_back({p.at(0).toDouble(), seenAt<qint64>(p, 1), seenAt<qint64>(p, 2),
                             seenAt<qint64>(p, 3), seenAt<double>(p, 4), seenAt<double>(p, 5),
                             seenAt<double>(p, 6)});
    }
}

void RunReading::readEvent(const QJsonObject &event)
{
    const QString kind = textAt(event, "event");
    if (kind == QLatin1String("stage")) {
        readStage(event);
    } else if (kind == QLatin1String("handover")) {
        readHandover(event);
    } else if (kind == QLatin1String("lag")) {
        readLag(event);
    } else if (kind == QLatin1String("audit")) {
        m_lab.wholeRun = auditOf(event.value(QLatin1String("audit")));
    } else if (kind == QLatin1String("log")) {
        LogExtract log{textAt(event, "node"),
                       textAt(event, "file"),
                       {},
                       event.value(QLatin1String("marked")).toBool()};
        for (const auto &line : event.value(QLatin1String("lines")).toArray())
            log.lines << line.toString();
        m_lab.logs.push_back(log);
    } else if (kind == QLatin1String("expectation")) {
        m_lab.expectations.push_back({Text::fromJson(event.value(QLatin1String("sentence"))),
                                      event.value(QLatin1String("holds")).toBool(),
                                      Text::fromJson(event.value(QLatin1String("proof")))});
    } else if (kind == QLatin1String("end")) {
        m_lab.finalState = textAt(event, "state");
        m_lab.seconds = event.value(QLatin1String("seconds")).toDouble();
    }
}

Result<LabEvidence> RunReading::read()
{
    if (auto head = readHead(m_sources.events.empty() ? QJsonObject() : m_sources.events.front());
        !head.ok())
        return head.error();
    for (const QJsonObject &event : m_sources.events)
        readEvent(event);
    if (m_lab.seconds <= 0 && !m_lab.stages.empty())
        m_lab.seconds = m_lab.stages.back().to; // it was broken off
    if (!m_acks.empty())
        m_lab.writes = writeSlots(m_acks, m_start, 0, m_lab.seconds, runSlots);
    return m_lab;
}

} // namespace

Result<LabEvidence> evidenceOf(const RunSources &sources)
{
    return RunReading(sources).read();
}

LabEvidence evidenceOf(const QString &pair, const std::array<QString, 2> &nodes,
                       const std::vector<std::vector<QJsonObject>> &journals)
{
    LabEvidence lab;
    lab.pair = pair;
    lab.nodes = nodes;
    MonotonicTime start{};
    for (const std::vector<QJsonObject> &events : journals) {
        StageEvidence stage = stageOf(events, start);
        if (stage.stage.isEmpty())
            continue; // a run file, or a journal that was broken off before its first word
        if (lab.stages.empty()) {
            start = stage.outcome.startedAt;
            lab.startedAt = stage.startedAt;
            stage = stageOf(events, start);
        }
        if (stage.outcome.isDone() && stage.outcome.endOf(Phase::Promote)) {
            stage.split = splitOfSteps(stage.outcome);
            stage.outageSeconds = stage.split.total;
        }
        lab.seconds = std::max(lab.seconds, stage.to);
        lab.stages.push_back(stage);
    }
    return lab;
}

} // namespace tandem
