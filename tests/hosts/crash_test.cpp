// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Crashes of whole hosts as stages: the lab's pkill, a host off the network, a host switched off.
// The cases stand in their order.
#include "tests/hosts/host_words.h"

using namespace tandem;
using namespace tandem::testing;
using namespace tandem::words;
using std::chrono::seconds;

class CrashTest : public QObject
{
    Q_OBJECT

public:
    explicit CrashTest(TestHosts &hosts) : m_hosts(hosts) {}

private Q_SLOTS:
    void initTestCase();
    void pkillIsRefusedBesideAnotherServer();
    void pkillAndRestore();
    void pkillAndFailover();
    void unpluggedHostComesBackByItself();
    void haltedHostIsSwitchedOnByHand();

private:
    Outcome crashed(CrashVariant variant)
    {
        StageOptions options;
        options.crash = variant;
        return play(m_lab->session(), Stage::Crash, vm1, {}, {}, options);
    }
    static QString signature(const Outcome &outcome)
    {
        return outcome.values.text(QStringLiteral("log_signature"));
    }

    TestHosts &m_hosts;
    std::unique_ptr<HostLab> m_lab;
};

void CrashTest::initTestCase()
{
    openLab(m_lab, m_hosts.profile());
    QVERIFY(m_lab);
    done(*m_lab, Stage::Setup, PairState::Healthy, vm2);
}

void CrashTest::pkillIsRefusedBesideAnotherServer()
{
    int exitCode = 0;
    const QString made =
        m_hosts.on(vm1, QStringLiteral("pg_createcluster --start 17 other"), &exitCode);
    QVERIFY2(exitCode == 0, qPrintable(made));
    const QString count = QStringLiteral("pgrep -c -x postgres");
    const QString before = m_hosts.on(vm1, count);
    const Outcome outcome = crashed(CrashVariant::Pkill);
    QCOMPARE(outcome.exitCode, 3);
    QVERIFY2(outcome.sentence.english().contains(QStringLiteral("runs 1 more")), told(outcome));
    QCOMPARE(m_hosts.on(vm1, count), before);
    Q_UNUSED(m_hosts.on(vm1, QStringLiteral("pg_dropcluster --stop 17 other"), &exitCode))
    QCOMPARE(exitCode, 0);
    QCOMPARE(m_lab->state(), tokenOf(PairState::Healthy));
}

void CrashTest::pkillAndRestore()
{
    const Outcome outcome = crashed(CrashVariant::Pkill);
    QVERIFY2(outcome.isDone(), told(outcome));
    QVERIFY2(!signature(outcome).isEmpty(), told(outcome));
    QCOMPARE(m_lab->state(), tokenOf(PairState::PrimaryDown));
    done(*m_lab, Stage::Restore, PairState::Healthy);
}

void CrashTest::pkillAndFailover()
{
    QVERIFY(crashed(CrashVariant::Pkill).isDone());
    done(*m_lab, Stage::Failover, PairState::FailedOver);
    done(*m_lab, Stage::Resync, PairState::Swapped);
    done(*m_lab, Stage::Failback, PairState::Healthy);
}

void CrashTest::unpluggedHostComesBackByItself()
{
    const QString routes =
        QStringLiteral("ip route show; ip -o address show dev host0 scope global");
    const QString before = m_hosts.on(vm1, routes);
    QVERIFY(before.contains(QStringLiteral("default")));
    const Outcome outcome = crashed(CrashVariant::Unplug);
    QVERIFY2(outcome.isDone(), told(outcome));
    QVERIFY2(signature(outcome).contains(QStringLiteral("due to timeout")), told(outcome));
    QVERIFY2(m_lab->comesTo(PairState::PrimaryUnreachable, 30), qPrintable(m_lab->state()));
    // It may still accept writes: nobody is promoted without a typed word, and nothing restored.
    QCOMPARE(play(m_lab->session(), Stage::Failover).exitCode, 5);
    QCOMPARE(play(m_lab->session(), Stage::Restore).exitCode, 3);
    // Its own undo, with the waiting cut short.
    Q_UNUSED(m_hosts.on(vm1, QStringLiteral("pkill -f '^sleep 120'")))
    QVERIFY2(m_lab->comesTo(PairState::Healthy, 60), qPrintable(m_lab->state()));
    QCOMPARE(m_hosts.on(vm1, routes), before);
    done(*m_lab, Stage::Verify, PairState::Healthy);
}

void CrashTest::haltedHostIsSwitchedOnByHand()
{
    StageOptions options;
    options.crash = CrashVariant::Halt;
    const Outcome asked = play(m_lab->session(), Stage::Crash, {}, {}, {}, options);
    QCOMPARE(asked.exitCode, 5);
    const Outcome outcome = crashed(CrashVariant::Halt);
    QVERIFY2(outcome.isDone(), told(outcome));
    QVERIFY2(!signature(outcome).isEmpty(), told(outcome));
    QVERIFY2(m_lab->comesTo(PairState::PrimaryUnreachable, 30), qPrintable(m_lab->state()));
    QCOMPARE(play(m_lab->session(), Stage::Restore).exitCode, 3);
    m_hosts.power(vm1, QStringLiteral("on"));
    QVERIFY(!QTest::currentTestFailed());
    QVERIFY2(m_lab->comesTo(PairState::Healthy, 60), qPrintable(m_lab->state()));
}

int main(int argc, char **argv)
{
    return runOnHosts<CrashTest>(argc, argv);
}

#include "crash_test.moc"
