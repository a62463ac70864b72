// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/audit_json.h"
#include "core/evidence/report_figures.h"
#include "core/evidence/run_events.h"
#include "core/evidence/stage_journal.h"
#include "tests/unit/evidence/sample_evidence.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace tandem;
using namespace tandem::testing;

namespace {

QJsonObject stepEvent(const char *id, const char *status, const char *phase, int from, int to)
{
    QJsonObject event{
        {QStringLiteral("event"), QStringLiteral("step")},
        {QStringLiteral("step"), QLatin1String(id)},
        {QStringLiteral("title"), QStringLiteral("title of %1").arg(QLatin1String(id))},
        {QStringLiteral("node"), QStringLiteral("vm2")},
        {QStringLiteral("status"), QLatin1String(status)},
        {QStringLiteral("phase"), QLatin1String(phase)}};
    if (qstrcmp(status, "started") == 0) {
        event.insert(QStringLiteral("command"), QStringLiteral("do %1").arg(QLatin1String(id)));
        return event;
    }
    event.insert(QStringLiteral("from_ns"), nanosecondsOf(at(from)));
    event.insert(QStringLiteral("to_ns"), nanosecondsOf(at(to)));
    return event;
}

std::vector<QJsonObject> failoverJournal()
{
    QJsonObject last = stepEvent("promote", "done", "promote", 1150, 1250);
    last.insert(QStringLiteral("output"), QStringLiteral("promoted"));
    last.insert(QStringLiteral("captured"),
                QJsonObject{{QStringLiteral("lsn"), QStringLiteral("0/3000000")}});
    return {
        {{QStringLiteral("event"), QStringLiteral("start")},
         {QStringLiteral("stage"), QStringLiteral("failover")},
         {QStringLiteral("at"), QStringLiteral("2026-01-02T03:04:06.000Z")},
         {QStringLiteral("from_ns"), nanosecondsOf(at(1020))}},
        stepEvent("decide", "started", "decide", 0, 0),
        stepEvent("decide", "done", "decide", 1030, 1100),
        stepEvent("fence", "started", "fence", 0, 0),
        stepEvent("promote", "started", "promote", 0, 0),
        stepEvent("fence", "done", "fence", 1100, 1150),
        last,
        stepEvent("late", "skipped", "", 1250, 1250),
        {{QStringLiteral("event"), QStringLiteral("end")},
         {QStringLiteral("outcome"), QStringLiteral("done")},
         {QStringLiteral("sentence"), QStringLiteral("vm2 is primary")},
         {QStringLiteral("text"), say("Test", "%1 is primary").arg(QStringLiteral("vm2")).toJson()},
         {QStringLiteral("to_ns"), nanosecondsOf(at(1400))}}};
}

LedgerRecord ack(std::int64_t seq, const char *node, int milliseconds)
{
    LedgerRecord record;
    record.kind = RecordKind::Ack;
    record.key = {1, seq};
    record.node = QLatin1String(node);
    record.at = at(milliseconds);
    return record;
}

// A run of one failover: a write every 10 ms, and none from 1000 to 1300.
RunSources sampleRun()
{
    RunSources run;
    run.run = QStringLiteral("sample");
    run.journals[QStringLiteral("j.jsonl")] = failoverJournal();
    LedgerContents ledger;
    for (int i = 0; i <= 100; ++i)
        ledger.records.push_back(ack(i + 1, "vm1", i * 10));
    for (int i = 0; i <= 100; ++i)
        ledger.records.push_back(ack(i + 102, "vm2", 1300 + i * 10));
    run.ledger = ledger;
    HandoverRecord handover;
    handover.stage = QStringLiteral("failover");
    handover.records = {50, 150};
    handover.crashedAt = at(1000);
    handover.detectedAt = at(1015);
    handover.until = at(2000);
    handover.audit = goodLab().stages[0].audit;
    run.events = {
        runEvent({QStringLiteral("demo"),
                  {QStringLiteral("vm1"), QStringLiteral("vm2")},
                  QStringLiteral("2026-01-02T03:04:05Z"),
                  at(0),
                  QStringLiteral("run.ledger")}),
        stageEvent(QStringLiteral("failover"), QStringLiteral("j.jsonl"), QStringLiteral("feed")),
        handoverEvent(handover)};
    for (const auto &events : {rowEvents({{1, 1}, {1, 2}, {2, 7}}), lagEvents(fullLab().lag)})
        run.events.insert(run.events.end(), events.begin(), events.end());
    run.events.push_back(wholeRunEvent(*goodLab().wholeRun, QStringLiteral("beef")));
    run.events.push_back(logEvent(fullLab().logs[0]));
    for (const Expectation &expectation : goodLab().expectations)
        run.events.push_back(expectationEvent(expectation));
    run.events.push_back(endEvent(QStringLiteral("healthy"), 2.5));
    return run;
}

bool near(const std::optional<double> &value, double expected)
{
    return value && qAbs(*value - expected) < 1e-9;
}

} // namespace

// What is kept of a run, and the evidence that is read from it.
class RunEventsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStageIsReadFromItsJournal()
    {
        const StageEvidence stage = stageOf(failoverJournal(), at(0));
        QCOMPARE(stage.stage, QStringLiteral("failover"));
        QVERIFY(stage.outcome.isDone());
        QCOMPARE(stage.outcome.sentence.english(), QStringLiteral("vm2 is primary"));
        QVERIFY(near(stage.from, 1.02) && near(stage.to, 1.4));
        QCOMPARE(stage.outcome.steps.size(), size_t(4));
        const StepReport &promote = stage.outcome.steps[2];
        QCOMPARE(promote.id, QStringLiteral("promote"));
        QCOMPARE(promote.title.english(), QStringLiteral("title of promote"));
        QCOMPARE(promote.command, QStringLiteral("do promote"));
        QCOMPARE(promote.output, QStringLiteral("promoted"));
        QVERIFY(promote.phase == Phase::Promote && promote.startedAt == at(1150));
        QVERIFY(stage.outcome.steps[3].status == StepStatus::Skipped);
        QCOMPARE(stage.outcome.values.text(QStringLiteral("lsn")), QStringLiteral("0/3000000"));
        QVERIFY(stage.outcome.endOf(Phase::Fence) == at(1150));
    }

    // A hand-over of another day: its journal and its clients' ledger have a clock of their own.
    void aHandoverOfAnotherClockKeepsItsFigures()
    {
        RunSources run = sampleRun();
        const LedgerContents ledger = *run.ledger;
        run.ledger.reset();
        run.otherLedgers[QStringLiteral("older.ledger")] = ledger;
        HandoverRecord handover = handoverOf(run.events[2]);
        handover.ledger = QStringLiteral("older.ledger");
        handover.ledgerDigest = QStringLiteral("cafe");
        QVERIFY(handoverOf(handoverEvent(handover)).ledger == handover.ledger);
        QCOMPARE(handoverOf(handoverEvent(handover)).ledgerDigest, handover.ledgerDigest);
        run.events[1] = stageEvent(QStringLiteral("failover"), QStringLiteral("j.jsonl"),
                                   QStringLiteral("feed"), at(-60000));
        run.events[2] = handoverEvent(handover);
        const auto lab = evidenceOf(run);
        QVERIFY(lab.ok());
        const StageEvidence &failover = lab->stages[0];
        QVERIFY(near(failover.from, 61.02) && near(failover.to, 61.4));
        QVERIFY(near(failover.outageSeconds, 0.3));
        QVERIFY(near(failover.outageFrom, 61.0) && near(failover.outageTo, 61.3));
        QVERIFY(failover.writes.has_value());
        QVERIFY(!lab->writes.has_value()); // none of the run's own
    }

    void aJournalWithoutItsEndSaysSo()
    {
        std::vector<QJsonObject> events = failoverJournal();
        events.resize(4);
        const StageEvidence stage = stageOf(events, at(0));
        QVERIFY(!stage.outcome.isDone());
        QVERIFY(stage.outcome.sentence.english().contains(QStringLiteral("broken off")));
        QCOMPARE(stage.outcome.steps.size(), size_t(2));
        QVERIFY(stage.outcome.steps[1].status == StepStatus::Failed);
        QCOMPARE(stage.outcome.steps[1].command, QStringLiteral("do fence"));
        QVERIFY(!stageOf({}, at(0)).outcome.isDone());
    }

    void theEvidenceIsDerivedFromTheFiles()
    {
        const auto lab = evidenceOf(sampleRun());
        QVERIFY(lab.ok());
        QCOMPARE(lab->run, QStringLiteral("sample"));
        QCOMPARE(lab->nodes[1], QStringLiteral("vm2"));
        QCOMPARE(lab->finalState, QStringLiteral("healthy"));
        QVERIFY(near(lab->seconds, 2.5));
        QVERIFY(lab->lag == fullLab().lag);
        QVERIFY(lab->logs == std::vector<LogExtract>{fullLab().logs[0]});
        QCOMPARE(lab->expectations.size(), size_t(5));
        QCOMPARE(lab->expectations[4].proof.english(), QStringLiteral("proof 5"));
        QVERIFY(lab->wholeRun == goodLab().wholeRun);
        QVERIFY(lab->writes.has_value());
        QCOMPARE(lab->stages.size(), size_t(1));
        const StageEvidence &failover = lab->stages[0];
        QVERIFY(near(failover.outageSeconds, 0.3));
        QVERIFY(near(failover.outageFrom, 1.0) && near(failover.outageTo, 1.3));
        QVERIFY(near(failover.split.detect, 0.015));
        QVERIFY(near(failover.split.decide, 0.085));
        QVERIFY(near(failover.split.fence, 0.05));
        QVERIFY(near(failover.split.promote, 0.1));
        QVERIFY(near(failover.split.reconnect, 0.05));
        QVERIFY(near(failover.split.total, 0.3));
        QVERIFY(failover.audit == goodLab().stages[0].audit);
        int drawn = 0;
        for (const auto &slot : failover.writes->counts)
            drawn += slot[0] + slot[1];
        QVERIFY2(drawn > 180, qPrintable(QString::number(drawn)));
    }

    void whatIsMissingIsNotInvented()
    {
        RunSources run = sampleRun();
        run.ledger.reset();
        const auto withoutLedger = evidenceOf(run);
        QVERIFY(withoutLedger.ok());
        QVERIFY(!withoutLedger->writes && !withoutLedger->stages[0].outageSeconds);
        QVERIFY(!withoutLedger->stages[0].split.total && withoutLedger->stages[0].audit);
        run = sampleRun();
        run.events.pop_back();
        const auto broken = evidenceOf(run);
        QVERIFY(broken.ok() && broken->finalState.isEmpty());
        QVERIFY(near(broken->seconds, 1.4)); // of its last stage
        run.events[0].insert(QStringLiteral("format"), 2);
        QVERIFY(!evidenceOf(run).ok());
        run.events.erase(run.events.begin());
        QVERIFY(!evidenceOf(run).ok());
        QVERIFY(!evidenceOf(RunSources{}).ok());
    }

    void journalsAloneMakeAReport()
    {
        const LabEvidence lab =
            evidenceOf(QStringLiteral("demo"), {QStringLiteral("vm1"), QStringLiteral("vm2")},
                       {failoverJournal(), {}, failoverJournal()});
        QCOMPARE(lab.stages.size(), size_t(2));
        QVERIFY(near(lab.stages[0].from, 0));
        QCOMPARE(lab.startedAt, QStringLiteral("2026-01-02T03:04:06.000Z"));
        // Without a step of reconnecting there is no whole outage.
        QVERIFY(!lab.stages[0].outageSeconds);
        QVERIFY(near(lab.stages[0].split.promote, 0.1));
    }

    void auditsComeBack()
    {
        AuditReport audit;
        std::int64_t i = 1;
        for (auto member :
             {&AuditReport::acknowledged, &AuditReport::kept, &AuditReport::lostCount,
              &AuditReport::inDoubt, &AuditReport::doubtPresent, &AuditReport::doubtAbsent,
              &AuditReport::rolledBack, &AuditReport::rolledBackPresent, &AuditReport::duplicates,
              &AuditReport::unknownRows, &AuditReport::rowsAfter})
            audit.*member = 4000000000000000000 + ++i;
        audit.lost = {{1, 2}, {100, 5000000000}};
        const QByteArray text = QJsonDocument(jsonOf(audit)).toJson();
        QVERIFY(auditOf(QJsonDocument::fromJson(text).object()) == audit);
        QVERIFY(!auditOf(QJsonValue()).has_value());
    }

    void rowsBecomeRanges()
    {
        const auto events = rowEvents({{2, 5}, {1, 3}, {1, 1}, {1, 2}, {2, 7}});
        QCOMPARE(events.size(), size_t(2));
        QCOMPARE(events[0].value(QStringLiteral("count")).toInt(), 5);
        QCOMPARE(events[0].value(QStringLiteral("kept")), QJsonValue(true));
        QCOMPARE(events[1].value(QStringLiteral("ranges")).toArray(),
                 (QJsonArray{QJsonArray{1, 1, 3}, QJsonArray{2, 5, 5}, QJsonArray{2, 7, 7}}));
        std::vector<WriteKey> many;
        for (int i = 0; i < 200001; ++i)
            many.push_back({1, i * 2});
        const auto omitted = rowEvents(many);
        QCOMPARE(omitted.size(), size_t(1));
        QCOMPARE(omitted[0].value(QStringLiteral("kept")), QJsonValue(false));
    }

    void slotsHaveRoundLengths_data()
    {
        QTest::addColumn<double>("span");
        QTest::addColumn<int>("most");
        QTest::addColumn<double>("length");
        QTest::newRow("short") << 2.3 << 80 << 0.1;
        QTest::newRow("exact") << 8.0 << 80 << 0.1;
        QTest::newRow("longer") << 8.1 << 80 << 0.2;
        QTest::newRow("minute") << 60.0 << 240 << 0.5;
        QTest::newRow("day") << 86400.0 << 240 << 500.0;
        QTest::newRow("nothing") << 0.0 << 80 << 0.1;
    }
    void slotsHaveRoundLengths()
    {
        QFETCH(double, span);
        QFETCH(int, most);
        QFETCH(double, length);
        const WriteSlots slots_ = writeSlots({}, at(0), -1, -1 + span, most);
        QVERIFY2(qAbs(slots_.length - length) < 1e-9, qPrintable(QString::number(slots_.length)));
        QVERIFY(slots_.counts.size() >= 1 && int(slots_.counts.size()) <= most);
    }

    void writesFallIntoTheirSlots()
    {
        const WriteSlots slots_ = writeSlots(
            {{at(0), 0}, {at(99), 1}, {at(100), 1}, {at(250), 0}, {at(300), 0}, {at(50), 7}}, at(0),
            0, 0.3, 10);
        QVERIFY((slots_.counts == std::vector<std::array<int, 2>>{{1, 1}, {0, 1}, {1, 0}}));
    }

    void figuresAreSealed()
    {
        const RunSources run = sampleRun();
        const auto lab = evidenceOf(run);
        QVERIFY(lab.ok());
        const QByteArray text =
            reportFigures(*lab, run, {{QStringLiteral("html"), QStringLiteral("abc")}});
        QCOMPARE(reportFigures(*lab, run, {{QStringLiteral("html"), QStringLiteral("abc")}}), text);
        const QJsonObject json = QJsonDocument::fromJson(text).object();
        const qsizetype mark = text.lastIndexOf(",\n    \"seal\": \"");
        QCOMPARE(json.value(QStringLiteral("seal")).toString().toLatin1(),
                 QCryptographicHash::hash(text.left(mark), QCryptographicHash::Sha256).toHex());
        const QJsonObject stage = json.value(QStringLiteral("stages")).toArray().at(0).toObject();
        QCOMPARE(stage.value(QStringLiteral("outage_seconds")).toDouble(), 0.3);
        QCOMPARE(stage.value(QStringLiteral("lost_keys")).toArray().size(), 2);
        QCOMPARE(json.value(QStringLiteral("sources")).toObject().value(QStringLiteral("journals")),
                 QJsonValue(QJsonObject{{QStringLiteral("j.jsonl"), QStringLiteral("feed")}}));
    }
};

QTEST_APPLESS_MAIN(RunEventsTest)
#include "run_events_test.moc"
