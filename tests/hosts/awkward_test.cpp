// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Hosts that make it hard: logins by questions only, sudo that wants a password and lectures, login
// shells that are not POSIX and print banners, a Russian locale, a host name that nobody resolves,
// one channel for a connection. The lab is played whole over all of it.
#include "tests/hosts/host_words.h"

#include "core/transport/ssh_shell.h"

#include <QFile>

using namespace tandem;
using namespace tandem::testing;
using namespace tandem::words;
using std::chrono::seconds;

class AwkwardTest : public QObject
{
    Q_OBJECT

public:
    explicit AwkwardTest(TestHosts &hosts) : m_hosts(hosts) {}

private Q_SLOTS:
    void initTestCase();
    void unresolvableHostIsSaid();
    void loginWithoutSudoIsRefusedBeforeAnythingChanged();
    void theLabIsPlayed();
    void questionsWereTheWayIn();
    void hostileWordsPassEveryLoginShell_data();
    void hostileWordsPassEveryLoginShell();

private:
    [[nodiscard]] Secret password() const
    {
        QFile file(m_hosts.file(QStringLiteral("login_password")));
        return file.open(QIODevice::ReadOnly) ? Secret(file.readAll().trimmed()) : Secret();
    }
    void setSudo(const char *rule) const
    {
        for (const QString &host : {vm1, vm2})
            Q_UNUSED(m_hosts.on(host, QStringLiteral("umask 227; printf '%s\\n' 'Defaults "
                                                     "lecture=always' %1 >/etc/sudoers.d/main.new "
                                                     "&& mv -f /etc/sudoers.d/main.new "
                                                     "/etc/sudoers.d/main; rm -rf /run/sudo/ts")
                                          .arg(shellQuoted(QLatin1String(rule)))))
    }
    [[nodiscard]] SshShell shellTo(std::size_t node) const
    {
        SshSecrets secrets;
        secrets.password = password();
        secrets.sudoPassword = password();
        return {m_lab->session().profile().nodes[node], secrets};
    }

    TestHosts &m_hosts;
    std::unique_ptr<HostLab> m_lab;
};

void AwkwardTest::initTestCase()
{
    qunsetenv("SSH_AUTH_SOCK");
    const QString change = QStringLiteral(R"sh(
printf 'LANG=ru_RU.UTF-8\n' >/etc/default/locale
printf 'LANG=ru_RU.UTF-8\nLANGUAGE=ru\n' >/etc/environment
hostname nobody-resolves-this && echo nobody-resolves-this >/etc/hostname
cat >/etc/ssh/sshd_config.d/00-awkward.conf <<CONFIG
PubkeyAuthentication no
PasswordAuthentication no
KbdInteractiveAuthentication yes
UsePAM yes
MaxSessions 1
Banner /etc/issue
CONFIG
systemctl restart ssh
mkdir -p /home/main/.config/fish
for rc in .bashrc .profile .zshenv .tcshrc .config/fish/config.fish; do
    printf 'echo "Добро пожаловать"\n' >"/home/main/$rc"
done
chown -R main: /home/main
usermod -s %1 main)sh");
    Q_UNUSED(m_hosts.on(vm1, change.arg(QStringLiteral("/usr/bin/fish"))))
    Q_UNUSED(m_hosts.on(vm2, change.arg(QStringLiteral("/usr/bin/tcsh"))))
    openLab(m_lab, m_hosts.profile());
    QVERIFY(m_lab);
    for (const char *key : {"ssh:vm1", "ssh:vm2", "sudo:vm1", "sudo:vm2"})
        QVERIFY(m_lab->session().secrets().put(QLatin1String(key), password()).ok());
}

void AwkwardTest::unresolvableHostIsSaid()
{
    QByteArray text = m_hosts.profile();
    text.replace("192.168.56.3", "no-such-host.invalid");
    std::unique_ptr<HostLab> lab;
    openLab(lab, text);
    const ClusterSnapshot seen = lab->session().observe({});
    const NodeFacts *node = seen.node(vm2);
    QVERIFY(!node->host);
    QVERIFY2(node->hostProblem.english().contains(QStringLiteral("no-such-host.invalid")),
             qPrintable(node->hostProblem.english()));
    const Outcome outcome = play(lab->session(), Stage::Setup, vm2);
    QCOMPARE(outcome.exitCode, 3);
}

void AwkwardTest::loginWithoutSudoIsRefusedBeforeAnythingChanged()
{
    const QString look =
        QStringLiteral("ls -laR /etc/postgresql /var/lib/postgresql/17 "
                       "--time-style=full-iso | grep -v -e stats -e pg_wal | cksum");
    setSudo("# main may not");
    const QString before = m_hosts.on(vm1, look);
    const Outcome outcome = play(m_lab->session(), Stage::Setup, vm2);
    QVERIFY(!outcome.isDone());
    QCOMPARE(outcome.exitCode, 3);
    const ClusterSnapshot seen = m_lab->session().observe({});
    QVERIFY2(seen.nodes[0].hostProblem.english().contains(QStringLiteral("sudo")),
             qPrintable(seen.nodes[0].hostProblem.english()));
    QCOMPARE(m_hosts.on(vm1, look), before);
}

void AwkwardTest::theLabIsPlayed()
{
    setSudo("main ALL=(ALL:ALL) ALL");
    done(*m_lab, Stage::Setup, PairState::Healthy, vm2);
    done(*m_lab, Stage::SeedData, PairState::Healthy);
    done(*m_lab, Stage::Crash, PairState::PrimaryDown);
    done(*m_lab, Stage::Failover, PairState::FailedOver);
    done(*m_lab, Stage::Resync, PairState::Swapped);
    done(*m_lab, Stage::Failback, PairState::Healthy);
    done(*m_lab, Stage::Verify, PairState::Healthy);
}

void AwkwardTest::questionsWereTheWayIn()
{
    for (const std::size_t node : {std::size_t(0), std::size_t(1)}) {
        SshShell shell = shellTo(node);
        ShellCommand command;
        command.script = QStringLiteral("id -un; cat");
        const auto result = shell.run(command, {});
        QVERIFY2(result, qPrintable(result ? QString() : result.error().details));
        QCOMPARE(result->output, QByteArray("postgres\n"));
        QCOMPARE(shell.loginWay(), QStringLiteral("keyboard-interactive"));
    }
}

void AwkwardTest::hostileWordsPassEveryLoginShell_data()
{
    QTest::addColumn<QString>("path");
    for (const char *path :
         {"/bin/sh", "/bin/dash", "/bin/bash", "/usr/bin/zsh", "/usr/bin/fish", "/usr/bin/tcsh"})
        QTest::newRow(path) << QString::fromLatin1(path);
}

// FAULTS 65: byte-exact, and what hides in a word is never run.
void AwkwardTest::hostileWordsPassEveryLoginShell()
{
    QFETCH(QString, path);
    int exitCode = 0;
    Q_UNUSED(m_hosts.on(
        vm1, QStringLiteral("test -x %1 && usermod -s %1 main && rm -f /tmp/canary*").arg(path),
        &exitCode))
    QCOMPARE(exitCode, 0);
    SshShell shell = shellTo(0);
    const QStringList words{QStringLiteral("two words  'single' \"double\" `touch /tmp/canary1`"),
                            QStringLiteral("$(touch /tmp/canary2); touch /tmp/canary3 & | > < *"),
                            QStringLiteral("line\nend\ttab\\back\\\\slash!! ~ {a,b} [x] ^ %s %n"),
                            QStringLiteral("-rf"),
                            QStringLiteral("--"),
                            QString(),
                            QStringLiteral("\u202eправо\u202c 😀 ёж"),
                            QString(4096, QChar(u'\'')),
                            QStringLiteral("'; touch /tmp/canary4; '")};
    for (const OsIdentity identity : {OsIdentity::Login, OsIdentity::Postgres, OsIdentity::Root}) {
        for (const QString &word : words) {
            ShellCommand command;
            command.script = QStringLiteral("printf '%s' \"$word\"; cat >&2");
            command.variables = {{QStringLiteral("word"), word}};
            command.input = word.toUtf8();
            command.identity = identity;
            const auto result = shell.run(command, {});
            QVERIFY2(result, qPrintable(result ? QString() : result.error().sentence.english()));
            QCOMPARE(QString::fromUtf8(result->output), word);
            QCOMPARE(QString::fromUtf8(result->errors), word);
        }
    }
    QCOMPARE(m_hosts.on(vm1, QStringLiteral("ls /tmp/canary* 2>/dev/null")), QString());
}

int main(int argc, char **argv)
{
    return runOnHosts<AwkwardTest>(argc, argv);
}

#include "awkward_test.moc"
