// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The watchdog on two booted hosts, as systemd's service, with clients beside them and nobody who
// touches anything; the guard before a server's start; and that nothing is left. The cases stand in
// their order.
#include "core/session/pair_automation.h"
#include "tests/hosts/host_words.h"

using namespace tandem;
using namespace tandem::testing;
using namespace tandem::words;
using namespace std::chrono_literals;

namespace {

const QString unit = QStringLiteral("pgtandem-watchdog");
const QString server = QStringLiteral("postgresql@17-main");
const QString humanLog = QStringLiteral("/var/lib/pgtandem-watchdog/failover.log");

} // namespace

class WatchdogTest : public QObject
{
    Q_OBJECT

public:
    explicit WatchdogTest(TestHosts &hosts) : m_hosts(hosts) {}

private Q_SLOTS:
    void initTestCase()
    {
        QByteArray profile = m_hosts.profile();
        profile.insert(profile.lastIndexOf('}'),
                       ",\"automation\":{\"failback_wait_seconds\":1,\"cooldown_seconds\":0}");
        openLab(m_lab, profile);
        QVERIFY(m_lab);
        introduce();
        done(*m_lab, Stage::Setup, PairState::Healthy, vm2);
        done(*m_lab, Stage::SeedData, PairState::Healthy);
        m_lab->startClients();
        const auto on = PairAutomation(m_lab->session()).watchdogOn({});
        QVERIFY2(on.ok(), on.ok() ? "" : qPrintable(on.error().details));
    }

    void runsAsAServiceOfItsOwn()
    {
        for (const QString &host : {vm1, vm2}) {
            QCOMPARE(m_hosts.on(host, QStringLiteral("systemctl is-active ") + unit),
                     QStringLiteral("active"));
            QCOMPARE(m_hosts.on(host, QStringLiteral("systemctl show -P User ") + unit),
                     QStringLiteral("main"));
            QCOMPARE(
                m_hosts.on(host, QStringLiteral("stat -c '%U %a' "
                                                "/usr/local/lib/pgtandem-watchdog/failover; stat "
                                                "-c '%U %a' /var/lib/pgtandem-watchdog/passfile")),
                QStringLiteral("root 755\nmain 600"));
        }
        QVERIFY2(comesTo(vm2, "healthy", 30s), qPrintable(told(vm2)));
    }

    void aDeadServerIsReplacedAndComesBack()
    {
        QVERIFY(m_lab->drill().waitForWrites(vm1, 200, Deadline::after(30s), {}));
        const MonotonicTime killedAt = MonotonicClock::now();
        QVERIFY(m_hosts.on(vm1, QStringLiteral("kill -9 $(pgrep -x postgres) && echo killed"))
                    .contains(QLatin1String("killed")));
        QVERIFY2(m_lab->drill().waitForWrites(vm2, 20, Deadline::after(30s), {}),
                 qPrintable(told(vm2)));
        const auto outage = outageAround(m_lab->workload().acks(), killedAt);
        QVERIFY(outage && outage->seconds());
        QVERIFY2(m_lab->comesTo(PairState::Healthy, 90), qPrintable(told(vm2)));
        QVERIFY2(comesTo(vm2, "healthy", 30s), qPrintable(told(vm2)));
        qInfo("kill -9 by the watchdog: %.2f s without a write, original roles after %.1f s",
              *outage->seconds(), secondsBetween(killedAt, MonotonicClock::now()));
        for (const char *word : {"failover is done", "resync is done", "failback is done"})
            QVERIFY2(told(vm2).contains(QLatin1String(word)), qPrintable(told(vm2)));
    }

    // systemd starts it again; a reboot of its host does, too.
    void survivesItsDeathAndAReboot()
    {
        Q_UNUSED(m_hosts.on(vm2, QStringLiteral("systemctl kill -s KILL ") + unit))
        const auto isActive = [this] {
            return m_hosts.on(vm2, QStringLiteral("systemctl is-active ") + unit) ==
                   QLatin1String("active");
        };
        QTRY_VERIFY_WITH_TIMEOUT(isActive(), 20000);
        const QString look = QStringLiteral("cat /proc/sys/kernel/random/boot_id");
        const QString boot = m_hosts.on(vm2, look);
        Q_UNUSED(m_hosts.on(vm2, QStringLiteral("systemctl reboot")))
        QTRY_VERIFY_WITH_TIMEOUT(m_hosts.isUp(vm2) && m_hosts.on(vm2, look) != boot, 60000);
        QTRY_VERIFY_WITH_TIMEOUT(isActive(), 20000);
        QVERIFY2(m_lab->comesTo(PairState::Healthy, 30), qPrintable(told(vm2)));
        QVERIFY2(comesTo(vm2, "healthy", 30s), qPrintable(told(vm2)));
    }

    // A node whose peer is primary does not come up writable, whoever starts it.
    void theGuardKeepsASecondPrimaryAway()
    {
        const QString started = m_hosts.on(
            vm2, QStringLiteral("systemctl stop %1; rm /var/lib/postgresql/17/main/standby.signal; "
                                "systemctl start %1; echo started $?")
                     .arg(server));
        QVERIFY2(started.contains(QLatin1String("started 0")), qPrintable(started));
        QCOMPARE(m_hosts.on(vm2, QStringLiteral("su postgres -c \"psql -XAtc 'select "
                                                "pg_is_in_recovery()'\"")),
                 QStringLiteral("t"));
        QVERIFY2(told(vm2).contains(QLatin1String("comes up read-only")), qPrintable(told(vm2)));
        QVERIFY(m_lab->comesTo(PairState::Healthy, 30));
    }

    void nothingIsLeft()
    {
        const auto off = PairAutomation(m_lab->session()).watchdogOff({});
        QVERIFY2(off.ok(), off.ok() ? "" : qPrintable(off.error().details));
        for (const QString &host : {vm1, vm2})
            QCOMPARE(m_hosts.on(host, QStringLiteral("find / -xdev -name '*pgtandem-watchdog*' -o "
                                                     "-xdev -name '50-pgtandem-guard.conf' "
                                                     "2>/dev/null | grep -v '^/proc' | head")),
                     QString());
    }

private:
    // What the stage prepare does for the way between the nodes.
    void introduce()
    {
        for (const QString &host : {vm1, vm2})
            Q_UNUSED(m_hosts.on(host, QStringLiteral("su main -c \"test -f ~/.ssh/id_ed25519 || "
                                                     "ssh-keygen -q -t ed25519 -N '' -f "
                                                     "~/.ssh/id_ed25519\"")))
        for (const auto &[from, to, address] :
             {std::tuple(vm1, vm2, "192.168.56.3"), std::tuple(vm2, vm1, "192.168.56.2")}) {
            const QString key =
                m_hosts.on(from, QStringLiteral("cat /home/main/.ssh/id_ed25519.pub"));
            Q_UNUSED(m_hosts.on(
                to, QStringLiteral("echo '%1' >>/home/main/.ssh/authorized_keys").arg(key)))
            const QString hostKey = m_hosts.on(
                to, QStringLiteral("cut -d ' ' -f 1,2 /etc/ssh/ssh_host_ed25519_key.pub"));
            Q_UNUSED(m_hosts.on(from, QStringLiteral("echo '%1 %2' >>/home/main/.ssh/known_hosts; "
                                                     "chown main: /home/main/.ssh/known_hosts")
                                          .arg(QLatin1String(address), hostKey)))
        }
        QCOMPARE(m_hosts.on(vm2, QStringLiteral("su main -c 'ssh -o BatchMode=yes 192.168.56.2 "
                                                "hostname'")),
                 QStringLiteral("vm1"));
    }
    [[nodiscard]] QString told(const QString &host) const
    {
        return m_hosts.on(host, QStringLiteral("cat %1; journalctl -q -n 5 -u %2; tail -n 5 "
                                               "/var/lib/pgtandem-watchdog/*.out")
                                    .arg(humanLog, unit));
    }
    bool comesTo(const QString &node, const char *reason, Milliseconds patience)
    {
        const auto is = [&] {
            for (const AgentStatus &status : PairAutomation(m_lab->session()).watchdogStatus({})) {
                if (status.node == node && status.reason == QLatin1String(reason))
                    return true;
            }
            return false;
        };
        return QTest::qWaitFor(is, int(patience.count()));
    }

    TestHosts &m_hosts;
    std::unique_ptr<HostLab> m_lab;
};

int main(int argc, char **argv)
{
    return runOnHosts<WatchdogTest>(argc, argv);
}
#include "watchdog_test.moc"
