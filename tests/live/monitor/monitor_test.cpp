// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/monitor/watched_servers.h"

#include <QFile>

#include <algorithm>

using namespace tandem;
using namespace tandem::testing;

class MonitorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_servers.create());
        // A tool of our own in the way, so that a test can make the shell hang.
        m_servers.primary->script(
            QStringLiteral("mkdir \"$dir/bin\"; ln -s \"$bin/pg_controldata\" \"$dir/bin/\"; "
                           "chmod 755 \"$dir\" \"$dir/bin\""));
        m_servers.profile.nodes[0].postgres.binDirectory =
            m_servers.primary->directory() + QStringLiteral("/bin");
    }
    void init()
    {
        m_monitor = std::make_unique<Monitor>(m_servers.profile, m_servers.secrets);
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(*m_monitor), PairState::Healthy, patience);
    }
    void cleanup() { m_monitor.reset(); }
    void cleanupTestCase()
    {
        m_servers.standby.reset();
        m_servers.primary.reset();
    }

    void handsOutViews();
    void callsBackUntilTheSubscriptionEnds();
    void aFrozenServerIsSeenAndSeenToRecover();
    void aStoppedReceiverIsSeen();
    void aShortStallIsAMarkAndNoMore();
    void aHungShellHidesNoSqlAndGrowsOld();
    void aStoppedStandbyIsToldFromAKilledOne();

private:
    [[nodiscard]] NodeFacts live(std::size_t node) const
    {
        return m_monitor->liveNow().nodes[node];
    }
    [[nodiscard]] int marksOf(EventMark::Kind kind) const
    {
        const auto marks = m_monitor->history().marks(MonotonicTime{}, MonotonicClock::now());
        return int(std::count_if(marks.begin(), marks.end(),
                                 [kind](const EventMark &mark) { return mark.kind == kind; }));
    }
    WatchedServers m_servers;
    std::unique_ptr<Monitor> m_monitor;
};

void MonitorTest::handsOutViews()
{
    const PairView first = m_monitor->latest();
    const auto next =
        m_monitor->waitForNewer(first.number, Deadline::after(Milliseconds(patience)), {});
    QVERIFY(next && next->number > first.number);
    QVERIFY(
        !m_monitor->waitForNewer(next->number + 1000000, Deadline::after(Milliseconds(10)), {}));
    StopSource stop;
    stop.requestStop();
    QVERIFY(!m_monitor->waitForNewer(next->number + 1000000,
                                     Deadline::after(Milliseconds(patience)), stop.token()));
    for (const std::size_t node : {0, 1}) {
        const auto times = [&] { return m_monitor->latest().times[node]; };
        QTRY_VERIFY_WITH_TIMEOUT(times().hostHeard && times().serverHeard && times().roleHeard,
                                 patience);
    }
    QVERIFY(live(0).host && live(0).data && live(0).process);
    QCOMPARE(live(0).process->kind, ProcessFacts::Kind::Running);
    // A pulse that did not change keeps the host's facts fresh.
    const auto seen = m_monitor->latest().times[0].shellSeen;
    QTRY_VERIFY_WITH_TIMEOUT(m_monitor->latest().times[0].shellSeen > seen, patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_monitor->lag().isKnown(), patience);
}

void MonitorTest::callsBackUntilTheSubscriptionEnds()
{
    std::atomic<std::uint64_t> number = 0;
    std::atomic<bool> isOrdered = true;
    auto subscription = m_monitor->subscribe([&](const PairView &view) {
        isOrdered = isOrdered && view.number > number;
        number = view.number;
    });
    QTRY_VERIFY_WITH_TIMEOUT(number > 0, patience);
    QVERIFY(isOrdered);
    subscription.reset();
    const std::uint64_t last = number;
    QTRY_VERIFY_WITH_TIMEOUT(m_monitor->latest().number > last + 2, patience);
    QCOMPARE(number.load(), last);
}

void MonitorTest::aFrozenServerIsSeenAndSeenToRecover()
{
    QTRY_VERIFY_WITH_TIMEOUT(m_monitor->lag().isKnown(), patience);
    const MonotonicTime frozenAt = MonotonicClock::now();
    WatchedServers::signalAll(*m_servers.primary, SIGSTOP);
    const auto isFrozen = [&] { return conditionOf(live(0)) == NodeCondition::Frozen; };
    const bool wasSeen = QTest::qWaitFor(isFrozen, patience);
    const double took = secondsBetween(frozenAt, MonotonicClock::now());
    const PairState state = stateOf(*m_monitor);
    const LagReading lag = m_monitor->lag();
    const NotUp kind = notUpOf(live(0)).kind;
    WatchedServers::signalAll(*m_servers.primary, SIGCONT);
    QVERIFY(wasSeen);
    qInfo("frozen seen after %.2f s", took);
    QVERIFY2(took < 6, qPrintable(QString::number(took)));
    QCOMPARE(state, PairState::PrimaryFrozen);
    QCOMPARE(kind, NotUp::Frozen);
    QVERIFY(!lag.isKnown() && !lag.exposure.bytes);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(*m_monitor), PairState::Healthy, patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_monitor->lag().isKnown(), patience);
    QVERIFY(marksOf(EventMark::Kind::State) >= 2);
}

// It says for ever that it streams, and nothing else of the pair changes.
void MonitorTest::aStoppedReceiverIsSeen()
{
    const auto isStopped = [&] { return live(1).process && live(1).process->receiverFrozen; };
    QTRY_VERIFY_WITH_TIMEOUT(live(1).process.has_value(), patience);
    QVERIFY(!isStopped());
    const QString receiver =
        m_servers.standby->sql(QStringLiteral("select pid from pg_stat_wal_receiver"))
            .text(QLatin1String("pid"));
    QVERIFY2(receiver.toInt() > 1, qPrintable(receiver));
    const MonotonicTime stoppedAt = MonotonicClock::now();
    m_servers.standby->script(QStringLiteral("kill -STOP ") + receiver);
    const bool wasSeen = QTest::qWaitFor(isStopped, patience);
    const double took = secondsBetween(stoppedAt, MonotonicClock::now());
    const PairState state = stateOf(*m_monitor);
    m_servers.standby->script(QStringLiteral("kill -CONT ") + receiver);
    QVERIFY(wasSeen);
    QVERIFY2(took < 6, qPrintable(QString::number(took)));
    QCOMPARE(state, PairState::StandbyLagging);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(*m_monitor), PairState::Healthy, patience);
}

void MonitorTest::aShortStallIsAMarkAndNoMore()
{
    QTRY_VERIFY_WITH_TIMEOUT(m_monitor->lag().isKnown(), patience);
    // Only the standby's backends: the sampler's question is open for 0.5 s.
    const int before = marksOf(EventMark::Kind::Stall);
    m_servers.standby->script(
        QStringLiteral("pids=$(ps -o pid=,args= --ppid %1 | awk '/\\[local\\]/ {print $1}'); "
                       "kill -STOP $pids; sleep 0.5; kill -CONT $pids")
            .arg(m_servers.standby->postmasterPid()));
    QTRY_VERIFY_WITH_TIMEOUT(marksOf(EventMark::Kind::Stall) > before, patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_monitor->lag().isKnown(), patience);
    QCOMPARE(stateOf(*m_monitor), PairState::Healthy);
}

void MonitorTest::aHungShellHidesNoSqlAndGrowsOld()
{
    const QString tool = QStringLiteral("\"$dir/bin/pg_controldata\"");
    m_servers.primary->script(QStringLiteral("rm %1; printf '#!/bin/sh\\nexec sleep 600\\n' >%1; "
                                             "chmod 755 %1")
                                  .arg(tool));
    m_monitor->lookNow();
    const auto isOld = [&] { return isStale(m_monitor->latest().times[0], MonotonicClock::now()); };
    QTRY_VERIFY_WITH_TIMEOUT(isOld(), patience);
    const PairView view = m_monitor->latest();
    const MonotonicTime now = MonotonicClock::now();
    const NodeFacts facts = liveSnapshot(view, now).nodes[0];
    QVERIFY(!facts.host && !facts.process && !facts.data);
    QVERIFY(facts.replication && facts.sql);
    QVERIFY(now - *view.times[0].hostHeard > staleAfter);
    QVERIFY(now - *view.times[0].serverHeard < staleAfter);
    QCOMPARE(conditionOf(facts), NodeCondition::Primary);
    // The time-out of the look names the trouble, and the host is seen again once it is over.
    QTRY_VERIFY_WITH_TIMEOUT(!live(0).hostProblem.isEmpty(), patience);
    m_servers.primary->script(QStringLiteral("rm %1; ln -s \"$bin/pg_controldata\" %1").arg(tool));
    QTRY_VERIFY_WITH_TIMEOUT(live(0).host.has_value(), patience);
}

void MonitorTest::aStoppedStandbyIsToldFromAKilledOne()
{
    QVERIFY(m_servers.standby->stop());
    QTRY_COMPARE_WITH_TIMEOUT(conditionOf(live(1)), NodeCondition::CleanStopped, patience);
    QCOMPARE(stateOf(*m_monitor), PairState::StandbyDown);
    QVERIFY(!m_monitor->lag().isKnown());
    QVERIFY(m_monitor->sessionEndedAt(QStringLiteral("b")).has_value());
    QVERIFY(!m_monitor->sessionEndedAt(QStringLiteral("a")).has_value());
    QVERIFY(m_servers.standby->waitUntilGone());
    QVERIFY(m_servers.standby->start());
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(*m_monitor), PairState::Healthy, patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_monitor->lag().isKnown(), patience);

    WatchedServers::signalAll(*m_servers.standby, SIGKILL);
    QTRY_COMPARE_WITH_TIMEOUT(conditionOf(live(1)), NodeCondition::Down, patience);
    QTRY_COMPARE_WITH_TIMEOUT(tokenOf(notUpOf(live(1)).kind), tokenOf(NotUp::ServerDown), patience);
    QTRY_VERIFY_WITH_TIMEOUT(live(1).process.has_value(), patience);
    QCOMPARE(live(1).data->controlState, QStringLiteral("in archive recovery"));
}

QTEST_GUILESS_MAIN(MonitorTest)
#include "monitor_test.moc"
