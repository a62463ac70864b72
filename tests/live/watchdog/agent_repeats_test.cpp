// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Crash upon crash under the watchdog: by itself it fails over once, and again only when the pair
// was whole in between or a person cleared the first. TANDEM_SOAK crashes ten times in a row.
#include "tests/live/watchdog/primary_words.h"
#include "tests/support/invariants.h"
#include "tests/support/watched_pair.h"
#include "tests/support/write_sampler.h"

using namespace tandem;
using namespace tandem::testing;
using namespace std::chrono_literals;

class AgentRepeatsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto made = LabPair::setUp();
        QVERIFY2(made.ok(), made.ok() ? "" : qPrintable(made.error().sentence.english()));
        m_lab = std::move(*made);
        Automation policy = Automation::standardOf(Environment::Lab);
        policy.failbackWaitSeconds = 600; // it stays on the other node until somebody acts
        policy.cooldownSeconds = 0;
        m_session = sessionWith(*m_lab, policy, QStringLiteral("watched"));
        m_pair = std::make_unique<WatchedPair>(*m_lab, *m_session);
        m_lab->workload().start();
        m_sampler = std::make_unique<WriteSampler>(*m_session);
        QVERIFY2(m_pair->comesTo(m_lab->other(), "healthy", 30s), qPrintable(m_pair->logs()));
    }

    void cleanup() { QCOMPARE(m_sampler->twoWriters(), QStringList()); }

    void cleanupTestCase()
    {
        m_sampler.reset();
        if (m_pair)
            QVERIFY(m_pair->end().ok());
    }

    // Its processes are there and silent: they are ended before anybody takes over.
    void aFrozenPrimaryIsEndedAndReplaced()
    {
        QVERIFY(m_lab->drill().waitForWrites(m_lab->home(), 100, Deadline::after(20s), {}));
        const MonotonicTime frozenAt = MonotonicClock::now();
        const QString frozen = m_lab->shell(
            m_lab->home(), QStringLiteral("leader=$(head -n 1 \"$data/postmaster.pid\")\n"
                                          "kill -STOP $leader $(ps -o pid= --ppid $leader)\n"
                                          "echo frozen\n"));
        QCOMPARE(frozen, QStringLiteral("frozen\n"));
        QVERIFY2(m_lab->drill().waitForWrites(m_lab->other(), 20, Deadline::after(30s), {}),
                 qPrintable(m_pair->logs()));
        const auto outage = outageAround(m_lab->workload().acks(), frozenAt);
        QVERIFY(outage && outage->firstAfter);
        qInfo("frozen to first acknowledged write: %.0f ms",
              secondsBetween(frozenAt, outage->firstAfter->at) * 1000);
        QCOMPARE(writableNodes(m_lab->pair().sandbox()), QStringList{m_lab->other()});
        QVERIFY2(m_pair->comesToState(PairState::Swapped, 60s), qPrintable(m_pair->logs()));
        QCOMPARE(m_pair->done(Stage::Failover), 1);
    }

    // The pair is whole, but with its roles changed and the failover not settled.
    void aSecondFailoverIsRefused()
    {
        QVERIFY2(m_pair->comesTo(m_lab->other(), "failback_waits", 20s),
                 qPrintable(m_pair->logs()));
        const int crashes = qEnvironmentVariableIsSet("TANDEM_SOAK") ? 9 : 2;
        for (int i = 0; i < crashes; ++i) {
            QVERIFY(m_lab->drill().waitForWrites(m_lab->other(), 20, Deadline::after(20s), {}));
            killOther();
            QVERIFY2(m_pair->comesTo(m_lab->home(), "not_settled", 15s),
                     qPrintable(m_pair->logs()));
            QCOMPARE(writableNodes(m_lab->pair().sandbox()), QStringList());
            Q_UNUSED(m_lab->shell(m_lab->other(), stageScript(QStringLiteral("start_server"))))
            QVERIFY2(m_pair->comesToState(PairState::Swapped, 30s), qPrintable(m_pair->logs()));
        }
        QCOMPARE(m_pair->done(Stage::Failover), 1);
    }

    void clearedItFailsOverAgain()
    {
        QVERIFY(m_lab->drill().waitForWrites(m_lab->other(), 20, Deadline::after(20s), {}));
        // Armed by a look since the last crash.
        QVERIFY2(m_pair->comesTo(m_lab->home(), "not_active", 15s), qPrintable(m_pair->logs()));
        killOther();
        QVERIFY2(m_pair->comesTo(m_lab->home(), "not_settled", 15s), qPrintable(m_pair->logs()));
        const auto cleared = PairAutomation(*m_session).clearFailover({});
        QVERIFY2(cleared.ok(), cleared.ok() ? "" : qPrintable(cleared.error().details));
        QVERIFY(*cleared);
        QVERIFY2(m_lab->drill().waitForWrites(m_lab->home(), 20, Deadline::after(30s), {}),
                 qPrintable(m_pair->logs()));
        QVERIFY2(m_pair->comesToState(PairState::Healthy, 60s), qPrintable(m_pair->logs()));
        QVERIFY2(m_pair->comesTo(m_lab->other(), "healthy", 20s), qPrintable(m_pair->logs()));
        QCOMPARE(m_pair->done(Stage::Failover), 2);
        m_lab->workload().stop();
        InvariantCheck check;
        check.mayLose = true; // crashes of an asynchronous pair
        if (auto audit = m_lab->drill().auditSince(0, {}); audit.ok())
            check.audit = *audit;
        QVERIFY(m_pair->end().ok());
        QCOMPARE(brokenInvariants(m_lab->pair().sandbox(), check), QStringList());
    }

private:
    void killOther()
    {
        const auto process = words::postmasterId(*m_session->profile().node(m_lab->other()));
        QVERIFY(process > 1);
        QCOMPARE(::kill(pid_t(process), SIGKILL), 0);
    }

    std::unique_ptr<LabPair> m_lab;
    std::unique_ptr<PairSession> m_session;
    std::unique_ptr<WatchedPair> m_pair;
    std::unique_ptr<WriteSampler> m_sampler;
};

QTEST_GUILESS_MAIN(AgentRepeatsTest)
#include "agent_repeats_test.moc"
