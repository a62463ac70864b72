// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/watchdog/primary_words.h"
#include "tests/support/observed_pair.h"
#include "tests/support/watched_pair.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>

#include <signal.h>

using namespace tandem;
using namespace tandem::testing;
using namespace std::chrono_literals;

namespace {

constexpr Milliseconds patience = 30s;

// The nodes in the order in which they acknowledged, one for each change.
std::vector<int> turnsOf(std::vector<AckPoint> acks)
{
    std::stable_sort(acks.begin(), acks.end(),
                     [](const AckPoint &a, const AckPoint &b) { return a.at < b.at; });
    std::vector<int> turns;
    for (const AckPoint &ack : acks) {
        if (turns.empty() || turns.back() != ack.node)
            turns.push_back(ack.node);
    }
    return turns;
}

} // namespace

// A pair of its own under clients, looked after by the observer while things happen to it.
class ObserverTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto made = LabPair::setUp();
        QVERIFY2(made.ok(), made.ok() ? "" : qPrintable(made.error().sentence.english()));
        m_lab = std::move(*made);
        m_policy = Automation::standardOf(Environment::Lab);
        m_policy.failbackWaitSeconds = 1;
        m_policy.cooldownSeconds = 0;
        m_policy.restartSeconds = 20;
    }

    void cleanup()
    {
        if (QTest::currentTestFailed()) {
            for (const QString &node : {m_lab->home(), m_lab->other()})
                qInfo("%s: %s", qPrintable(node),
                      qPrintable(m_lab->shell(
                          node,
                          QStringLiteral("ls -t \"$log\"/*.log | head -n 2 | xargs grep -hE "
                                         "'FATAL|PANIC|recovery|redo|timeline|stream|WAL' | tail "
                                         "-n 25\n"))));
        }
        QCOMPARE(m_lab->state(), PairState::Healthy);
    }

    // Nobody touches anything between the kill and the original roles.
    void failsOverAndComesBack()
    {
        const auto session = observed(m_policy, "one");
        m_lab->workload().start();
        ObservedPair pair(*session);
        QVERIFY(pair.waitForReason("healthy", 0, patience));
        QVERIFY(m_lab->drill().waitForWrites(m_lab->home(), 200, Deadline::after(10s), {}));

        const MonotonicTime killedAt = words::killPrimary(*m_lab);
        QVERIFY2(pair.waitForStage(Stage::Failover, 0, patience), qPrintable(pair.story()));
        QVERIFY(m_lab->drill().waitForWrites(m_lab->other(), 20, Deadline::after(10s), {}));
        const auto outage = outageAround(m_lab->workload().acks(), killedAt);
        QVERIFY(outage && outage->firstAfter);
        const double seconds = secondsBetween(killedAt, outage->firstAfter->at);
        QVERIFY2(pair.waitForStage(Stage::Resync, 0, patience), qPrintable(pair.story()));
        const std::int64_t resynced = m_lab->ledger().recordCount();
        QVERIFY2(pair.waitForStage(Stage::Failback, 0, patience), qPrintable(pair.story()));
        const double whole = secondsBetween(killedAt, MonotonicClock::now());
        QVERIFY(pair.waitForReason("settled", 0, patience));
        QVERIFY(m_lab->drill().waitForWrites(m_lab->home(), 100, Deadline::after(10s), {}));
        const auto lossless = m_lab->drill().auditSince(resynced, {});
        QVERIFY(lossless.ok());
        QCOMPARE(lossless->lostCount, std::int64_t(0));
        QCOMPARE(turnsOf(m_lab->workload().acks()), (std::vector<int>{0, 1, 0}));
        qInfo("kill to first acknowledged write: %.0f ms; original roles after %.1f s",
              seconds * 1000, whole);
        QVERIFY2(seconds < 3, qPrintable(pair.story()));
        QVERIFY(pair.comesTo("healthy", patience));
        QCOMPARE(pair.done(Stage::Failover), 1);
        keepsItsLog(*session, pair.count());
    }

    // Its administrator restarts the primary: clients wait a second, nobody is promoted.
    void aRestartIsLeftAlone()
    {
        const auto session = observed(m_policy, "restart");
        ObservedPair pair(*session);
        QVERIFY(pair.waitForReason("healthy", 0, patience));
        const std::size_t before = pair.count();
        const QString stopped = m_lab->shell(
            m_lab->home(),
            QStringLiteral("\"$bin/pg_ctl\" -D \"$data\" -m fast -w stop && echo stopped\n"));
        QVERIFY2(stopped.contains(QLatin1String("stopped\n")), qPrintable(stopped));
        QVERIFY2(pair.waitForReason("stopped_by_somebody", before, patience),
                 qPrintable(pair.story()));
        words::startAgain(*m_lab);
        QVERIFY2(pair.waitForReason("healthy", before, patience), qPrintable(pair.story()));
        QCOMPARE(pair.done(Stage::Failover) + pair.notDone(Stage::Failover), 0);
    }

    // The way from here to the primary is cut, its host and its standby are well.
    void aCutOffObserverPromotesNobody()
    {
        Profile profile = m_lab->session().profile();
        profile.automation = m_policy;
        profile.nodes[0].postgres.port = 1; // nobody listens there
        const auto session = m_lab->sessionWith(profile, QStringLiteral("cut"));
        QVERIFY2(session.ok(), session.ok() ? "" : qPrintable(session.error().sentence.english()));
        ObservedPair pair(**session);
        QVERIFY2(pair.waitForReason("alive", 0, patience), qPrintable(pair.story()));
        QVERIFY(!pair.waitForStage(Stage::Failover, 0, 2s));
        QCOMPARE(pair.notDone(Stage::Failover), 0);
    }

    // The standby had lost its receiver long before: it lacks what was written since.
    void aStandbyThatLostItsReceiverIsNotPromoted()
    {
        const auto session = observed(m_policy, "lost");
        ObservedPair pair(*session);
        QVERIFY(pair.waitForReason("healthy", 0, patience));
        std::size_t before = pair.count();
        const auto receiver =
            words::sql(other(), QStringLiteral("select pid from pg_stat_wal_receiver"));
        QVERIFY(receiver.toInt() > 1);
        QCOMPARE(::kill(pid_t(receiver.toInt()), SIGSTOP), 0);
        QVERIFY2(pair.waitForReason("standby_out", before, patience), qPrintable(pair.story()));
        const int tooLong = int(SightBook::lostAfter.count()) + 500;
        QTest::qWait(tooLong); // pause: that long is the case at hand
        before = pair.count();
        words::killPrimary(*m_lab);
        QVERIFY2(pair.waitForReason("receiver_lost_before", before, patience),
                 qPrintable(pair.story()));
        QVERIFY(!pair.waitForStage(Stage::Failover, before, 1s));
        QCOMPARE(pair.notDone(Stage::Failover), 0);
        // A person starts it again.
        ::kill(pid_t(receiver.toInt()), SIGCONT);
        words::startAgain(*m_lab);
        QVERIFY2(pair.waitForReason("healthy", before, patience), qPrintable(pair.story()));
    }

    void pausedItOnlyWatches()
    {
        const auto session = observed(m_policy, "paused");
        ObservedPair pair(*session);
        QVERIFY(pair.waitForReason("healthy", 0, patience));
        QVERIFY(PairAutomation(*session).setPaused(true, {}).ok());
        QVERIFY2(pair.waitForReason("paused", 0, patience), qPrintable(pair.story()));
        const std::size_t before = pair.count();
        words::killPrimary(*m_lab);
        QVERIFY(!pair.waitForStage(Stage::Failover, before, 2s));
        QCOMPARE(pair.notDone(Stage::Failover), 0);
        words::startAgain(*m_lab);
        QTRY_COMPARE_WITH_TIMEOUT(m_lab->state(), PairState::Healthy, 20000);
        QVERIFY(PairAutomation(*session).setPaused(false, {}).ok());
        QVERIFY2(pair.waitForReason("healthy", before, patience), qPrintable(pair.story()));
    }

    // By policy a dead server is started once before anybody takes its place.
    void restartsFirst()
    {
        Automation policy = m_policy;
        policy.restartFirst = true;
        const auto session = observed(policy, "first");
        ObservedPair pair(*session);
        QVERIFY(pair.waitForReason("healthy", 0, patience));
        const std::size_t before = pair.count();
        words::killPrimary(*m_lab);
        QVERIFY2(pair.waitForStage(Stage::Restore, before, patience), qPrintable(pair.story()));
        QVERIFY2(pair.waitForReason("healthy", before, patience), qPrintable(pair.story()));
        QCOMPARE(pair.done(Stage::Failover) + pair.notDone(Stage::Failover), 0);
    }

    // Two of them beside each other: one acts, the other finds it done.
    void ofTwoOneActs()
    {
        const auto first = observed(m_policy, "first-of-two");
        const auto second = observed(m_policy, "second-of-two");
        ObservedPair one(*first);
        ObservedPair two(*second);
        QVERIFY(one.waitForReason("healthy", 0, patience));
        QVERIFY(two.waitForReason("healthy", 0, patience));
        const std::size_t beforeOne = one.count();
        const std::size_t beforeTwo = two.count();
        words::killPrimary(*m_lab);
        QVERIFY2(one.waitForReason("healthy", beforeOne, patience), qPrintable(one.story()));
        QVERIFY2(two.waitForReason("healthy", beforeTwo, patience), qPrintable(two.story()));
        for (const Stage stage : {Stage::Failover, Stage::Resync, Stage::Failback})
            QVERIFY2(one.done(stage) + two.done(stage) == 1,
                     qPrintable(one.story() + QStringLiteral("---\n") + two.story()));
        const auto again = PairAutomation(*first).observe({}, {}, {});
        QVERIFY(!again.ok());
        QCOMPARE(again.error().kind, ErrorKind::Refused);
    }

private:
    [[nodiscard]] const NodeProfile &home() const
    {
        return *m_lab->session().profile().node(m_lab->home());
    }
    [[nodiscard]] const NodeProfile &other() const
    {
        return *m_lab->session().profile().node(m_lab->other());
    }
    std::unique_ptr<PairSession> observed(const Automation &policy, const char *name)
    {
        return sessionWith(*m_lab, policy, QLatin1String(name));
    }
    static void keepsItsLog(PairSession &session, std::size_t events)
    {
        const QString directory = PairAutomation(session).directory();
        QFile log(directory + QStringLiteral("/automation.jsonl"));
        QVERIFY(log.open(QIODevice::ReadOnly));
        std::size_t lines = 0;
        bool hasFailover = false;
        while (!log.atEnd()) {
            const QJsonObject line = QJsonDocument::fromJson(log.readLine()).object();
            QVERIFY(!line.value(QLatin1String("at")).toString().isEmpty());
            hasFailover = hasFailover ||
                          (line.value(QLatin1String("stage")) == QLatin1String("failover") &&
                           line.value(QLatin1String("lost_to_written_seconds")).toDouble() > 0);
            ++lines;
        }
        QVERIFY(lines >= events);
        QVERIFY(hasFailover);
        QFile human(directory + QStringLiteral("/failover.log"));
        QVERIFY(human.open(QIODevice::ReadOnly));
        QVERIFY(human.readAll().contains("failover is done"));
    }

    std::unique_ptr<LabPair> m_lab;
    Automation m_policy;
};

QTEST_GUILESS_MAIN(ObserverTest)
#include "observer_test.moc"
