// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Faults in a random order on two booted hosts: of servers, hosts, cables and the ways between them
// and their client. Watchdogs on both nodes and an observer beside them look after the pair at the
// same time, with clients: whoever is first acts, and nobody acts twice.
#include "tests/hosts/host_words.h"
#include "tests/support/comes_true.h"
#include "tests/support/fault_play.h"
#include "tests/support/observer_care.h"
#include "tests/support/watched_pair.h"

using namespace tandem;
using namespace tandem::testing;
using namespace tandem::words;
using namespace std::chrono_literals;

namespace {

const char *const killAll = "kill -9 $(pgrep -x postgres)";
const char *const held = "ask:cannot_fence_asynchronous";

// Scripts are root's.
const std::vector<Fault> &faults()
{
    static const std::vector<Fault> all{
        // Somebody takes over.
        {"kill -9 of every process", Fault::TakenOver, {{Move::AtPrimary, killAll}}},
        {"kill -9 of the postmaster",
         Fault::TakenOver,
         {{Move::AtPrimary, "kill -9 $(head -n 1 /var/lib/postgresql/17/main/postmaster.pid)"}}},
        {"frozen for good",
         Fault::TakenOver,
         {{Move::AtPrimary, "kill -STOP $(pgrep -x postgres)"}}},
        {"a crash while its host lets nobody in",
         Fault::TakenOver,
         {{Move::AtPrimary, "systemctl stop ssh.socket ssh; pkill -f '^sshd'; true"},
          {Move::AtPrimary, killAll},
          {Move::Decides, held},
          {Move::AtPrimary, "systemctl start ssh"}}},
        // Nobody does.
        {"the cable is out for a moment",
         Fault::LeftAlone,
         {{Move::Outside, "unplug vm1"}, {Move::Outside, "plug vm1"}}},
        {"the cable is out for long",
         Fault::LeftAlone,
         {{Move::Outside, "unplug vm1"}, {Move::Decides, held}, {Move::Outside, "plug vm1"}}},
        {"the standby's cable is out",
         Fault::LeftAlone,
         {{Move::Outside, "unplug vm2"},
          {Move::Decides, "nothing:standby_out"},
          {Move::Outside, "plug vm2"}}},
        {"both cables are out",
         Fault::LeftAlone,
         {{Move::Outside, "unplug vm1"},
          {Move::Outside, "unplug vm2"},
          {Move::Decides, "ask:nobody_left"},
          {Move::Outside, "plug vm1"},
          {Move::Outside, "plug vm2"}}},
        {"the nodes do not hear each other",
         Fault::LeftAlone,
         {{Move::Outside, "deaf vm1 vm2"}, {Move::Decides, held}, {Move::Outside, "hear"}}},
        {"the primary is not heard",
         Fault::LeftAlone,
         {{Move::Outside, "deaf vm2"}, {Move::Decides, held}, {Move::Outside, "hear"}}},
        {"the standby is not heard",
         Fault::LeftAlone,
         {{Move::Outside, "deaf vm1"}, {Move::Decides, held}, {Move::Outside, "hear"}}},
        {"the client does not reach the primary",
         Fault::LeftAlone,
         {{Move::Outside, "cut ip daddr 192.168.56.2"},
          {Move::Decides, "nothing:still_receives"},
          {Move::Outside, "hear"}}},
        {"the primary's host is reset",
         Fault::Either,
         {{Move::Outside, "off vm1"}, {Move::Decides, held}, {Move::Outside, "on vm1"}}},
        {"both hosts are reset",
         Fault::Either,
         {{Move::Outside, "off vm1"},
          {Move::Outside, "off vm2"},
          {Move::Outside, "on vm2"},
          {Move::Outside, "on vm1"}}},
        {"somebody reboots the primary's host", Fault::LeftAlone, {{Move::Outside, "reboot vm1"}}},
        {"somebody reboots the standby's host", Fault::LeftAlone, {{Move::Outside, "reboot vm2"}}},
        {"every session is reset",
         Fault::LeftAlone,
         {{Move::AtPrimary, "ss -K state established src :5432"},
          {Move::AtPrimary, "ss -K state established sport = 22"}}},
        {"whoever looks after it is killed",
         Fault::LeftAlone,
         {{Move::EndCare}, {Move::BeginCare}}},
    };
    return all;
}

class HostArena : public Arena
{
public:
    HostArena(TestHosts &hosts, HostLab &lab) : m_hosts(hosts), m_lab(lab) {}
    PairSession &session() override { return m_lab.session(); }
    Drill &drill() override { return m_lab.drill(); }
    Ledger &ledger() override { return m_lab.ledger(); }
    QString shell(const QString &node, const QString &script) override
    {
        return m_hosts.on(node, script);
    }
    QString start(const QString &node) override
    {
        return m_hosts.on(node, QStringLiteral("systemctl start postgresql@17-main"));
    }
    QStringList writableNodes() override
    {
        QStringList writable;
        for (const QString &host : {vm1, vm2}) {
            if (m_hosts.on(host, QStringLiteral("su postgres -c \"psql -XAtc 'select "
                                                "pg_is_in_recovery()'\" 2>&1")) ==
                QLatin1String("f"))
                writable << host;
        }
        return writable;
    }
    void outside(const QString &text) override
    {
        const QString verb = text.section(u' ', 0, 0);
        const QString rest = text.section(u' ', 1);
        if (verb == QLatin1String("deaf")) {
            m_between.emplace(rest.split(u' '));
        } else if (verb == QLatin1String("cut")) {
            m_before.emplace(rest);
        } else if (verb == QLatin1String("hear")) {
            m_between.reset();
            m_before.reset();
        } else if (verb == QLatin1String("reboot")) {
            const QString boot = m_hosts.bootOf(rest);
            Q_UNUSED(m_hosts.on(rest, QStringLiteral("systemctl reboot")))
            QVERIFY2(comesTrue([&] { return m_hosts.hasBootedSince(rest, boot); }, 60s),
                     qPrintable(m_hosts.bootTold(rest)));
        } else {
            m_hosts.power(rest, verb);
        }
    }

private:
    TestHosts &m_hosts;
    HostLab &m_lab;
    std::optional<WayCut> m_between;
    std::optional<Cut> m_before;
};

// The watchdogs of both hosts and an observer beside them.
class Everybody : public Caretaker
{
public:
    Everybody(TestHosts &hosts, HostLab &lab)
        : m_hosts(hosts), m_lab(lab), m_observer(lab.session())
    {
    }
    QStringList decisions() override
    {
        return m_observer.decisions() + watchdogDecisions(m_lab.session());
    }
    bool isReady() override
    {
        return watchdogComesTo(m_lab.session(), vm2, "healthy", 60s) &&
               watchdogComesTo(m_lab.session(), vm1, "not_active", 60s) && m_observer.isReady();
    }
    int done(Stage stage) override
    {
        return m_observer.done(stage) + stagesDoneIn(log(vm1) + log(vm2), stage);
    }
    void isKilled() override
    {
        m_observer.isKilled();
        for (const QString &host : {vm1, vm2})
            Q_UNUSED(m_hosts.on(host, QStringLiteral("systemctl kill -s KILL pgtandem-watchdog")))
    }
    void beginsAgain() override { m_observer.beginsAgain(); } // systemd starts the watchdogs
    QString story() override
    {
        return QStringLiteral("vm1:\n%1\nvm2:\n%2\nobserver:\n%3")
            .arg(log(vm1), log(vm2), m_observer.story());
    }
    [[nodiscard]] Result<void> end() { return m_observer.end(); }

private:
    [[nodiscard]] QString log(const QString &host) const
    {
        return m_hosts.on(host, QStringLiteral("cat /var/lib/pgtandem-watchdog/failover.log"));
    }

    TestHosts &m_hosts;
    HostLab &m_lab;
    ObserverCare m_observer;
};

} // namespace

class RandomFaultsTest : public QObject
{
    Q_OBJECT

public:
    explicit RandomFaultsTest(TestHosts &hosts) : m_hosts(hosts) {}

private Q_SLOTS:
    void initTestCase()
    {
        QByteArray profile = m_hosts.profile();
        profile.insert(profile.lastIndexOf('}'),
                       ",\"automation\":{\"failback_wait_seconds\":0,\"cooldown_seconds\":0}");
        openLab(m_lab, profile);
        QVERIFY(m_lab);
        QCOMPARE(introduce(m_hosts), vm1);
        done(*m_lab, Stage::Setup, PairState::Healthy, vm2);
        done(*m_lab, Stage::SeedData, PairState::Healthy);
        const auto on = PairAutomation(m_lab->session()).watchdogOn({});
        QVERIFY2(on.ok(), on.ok() ? "" : qPrintable(on.error().details));
        m_lab->startClients();
    }

    void staysWholeWhateverHappens_data() { addSeeds(1); }
    void staysWholeWhateverHappens()
    {
        QFETCH(quint32, seed);
        const std::int64_t records = m_lab->ledger().recordCount();
        const WriteSampler sampler(m_lab->session());
        Everybody care(m_hosts, *m_lab);
        QVERIFY2(care.isReady(), qPrintable(care.story()));
        QVERIFY(m_lab->drill().waitForWrites(vm1, 20, Deadline::after(30s), {}));
        HostArena arena(m_hosts, *m_lab);
        FaultPlay(arena, care, seed).playSome(faults(), 5, sampler);
        if (QTest::currentTestFailed())
            return;
        QVERIFY(care.end().ok());
        const auto audit = m_lab->drill().auditSince(records, {});
        QVERIFY(audit.ok());
        QCOMPARE(audit->kept + audit->lostCount, audit->acknowledged);
        done(*m_lab, Stage::Verify, PairState::Healthy);
    }

private:
    TestHosts &m_hosts;
    std::unique_ptr<HostLab> m_lab;
};

int main(int argc, char **argv)
{
    return runOnHosts<RandomFaultsTest>(argc, argv);
}
#include "random_faults_test.moc"
