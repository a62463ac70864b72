// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/pair_automation.h"
#include "tests/live/watchdog/primary_words.h"
#include "tests/support/observed_pair.h"
#include "tests/support/watched_pair.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <algorithm>

#include <signal.h>

using namespace tandem;
using namespace std::chrono_literals;

// The watchdog on both nodes of an embedded pair, with nobody else there.
class AgentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto made = LabPair::setUp();
        QVERIFY2(made.ok(), made.ok() ? "" : qPrintable(made.error().sentence.english()));
        m_lab = std::move(*made);
        Automation policy = m_lab->session().profile().automation;
        policy.failbackWaitSeconds = 1;
        policy.cooldownSeconds = 0;
        m_session = testing::sessionWith(*m_lab, policy, QStringLiteral("watched"));
        const auto on = PairAutomation(*m_session).watchdogOn({});
        QVERIFY2(on.ok(),
                 on.ok() ? ""
                         : qPrintable(on.error().sentence.english() + u'\n' + on.error().details));
        m_lab->workload().start();
    }

    void cleanupTestCase()
    {
        const auto off = PairAutomation(*m_session).watchdogOff({});
        QVERIFY2(off.ok(), off.ok() ? "" : qPrintable(off.error().details));
        for (const QString &node : {m_lab->home(), m_lab->other()})
            QCOMPARE(m_lab->shell(node, QStringLiteral("ls -d \"$own\"/watchdog* 2>/dev/null\n")),
                     QString());
    }

    void bothRunAndOneIsActive()
    {
        QVERIFY2(comesTo(m_lab->other(), "healthy", 15s), qPrintable(log(m_lab->other())));
        QVERIFY2(comesTo(m_lab->home(), "not_active", 15s), qPrintable(log(m_lab->home())));
        const QString second = m_lab->shell(
            m_lab->other(), QStringLiteral("bash \"$own/watchdog/watchdog\"; echo \"exit $?\"\n"));
        QVERIFY2(second.contains(QLatin1String("exit 3")), qPrintable(second));
    }

    void failsOverAndComesBack()
    {
        QVERIFY(m_lab->drill().waitForWrites(m_lab->home(), 200, Deadline::after(10s), {}));
        const MonotonicTime killedAt = words::killPrimary(*m_lab);
        QVERIFY2(m_lab->drill().waitForWrites(m_lab->other(), 20, Deadline::after(20s), {}),
                 qPrintable(log(m_lab->other())));
        const auto outage = outageAround(m_lab->workload().acks(), killedAt);
        QVERIFY(outage && outage->firstAfter);
        qInfo("kill to first acknowledged write: %.0f ms",
              secondsBetween(killedAt, outage->firstAfter->at) * 1000);
        QVERIFY2(comesToState(PairState::Swapped, 40s) || m_lab->state() == PairState::Healthy,
                 qPrintable(log(m_lab->other())));
        const std::int64_t resynced = m_lab->ledger().recordCount();
        QVERIFY2(comesToState(PairState::Healthy, 40s), qPrintable(log(m_lab->other())));
        qInfo("original roles after %.1f s", secondsBetween(killedAt, MonotonicClock::now()));
        QVERIFY(m_lab->drill().waitForWrites(m_lab->home(), 50, Deadline::after(10s), {}));
        const auto lossless = m_lab->drill().auditSince(resynced, {});
        QVERIFY(lossless.ok());
        QCOMPARE(lossless->lostCount, std::int64_t(0));
        QVERIFY2(comesTo(m_lab->other(), "healthy", 15s), qPrintable(log(m_lab->other())));
        const QString story = log(m_lab->other());
        for (const char *word : {"failover is done", "resync is done", "failback is done"})
            QVERIFY2(story.count(QLatin1String(word)) == 1, qPrintable(story));
        // The canary's end had made it ready while the witnesses were asked.
        const QString prepared = m_lab->shell(
            m_lab->other(), QStringLiteral("grep -h '\"prepared\":\"yes\"' "
                                           "\"$own/watchdog-state/automation.jsonl\"\n"));
        QVERIFY2(prepared.contains(QLatin1String("failover is done")), qPrintable(prepared));
    }

    void aRestartIsLeftAlone()
    {
        const QString stopped = m_lab->shell(
            m_lab->home(),
            QStringLiteral("\"$bin/pg_ctl\" -D \"$data\" -m fast -w stop && echo stopped\n"));
        QVERIFY2(stopped.contains(QLatin1String("stopped\n")), qPrintable(stopped));
        QVERIFY2(comesTo(m_lab->other(), "stopped_by_somebody", 15s),
                 qPrintable(log(m_lab->other())));
        words::startAgain(*m_lab);
        QVERIFY2(comesTo(m_lab->other(), "healthy", 15s), qPrintable(log(m_lab->other())));
        QCOMPARE(log(m_lab->other()).count(QLatin1String("failover is done")), 1);
    }

    void pausedByItsFile()
    {
        QCOMPARE(
            m_lab->shell(m_lab->other(), QStringLiteral("touch \"$own/watchdog-state/paused\"\n")),
            QString());
        QVERIFY2(comesTo(m_lab->other(), "paused", 15s), qPrintable(log(m_lab->other())));
        words::killPrimary(*m_lab);
        QVERIFY(!comesToState(PairState::FailedOver, 3s));
        words::startAgain(*m_lab);
        QCOMPARE(
            m_lab->shell(m_lab->other(), QStringLiteral("rm \"$own/watchdog-state/paused\"\n")),
            QString());
        QVERIFY2(comesTo(m_lab->other(), "healthy", 15s), qPrintable(log(m_lab->other())));
    }

    // Killed and started anew it knows from its disk that it was armed.
    void survivesItsOwnDeath()
    {
        const QString killed = m_lab->shell(
            m_lab->other(), QStringLiteral("read -r pid _ <\"$own/watchdog-state/lock\"\n"
                                           "kill -9 \"$pid\" && echo killed\n"));
        QCOMPARE(killed, QStringLiteral("killed\n"));
        const QString left =
            m_lab->shell(m_lab->other(), QStringLiteral("cat \"$own/watchdog-state/work\"\n"))
                .trimmed();
        QVERIFY2(QFileInfo(left).isDir(), qPrintable(left));
        words::killPrimary(*m_lab);
        QCOMPARE(
            m_lab->shell(m_lab->other(), QStringLiteral("setsid bash \"$own/watchdog/watchdog\" "
                                                        "</dev/null >/dev/null 2>&1 &\n")),
            QString());
        QVERIFY2(m_lab->drill().waitForWrites(m_lab->other(), 20, Deadline::after(20s), {}),
                 qPrintable(log(m_lab->other())));
        QVERIFY2(comesToState(PairState::Healthy, 60s), qPrintable(log(m_lab->other())));
        QVERIFY2(comesTo(m_lab->other(), "healthy", 15s), qPrintable(log(m_lab->other())));
        QVERIFY2(!QFileInfo::exists(left), qPrintable(left));
    }

    // Two heads that decide alike, and one record that lets one of them act.
    void besideAnObserverOneActs()
    {
        testing::ObservedPair observer(*m_session);
        QVERIFY(observer.waitForReason("healthy", 0, 30s));
        const auto done = [&](Stage stage) {
            return observer.done(stage) +
                   int(log(m_lab->other()).count(tokenOf(stage) + QLatin1String(" is done")));
        };
        const int before = done(Stage::Failover);
        const std::size_t events = observer.count();
        words::killPrimary(*m_lab);
        QVERIFY2(observer.waitForReason("healthy", events, 60s), qPrintable(observer.story()));
        QVERIFY2(comesTo(m_lab->other(), "healthy", 15s), qPrintable(log(m_lab->other())));
        QCOMPARE(done(Stage::Failover), before + 1);
        QCOMPARE(m_lab->state(), PairState::Healthy);
    }

    void aChangedFileIsNotRun()
    {
        QVERIFY(
            m_lab
                ->shell(m_lab->other(),
                        QStringLiteral("read -r pid _ <\"$own/watchdog-state/lock\"\n"
                                       "echo '# mine' >>\"$own/watchdog/failover\"\n"
                                       "kill \"$pid\"; while [ -e \"$own/watchdog-state/lock\" ]; "
                                       "do sleep 0.1; done\n" // pause: it ends in its own time
                                       "bash \"$own/watchdog/watchdog\"; echo \"exit $?\"\n"))
                .contains(QLatin1String("exit 3")));
        const auto all = PairAutomation(*m_session).watchdogStatus({});
        QCOMPARE(all.size(), size_t(2));
        QVERIFY(!all[0].hasDrifted);
        QVERIFY(all[1].hasDrifted);
    }

    void endsWhereItsFilesAreGone()
    {
        const QString ended =
            m_lab->shell(m_lab->home(),
                         QStringLiteral("read -r pid _ <\"$own/watchdog-state/lock\"\n"
                                        "mv \"$own/watchdog\" \"$own/watchdog.gone\"\n"
                                        "for i in $(seq 100); do [ -d \"/proc/$pid\" ] || break\n"
                                        "sleep 0.1; done\n" // pause: it ends in its own time
                                        "[ -d \"/proc/$pid\" ] || echo ended\n"
                                        "mv \"$own/watchdog.gone\" \"$own/watchdog\"\n"));
        QVERIFY2(ended.contains(QLatin1String("ended\n")), qPrintable(ended));
    }

private:
    [[nodiscard]] QString log(const QString &node)
    {
        return m_lab->shell(node, QStringLiteral("cat \"$own/watchdog-state/failover.log\" "
                                                 "\"$own/watchdog-state/watchdog.out\" 2>&1\n"));
    }
    bool comesTo(const QString &node, const char *reason, Milliseconds patience)
    {
        return testing::watchdogComesTo(*m_session, node, reason, patience);
    }
    bool comesToState(PairState state, Milliseconds patience)
    {
        return QTest::qWaitFor([&] { return m_lab->state() == state; }, int(patience.count()));
    }

    std::unique_ptr<LabPair> m_lab;
    std::unique_ptr<PairSession> m_session;
};

QTEST_GUILESS_MAIN(AgentTest)
#include "agent_test.moc"
