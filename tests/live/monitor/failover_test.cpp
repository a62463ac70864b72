// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/monitor/watched_servers.h"
#include "tests/support/lab_pair.h"
#include "tests/support/node_words.h"

#include <algorithm>

#include <signal.h>

using namespace tandem;
using namespace tandem::testing;

// One monitor that watches a pair through crash, failover, resync and failback.
class FailoverTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto made = LabPair::setUp();
        QVERIFY2(made.ok(), made.ok() ? "" : qPrintable(made.error().sentence.english()));
        m_lab = std::move(*made);
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(monitor()), PairState::Healthy, patience);
        expectLagFrom(m_lab->home(), 1);
        // The history takes it with the standby's next answer.
        QTRY_VERIFY_WITH_TIMEOUT(!lagChart().empty(), patience);
    }

    void followsTheCrash()
    {
        const auto process = words::postmasterId(*m_lab->session().profile().node(m_lab->home()));
        QVERIFY(process > 1);
        const MonotonicTime killedAt = MonotonicClock::now();
        QCOMPARE(::kill(pid_t(process), SIGKILL), 0);
        const auto end = [&] {
            return monitor().sessionEndedAt(m_lab->home()).value_or(MonotonicTime{});
        };
        QTRY_VERIFY_WITH_TIMEOUT(end() >= killedAt, patience);
        const double seconds = secondsBetween(killedAt, end());
        qInfo("noticed after %.1f ms", seconds * 1000);
        QVERIFY2(seconds < 1, qPrintable(QString::number(seconds)));
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(monitor()), PairState::PrimaryDown, patience);
        QVERIFY(!monitor().lag().isKnown());
    }

    void followsTheFailover()
    {
        expectDone(Stage::Failover);
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(monitor()), PairState::FailedOver, patience);
        QTRY_COMPARE_WITH_TIMEOUT(monitor().lag().primary, m_lab->other(), patience);
        QVERIFY(!monitor().lag().isKnown());
    }

    void followsTheResync()
    {
        expectDone(Stage::Resync);
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(monitor()), PairState::Swapped, patience);
        expectLagFrom(m_lab->other(), 2);
    }

    void followsTheFailback()
    {
        expectDone(Stage::Failback);
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(monitor()), PairState::Healthy, patience);
        expectLagFrom(m_lab->home(), 3);
    }

    void keepsItAllInTheHistory()
    {
        const MonotonicTime now = MonotonicClock::now();
        const auto marks = monitor().history().marks(now - std::chrono::hours(1), now);
        const auto count = [&](EventMark::Kind kind) {
            return std::count_if(marks.begin(), marks.end(),
                                 [kind](const EventMark &mark) { return mark.kind == kind; });
        };
        QCOMPARE(count(EventMark::Kind::StageStart), 3);
        QCOMPARE(count(EventMark::Kind::StageEnd), 3);
        QVERIFY(count(EventMark::Kind::SessionEnd) >= 1);
        QVERIFY(count(EventMark::Kind::State) >= 4);
        // The outage is a gap in the lag's line.
        const auto chart = lagChart();
        QVERIFY(std::any_of(chart.begin(), chart.end(),
                            [](const ChartPoint &point) { return !point.values; }));
        QVERIFY(std::any_of(chart.begin(), chart.end(),
                            [](const ChartPoint &point) { return point.values.has_value(); }));
    }

private:
    [[nodiscard]] Monitor &monitor() { return m_lab->session().monitor(); }
    [[nodiscard]] std::vector<ChartPoint> lagChart()
    {
        const MonotonicTime now = MonotonicClock::now();
        return monitor().history().chart(Measure::ReplaySeconds, now - std::chrono::minutes(10),
                                         now, 800);
    }
    void expectDone(Stage stage)
    {
        const Outcome outcome = m_lab->drill().stage(stage, {}, {});
        QVERIFY2(outcome.isDone(),
                 qPrintable(outcome.sentence.english() + u'\n' + outcome.details));
    }
    void expectLagFrom(const QString &primary, std::uint32_t timeline)
    {
        const auto holds = [&] {
            const LagReading lag = monitor().lag();
            return lag.primary == primary && lag.timeline == timeline &&
                   lag.replay.delay.seconds == 0.0 && lag.replay.bytes == std::uint64_t(0);
        };
        QVERIFY(QTest::qWaitFor(holds, patience));
    }
    std::unique_ptr<LabPair> m_lab;
};

QTEST_GUILESS_MAIN(FailoverTest)
#include "failover_test.moc"
