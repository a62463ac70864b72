// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// From two bare hosts, without PostgreSQL and without a network beyond each other, to a pair: host
// keys, the stage prepare, and what it refuses. The cases stand in their order.
#include "tests/hosts/host_words.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

using namespace tandem;
using namespace tandem::testing;
using namespace tandem::words;

class PrepareTest : public QObject
{
    Q_OBJECT

public:
    explicit PrepareTest(TestHosts &hosts) : m_hosts(hosts) {}

private Q_SLOTS:
    void unknownHostKeysAreTrustedOnlyWhenTold();
    void bareHostsAreSeenAndCalledBare();
    void anotherVersionIsRefusedBeforeAnythingChanged();
    void loginWithoutSudoIsRefusedBeforeAnythingChanged();
    void wayThatIsShutIsNamed();
    void prepareInstallsAndIntroduces();
    void secondTimeChangesNothing();
    void setupFollows();

private:
    // The profile of the hosts with a file of known hosts of our own.
    [[nodiscard]] QByteArray profile() const
    {
        QByteArray text = m_hosts.profile();
        return text.replace(m_hosts.file(QStringLiteral("known_hosts")).toUtf8(),
                            m_place.path(QStringLiteral("known")).toUtf8());
    }
    // What a refused prepare must leave as it was.
    [[nodiscard]] QString traces() const
    {
        QString text;
        for (const char *host : {"vm1", "vm2"})
            text += m_hosts.on(QLatin1String(host),
                               QStringLiteral("dpkg-query -W | cksum; find /home /etc -newer "
                                              "/etc/hostname -type f | sort"));
        return text;
    }

    TestHosts &m_hosts;
    GuardedDirectory m_place;
    std::unique_ptr<HostLab> m_lab;
};

void PrepareTest::unknownHostKeysAreTrustedOnlyWhenTold()
{
    openLab(m_lab, profile());
    QVERIFY(m_lab);
    const ClusterSnapshot unknown = m_lab->session().observe({});
    for (const NodeFacts &node : unknown.nodes) {
        QVERIFY(!node.host);
        QVERIFY2(node.hostProblem.english().contains(QStringLiteral("SHA256:")),
                 qPrintable(node.hostProblem.english()));
    }
    QVERIFY(!QFile::exists(m_place.path(QStringLiteral("known"))));
    const auto trusted = m_lab->session().trustNewHostKeys({});
    QVERIFY(trusted.ok());
    QCOMPARE(trusted->size(), size_t(2));
    for (const auto &[node, fingerprint] : *trusted)
        QVERIFY2(m_hosts.on(node, QStringLiteral("ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key"))
                     .contains(fingerprint),
                 qPrintable(node + u' ' + fingerprint));
    // Nothing is left to trust, and nothing is trusted twice.
    QVERIFY(m_lab->session().trustNewHostKeys({})->empty());
}

void PrepareTest::bareHostsAreSeenAndCalledBare()
{
    const ClusterSnapshot snapshot = m_lab->session().observe({});
    for (const NodeFacts &node : snapshot.nodes)
        QVERIFY2(node.host.has_value(), qPrintable(node.hostProblem.english()));
    QCOMPARE(m_lab->state(), tokenOf(PairState::Bare));
    QVERIFY(recommended(snapshot) == Stage::Prepare);
    // A setup has nothing to begin with, and says what is missing.
    const Outcome setup = play(m_lab->session(), Stage::Setup, QStringLiteral("vm2"));
    QVERIFY(!setup.isDone());
}

void PrepareTest::anotherVersionIsRefusedBeforeAnythingChanged()
{
    const QString before = traces();
    QByteArray text = profile();
    text.replace("\"version\": 17", "\"version\": 16");
    QVERIFY(text != profile());
    auto lab = HostLab::open(text);
    QVERIFY(lab.ok());
    const Outcome outcome = play((*lab)->session(), Stage::Prepare);
    QCOMPARE(outcome.exitCode, 3);
    QVERIFY2(outcome.sentence.english().contains(QStringLiteral("offer 17")), told(outcome));
    QCOMPARE(traces(), before);
}

void PrepareTest::loginWithoutSudoIsRefusedBeforeAnythingChanged()
{
    const QString before = traces();
    Q_UNUSED(m_hosts.on(QStringLiteral("vm2"), QStringLiteral("mv /etc/sudoers.d/main /root/kept")))
    const Outcome outcome = play(m_lab->session(), Stage::Prepare);
    Q_UNUSED(m_hosts.on(QStringLiteral("vm2"), QStringLiteral("mv /root/kept /etc/sudoers.d/main")))
    QCOMPARE(outcome.exitCode, 3);
    QVERIFY2(outcome.sentence.english().contains(QStringLiteral("sudo")), told(outcome));
    QCOMPARE(traces(), before);
}

void PrepareTest::wayThatIsShutIsNamed()
{
    const QString before = traces();
    Q_UNUSED(
        m_hosts.on(QStringLiteral("vm2"), QStringLiteral("ip route add blackhole 192.168.56.2/32")))
    const Outcome outcome = play(m_lab->session(), Stage::Prepare);
    Q_UNUSED(
        m_hosts.on(QStringLiteral("vm2"), QStringLiteral("ip route del blackhole 192.168.56.2/32")))
    QCOMPARE(outcome.exitCode, 3);
    QVERIFY2(outcome.sentence.english().contains(QStringLiteral("does not reach")), told(outcome));
    QCOMPARE(traces(), before);
}

void PrepareTest::prepareInstallsAndIntroduces()
{
    const Outcome outcome = play(m_lab->session(), Stage::Prepare);
    QVERIFY2(outcome.isDone(), told(outcome));
    for (const auto &[host, peer] :
         {std::pair{"vm1", "192.168.56.3"}, std::pair{"vm2", "192.168.56.2"}}) {
        const QString clusters =
            m_hosts.on(QLatin1String(host), QStringLiteral("pg_lsclusters -h")).simplified();
        QVERIFY2(clusters.startsWith(QStringLiteral("17 main 5432 online")), qPrintable(clusters));
        QCOMPARE(m_hosts.on(QLatin1String(host),
                            QStringLiteral("su main -c 'ssh -o BatchMode=yes %1 id -un'")
                                .arg(QLatin1String(peer))),
                 QStringLiteral("main"));
    }
}

void PrepareTest::secondTimeChangesNothing()
{
    const Outcome outcome = play(m_lab->session(), Stage::Prepare);
    QVERIFY2(outcome.isDone(), told(outcome));
    int found = 0;
    for (const StepReport &step : outcome.steps) {
        if (step.status == StepStatus::AlreadyDone)
            ++found;
    }
    QCOMPARE(found, 8); // packages, clusters, key pairs, trust: on both
    QCOMPARE(
        m_hosts.on(QStringLiteral("vm1"), QStringLiteral("wc -l </home/main/.ssh/authorized_keys")),
        QStringLiteral("2"));
}

void PrepareTest::setupFollows()
{
    QVERIFY(recommended(m_lab->session().observe({})) == Stage::Setup);
    const Outcome outcome = play(m_lab->session(), Stage::Setup, QStringLiteral("vm2"));
    QVERIFY2(outcome.isDone(), told(outcome));
    QCOMPARE(m_lab->state(), tokenOf(PairState::Healthy));
}

int main(int argc, char **argv)
{
    return runOnHosts<PrepareTest>(argc, argv, TestHosts::Kind::Bare);
}

#include "prepare_test.moc"
