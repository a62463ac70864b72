// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The lab where the servers' port is not reached from the client: SQL through SSH on both hosts,
// and then one of the hosts behind a jump host. The cases stand in their order.
#include "tests/hosts/host_words.h"

#include <QFile>

#include <pwd.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

using namespace tandem;
using namespace tandem::testing;
using namespace tandem::words;
using std::chrono::seconds;

class ViaSshTest : public QObject
{
    Q_OBJECT

public:
    explicit ViaSshTest(TestHosts &hosts) : m_hosts(hosts) {}

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void portIsShut();
    void setUpAndSeed();
    void crashAndFailover();
    void resyncAndFailback();
    void throughAJumpHost();

private:
    [[nodiscard]] QByteArray profile() const
    {
        QByteArray text = m_hosts.profile();
        return text.replace("\"port\": 5432", "\"via\": \"ssh\", \"port\": 5432");
    }
    void checkAudit(const QString &what, const HandoverStory &story)
    {
        QVERIFY2(story.outcome.isDone(), told(story.outcome));
        QVERIFY(story.outage && story.outage->seconds() && story.audit);
        QVERIFY(story.audit->acknowledged > 0);
        QCOMPARE(story.audit->kept + story.audit->lostCount, story.audit->acknowledged);
        qInfo("%s: %.3f s without a write; %lld acknowledged, %lld lost", qPrintable(what),
              *story.outage->seconds(), static_cast<long long>(story.audit->acknowledged),
              static_cast<long long>(story.audit->lostCount));
    }
    void writeOwn(const QString &name, const QByteArray &text) const
    {
        QFile file(m_home + QStringLiteral("/.ssh/") + name);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    }

    TestHosts &m_hosts;
    QString m_home;
    std::unique_ptr<Cut> m_cut;
    std::unique_ptr<HostLab> m_lab;
};

void ViaSshTest::initTestCase()
{
    qunsetenv("SSH_AUTH_SOCK");
    // A home of this program alone: OpenSSH reads the one of the user database.
    const passwd *account = getpwuid(getuid());
    QVERIFY(account != nullptr);
    m_home = QString::fromLocal8Bit(account->pw_dir);
    QCOMPARE(unshare(CLONE_NEWNS), 0);
    QCOMPARE(mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr), 0);
    QCOMPARE(mount("tmpfs", account->pw_dir, "tmpfs", 0, "mode=0700"), 0);
    m_cut = std::make_unique<Cut>(QStringLiteral("tcp dport 5432"));
    openLab(m_lab, profile());
    QVERIFY(m_lab);
}

void ViaSshTest::cleanupTestCase()
{
    m_lab.reset();
    m_cut.reset();
}

void ViaSshTest::portIsShut()
{
    std::unique_ptr<HostLab> direct;
    openLab(direct, m_hosts.profile());
    const ClusterSnapshot seen = direct->session().observe({});
    for (const NodeFacts &node : seen.nodes)
        QVERIFY(node.host && node.sql && node.sql->answer == ServerAnswer::Silent);
}

void ViaSshTest::setUpAndSeed()
{
    done(*m_lab, Stage::Setup, PairState::Healthy, vm2);
    done(*m_lab, Stage::SeedData, PairState::Healthy);
    done(*m_lab, Stage::Verify, PairState::Healthy);
}

void ViaSshTest::crashAndFailover()
{
    m_lab->startClients();
    QVERIFY(m_lab->drill().waitForWrites(vm1, 100, Deadline::after(seconds(30)), {}));
    checkAudit(QStringLiteral("crash"), m_lab->drill().crashAndFailover({}));
    QCOMPARE(m_lab->state(), tokenOf(PairState::FailedOver));
    QVERIFY(m_lab->drill().waitForWrites(vm2, 100, Deadline::after(seconds(30)), {}));
}

void ViaSshTest::resyncAndFailback()
{
    done(*m_lab, Stage::Resync, PairState::Swapped);
    QVERIFY(m_lab->drill().waitForWrites(vm2, 100, Deadline::after(seconds(30)), {}));
    const HandoverStory story = m_lab->drill().handover(Stage::Failback, {});
    checkAudit(QStringLiteral("failback"), story);
    QCOMPARE(story.audit->lostCount, 0);
    QCOMPARE(m_lab->state(), tokenOf(PairState::Healthy));
    m_lab->workload().stop();
}

// vm2 is reached through vm1 only, by an alias of ~/.ssh/config: shells and SQL alike.
void ViaSshTest::throughAJumpHost()
{
    const auto content = [&](const char *name) {
        QFile file(m_hosts.file(QLatin1String(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    QVERIFY(QDir().mkpath(m_home + QStringLiteral("/.ssh")));
    writeOwn(QStringLiteral("id_ed25519"), content("key"));
    writeOwn(QStringLiteral("known_hosts"), content("known_hosts"));
    writeOwn(QStringLiteral("config"), "Host behind\n  HostName 192.168.56.3\n  User main\n"
                                       "  ProxyJump main@192.168.56.2\n");
    m_cut.reset();
    m_cut = std::make_unique<Cut>(QStringLiteral("ip daddr 192.168.56.3"));
    QByteArray text = profile();
    const auto second = text.indexOf("192.168.56.3");
    const auto user = text.indexOf("\"user\": \"main\"", second);
    QVERIFY(second > 0 && user > 0);
    text.insert(user, "\"alias\": \"behind\", ");
    // The secrets of before, so that the roles' passwords still hold.
    const QString profileFile = m_lab->profileFile();
    QFile file(profileFile);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    file.close();
    auto session = PairSession::open(profileFile, m_lab->secretsFile(), m_lab->stateDirectory());
    QVERIFY2(session.ok(), session.ok() ? "" : qPrintable(session.error().sentence.english()));
    const auto state = [&] { return tokenOf(deriveState((*session)->observe({})).state); };
    if (state() != tokenOf(PairState::Healthy)) {
        for (const NodeFacts &node : (*session)->observe({}).nodes)
            qInfo("%s: %s %s", qPrintable(node.name), qPrintable(node.hostProblem.english()),
                  node.sql ? qPrintable(node.sql->message) : "-");
    }
    QTRY_COMPARE_WITH_TIMEOUT(state(), tokenOf(PairState::Healthy), 30000);
    for (const auto &[stage, then] : {std::pair{Stage::Switchover, PairState::Swapped},
                                      std::pair{Stage::Failback, PairState::Healthy}}) {
        const Outcome outcome = play(**session, stage);
        QVERIFY2(outcome.isDone(), told(outcome));
        QCOMPARE(state(), tokenOf(then));
    }
}

int main(int argc, char **argv)
{
    return runOnHosts<ViaSshTest>(argc, argv);
}

#include "via_ssh_test.moc"
