// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/outage.h"
#include "tests/live/workload/workload_checks.h"

#include <QTemporaryDir>

using namespace tandem;
using namespace tandem::testing;

class FailoverTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPromotedStandbyTakesTheWriters();
    void anOldPrimaryIsNotWrittenTo();
    void aFrozenPrimaryIsLeftForThePromotedStandby();

private:
    std::unique_ptr<Ledger> newLedger(const QString &run);
    QTemporaryDir m_directory;
};

std::unique_ptr<Ledger> FailoverTest::newLedger(const QString &run)
{
    auto made = Ledger::create(m_directory.filePath(run), run);
    return made ? std::move(*made) : nullptr;
}

void FailoverTest::aPromotedStandbyTakesTheWriters()
{
    ScratchPair pair;
    QCOMPARE(pair.begin(), QString());
    QCOMPARE(pair.addStandby(), QString());
    const auto ledger = newLedger(QStringLiteral("moved"));
    Workload workload(pair.profile(), pair.secrets(), {}, *ledger);
    workload.start();
    QVERIFY2(acknowledges(workload, 300), qPrintable(problems(workload)));
    QVERIFY(QTest::qWaitFor(
        [&] { return allOn(workload, LaneKind::Reader, QStringLiteral("two")); }, patience));

    const MonotonicTime crashedAt = MonotonicClock::now();
    pair.killAll(0);
    const auto promotedAt = pair.promote(1);
    QVERIFY(promotedAt.has_value());
    QVERIFY2(acknowledges(workload, 300), qPrintable(problems(workload)));
    QVERIFY(allOn(workload, LaneKind::Writer, QStringLiteral("two")));
    QVERIFY(stopSeconds(workload) < 1.0);
    QVERIFY(ledger->close().ok());

    const auto outage = outageAround(workload.acks(), crashedAt);
    QVERIFY(outage && outage->firstAfter);
    QCOMPARE(outage->lastBefore.node, 0);
    QCOMPARE(outage->firstAfter->node, 1);
    const double reconnect = secondsBetween(*promotedAt, outage->firstAfter->at);
    qInfo("reconnect %.1f ms after promotion, outage %.3f s", reconnect * 1000, *outage->seconds());
    QVERIFY(reconnect < 0.1);
    const auto report = auditOn(pair, 1, *ledger);
    QVERIFY(report.ok());
    checkSound(*report, workload);
    QVERIFY(report->kept >= 500);
    qInfo("%lld acknowledged, %lld lost, %lld in doubt", qint64(report->acknowledged),
          qint64(report->lostCount), qint64(report->inDoubt));
}

void FailoverTest::anOldPrimaryIsNotWrittenTo()
{
    ScratchPair pair;
    QCOMPARE(pair.begin(), QString());
    QCOMPARE(pair.addStandby(), QString());
    const auto ledger = newLedger(QStringLiteral("old"));
    Workload workload(pair.profile(), pair.secrets(), {}, *ledger);
    workload.start();
    QVERIFY2(acknowledges(workload, 50), qPrintable(problems(workload)));
    // Both accept writes: the writers leave the old primary although it still answers.
    QVERIFY(pair.promote(1).has_value());
    QVERIFY(QTest::qWaitFor(
        [&] { return allOn(workload, LaneKind::Writer, QStringLiteral("two")); }, patience));
    QVERIFY2(acknowledges(workload, 50), qPrintable(problems(workload)));
    // And do not come back to it when the new one is gone.
    const QString rows = "select count(*) from pgtandem.ledger where run = 'old'";
    const QString rowsBefore = pair.ask(0, rows);
    pair.killAll(1);
    QVERIFY2(QTest::qWaitFor(
                 [&] {
                     return problems(workload).contains(QLatin1String("one accepts writes on "
                                                                      "timeline 1 although"));
                 },
                 patience),
             qPrintable(problems(workload)));
    const std::int64_t acknowledged = workload.figures().acknowledged();
    QVERIFY(QTest::qWaitFor([&] { return sum(workload, LaneKind::Reader, &LaneFigures::ok) > 20; },
                            patience));
    QCOMPARE(workload.figures().acknowledged(), acknowledged);
    QCOMPARE(pair.ask(0, rows), rowsBefore);
    QVERIFY(rowsBefore.toInt() >= 50);
    QVERIFY(stopSeconds(workload) < 1.0);
}

void FailoverTest::aFrozenPrimaryIsLeftForThePromotedStandby()
{
    ScratchPair pair;
    QCOMPARE(pair.begin(), QString());
    QCOMPARE(pair.addStandby(), QString());
    const auto ledger = newLedger(QStringLiteral("mute"));
    WorkloadOptions options;
    options.patience = Milliseconds(20000); // only the lease can end the wait in time
    Workload workload(pair.profile(), pair.secrets(), options, *ledger);
    workload.start();
    QVERIFY2(acknowledges(workload, 50), qPrintable(problems(workload)));
    pair.signalAll(0, SIGSTOP);
    const auto promotedAt = pair.promote(1);
    QVERIFY(promotedAt.has_value());
    QVERIFY2(acknowledges(workload, 50), qPrintable(problems(workload)));
    const auto outage = outageAround(workload.acks(), *promotedAt);
    QVERIFY(outage && outage->firstAfter);
    QCOMPARE(outage->firstAfter->node, 1);
    QVERIFY2(secondsBetween(*promotedAt, outage->firstAfter->at) < 1.5,
             qPrintable(problems(workload)));
    QVERIFY(stopSeconds(workload) < 1.0);
}

QTEST_GUILESS_MAIN(FailoverTest)
#include "failover_test.moc"
