// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/ssh_shell.h"
#include "tests/support/scratch_sshd.h"

#include <QFile>
#include <QTest>

#include <unistd.h>

using namespace tandem;
using namespace tandem::testing;

namespace {

constexpr const char *password = "pass 'word\\";

Secret secretOf(const char *text)
{
    return Secret(QByteArray(text));
}

} // namespace

// Needs root: makes an OS user of its own, and takes it away again with its rule for sudo.
class SshUserTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void anyLoginShell_data();
    void anyLoginShell();
    void noLoginShellIsSaid();
    void passwordLogsIn();
    void sudoWithoutPassword();
    void sudoWithPassword();
    void sudoRefuses();

private:
    Result<ShellResult> run(const char *script, OsIdentity identity, const SshSecrets &secrets = {},
                            QString *way = nullptr) const
    {
        SshShell shell(m_node, secrets);
        ShellCommand command;
        command.script = QString::fromUtf8(script);
        command.identity = identity;
        auto result = shell.run(command, {});
        if (way)
            *way = shell.loginWay();
        return result;
    }
    void allow(const char *rule) const
    {
        m_sshd->script(QStringLiteral("umask 227; printf '%s %s\\n' %1 %2 >/etc/sudoers.d/%1.new "
                                      "&& mv -f /etc/sudoers.d/%1.new /etc/sudoers.d/%1")
                           .arg(m_node.ssh.user, shellQuoted(QString::fromUtf8(rule))));
    }

    std::unique_ptr<ScratchSshd> m_sshd;
    NodeProfile m_node;
};

void SshUserTest::initTestCase()
{
    qunsetenv("SSH_AUTH_SOCK");
    if (geteuid() != 0 || !QFile::exists(QStringLiteral("/usr/sbin/useradd")))
        QSKIP("An OS user can be made by root only, with useradd.");
    m_sshd = ScratchSshd::create();
    if (!m_sshd)
        QSKIP("There is no sshd on this machine.");
    m_node = m_sshd->node();
    m_node.ssh.user = QStringLiteral("tandem%1").arg(getpid());
    int code = 0;
    m_sshd->script(
        QStringLiteral("useradd -m -s /bin/bash %1 && printf '%s:%s\\n' %1 %2 | chpasswd")
            .arg(m_node.ssh.user, shellQuoted(QString::fromUtf8(password))),
        &code);
    QCOMPARE(code, 0);
}

void SshUserTest::cleanupTestCase()
{
    int ignored = 0;
    if (m_sshd && m_node.ssh.user.startsWith(QLatin1String("tandem")))
        m_sshd->script(QStringLiteral("rm -f /etc/sudoers.d/%1; pkill -KILL -u %1; "
                                      "userdel -r -f %1")
                           .arg(m_node.ssh.user),
                       &ignored);
}

void SshUserTest::anyLoginShell_data()
{
    QTest::addColumn<QString>("path");
    for (const char *path :
         {"/bin/sh", "/bin/bash", "/usr/bin/zsh", "/usr/bin/fish", "/usr/bin/tcsh"}) {
        if (QFile::exists(QLatin1String(path)))
            QTest::newRow(path) << QString::fromLatin1(path);
    }
}

void SshUserTest::anyLoginShell()
{
    QFETCH(QString, path);
    m_sshd->script(QStringLiteral(R"sh(usermod -s %2 %1
home=$(getent passwd %1 | cut -d: -f6)
mkdir -p "$home/.config/fish"
for rc in .bashrc .zshenv .tcshrc .config/fish/config.fish; do
    printf 'echo noise\nsh -c "echo noise >&2"\n' >"$home/$rc"
done)sh")
                       .arg(m_node.ssh.user, path));
    const auto result = run("printf 'a\\000b'; printf e >&2; exit 6", OsIdentity::Login);
    QVERIFY2(result, qPrintable(result ? QString() : result.error().sentence.english()));
    QCOMPARE(result->output, QByteArray("a\0b", 3));
    QCOMPARE(result->errors, QByteArray("e"));
    QCOMPARE(result->exitCode, 6);
}

void SshUserTest::noLoginShellIsSaid()
{
    m_sshd->script(QStringLiteral("usermod -s /usr/sbin/nologin %1").arg(m_node.ssh.user));
    const auto result = run("true", OsIdentity::Login);
    m_sshd->script(QStringLiteral("usermod -s /bin/bash %1").arg(m_node.ssh.user));
    QVERIFY(!result);
    QCOMPARE(result.error().code, QStringLiteral("no-shell"));
    QVERIFY(result.error().details.contains(QLatin1String("not available")));
}

void SshUserTest::passwordLogsIn()
{
    NodeProfile before = m_node;
    m_node.ssh.identity = m_sshd->file("stranger");
    SshSecrets secrets;
    secrets.password = secretOf(password);
    QString way;
    const auto result = run("id -un", OsIdentity::Login, secrets, &way);
    secrets.password = secretOf("wrong");
    const auto wrong = run("true", OsIdentity::Login, secrets);
    m_node = before;
    QVERIFY2(result, qPrintable(result ? QString() : result.error().details));
    QCOMPARE(result->output.trimmed(), m_node.ssh.user.toUtf8());
    QVERIFY2(way == QLatin1String("password") || way == QLatin1String("keyboard-interactive"),
             qPrintable(way));
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().kind, ErrorKind::Refused);
    QVERIFY(!wrong.error().details.contains(QLatin1String("wrong")));
}

void SshUserTest::sudoWithoutPassword()
{
    allow("ALL=(ALL) NOPASSWD: /bin/sh");
    SshSecrets unneeded;
    unneeded.sudoPassword = secretOf("echo fell through");
    for (const SshSecrets &secrets : {SshSecrets(), unneeded}) {
        const auto postgres = run("id -un; echo $HOME; cat", OsIdentity::Postgres, secrets);
        QVERIFY2(postgres, qPrintable(postgres ? QString() : postgres.error().details));
        QVERIFY(postgres->output.startsWith("postgres\n/var/lib/postgresql\n"));
        QCOMPARE(postgres->output.count('\n'), 2);
        const auto root = run("id -u", OsIdentity::Root, secrets);
        QVERIFY(root);
        QCOMPARE(root->output, QByteArray("0\n"));
    }
    // Ending a command of another user takes that user's rights.
    SshShell shell(m_node, {});
    ShellCommand command;
    command.script = QStringLiteral("true");
    QVERIFY(shell.run(command, {}));
    command.script = QStringLiteral("sleep 100");
    command.timeout = Milliseconds(300);
    const auto ended = shell.run(command, {});
    QVERIFY(!ended);
    QCOMPARE(ended.error().kind, ErrorKind::TimedOut);
    QVERIFY2(ended.error().code.isEmpty(), "it was ended and we know");
}

void SshUserTest::sudoWithPassword()
{
    allow("ALL=(ALL) /bin/sh\nDefaults lecture=always");
    const auto asked = run("true", OsIdentity::Postgres);
    QVERIFY(!asked);
    QCOMPARE(asked.error().code, QStringLiteral("sudo"));
    QVERIFY(asked.error().sentence.english().contains(QLatin1String("\"sudo:vm1\"")));
    SshSecrets secrets;
    secrets.sudoPassword = secretOf(password);
    const auto result = run("id -un; cat", OsIdentity::Postgres, secrets);
    QVERIFY2(result, qPrintable(result ? QString() : result.error().details));
    QCOMPARE(result->output, QByteArray("postgres\n"));
    secrets.sudoPassword = secretOf("wrong");
    const auto wrong = run("true", OsIdentity::Postgres, secrets);
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().kind, ErrorKind::Refused);
    QVERIFY(wrong.error().sentence.english().contains(QLatin1String("does not accept")));
}

void SshUserTest::sudoRefuses()
{
    m_sshd->script(QStringLiteral("rm -f /etc/sudoers.d/%1").arg(m_node.ssh.user));
    SshSecrets secrets;
    secrets.sudoPassword = secretOf(password);
    const auto result = run("true", OsIdentity::Root, secrets);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Refused);
    QVERIFY2(result.error().sentence.english().contains(QLatin1String("may not act as root")),
             qPrintable(result.error().sentence.english() + result.error().details));
}

QTEST_GUILESS_MAIN(SshUserTest)
#include "ssh_user_test.moc"
