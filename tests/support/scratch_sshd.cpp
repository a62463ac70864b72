// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scratch_sshd.h"

#include "core/transport/local_shell.h"
#include "tests/support/scratch_server.h"

#include <QFile>
#include <QTcpSocket>
#include <QTest>

#include <csignal>

namespace tandem::testing {

namespace {

const Milliseconds patience{60000};
constexpr const char *server = "/usr/sbin/sshd"; // it wants to be called by its full path

} // namespace

QByteArray ScratchSshd::script(const QString &text, int *exitCode) const
{
    LocalShell shell(QStringLiteral("scratch"), {});
    ShellCommand command;
    command.script =
        QStringLiteral("dir=%1; port=%2; ").arg(shellQuoted(m_directory)).arg(m_port) + text;
    command.identity = OsIdentity::Login;
    command.timeout = patience;
    const auto result = shell.run(command, {});
    if (!result)
        qFatal("%s", qPrintable(result.error().sentence.english()));
    if (exitCode)
        *exitCode = result->exitCode;
    else if (result->exitCode != 0)
        qWarning("%s\n%s", qUtf8Printable(text), result->errors.constData());
    return result->output;
}

std::unique_ptr<ScratchSshd> ScratchSshd::create(const QStringList &settings)
{
    if (!QFile::exists(QLatin1String(server)))
        return nullptr;
    std::unique_ptr<ScratchSshd> sshd(new ScratchSshd);
    sshd->m_port = freePort();
    sshd->m_directory =
        QString::fromUtf8(sshd->script(QStringLiteral("mktemp -d /tmp/tandem-sshd.XXXXXX")))
            .trimmed();
    int code = 0;
    sshd->script(QStringLiteral(R"sh(
chmod 755 "$dir"
[ "$(id -u)" -ne 0 ] || mkdir -p /run/sshd
for type in ed25519 rsa; do ssh-keygen -q -t $type -N '' -f "$dir/host_$type" || exit 1; done
ssh-keygen -q -t ed25519 -N '' -f "$dir/key" || exit 1
ssh-keygen -q -t ed25519 -N 'open sesame' -f "$dir/locked" || exit 1
ssh-keygen -q -t ed25519 -N '' -f "$dir/stranger" || exit 1
cat "$dir/key.pub" "$dir/locked.pub" >"$dir/authorized"
printf '[127.0.0.1]:%s %s\n' "$port" "$(cut -d' ' -f1,2 "$dir/host_ed25519.pub")" >"$dir/known"
cat >"$dir/config" <<CONFIG
%1
Port $port
ListenAddress 127.0.0.1
HostKey $dir/host_ed25519
PidFile $dir/pid
AuthorizedKeysFile $dir/authorized
StrictModes no
UsePAM no
PermitRootLogin prohibit-password
CONFIG
chmod 644 "$dir/authorized"
)sh")
                     .arg(settings.join(u'\n')),
                 &code);
    return code == 0 && sshd->start() ? std::move(sshd) : nullptr;
}

ScratchSshd::~ScratchSshd()
{
    stop();
    script(QStringLiteral("rm -rf \"$dir\""));
}

bool ScratchSshd::start()
{
    m_process.setStandardErrorFile(file("log"), QIODevice::Append);
    m_process.start(QLatin1String(server), {QStringLiteral("-D"), QStringLiteral("-e"),
                                            QStringLiteral("-f"), file("config")});
    const Deadline deadline = Deadline::after(Milliseconds(10000));
    while (!deadline.expired()) {
        QTcpSocket probe;
        probe.connectToHost(QStringLiteral("127.0.0.1"), static_cast<quint16>(m_port));
        if (probe.waitForConnected(1000))
            return true;
        if (m_process.state() == QProcess::NotRunning)
            break;
        QTest::qSleep(10); // pause: a port that refuses tells nothing when it opens
    }
    qWarning("%s", script(QStringLiteral("cat \"$dir/log\"")).constData());
    return false;
}

void ScratchSshd::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    killSessions();
    m_process.kill();
    m_process.waitForFinished(10000);
}

void ScratchSshd::killSessions() const
{
    const qint64 master = m_process.processId();
    int ignored = 0;
    if (master > 1)
        script(QStringLiteral(R"sh(
for p in $(cat /proc/%1/task/%1/children); do
    all="$all $p $(cat /proc/$p/task/$p/children)"
done 2>/dev/null
[ -n "$all" ] || exit 0
kill -KILL $all
n=0
for p in $all; do
    while [ -e /proc/$p ] && ! grep -q '^State:.*Z' /proc/$p/status && [ $n -lt 200 ]; do
        sleep 0.01; n=$((n + 1))
    done
done 2>/dev/null)sh")
                   .arg(master),
               &ignored);
}

void ScratchSshd::freezeSessions(bool frozen) const
{
    script(QStringLiteral(R"sh(
for p in $(cat /proc/%1/task/%1/children); do
    all="$all $p $(cat /proc/$p/task/$p/children)"
done 2>/dev/null
kill -%2 $all)sh")
               .arg(m_process.processId())
               .arg(frozen ? QStringLiteral("STOP") : QStringLiteral("CONT")));
}

QString ScratchSshd::file(const char *name) const
{
    return m_directory + u'/' + QLatin1String(name);
}

QString ScratchSshd::fingerprintOf(const char *publicKey) const
{
    return QString::fromUtf8(
               script(QStringLiteral("ssh-keygen -lf %1").arg(shellQuoted(file(publicKey)))))
        .section(u' ', 1, 1);
}

NodeProfile ScratchSshd::node() const
{
    NodeProfile node;
    node.name = QStringLiteral("vm1");
    node.host = QStringLiteral("127.0.0.1");
    node.transport = TransportKind::Ssh;
    node.ssh.user = QString::fromUtf8(script(QStringLiteral("id -un"))).trimmed();
    node.ssh.port = m_port;
    node.ssh.identity = file("key");
    node.ssh.knownHosts = file("known");
    return node;
}

} // namespace tandem::testing
