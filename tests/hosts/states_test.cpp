// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Pairs that no stage of ours made, and two operators at one pair: what is unsound is named and
// nothing is chosen by itself, and of two people one acts and the other is told who does.
#include "tests/cli/ctl_run.h"
#include "tests/hosts/host_words.h"

#include "core/postgres/layout.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace tandem;
using namespace tandem::testing;
using namespace tandem::words;

namespace {

const QString server = QStringLiteral("postgresql@17-main");
const QString data = QStringLiteral("/var/lib/postgresql/17/main");

QString sentenceOf(const CtlEnd &end)
{
    return end.last().value(QLatin1String("sentence")).toString();
}

} // namespace

class StatesTest : public QObject
{
    Q_OBJECT

public:
    explicit StatesTest(TestHosts &hosts) : m_hosts(hosts) {}

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void theyHaveDifferentVersions();
    void bothAreStandbys();
    void bothArePrimaries();
    void theyAreDifferentSystems();
    void twoOperatorsAtOnce();
    void whoWakesUpTooLateDoesNotAct();
    void aHoldFromBeforeARebootIsTakenOver();

private:
    void on(const QString &host, const QString &script) const
    {
        int exitCode = 0;
        const QString told = m_hosts.on(host, script, &exitCode);
        QVERIFY2(exitCode == 0, qPrintable(told));
    }
    [[nodiscard]] QString isInRecovery(const QString &host) const
    {
        return m_hosts.on(
            host, QStringLiteral("su postgres -c 'psql -XAtc \"select pg_is_in_recovery()\"'"));
    }
    // Every stage that would change what is primary or copy over somebody's data, refused before it
    // did anything.
    void checkNothingIsDone(const QList<Stage> &stages, const QString &recoveryOfVm1,
                            const QString &recoveryOfVm2)
    {
        for (const Stage stage : stages) {
            for (const QString &typed : {vm1, vm2}) {
                const Outcome outcome = play(m_lab->session(), stage, typed);
                QVERIFY2(outcome.exitCode == 3, told(outcome));
                QVERIFY2(outcome.sentence.english().contains(vm1) &&
                             outcome.sentence.english().contains(vm2),
                         told(outcome));
            }
        }
        QCOMPARE(isInRecovery(vm1), recoveryOfVm1);
        QCOMPARE(isInRecovery(vm2), recoveryOfVm2);
    }
    [[nodiscard]] QString sentence()
    {
        return deriveState(m_lab->session().observe({})).sentence.english();
    }
    // `who`: each operator keeps a state of his own, as on a machine of his own.
    [[nodiscard]] QStringList words(Stage stage, const QString &who) const
    {
        return {QStringLiteral("run"),         tokenOf(stage),
                QStringLiteral("--json"),      QStringLiteral("--yes"),
                QStringLiteral("--profile"),   m_lab->profileFile(),
                QStringLiteral("--secrets"),   m_lab->secretsFile(),
                QStringLiteral("--state-dir"), m_lab->stateDirectory() + who};
    }
    [[nodiscard]] Stage handover()
    {
        return m_lab->state() == tokenOf(PairState::Swapped) ? Stage::Failback : Stage::Switchover;
    }

    TestHosts &m_hosts;
    std::unique_ptr<HostLab> m_lab;
    bool m_isPair = false;
};

void StatesTest::initTestCase()
{
    openLab(m_lab, m_hosts.profile());
    QVERIFY(m_lab);
}

// The first case is of two servers that are no pair yet.
void StatesTest::init()
{
    if (m_isPair || qstrcmp(QTest::currentTestFunction(), "theyHaveDifferentVersions") == 0)
        return;
    done(*m_lab, Stage::Setup, PairState::Healthy, vm2);
    done(*m_lab, Stage::SeedData, PairState::Healthy);
    m_isPair = true;
}

void StatesTest::cleanup()
{
    if (!m_isPair)
        return;
    if (m_lab->state() == tokenOf(PairState::Swapped))
        done(*m_lab, Stage::Failback, PairState::Healthy);
    QVERIFY2(m_lab->comesTo(PairState::Healthy, 30), qPrintable(m_lab->state()));
    done(*m_lab, Stage::Verify, PairState::Healthy);
}

// FAULTS 31.
void StatesTest::bothAreStandbys()
{
    on(vm1, QStringLiteral("systemctl stop %1 && install -o postgres -g postgres -m 600 /dev/null "
                           "%2/standby.signal && systemctl start %1")
                .arg(server, data));
    QVERIFY2(m_lab->comesTo(PairState::BothStandby, 20), qPrintable(m_lab->state()));
    const QString ended = m_hosts.on(
        vm1, QStringLiteral("su postgres -c 'psql -XAtc \"select pg_last_wal_replay_lsn()\"'"));
    QVERIFY2(sentence().contains(ended), qPrintable(sentence()));
    checkNothingIsDone({Stage::Failover, Stage::Switchover, Stage::Failback, Stage::Resync},
                       QStringLiteral("t"), QStringLiteral("t"));
    on(vm1, QStringLiteral("su postgres -c 'psql -XAtc \"select pg_promote()\"'"));
}

// FAULTS 30.
void StatesTest::bothArePrimaries()
{
    on(vm2, QStringLiteral("su postgres -c 'psql -XAtc \"select pg_promote()\"'"));
    QVERIFY2(m_lab->comesTo(PairState::SplitBrain, 20), qPrintable(m_lab->state()));
    checkNothingIsDone({Stage::Failover, Stage::Switchover, Stage::Failback, Stage::Resync,
                        Stage::Setup, Stage::ModeSync},
                       QStringLiteral("f"), QStringLiteral("f"));
    // With the newer history stopped, its rows are not given up by a resync.
    on(vm2, QStringLiteral("systemctl stop ") + server);
    QVERIFY2(m_lab->comesTo(PairState::Diverged, 20), qPrintable(m_lab->state()));
    const Outcome resync = play(m_lab->session(), Stage::Resync, vm2);
    QVERIFY2(resync.exitCode == 3, told(resync));
    on(vm2, QStringLiteral("systemctl start ") + server);
    QVERIFY2(m_lab->comesTo(PairState::SplitBrain, 20), qPrintable(m_lab->state()));
    // A person decides for the rows of vm2 and stops the other one, as the sentence says.
    on(vm1, QStringLiteral("systemctl stop ") + server);
    QVERIFY2(m_lab->comesTo(PairState::FailedOver, 20), qPrintable(m_lab->state()));
    done(*m_lab, Stage::Resync, PairState::Swapped, vm1);
}

// FAULTS 32.
void StatesTest::theyAreDifferentSystems()
{
    on(vm2, QStringLiteral("systemctl stop %1 && mv %2 %2.aside && su postgres -c "
                           "'/usr/lib/postgresql/17/bin/initdb -D %2' >/dev/null && "
                           "systemctl start %1")
                .arg(server, data));
    QVERIFY2(m_lab->comesTo(PairState::NotOnePair, 20), qPrintable(m_lab->state()));
    checkNothingIsDone({Stage::Failover, Stage::Switchover, Stage::Failback, Stage::Resync,
                        Stage::Setup, Stage::ModeSync},
                       QStringLiteral("f"), QStringLiteral("f"));
    on(vm2, QStringLiteral("systemctl stop %1 && rm -r %2 && mv %2.aside %2 && systemctl start %1")
                .arg(server, data));
}

// FAULTS 33. The hosts' packages offer one version only, so the other one's program is a stand-in
// that tells its number, beside a cluster that was never made.
void StatesTest::theyHaveDifferentVersions()
{
    on(vm2, QStringLiteral(
                "cd /usr/lib/postgresql && mkdir -p 15/bin /etc/postgresql/15/main/conf.d && "
                "ln -s /usr/lib/postgresql/17/bin/* 15/bin/ && rm 15/bin/postgres && "
                "printf '#!/bin/sh\\necho \"postgres (PostgreSQL) 15.14\"\\n' >15/bin/postgres && "
                "chmod 755 15/bin/postgres && "
                "cp /etc/postgresql/17/main/*.conf /etc/postgresql/15/main/ && "
                "mkdir -p /var/lib/postgresql/15 && "
                "chown -R postgres:postgres /var/lib/postgresql/15 /etc/postgresql/15"));
    const QString file = m_lab->stateDirectory() + QStringLiteral("versions.json");
    QFile profile(m_lab->profileFile());
    QVERIFY(profile.open(QIODevice::ReadOnly));
    const QByteArray text = profile.readAll();
    QJsonObject pair = QJsonDocument::fromJson(text).object();
    QJsonArray nodes = pair.value(QLatin1String("nodes")).toArray();
    QJsonObject node = nodes[1].toObject();
    QJsonObject postgres = node.value(QLatin1String("postgres")).toObject();
    QCOMPARE(node.value(QLatin1String("name")).toString(), vm2);
    postgres.insert(QLatin1String("version"), 15);
    postgres.insert(QLatin1String("port"), 5433);
    node.insert(QLatin1String("postgres"), postgres);
    nodes[1] = node;
    pair.insert(QLatin1String("nodes"), nodes);
    QFile other(file);
    QVERIFY(other.open(QIODevice::WriteOnly));
    other.write(QJsonDocument(pair).toJson());
    other.close();
    const auto withIt = [&](QStringList arguments) {
        arguments.replaceInStrings(m_lab->profileFile(), file);
        return runCtl(arguments);
    };
    const CtlEnd setup = withIt(words(Stage::Setup, QStringLiteral("-a")));
    QVERIFY2(setup.code == 3, setup.told());
    QVERIFY2(sentenceOf(setup).contains(QStringLiteral("15")) &&
                 sentenceOf(setup).contains(QStringLiteral("17")),
             setup.told());
    on(vm2, QStringLiteral("cd /var/lib/postgresql/15 && install -d -o postgres main && "
                           "echo 15 >main/PG_VERSION"));
    const CtlEnd check = withIt({QStringLiteral("check"), QStringLiteral("--profile"), file,
                                 QStringLiteral("--secrets"), m_lab->secretsFile(),
                                 QStringLiteral("--state-dir"), m_lab->stateDirectory() + u'a'});
    QVERIFY2(check.told().contains("vm1 has version 17, vm2 has version 15."), check.told());
    on(vm2, QStringLiteral("rm -r /usr/lib/postgresql/15 /var/lib/postgresql/15 "
                           "/etc/postgresql/15"));
    QVERIFY(QFile::remove(file));
}

// FAULTS 49, 50: whoever came second says who is at work and changes nothing.
void StatesTest::twoOperatorsAtOnce()
{
    const Stage stage = handover();
    CtlEnd one, two;
    // On a busy machine both may see too little of the pair to act at all.
    for (int attempt = 0; attempt < 5 && one.code != 0 && two.code != 0; ++attempt) {
        Ctl first(words(stage, QStringLiteral("-a")));
        Ctl second(words(stage, QStringLiteral("-b")));
        one = first.end();
        two = second.end();
    }
    QVERIFY2((one.code == 0) != (two.code == 0), one.told() + two.told());
    const CtlEnd &late = one.code == 0 ? two : one;
    QVERIFY2(late.code == 3, late.told());
    QVERIFY2(sentenceOf(late).size() > 20, late.told());
    QCOMPARE(m_lab->state(), tokenOf(PairState::Swapped));
}

// FAULTS 52: a laptop sleeps in the middle until its hold is stale, and somebody else goes on.
void StatesTest::whoWakesUpTooLateDoesNotAct()
{
    const Stage stage = handover();
    Ctl sleeper(words(stage, QStringLiteral("-a")));
    QVERIFY(sleeper.waitUntil([](const QString &out) {
        return out.contains(QStringLiteral("\"status\":\"done\",\"step\":\"fence-vm1\""));
    }));
    sleeper.signal(SIGSTOP);
    const CtlEnd early = runCtl(words(stage, QStringLiteral("-b")));
    QVERIFY2(early.code == 3, early.told());
    CtlEnd next = early;
    const bool wasTaken = QTest::qWaitFor(
        [&] {
            // The signal may have come behind the promotion: then a resync ends it.
            const bool isPromoted = m_lab->state() == tokenOf(PairState::FailedOver);
            next = runCtl(words(isPromoted ? Stage::Resync : stage, QStringLiteral("-b")));
            return next.code == 0;
        },
        60000);
    QVERIFY2(wasTaken, next.told());
    QCOMPARE(m_lab->state(), tokenOf(PairState::Swapped));
    const std::uint32_t timeline = m_lab->session().observe({}).primary()->replication->timeline;
    sleeper.signal(SIGCONT);
    const CtlEnd late = sleeper.end();
    QVERIFY2(late.code == 1 || late.code == 3, late.told());
    QVERIFY2(sentenceOf(late).contains(QStringLiteral("took")), late.told());
    QCOMPARE(m_lab->state(), tokenOf(PairState::Swapped));
    QCOMPARE(m_lab->session().observe({}).primary()->replication->timeline, timeline);
}

// FAULTS 51: what held the pair died with its machine, and the hosts came up again.
void StatesTest::aHoldFromBeforeARebootIsTakenOver()
{
    const Stage stage = handover();
    const QString hold = QStringLiteral(
        "sed -i -e '/^operation=/d' -e '/^owner=/d' -e '/^heartbeat=/d' %1 && printf "
        "'operation=mode-sync\\nowner=anna@desk process 7\\nheartbeat=%2\\n' >>%1");
    for (const NodeProfile &node : m_lab->session().profile().nodes) {
        // An hour ahead, so that only the reboot can make it stale.
        const qint64 ahead = QDateTime::currentMSecsSinceEpoch() + 3600000;
        on(node.name, hold.arg(Layout::of(node).recordFile).arg(ahead));
    }
    const CtlEnd held = runCtl(words(stage, QStringLiteral("-b")));
    QVERIFY2(held.code == 3, held.told());
    QVERIFY2(sentenceOf(held).contains(QStringLiteral("anna@desk process 7")), held.told());
    std::map<QString, QString> boots;
    for (const QString &host : {vm2, vm1}) {
        boots[host] = m_hosts.bootOf(host);
        on(host, QStringLiteral("systemctl reboot"));
    }
    const auto hasBooted = [&](const QString &host) {
        return m_hosts.hasBootedSince(host, boots[host]);
    };
    QVERIFY2(QTest::qWaitFor([&] { return hasBooted(vm1) && hasBooted(vm2); }, 120000),
             qPrintable(m_hosts.bootTold(vm1) + u'\n' + m_hosts.bootTold(vm2)));
    QVERIFY2(m_lab->comesTo(PairState::Healthy, 60), qPrintable(m_lab->state()));
    const CtlEnd taken = runCtl(words(stage, QStringLiteral("-b")));
    QVERIFY2(taken.code == 0, taken.told());
}

int main(int argc, char **argv)
{
    return runOnHosts<StatesTest>(argc, argv);
}

#include "states_test.moc"
