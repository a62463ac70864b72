// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scratch_server.h"

#include "core/transport/local_shell.h"

#include <QFile>
#include <QTest>

#include <csignal>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

namespace tandem::testing {

namespace {

const Milliseconds patience{60000};

ShellResult runAsServerUser(const QString &text)
{
    LocalShell shell(QStringLiteral("scratch"), {});
    ShellCommand command;
    command.script = text;
    command.timeout = patience;
    const auto result = shell.run(command, {});
    if (result)
        return *result;
    return ShellResult{255, {}, result.error().sentence.english().toUtf8()};
}

} // namespace

int freePort()
{
    const int fd = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    int port = 0;
    if (bind(fd, reinterpret_cast<sockaddr *>(&address), size) == 0 &&
        getsockname(fd, reinterpret_cast<sockaddr *>(&address), &size) == 0)
        port = ntohs(address.sin_port);
    close(fd);
    return port;
}

QString ScratchServer::binDirectory()
{
    static const QString found = QString::fromUtf8(
        runAsServerUser(QStringLiteral("for d in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | "
                                       "sort -rV) $(pg_config --bindir 2>/dev/null); do "
                                       "[ -x \"$d/initdb\" ] && printf %s \"$d\" && exit; done"))
            .output);
    return found;
}

std::unique_ptr<ScratchServer> ScratchServer::inNewDirectory()
{
    const auto made = runAsServerUser(QStringLiteral("mktemp -d /tmp/tandem-scratch.XXXXXX"));
    if (made.exitCode != 0 || binDirectory().isEmpty())
        return nullptr;
    std::unique_ptr<ScratchServer> server(new ScratchServer);
    server->m_directory = QString::fromUtf8(made.output).trimmed();
    server->m_port = freePort();
    return server;
}

QByteArray ScratchServer::script(const QString &text, int *exitCode) const
{
    const auto result =
        runAsServerUser(QStringLiteral("bin=%1; dir=%2; ")
                            .arg(shellQuoted(binDirectory()), shellQuoted(m_directory)) +
                        text);
    if (exitCode)
        *exitCode = result.exitCode;
    else if (result.exitCode != 0)
        qWarning("%s\n%s%s", qUtf8Printable(text), result.output.constData(),
                 result.errors.constData());
    return result.exitCode == 0 || exitCode ? result.output : QByteArray();
}

std::unique_ptr<ScratchServer> ScratchServer::create(const QStringList &settings)
{
    auto server = inNewDirectory();
    if (!server)
        return nullptr;
    int code = 0;
    server->script(QStringLiteral(R"(
"$bin/initdb" -D "$dir/data" -U postgres -A trust --no-sync -E UTF8 --locale=C >"$dir/initdb.log" 2>&1 || exit 1
cat >"$dir/data/pg_hba.conf" <<'HBA'
local all all trust
local replication all trust
host all all 127.0.0.1/32 scram-sha-256
host replication all 127.0.0.1/32 scram-sha-256
HBA
cat >>"$dir/data/postgresql.conf" <<CONF
port = %1
listen_addresses = '127.0.0.1'
unix_socket_directories = '$dir'
fsync = off
shared_buffers = 16MB
wal_log_hints = on
%2
CONF
)")
                       .arg(server->m_port)
                       .arg(settings.join(QLatin1Char('\n'))),
                   &code);
    if (code != 0 || !server->start())
        return nullptr;
    const auto connection = Connection::open(server->overSocket(), Deadline::after(patience), {});
    if (!connection)
        return nullptr;
    server->sql(QStringLiteral("alter role postgres password ") +
                connection->literal(QString::fromUtf8(password)));
    return server;
}

std::unique_ptr<ScratchServer> ScratchServer::standbyOf(const ScratchServer &primary)
{
    auto server = inNewDirectory();
    if (!server)
        return nullptr;
    int code = 0;
    server->script(QStringLiteral(R"(
"$bin/pg_basebackup" -h %1 -p %2 -U postgres -D "$dir/data" -c fast -R -X stream 2>&1 || exit 1
printf '%s\n' "port = %3" "unix_socket_directories = '$dir'" >>"$dir/data/postgresql.auto.conf"
)")
                       .arg(shellQuoted(primary.directory()))
                       .arg(primary.port())
                       .arg(server->m_port),
                   &code);
    return code == 0 ? std::move(server) : nullptr;
}

ScratchServer::~ScratchServer()
{
    const pid_t pid = postmasterPid();
    if (pid > 1) {
        int code = 0;
        script(QStringLiteral("kill -QUIT %1 2>/dev/null; kill -CONT %1 2>/dev/null").arg(pid),
               &code);
        waitUntilEmpty();
    }
    int ignored = 0;
    script(QStringLiteral("rm -rf \"$dir\""), &ignored);
}

bool ScratchServer::start()
{
    int code = 0;
    script(QStringLiteral("\"$bin/pg_ctl\" -D \"$dir/data\" -l \"$dir/log\" -w start >/dev/null"),
           &code);
    if (code != 0)
        qWarning("%s", qUtf8Printable(logText().right(2000)));
    return code == 0;
}

bool ScratchServer::startWithoutWaiting()
{
    int code = 0;
    script(QStringLiteral("\"$bin/pg_ctl\" -D \"$dir/data\" -l \"$dir/log\" -W start >/dev/null"),
           &code);
    return code == 0;
}

bool ScratchServer::stop(const char *mode)
{
    int code = 0;
    script(QStringLiteral("\"$bin/pg_ctl\" -D \"$dir/data\" stop -m %1 >/dev/null")
               .arg(QLatin1String(mode)),
           &code);
    return code == 0;
}

pid_t ScratchServer::postmasterPid() const
{
    QFile file(dataDirectory() + QStringLiteral("/postmaster.pid"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return static_cast<pid_t>(file.readLine().trimmed().toLong());
}

void ScratchServer::signalPostmaster(int signal) const
{
    if (const pid_t pid = postmasterPid(); pid > 1)
        kill(pid, signal);
}

bool ScratchServer::waitUntilEmpty()
{
    int code = 0;
    script(QStringLiteral("for i in $(seq 500); do [ -z \"$(find -L /proc/[0-9]*/cwd -maxdepth 0 "
                          "-samefile \"$dir/data\" 2>/dev/null)\" ] && exit 0; sleep 0.02; done; "
                          "exit 1"),
           &code);
    return code == 0;
}

bool ScratchServer::waitUntilGone()
{
    // A zombie postmaster still blocks a start: its new parent has to collect it first.
    const Deadline deadline = Deadline::after(Milliseconds(20000));
    const pid_t pid = postmasterPid();
    while (pid > 1 && kill(pid, 0) == 0 && !deadline.expired())
        QTest::qSleep(10); // pause: nothing tells when init has collected it
    return waitUntilEmpty() && !deadline.expired();
}

QString ScratchServer::logText() const
{
    QFile file(m_directory + QStringLiteral("/log"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

ConnectTarget ScratchServer::overTcp() const
{
    ConnectTarget target = overSocket();
    target.host = QStringLiteral("127.0.0.1");
    target.password = Secret(QByteArray(password));
    return target;
}

ConnectTarget ScratchServer::overSocket() const
{
    ConnectTarget target;
    target.host = m_directory;
    target.port = m_port;
    target.database = QStringLiteral("postgres");
    target.user = QStringLiteral("postgres");
    target.tls = TlsMode::Prefer;
    return target;
}

Rows ScratchServer::sql(const QString &statement) const
{
    auto connection = Connection::open(overSocket(), Deadline::after(patience), {});
    if (!connection) {
        QTest::qFail(qPrintable(connection.error().sentence.english()), __FILE__, __LINE__);
        return {};
    }
    auto rows = connection->exec(statement, Deadline::after(patience), {});
    if (!rows) {
        QTest::qFail(qPrintable(rows.error().sentence.english()), __FILE__, __LINE__);
        return {};
    }
    return *rows;
}

} // namespace tandem::testing
