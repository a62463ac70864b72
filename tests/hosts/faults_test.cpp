// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What happens to machines: a client cut off from one of them, an sshd that is down, the lab's own
// pkill, a primary whose cable is pulled and put back. The cases stand in their order.
#include "tests/hosts/host_words.h"

using namespace tandem;
using namespace tandem::testing;
using namespace tandem::words;
using std::chrono::seconds;

class FaultsTest : public QObject
{
    Q_OBJECT

public:
    explicit FaultsTest(TestHosts &hosts) : m_hosts(hosts) {}

private Q_SLOTS:
    void initTestCase();
    void clientCutFromThePrimaryOnlyIsNoReasonToFailOver();
    void sshdDownIsNoReasonToFailOver();
    void pkillAsTheLabSaysIt();
    void unpluggedPrimaryComesBackBesideTheNewOne();

private:
    TestHosts &m_hosts;
    std::unique_ptr<HostLab> m_lab;
};

void FaultsTest::initTestCase()
{
    openLab(m_lab, m_hosts.profile());
    QVERIFY(m_lab);
    done(*m_lab, Stage::Setup, PairState::Healthy, vm2);
    done(*m_lab, Stage::SeedData, PairState::Healthy);
}

void FaultsTest::clientCutFromThePrimaryOnlyIsNoReasonToFailOver()
{
    Outcome outcome;
    {
        const Cut cut(QStringLiteral("ip daddr 192.168.56.2"));
        QVERIFY2(m_lab->comesTo(PairState::PrimaryUnreachable, 60), qPrintable(m_lab->state()));
        outcome = play(m_lab->session(), Stage::Failover, vm1);
    }
    QVERIFY2(!outcome.isDone(), told(outcome));
    QVERIFY2(outcome.sentence.english().contains(QStringLiteral("still receives")), told(outcome));
    checkNobodyWasPromoted(m_hosts);
    QVERIFY2(m_lab->comesTo(PairState::Healthy, 30), qPrintable(m_lab->state()));
}

void FaultsTest::sshdDownIsNoReasonToFailOver()
{
    Q_UNUSED(m_hosts.on(vm1, QStringLiteral("systemctl stop ssh; pkill -9 sshd; true")))
    const ClusterSnapshot snapshot = m_lab->session().observe({});
    const NodeFacts *node = snapshot.node(vm1);
    QVERIFY(!node->host);
    QVERIFY(!node->hostProblem.isEmpty());
    QVERIFY(node->sql && node->sql->answer == ServerAnswer::Accepts);
    const Outcome outcome = play(m_lab->session(), Stage::Failover);
    Q_UNUSED(m_hosts.on(vm1, QStringLiteral("systemctl start ssh")))
    QCOMPARE(outcome.exitCode, 3);
    checkNobodyWasPromoted(m_hosts);
    QVERIFY2(m_lab->comesTo(PairState::Healthy, 30), qPrintable(m_lab->state()));
}

void FaultsTest::pkillAsTheLabSaysIt()
{
    m_lab->startClients();
    QVERIFY(m_lab->drill().waitForWrites(vm1, 100, Deadline::after(seconds(30)), {}));
    Q_UNUSED(m_hosts.on(vm1, QStringLiteral("pkill -9 postgres")))
    QVERIFY2(m_lab->comesTo(PairState::PrimaryDown, 20), qPrintable(m_lab->state()));
    done(*m_lab, Stage::Failover, PairState::FailedOver);
    QVERIFY(m_lab->drill().waitForWrites(vm2, 100, Deadline::after(seconds(30)), {}));
    done(*m_lab, Stage::Resync, PairState::Swapped);
    const HandoverStory back = m_lab->drill().handover(Stage::Failback, {});
    QVERIFY2(back.outcome.isDone(), told(back.outcome));
    QVERIFY(back.audit.has_value());
    QCOMPARE(back.audit->lostCount, 0);
    m_lab->workload().stop();
    QCOMPARE(m_lab->state(), tokenOf(PairState::Healthy));
}

void FaultsTest::unpluggedPrimaryComesBackBesideTheNewOne()
{
    m_hosts.power(vm1, QStringLiteral("unplug"));
    QVERIFY(!QTest::currentTestFailed());
    QVERIFY2(m_lab->comesTo(PairState::PrimaryUnreachable, 60), qPrintable(m_lab->state()));
    // It may still accept writes: nobody is promoted without a typed word.
    const Outcome asked = play(m_lab->session(), Stage::Failover);
    QCOMPARE(asked.exitCode, 5);
    checkNobodyWasPromoted(m_hosts);
    const Outcome told_ = play(m_lab->session(), Stage::Failover, vm1);
    QVERIFY2(told_.isDone(), told(told_));
    QCOMPARE(m_hosts.on(vm2, QStringLiteral("grep ^unfenced_peer= "
                                            "/var/lib/postgresql/17/main-pgtandem/record")),
             QStringLiteral("unfenced_peer=vm1"));

    m_hosts.power(vm1, QStringLiteral("plug"));
    QVERIFY2(m_lab->comesTo(PairState::SplitBrain, 60), qPrintable(m_lab->state()));
    for (const Stage stage : {Stage::Resync, Stage::Failback, Stage::Switchover, Stage::Failover})
        QCOMPARE(play(m_lab->session(), stage, vm1).exitCode, 3);
    // As its sentence says: a person stops one of them, after deciding whose rows to keep.
    Q_UNUSED(m_hosts.on(vm1, QStringLiteral("systemctl stop postgresql@17-main")))
    QVERIFY2(m_lab->comesTo(PairState::FailedOver, 30), qPrintable(m_lab->state()));
    done(*m_lab, Stage::Resync, PairState::Swapped);
    QCOMPARE(m_hosts.on(vm2, QStringLiteral("grep ^unfenced_peer=. "
                                            "/var/lib/postgresql/17/main-pgtandem/record")),
             QString());
    done(*m_lab, Stage::Failback, PairState::Healthy);
}

int main(int argc, char **argv)
{
    return runOnHosts<FaultsTest>(argc, argv);
}

#include "faults_test.moc"
