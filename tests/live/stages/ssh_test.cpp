// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The stages on nodes that are reached over SSH: a pair of this machine behind a real sshd.
#include "tests/live/stages/lab_words.h"
#include "tests/support/node_words.h"
#include "tests/support/scratch_sshd.h"

using namespace tandem;
using namespace tandem::testing;
using namespace tandem::words;

class SshTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void setUpAndSeed();
    void handOverAndBack();
    void crashAndComeBack();
    void sshdDownIsNoReasonToFailOver();

private:
    void done(Stage stage, PairState then, const QString &typed = {})
    {
        const Outcome outcome = play(*m_session, stage, typed);
        QVERIFY2(outcome.isDone(), told(outcome));
        QCOMPARE(tokenOf(deriveState(m_session->observe({})).state), tokenOf(then));
    }

    GuardedDirectory m_place;
    std::unique_ptr<ScratchSshd> m_sshd;
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<PairSession> m_session;
};

void SshTest::initTestCase()
{
    m_sshd = ScratchSshd::create();
    QVERIFY2(m_sshd, "no sshd could be started; tests/run installs it");
    auto sandbox = Sandbox::create(m_place.path(QStringLiteral("pair")), {}, {});
    QVERIFY2(sandbox.ok(), sandbox.ok() ? "" : qPrintable(sandbox.error().sentence.english()));
    m_sandbox = std::move(*sandbox);
    m_sandbox->stopOnDestroy(true);
    Profile profile = m_sandbox->profile();
    for (NodeProfile &node : profile.nodes) {
        node.transport = TransportKind::Ssh;
        node.ssh = m_sshd->node().ssh;
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

void SshTest::setUpAndSeed()
{
    done(Stage::Setup, PairState::Healthy, m_session->profile().nodes[1].name);
    done(Stage::SeedData, PairState::Healthy);
    done(Stage::Verify, PairState::Healthy);
}

void SshTest::handOverAndBack()
{
    done(Stage::Switchover, PairState::Swapped);
    done(Stage::Failback, PairState::Healthy);
}

void SshTest::crashAndComeBack()
{
    done(Stage::Crash, PairState::PrimaryDown);
    done(Stage::Failover, PairState::FailedOver);
    done(Stage::Resync, PairState::Swapped);
    done(Stage::Failback, PairState::Healthy);
}

// The server answers, its host does not: that is said, and nobody is promoted for it.
void SshTest::sshdDownIsNoReasonToFailOver()
{
    m_sshd->stop();
    const ClusterSnapshot seen = m_session->observe({});
    for (const NodeFacts &node : seen.nodes) {
        QVERIFY(!node.host);
        QVERIFY(!node.hostProblem.isEmpty());
    }
    QVERIFY(!m_session->plan(Stage::Failover, seen).ok());
    QVERIFY(m_sshd->start());
    QCOMPARE(tokenOf(deriveState(m_session->observe({})).state), tokenOf(PairState::Healthy));
    done(Stage::Verify, PairState::Healthy);
}

QTEST_GUILESS_MAIN(SshTest)
#include "ssh_test.moc"
