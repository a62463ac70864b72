// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The whole lab where SQL, too, goes through SSH: a pair of this machine behind a real sshd.
#include "tests/live/stages/lab_words.h"
#include "tests/support/node_words.h"
#include "tests/support/scratch_sshd.h"

#include "core/runbook/script.h"
#include "core/stages/check.h"

using namespace tandem;
using namespace tandem::testing;
using namespace tandem::words;
using std::chrono::seconds;

class ViaSshTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void setUpAndSeed();
    void checkNamesTheWay();
    void crashAndFailoverWithClients();
    void resyncAndFailBackWithClients();
    void droppedSshSessionsAreNoReasonToFailOver();
    void sshdDownIsNoReasonToFailOver();
    void exportedScriptIsRefused();

private:
    void done(Stage stage, PairState then, const QString &typed = {})
    {
        const Outcome outcome = play(*m_session, stage, typed);
        QVERIFY2(outcome.isDone(), told(outcome));
        QCOMPARE(state(), tokenOf(then));
    }
    [[nodiscard]] QString state() { return tokenOf(deriveState(m_session->observe({})).state); }

    GuardedDirectory m_place;
    std::unique_ptr<ScratchSshd> m_sshd;
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<PairSession> m_session;
    std::unique_ptr<LabClients> m_clients; // go before the session
};

void ViaSshTest::initTestCase()
{
    qunsetenv("SSH_AUTH_SOCK");
    m_sshd = ScratchSshd::create({QStringLiteral("MaxStartups 50")});
    QVERIFY2(m_sshd, "no sshd could be started; tests/run installs it");
    auto sandbox = Sandbox::create(m_place.path(QStringLiteral("pair")), {}, {});
    QVERIFY2(sandbox.ok(), sandbox.ok() ? "" : qPrintable(sandbox.error().sentence.english()));
    m_sandbox = std::move(*sandbox);
    m_sandbox->stopOnDestroy(true);
    Profile profile = m_sandbox->profile();
    for (NodeProfile &node : profile.nodes) {
        node.transport = TransportKind::Ssh;
        node.ssh = m_sshd->node().ssh;
        node.postgres.viaSsh = true;
    }
    const QString profileFile = m_place.path(QStringLiteral("profile.json"));
    QFile file(profileFile);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(profile.toJson()) > 0);
    file.close();
    auto session = PairSession::open(profileFile, m_sandbox->secretsFile(),
                                     m_place.path(QStringLiteral("state")));
    QVERIFY2(session.ok(), session.ok() ? "" : qPrintable(session.error().sentence.english()));
    m_session = std::move(*session);
}

void ViaSshTest::setUpAndSeed()
{
    done(Stage::Setup, PairState::Healthy, m_session->profile().nodes[1].name);
    done(Stage::SeedData, PairState::Healthy);
    done(Stage::Verify, PairState::Healthy);
}

void ViaSshTest::checkNamesTheWay()
{
    const StageContext context{m_session->profile(), m_session->observe({}), {}};
    int ways = 0;
    for (const CheckRow &row : checkPair(context, m_session->world(), {})) {
        QVERIFY2(row.holds == true, qPrintable(row.verdict.english()));
        ways += row.hop.english().contains(QStringLiteral("through SSH")) ? 1 : 0;
    }
    QCOMPARE(ways, 2);
}

void ViaSshTest::crashAndFailoverWithClients()
{
    auto clients = LabClients::of(*m_session);
    QVERIFY(clients.ok());
    m_clients = std::move(*clients);
    m_clients->renew(calmClients());
    m_clients->workload().start();
    const QString home = m_session->profile().homePrimary;
    QVERIFY(m_clients->drill().waitForWrites(home, 100, Deadline::after(seconds(30)), {}));
    const HandoverStory story = m_clients->drill().crashAndFailover({});
    QVERIFY2(story.outcome.isDone(), told(story.outcome));
    QVERIFY(story.outage && story.outage->seconds() && story.audit);
    QCOMPARE(story.audit->kept + story.audit->lostCount, story.audit->acknowledged);
    qInfo("crash: %.3f s without a write, %lld lost", *story.outage->seconds(),
          static_cast<long long>(story.audit->lostCount));
    QCOMPARE(state(), tokenOf(PairState::FailedOver));
}

void ViaSshTest::resyncAndFailBackWithClients()
{
    done(Stage::Resync, PairState::Swapped);
    const QString other = m_session->observe({}).primary()->name;
    QVERIFY(m_clients->drill().waitForWrites(other, 100, Deadline::after(seconds(30)), {}));
    const HandoverStory story = m_clients->drill().handover(Stage::Failback, {});
    QVERIFY2(story.outcome.isDone(), told(story.outcome));
    QVERIFY(story.outage && story.outage->seconds() && story.audit);
    QCOMPARE(story.audit->lostCount, 0);
    qInfo("failback: %.3f s without a write", *story.outage->seconds());
    QCOMPARE(state(), tokenOf(PairState::Healthy));
    m_clients->workload().stop();
}

// Every session, SQL and shells, ends at once; the next look finds both again.
void ViaSshTest::droppedSshSessionsAreNoReasonToFailOver()
{
    Monitor &monitor = m_session->monitor();
    const QString home = m_session->profile().homePrimary;
    QTRY_COMPARE_WITH_TIMEOUT(tokenOf(deriveState(monitor.liveNow()).state),
                              tokenOf(PairState::Healthy), 15000);
    const MonotonicTime before = MonotonicClock::now();
    m_sshd->killSessions();
    QTRY_VERIFY_WITH_TIMEOUT(monitor.sessionEndedAt(home) > before, 3000);
    QTRY_COMPARE_WITH_TIMEOUT(tokenOf(deriveState(monitor.liveNow()).state),
                              tokenOf(PairState::Healthy), 15000);
    QCOMPARE(state(), tokenOf(PairState::Healthy));
    QVERIFY(!m_session->plan(Stage::Failover, m_session->observe({})).ok());
}

// The servers live on, and nobody can see them: that is said, and nobody is promoted for it.
void ViaSshTest::sshdDownIsNoReasonToFailOver()
{
    m_sshd->stop();
    const ClusterSnapshot seen = m_session->observe({});
    for (const NodeFacts &node : seen.nodes) {
        QVERIFY(!node.host);
        QVERIFY(node.sql && node.sql->answer == ServerAnswer::Silent);
        QVERIFY2(node.sql->message.contains(QStringLiteral("through SSH")),
                 qPrintable(node.sql->message));
    }
    QVERIFY(!m_session->plan(Stage::Failover, seen).ok());
    QVERIFY(m_sshd->start());
    QTRY_COMPARE_WITH_TIMEOUT(state(), tokenOf(PairState::Healthy), 15000);
    done(Stage::Verify, PairState::Healthy);
}

void ViaSshTest::exportedScriptIsRefused()
{
    const auto plan = m_session->plan(Stage::Failback, m_session->observe({}));
    const auto verify = m_session->plan(Stage::Verify, m_session->observe({}));
    QVERIFY(!plan.ok() && verify.ok());
    const auto script = scriptOf(*verify, m_session->profile(), {});
    QVERIFY(!script.ok());
    QVERIFY2(script.error().sentence.english().contains(QStringLiteral("--from")),
             qPrintable(script.error().sentence.english()));
}

QTEST_GUILESS_MAIN(ViaSshTest)
#include "via_ssh_test.moc"
