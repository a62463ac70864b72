// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The watchdog on two booted hosts, as systemd's service, with clients beside them and nobody who
// touches anything; the guard before a server's start; and that nothing is left. The cases stand in
// their order.
#include "core/session/pair_automation.h"
#include "tests/hosts/host_words.h"
#include "tests/support/comes_true.h"
#include "tests/support/watched_pair.h"

using namespace tandem;
using namespace tandem::testing;
using namespace tandem::words;
using namespace std::chrono_literals;

namespace {

const QString unit = QStringLiteral("pgtandem-watchdog");
const QString server = QStringLiteral("postgresql@17-main");
const QString closedWords = QStringLiteral("sessions on vm1 are read-only");
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
        QCOMPARE(introduce(m_hosts), vm1);
        done(*m_lab, Stage::Setup, PairState::Healthy, vm2);
        done(*m_lab, Stage::SeedData, PairState::Healthy);
        m_lab->startClients();
        QFile passfile(m_place.path(QStringLiteral("passfile")));
        QVERIFY(passfile.open(QIODevice::WriteOnly));
        QVERIFY(passfile.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
        passfile.write("*:*:*:visitor:of the visitor\n");
        passfile.close();
        Q_UNUSED(
            m_hosts.on(vm1, QStringLiteral("su postgres -c \"psql -Xqc \\\"create role visitor "
                                           "login password 'of the visitor'\\\"\"")))
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
        QVERIFY2(comesTo(vm2, "healthy", 60s), qPrintable(told(vm2)));
    }

    // Its login may do nothing as somebody else, but what its own rule allows.
    void aDeadServerIsReplacedAndComesBack()
    {
        const auto keep = [this](const char *from, const char *to) {
            for (const QString &host : {vm1, vm2})
                Q_UNUSED(m_hosts.on(
                    host, QStringLiteral("mv %1 %2").arg(QLatin1String(from), QLatin1String(to))))
        };
        const auto allowed = qScopeGuard([&] { keep("/root/kept", "/etc/sudoers.d/main"); });
        keep("/etc/sudoers.d/main", "/root/kept");
        for (const QString &host : {vm1, vm2})
            QCOMPARE(m_hosts.on(
                         host,
                         QStringLiteral("p=/usr/local/lib/pgtandem-watchdog/powers; su main -c "
                                        "\"sudo -n true; echo \\$?; sudo -n sh -c id; echo \\$?; "
                                        "sudo -n $p x; echo \\$?; echo id | sudo -n $p; echo \\$?; "
                                        "sudo -n -u postgres $p; echo \\$?\" 2>/dev/null | "
                                        "tr '\\n' ' '; stat -c '%U %a' $p")),
                     QStringLiteral("1 1 1 78 0 root 755"));
        QVERIFY(m_lab->drill().waitForWrites(vm1, 200, Deadline::after(30s), {}));
        const MonotonicTime killedAt = MonotonicClock::now();
        QVERIFY(m_hosts.on(vm1, QStringLiteral("kill -9 $(pgrep -x postgres); echo killed"))
                    .contains(QLatin1String("killed")));
        QVERIFY2(m_lab->drill().waitForWrites(vm2, 20, Deadline::after(30s), {}),
                 qPrintable(told(vm2)));
        const auto outage = outageAround(m_lab->workload().acks(), killedAt);
        QVERIFY(outage && outage->seconds());
        QVERIFY2(m_lab->comesTo(PairState::Healthy, 180), qPrintable(told(vm2)));
        QVERIFY2(comesTo(vm2, "healthy", 60s), qPrintable(told(vm2)));
        qInfo("kill -9 by the watchdog: %.2f s without a write, original roles after %.1f s",
              *outage->seconds(), secondsBetween(killedAt, MonotonicClock::now()));
        for (const char *word : {"failover is done", "resync is done", "failback is done"})
            QVERIFY2(told(vm2).contains(QLatin1String(word)), qPrintable(told(vm2)));
    }

    // What one host sends the other is lost: it looks dead from there and serves its clients well.
    void aOneWayLossPromotesNobody_data()
    {
        QTest::addColumn<QString>("mute");
        QTest::newRow("the primary is not heard") << vm1;
        QTest::newRow("the standby is not heard") << vm2;
    }
    void aOneWayLossPromotesNobody()
    {
        QFETCH(QString, mute);
        const auto route = [&](const char *verb) {
            Q_UNUSED(m_hosts.on(mute, QStringLiteral("ip route %1 blackhole 192.168.56.%2/32")
                                          .arg(QLatin1String(verb))
                                          .arg(mute == vm1 ? 3 : 2)))
        };
        route("add");
        const bool isHeld = comesTo(vm2, "cannot_fence_asynchronous", 60s);
        const bool isServing = m_lab->drill().waitForWrites(vm1, 50, Deadline::after(10s), {});
        const QString story = told(vm2);
        route("del");
        QVERIFY2(isHeld, qPrintable(story));
        QVERIFY2(isServing, "the primary's clients were held up");
        checkNobodyWasPromoted(m_hosts);
        QVERIFY2(comesTo(vm2, "healthy", 120s), qPrintable(told(vm2)));
    }

    // A host that is not the one it was is not talked to: it cannot be fenced, so a person is
    // asked.
    void aChangedHostKeyPromotesNobody()
    {
        const auto keys = [this](const char *how) {
            Q_UNUSED(m_hosts.on(
                vm1,
                QStringLiteral("cd /etc/ssh; %1; systemctl restart ssh").arg(QLatin1String(how))))
            // The connection of before knows nothing of it.
            Q_UNUSED(m_hosts.on(vm2, QStringLiteral("pkill -u main -f 'ssh.*ControlPath'; pkill -u "
                                                    "main -f 'ssh: .*watchdog'; true")))
        };
        keys("mv ssh_host_ed25519_key kept.key; mv ssh_host_ed25519_key.pub kept.pub; "
             "ssh-keygen -q -t ed25519 -N '' -f ssh_host_ed25519_key");
        const bool isKilled = m_hosts
                                  .on(vm1, QStringLiteral("kill -9 $(pgrep -x postgres); echo "
                                                          "killed"))
                                  .contains(QLatin1String("killed"));
        const bool isHeld = comesTo(vm2, "cannot_fence_asynchronous", 60s);
        const QString story = told(vm2);
        keys("mv kept.key ssh_host_ed25519_key; mv kept.pub ssh_host_ed25519_key.pub; systemctl "
             "reset-failed; systemctl restart postgresql@17-main");
        QVERIFY(isKilled);
        QVERIFY2(isHeld, qPrintable(story));
        QVERIFY2(comesTo(vm2, "healthy", 120s), qPrintable(told(vm2)));
        checkNobodyWasPromoted(m_hosts);
        QVERIFY(m_lab->drill().waitForWrites(vm1, 50, Deadline::after(30s), {}));
    }

    // Its standby is synchronous: it cannot acknowledge a write alone, so it is replaced beside it,
    // and fenced as soon as the cable is back.
    void anUnpluggedHostIsReplacedWhenSynchronous()
    {
        QVERIFY(QTest::qWaitFor([&] { return play(m_lab->session(), Stage::ModeSync).isDone(); },
                                60000));
        const int unfenced = int(told(vm2).count(QLatin1String("failover-unfenced is done")));
        QVERIFY(m_lab->drill().waitForWrites(vm1, 100, Deadline::after(30s), {}));
        QVERIFY2(comesTo(vm2, "healthy", 60s), qPrintable(told(vm2)));
        const auto isArmed = [this] {
            return m_hosts.on(vm2, QStringLiteral("cut -d ' ' -f 2 "
                                                  "/var/lib/pgtandem-watchdog/armed")) ==
                   QLatin1String("s");
        };
        QTRY_VERIFY_WITH_TIMEOUT(isArmed(), 20000);
        const std::int64_t before = m_lab->ledger().recordCount();
        const MonotonicTime pulledAt = MonotonicClock::now();
        m_hosts.power(vm1, QStringLiteral("unplug"));
        const bool isReplaced = m_lab->drill().waitForWrites(vm2, 20, Deadline::after(30s), {});
        const auto outage = outageAround(m_lab->workload().acks(), pulledAt);
        const bool isClosed = comesTrue([this] { return told(vm1).contains(closedWords); }, 10s);
        m_hosts.power(vm1, QStringLiteral("plug"));
        const QStringList landed = whereWritersLand();
        QVERIFY2(isReplaced, qPrintable(told(vm2)));
        QVERIFY2(isClosed, qPrintable(told(vm1)));
        QVERIFY2(landed.size() >= 3, qPrintable(landed.join(u' ')));
        QVERIFY2(!landed.contains(QStringLiteral("192.168.56.2")), qPrintable(told(vm1)));
        QVERIFY(outage && outage->firstAfter);
        QVERIFY2(m_lab->comesTo(PairState::Healthy, 120), qPrintable(told(vm2)));
        QVERIFY2(comesTo(vm2, "healthy", 120s), qPrintable(told(vm2)));
        qInfo("unplugged, synchronous, by the watchdog: first acknowledged write after %.2f s, "
              "original roles after %.1f s",
              secondsBetween(pulledAt, outage->firstAfter->at),
              secondsBetween(pulledAt, MonotonicClock::now()));
        QCOMPARE(int(told(vm2).count(QLatin1String("failover-unfenced is done"))), unfenced + 1);
        const auto audit = m_lab->drill().auditSince(before, {});
        QVERIFY(audit.ok());
        QCOMPARE(audit->lostCount, std::int64_t(0));
    }

    // From a primary's side a dead standby looks like one that was promoted: it takes no new
    // writers then, until the standby is back or somebody decides that nobody waits for it.
    void aSynchronousPrimaryAloneTakesNoWriters()
    {
        QVERIFY(QTest::qWaitFor([&] { return play(m_lab->session(), Stage::ModeSync).isDone(); },
                                60000));
        QVERIFY2(isReadOnly(QStringLiteral("off")), qPrintable(told(vm1)));
        m_hosts.power(vm2, QStringLiteral("unplug"));
        const bool isClosed = comesTrue([this] { return isReadOnly(QStringLiteral("on")); }, 40s);
        const bool isSaid = comesTrue([&] { return verdict().contains(closedWords); }, 40s);
        m_hosts.power(vm2, QStringLiteral("plug"));
        QVERIFY2(isClosed, qPrintable(told(vm1)));
        QVERIFY2(isSaid, qPrintable(verdict()));
        QVERIFY2(comesTrue([this] { return isReadOnly(QStringLiteral("off")); }, 40s),
                 qPrintable(told(vm1)));
        QVERIFY2(told(vm1).contains(QLatin1String("vm2 was not promoted")), qPrintable(told(vm1)));
        QVERIFY2(m_lab->comesTo(PairState::Healthy, 30), qPrintable(told(vm2)));

        m_hosts.power(vm2, QStringLiteral("unplug"));
        const bool isSaidAgain = comesTrue([&] { return verdict().contains(closedWords); }, 40s);
        const Outcome refused = play(m_lab->session(), Stage::ModeAsync);
        const Outcome relieved = play(m_lab->session(), Stage::ModeAsync, vm2);
        const bool isOpen = isReadOnly(QStringLiteral("off"));
        const bool isServing = m_lab->drill().waitForWrites(vm1, 50, Deadline::after(40s), {});
        m_hosts.power(vm2, QStringLiteral("plug"));
        QVERIFY2(isSaidAgain, qPrintable(told(vm1)));
        QVERIFY2(!refused.isDone(), "without the typed word");
        QVERIFY2(relieved.isDone(), qPrintable(relieved.sentence.english() + relieved.details));
        QVERIFY2(isOpen, qPrintable(told(vm1)));
        QVERIFY(isServing);
        QVERIFY2(m_lab->comesTo(PairState::Healthy, 60), qPrintable(told(vm2)));
        QVERIFY2(comesTo(vm2, "healthy", 60s), qPrintable(told(vm2)));
        checkNobodyWasPromoted(m_hosts);
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
        const QString boot = m_hosts.bootOf(vm2);
        Q_UNUSED(m_hosts.on(vm2, QStringLiteral("systemctl reboot")))
        QTRY_VERIFY_WITH_TIMEOUT(m_hosts.hasBootedSince(vm2, boot), 60000);
        QTRY_VERIFY_WITH_TIMEOUT(isActive(), 20000);
        QVERIFY2(m_lab->comesTo(PairState::Healthy, 30), qPrintable(told(vm2)));
        QVERIFY2(comesTo(vm2, "healthy", 60s), qPrintable(told(vm2)));
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
    // The newest first: a failure's message is cut.
    [[nodiscard]] QString told(const QString &host) const
    {
        return m_hosts.on(host, QStringLiteral("tac %1; journalctl -q -n 5 -u %2; tail -n 5 "
                                               "/var/lib/pgtandem-watchdog/*.out")
                                    .arg(humanLog, unit));
    }
    bool comesTo(const QString &node, const char *reason, Milliseconds patience)
    {
        return watchdogComesTo(m_lab->session(), node, reason, patience);
    }

    QString verdict() const
    {
        return deriveState(m_lab->session().monitor().liveNow()).sentence.english();
    }
    bool isReadOnly(const QString &word) const
    {
        return m_hosts.on(vm1, QStringLiteral("su postgres -c \"psql -XAtc 'show "
                                              "default_transaction_read_only'\"")) == word;
    }

    // The addresses of the servers that writers get who ask for one during a second and a half,
    // three of them at least.
    QStringList whereWritersLand() const
    {
        QProcess writers;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("PGPASSFILE"), m_place.path(QStringLiteral("passfile")));
        writers.setProcessEnvironment(environment);
        writers.start(
            QStringLiteral("bash"),
            {QStringLiteral("-c"),
             QStringLiteral("asked=0 end=$(($(date +%s%3N) + 1500)); while [ $asked -lt 3 ] || [ "
                            "$(date +%s%3N) -lt $end ]; do asked=$((asked + 1)); "
                            "psql -XAtq 'host=192.168.56.2,192.168.56.3 port=5432 dbname=testdb "
                            "user=visitor sslmode=require target_session_attrs=read-write "
                            "connect_timeout=2' -c 'select host(inet_server_addr())'; done")});
        if (!writers.waitForFinished(20000))
            return {};
        return QString::fromUtf8(writers.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    }

    TestHosts &m_hosts;
    GuardedDirectory m_place; // of the writers who are not ours
    std::unique_ptr<HostLab> m_lab;
};

int main(int argc, char **argv)
{
    return runOnHosts<WatchdogTest>(argc, argv);
}
#include "watchdog_test.moc"
