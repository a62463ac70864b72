// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Stages that are broken off by their hosts: a reboot in the middle, SSH sessions dropped in the
// middle of a step, an old primary that somebody starts by hand. What is recommended afterwards
// leads back to a sound pair; nobody ever sees two primaries that follow no typed word.
#include "tests/hosts/host_words.h"

#include <atomic>

using namespace tandem;
using namespace tandem::testing;
using namespace tandem::words;
using std::chrono::seconds;

class BrokenTest : public QObject
{
    Q_OBJECT

public:
    explicit BrokenTest(TestHosts &hosts) : m_hosts(hosts) {}

private Q_SLOTS:
    void initTestCase();
    void brokenOff_data();
    void brokenOff();
    void startedByHandBeforeTheFailover();
    void startedByHandDuringTheFailover();
    void bothHostsRebootInTheMiddle();

private:
    // The stage, with something done to the hosts once, when a step of that name begins.
    Outcome disturbed(Stage stage, const QString &step, const std::function<void()> &fault)
    {
        std::atomic<bool> isDone = false;
        Outcome outcome = play(m_lab->session(), stage, vm1, {}, [&](const StepReport &report) {
            if (report.id.startsWith(step) && report.status == StepStatus::Started &&
                !isDone.exchange(true))
                fault();
        });
        if (!isDone)
            qWarning("the step %s was not played", qPrintable(step));
        return outcome;
    }
    void dropSsh(const QString &host) const
    {
        Q_UNUSED(m_hosts.on(host, QStringLiteral("pkill -KILL -f '^sshd-session: main'")))
    }
    void reboot(const QString &host) const
    {
        // As a reset button does.
        Q_UNUSED(m_hosts.on(host, QStringLiteral("systemctl --force --force reboot")))
    }
    // Debian's wrapper waits two seconds for a start; one by hand in that time is none of its own.
    void waitForUnit()
    {
        const auto isActive = [this] {
            return m_hosts.on(vm1, QStringLiteral("systemctl is-active postgresql@17-main")) ==
                   QLatin1String("active");
        };
        QTRY_VERIFY_WITH_TIMEOUT(isActive(), 30000);
    }
    // Plays what is recommended until the pair is healthy; the word that is asked for is given.
    void leadBack()
    {
        QStringList told;
        for (int round = 0; round < 8; ++round) {
            QTRY_VERIFY_WITH_TIMEOUT(m_hosts.isUp(vm1) && m_hosts.isUp(vm2), 60000);
            const ClusterSnapshot seen = m_lab->session().observe({});
            const PairState state = deriveState(seen).state;
            if (state == PairState::Healthy) {
                done(*m_lab, Stage::Verify, PairState::Healthy);
                return;
            }
            QVERIFY2(state != PairState::SplitBrain, qPrintable(told.join(u' ')));
            auto next = recommended(seen);
            if (!next && state == PairState::Swapped)
                next = Stage::Failback;
            told << tokenOf(state) + u'>' + (next ? tokenOf(*next) : QStringLiteral("-"));
            if (!next) {
                QTest::qWait(500); // pause: servers that start by themselves come up
                continue;
            }
            const Outcome outcome = play(m_lab->session(), *next, vm1);
            told << tokenOf(outcome.kind) + u' ' + outcome.sentence.english();
        }
        QFAIL(qPrintable(told.join(u'\n')));
    }
    // Where every case begins.
    void comeTo(Stage stage)
    {
        if (stage == Stage::Failover)
            done(*m_lab, Stage::Crash, PairState::PrimaryDown);
        if (stage == Stage::Resync) {
            done(*m_lab, Stage::Crash, PairState::PrimaryDown);
            done(*m_lab, Stage::Failover, PairState::FailedOver);
        }
        if (stage == Stage::Failback)
            done(*m_lab, Stage::Switchover, PairState::Swapped);
    }

    TestHosts &m_hosts;
    std::unique_ptr<HostLab> m_lab;
};

void BrokenTest::initTestCase()
{
    qunsetenv("SSH_AUTH_SOCK");
    openLab(m_lab, m_hosts.profile());
    QVERIFY(m_lab);
    done(*m_lab, Stage::Setup, PairState::Healthy, vm2);
    done(*m_lab, Stage::SeedData, PairState::Healthy);
}

void BrokenTest::brokenOff_data()
{
    QTest::addColumn<Stage>("stage");
    QTest::addColumn<QString>("step");
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("reboots");
    const auto row = [](Stage stage, const char *step, const QString &host, bool reboots) {
        QTest::addRow("%s, %s: %s %s", qPrintable(tokenOf(stage)), step, qPrintable(host),
                      reboots ? "reboots" : "loses SSH")
            << stage << QString::fromLatin1(step) << host << reboots;
    };
    row(Stage::Failback, "promote", vm1, true); // nobody is primary, the next one reboots
    row(Stage::Failover, "fence-vm1", vm1, true);
    row(Stage::Failback, "fence-vm2", vm2, false);
    if (qEnvironmentVariableIntValue("TANDEM_SOAK") == 0)
        return;
    row(Stage::Failback, "stop-vm2", vm2, true);
    row(Stage::Resync, "start-vm1", vm1, true);
    row(Stage::Failback, "start-vm2", vm2, false);
    row(Stage::Failover, "fence-vm1", vm1, false);
    row(Stage::Switchover, "stop-vm1", vm1, false);
    row(Stage::Resync, "evidence", vm1, false);
}

void BrokenTest::brokenOff()
{
    QFETCH(Stage, stage);
    QFETCH(QString, step);
    QFETCH(QString, host);
    QFETCH(bool, reboots);
    comeTo(stage);
    if (QTest::currentTestFailed())
        return;
    const Outcome outcome = disturbed(stage, step, [&] {
        if (reboots)
            reboot(host);
        else
            dropSsh(host);
    });
    qInfo("%s: %s", qPrintable(tokenOf(outcome.kind)), qPrintable(outcome.sentence.english()));
    QVERIFY(outcome.isDone() || !outcome.sentence.english().isEmpty());
    leadBack();
}

void BrokenTest::startedByHandBeforeTheFailover()
{
    waitForUnit();
    done(*m_lab, Stage::Crash, PairState::PrimaryDown);
    Q_UNUSED(m_hosts.on(vm1, QStringLiteral("systemctl start postgresql@17-main")))
    QVERIFY2(m_lab->comesTo(PairState::Healthy, 30), qPrintable(m_lab->state()));
    QCOMPARE(play(m_lab->session(), Stage::Failover, vm1).exitCode, 3);
}

// Between the look and the fence: it is ended again, or the failover finds it alive and stops.
void BrokenTest::startedByHandDuringTheFailover()
{
    waitForUnit();
    done(*m_lab, Stage::Crash, PairState::PrimaryDown);
    const Outcome outcome = disturbed(Stage::Failover, QStringLiteral("fence-vm1"), [&] {
        Q_UNUSED(m_hosts.on(vm1, QStringLiteral("systemctl start postgresql@17-main")))
    });
    const ClusterSnapshot seen = m_lab->session().observe({});
    QVERIFY2(deriveState(seen).state != PairState::SplitBrain, told(outcome));
    if (outcome.isDone())
        QCOMPARE(m_lab->state(), tokenOf(PairState::FailedOver));
    leadBack();
}

void BrokenTest::bothHostsRebootInTheMiddle()
{
    const Outcome outcome = disturbed(Stage::Switchover, QStringLiteral("promote"), [&] {
        reboot(vm1);
        reboot(vm2);
    });
    // A host is back in a second, so the stage may find both again in time.
    QVERIFY2(outcome.isDone() || !outcome.sentence.english().isEmpty(), told(outcome));
    leadBack();
}

int main(int argc, char **argv)
{
    return runOnHosts<BrokenTest>(argc, argv);
}

#include "broken_test.moc"
