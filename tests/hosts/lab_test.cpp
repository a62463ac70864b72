// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The lab on two booted Debian hosts, over SSH: from two freshly installed servers through setup,
// crash, failover and resync to the failback, with clients, and what must hold over reboots. The
// cases stand in their order.
#include "tests/hosts/host_words.h"

#include <QProcess>

using namespace tandem;
using namespace tandem::testing;
using namespace tandem::words;
using std::chrono::seconds;

namespace {

const QString unit = QStringLiteral("postgresql@17-main");

} // namespace

class LabTest : public QObject
{
    Q_OBJECT

public:
    explicit LabTest(TestHosts &hosts) : m_hosts(hosts) {}

private Q_SLOTS:
    void initTestCase();
    void setupMakesThePair();
    void serversRunInTheirUnits();
    void seedAndVerify();
    void crashAndFailoverCostWhatTheySay();
    void fencedServerStaysDownOverStartsAndAReboot();
    void fencedServerStartedRoundTheFenceIsReadOnly();
    void resyncBringsItBack();
    void failbackLosesNothing();
    void bothHostsReboot();
    void noSecretIsLeftAnywhere();

private:
    void checkAudit(const QString &what, const HandoverStory &story);
    [[nodiscard]] QString serverProcesses(const QString &host) const
    {
        return m_hosts.on(host, QStringLiteral("pgrep -c -x postgres || true"));
    }

    TestHosts &m_hosts;
    std::unique_ptr<HostLab> m_lab;
};

void LabTest::initTestCase()
{
    openLab(m_lab, m_hosts.profile());
    QVERIFY(m_lab);
    QCOMPARE(m_lab->state(), tokenOf(PairState::Bare));
}

void LabTest::setupMakesThePair()
{
    done(*m_lab, Stage::Setup, PairState::Healthy, vm2);
    // What vm2 had is kept.
    QCOMPARE(m_hosts.on(vm2, QStringLiteral("ls -d /var/lib/postgresql/17/main.kept-* | wc -l")),
             QStringLiteral("1"));
}

void LabTest::serversRunInTheirUnits()
{
    for (const QString &host : {vm1, vm2}) {
        // Debian's wait for a start goes on for two seconds after the server accepts sessions.
        QTRY_COMPARE(m_hosts.on(host, QStringLiteral("systemctl is-active ") + unit),
                     QStringLiteral("active"));
        QCOMPARE(m_hosts.on(host, QStringLiteral("systemctl show -P MainPID ") + unit),
                 m_hosts.on(host, QStringLiteral("head -n 1 /var/lib/postgresql/17/main/"
                                                 "postmaster.pid")));
        QVERIFY(m_hosts.on(host, QStringLiteral("pg_lsclusters -h")).contains(u"online"));
    }
}

void LabTest::seedAndVerify()
{
    done(*m_lab, Stage::SeedData, PairState::Healthy);
    done(*m_lab, Stage::Verify, PairState::Healthy);
}

void LabTest::checkAudit(const QString &what, const HandoverStory &story)
{
    QVERIFY2(story.outcome.isDone(), told(story.outcome));
    QVERIFY(story.outage && story.outage->seconds());
    QVERIFY(story.audit);
    QVERIFY(story.audit->acknowledged > 0);
    QCOMPARE(story.audit->kept + story.audit->lostCount, story.audit->acknowledged);
    QCOMPARE(story.audit->duplicates, 0);
    QCOMPARE(story.audit->rolledBackPresent, 0);
    QCOMPARE(story.audit->unknownRows, 0);
    qInfo("%s: %.3f s without a write; %lld acknowledged, %lld lost", qPrintable(what),
          *story.outage->seconds(), static_cast<long long>(story.audit->acknowledged),
          static_cast<long long>(story.audit->lostCount));
}

void LabTest::crashAndFailoverCostWhatTheySay()
{
    m_lab->startClients();
    QVERIFY(m_lab->drill().waitForWrites(vm1, 100, Deadline::after(seconds(30)), {}));
    checkAudit(QStringLiteral("crash"), m_lab->drill().crashAndFailover({}));
    QCOMPARE(m_lab->state(), tokenOf(PairState::FailedOver));
    QVERIFY(m_lab->drill().waitForWrites(vm2, 100, Deadline::after(seconds(30)), {}));
}

void LabTest::fencedServerStaysDownOverStartsAndAReboot()
{
    int exitCode = 0;
    const QString refused = m_hosts.on(
        vm1, QStringLiteral("systemctl start %1; echo $?; journalctl -q -u %1 -n 5").arg(unit));
    QVERIFY2(refused.contains(QStringLiteral("disabled")), qPrintable(refused));
    QVERIFY2(m_hosts.on(vm1, QStringLiteral("pg_ctlcluster 17 main start"), &exitCode)
                 .contains(QStringLiteral("disabled")),
             "pg_ctlcluster was not refused");
    QVERIFY(exitCode != 0);
    // The meta unit answers 0 and starts nothing.
    Q_UNUSED(m_hosts.on(vm1, QStringLiteral("systemctl start postgresql")))
    QCOMPARE(serverProcesses(vm1), QStringLiteral("0"));
    const QString boot = m_hosts.bootOf(vm1);
    Q_UNUSED(m_hosts.on(vm1, QStringLiteral("systemctl reboot")))
    QTRY_VERIFY_WITH_TIMEOUT(m_hosts.hasBootedSince(vm1, boot), 60000);
    QCOMPARE(serverProcesses(vm1), QStringLiteral("0"));
    QVERIFY(m_lab->comesTo(PairState::FailedOver, 20));
}

void LabTest::fencedServerStartedRoundTheFenceIsReadOnly()
{
    Q_UNUSED(
        m_hosts.on(vm1, QStringLiteral("su postgres -c '/usr/lib/postgresql/17/bin/pg_ctl -w -D "
                                       "/etc/postgresql/17/main -l /tmp/by-hand.log start'")))
    const QString write = m_hosts.on(
        vm1, QStringLiteral("su postgres -c \"psql -XAtc 'create table by_hand (n int)'\""));
    QVERIFY2(write.contains(QStringLiteral("read-only")), qPrintable(write));
    const ClusterSnapshot snapshot = m_lab->session().observe({});
    QVERIFY(snapshot.primary() != nullptr);
    QCOMPARE(snapshot.primary()->name, vm2);
    // It may follow by itself, but it would not come up again: only a resync is advised.
    QVERIFY(recommended(snapshot) == Stage::Resync);
    QVERIFY(!adviceFor(snapshot, Stage::Failback).allowed);
}

void LabTest::resyncBringsItBack()
{
    done(*m_lab, Stage::Resync, PairState::Swapped);
    QCOMPARE(m_hosts.on(vm1, QStringLiteral("grep -v '^#' /etc/postgresql/17/main/start.conf | "
                                            "grep .")),
             QStringLiteral("auto"));
    QTRY_COMPARE(m_hosts.on(vm1, QStringLiteral("systemctl is-active ") + unit),
                 QStringLiteral("active"));
}

void LabTest::failbackLosesNothing()
{
    QVERIFY(m_lab->drill().waitForWrites(vm2, 100, Deadline::after(seconds(30)), {}));
    const HandoverStory story = m_lab->drill().handover(Stage::Failback, {});
    checkAudit(QStringLiteral("failback"), story);
    QCOMPARE(story.audit->lostCount, 0);
    const Values &values = story.outcome.values;
    const QString end = values.text(QStringLiteral("shutdown_end_lsn"));
    QVERIFY(!end.isEmpty());
    QCOMPARE(values.text(QStringLiteral("replay_lsn")), end);
    QCOMPARE(values.text(QStringLiteral("fork_lsn")), end);
    QCOMPARE(m_lab->state(), tokenOf(PairState::Healthy));
    QVERIFY(m_lab->drill().waitForWrites(vm1, 100, Deadline::after(seconds(30)), {}));
    m_lab->workload().stop();
}

void LabTest::bothHostsReboot()
{
    for (const QString &host : {vm1, vm2})
        m_hosts.power(host, QStringLiteral("off"));
    QVERIFY(!QTest::currentTestFailed());
    for (const QString &host : {vm1, vm2})
        m_hosts.power(host, QStringLiteral("on"));
    QVERIFY(!QTest::currentTestFailed());
    QVERIFY2(m_lab->comesTo(PairState::Healthy, 60), qPrintable(m_lab->state()));
    done(*m_lab, Stage::Verify, PairState::Healthy);
}

void LabTest::noSecretIsLeftAnywhere()
{
    // Not the files that hold them for their purpose: the passfile on the nodes, the store here.
    // The word itself goes to grep on its standard input, else it would find itself.
    const QString look = QStringLiteral(
        "places='/home /root /tmp /var/log /var/tmp /etc /run "
        "/var/lib/postgresql/17/main-pgtandem'\n"
        "grep -rlsF -f - $places <<'WORD' | grep -v '/main-pgtandem/passfile$'\n%1\nWORD\n"
        "grep -lsF -f - /proc/[0-9]*/environ /proc/[0-9]*/cmdline <<'WORD'\n%1\nWORD\n"
        "journalctl -q --no-pager >/tmp/journal.txt\n"
        "grep -F -f - /tmp/journal.txt <<'WORD'\n%1\nWORD\n"
        "rm /tmp/journal.txt");
    QVERIFY(m_lab->session().secrets().all().size() >= 5);
    for (const auto &[key, secret] : m_lab->session().secrets().all()) {
        const QString word = QString::fromUtf8(secret.reveal());
        for (const QString &host : {vm1, vm2}) {
            const QString found = m_hosts.on(host, look.arg(word));
            QVERIFY2(found.isEmpty(),
                     qPrintable(QStringLiteral("%1 on %2: %3").arg(key, host, found)));
        }
        QProcess grep;
        grep.start(QStringLiteral("grep"),
                   {QStringLiteral("-rlF"), QStringLiteral("-e"), word, m_lab->stateDirectory()});
        QVERIFY(grep.waitForFinished());
        QCOMPARE(grep.readAll(), QByteArray());
    }
}

int main(int argc, char **argv)
{
    return runOnHosts<LabTest>(argc, argv);
}

#include "lab_test.moc"
