// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/node_server.h"

#include "core/base/clock.h"
#include "core/postgres/layout.h"
#include "core/sandbox/port_reservation.h"
#include "core/sandbox/process_scan.h"
#include "core/sandbox/script_text.h"
#include "core/sandbox/server_files.h"
#include "core/transport/local_shell.h"

#include <QFile>
#include <QFileInfo>
#include <QStringList>

#include <algorithm>
#include <array>
#include <csignal>
#include <optional>

namespace tandem {
namespace {

using Variables = std::vector<std::pair<QString, QString>>;

constexpr Milliseconds scanEvery{10};
constexpr int startPatienceSeconds = 60;

// Runs one of our scripts as the server's user; an exit code other than 0 is `failure`.
Result<QByteArray> runScript(const NodeProfile &node, const char *name, Variables variables,
                             const Text &failure, const StopToken &stop)
{
    LocalShell shell(node.name, node.postgres.osUser);
    ShellCommand command;
    command.script = sandboxScript(name);
    command.variables = std::move(variables);
    command.timeout = Milliseconds(1000 * (startPatienceSeconds + 30));
    const auto ran = shell.run(command, stop);
    if (!ran)
        return ran.error();
    if (ran->exitCode != 0)
        return Error{
            ErrorKind::Failed, failure, QString::fromUtf8(ran->output + ran->errors).trimmed(), {}};
    return ran->output;
}

QString pidFile(const NodeProfile &node)
{
    return node.postgres.dataDirectory + QStringLiteral("/postmaster.pid");
}

QString logFile(const NodeProfile &node)
{
    return Layout::of(node).logDirectory + QStringLiteral("/server.log");
}

std::vector<std::int64_t> processesOf(const NodeProfile &node)
{
    return postgresProcessesBelow(nodeDirectory(node));
}

// The postmaster, if the process that the pid file names is one of the node's own.
std::optional<std::int64_t> postmasterOf(const NodeProfile &node,
                                         const std::vector<std::int64_t> &processes)
{
    QFile file(pidFile(node));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const qint64 id = file.readLine().trimmed().toLongLong();
    if (std::find(processes.begin(), processes.end(), id) == processes.end())
        return std::nullopt;
    return id;
}

void signalTo(std::int64_t process, int signal)
{
    ::kill(static_cast<pid_t>(process), signal);
}

// One round of stopping: a word to the postmaster, or to every process when there is none.
struct StopRound
{
    int toPostmaster;
    int toOrphans;
    bool everybody; // also the children of a postmaster
    Milliseconds patience;
};

constexpr std::array<StopRound, 3> stopRounds{{
    {SIGINT, SIGTERM, false, Milliseconds(10000)},
    {SIGQUIT, SIGQUIT, false, Milliseconds(5000)},
    {SIGKILL, SIGKILL, true, Milliseconds(5000)},
}};

void announce(const NodeProfile &node, const StopRound &round,
              const std::vector<std::int64_t> &processes)
{
    const auto postmaster = postmasterOf(node, processes);
    for (const std::int64_t process : processes) {
        if (postmaster && process == *postmaster)
            signalTo(process, round.toPostmaster);
        else if (!postmaster || round.everybody)
            signalTo(process, round.toOrphans);
        signalTo(process, SIGCONT); // a frozen process hears nothing else
    }
}

// True: no process is left.
Result<bool> waitUntilGone(const NodeProfile &node, Milliseconds patience, const StopToken &stop)
{
    const Deadline deadline = Deadline::after(patience);
    while (!processesOf(node).empty()) {
        if (deadline.expired())
            return false;
        if (stop.sleepFor(scanEvery))
            return Error{ErrorKind::Cancelled,
                         say("Sandbox", "Stopping %1 was cancelled while processes of it still "
                                        "run; stop the pair again.")
                             .arg(node.name),
                         {},
                         {}};
    }
    return true;
}

Error portTaken(const NodeProfile &node)
{
    return Error{ErrorKind::Refused,
                 say("Sandbox", "Port %1 of %2 is used by another program on 127.0.0.1; stop that "
                                "program and start the pair again.")
                     .arg(node.postgres.port)
                     .arg(node.name),
                 {},
                 QLatin1String(portTakenCode)};
}

// Only after no process works in the directories: what is left names nobody, or a stranger.
void clearStaleLocks(const NodeProfile &node)
{
    const QString socket =
        QStringLiteral("%1/.s.PGSQL.%2").arg(socketDirectory(node)).arg(node.postgres.port);
    for (const QString &file : {pidFile(node), socket, socket + QStringLiteral(".lock")})
        QFile::remove(file);
}

} // namespace

QString nodeDirectory(const NodeProfile &node)
{
    return QFileInfo(node.postgres.dataDirectory).path();
}

bool hasServerProcess(const NodeProfile &node)
{
    return !processesOf(node).empty();
}

bool isMarkedStandby(const NodeProfile &node)
{
    return QFile::exists(node.postgres.dataDirectory + QStringLiteral("/standby.signal"));
}

Result<void> initialiseServer(const NodeProfile &node, int majorVersion, const StopToken &stop)
{
    const Layout layout = Layout::of(node);
    const auto ran = runScript(
        node, "initialise",
        {{QStringLiteral("BIN"), node.postgres.binDirectory},
         {QStringLiteral("VERSION"), QString::number(majorVersion)},
         {QStringLiteral("DATA"), layout.dataDirectory},
         {QStringLiteral("CONFIG"), layout.configDirectory},
         {QStringLiteral("LOGS"), layout.logDirectory},
         {QStringLiteral("ARCHIVE"), layout.archiveDirectory},
         {QStringLiteral("SOCKETS"), socketDirectory(node)}},
        say("Sandbox", "The database cluster of %1 could not be made in %2; the details hold "
                       "initdb's own words.")
            .arg(node.name)
            .arg(layout.dataDirectory),
        stop);
    return ran ? Result<void>() : ran.error();
}

Result<void> writeServerFiles(const NodeProfile &node, const QString &osUser, const StopToken &stop)
{
    const ServerFiles files = serverFiles(node, osUser);
    const auto ran = runScript(
        node, "configure",
        {{QStringLiteral("CONFIG"), node.postgres.configDirectory},
         {QStringLiteral("SETTINGS"), files.settings},
         {QStringLiteral("HBA"), files.hba},
         {QStringLiteral("IDENT"), files.ident}},
        say("Sandbox", "The configuration of %1 could not be written to %2; the details say why.")
            .arg(node.name)
            .arg(node.postgres.configDirectory),
        stop);
    return ran ? Result<void>() : ran.error();
}

Result<void> startServer(const NodeProfile &node, const StopToken &stop)
{
    const auto processes = processesOf(node);
    if (postmasterOf(node, processes))
        return {};
    if (!processes.empty()) {
        const auto ended = stopServer(node, stop);
        if (!ended)
            return ended.error();
    }
    clearStaleLocks(node);
    if (!QFileInfo(node.postgres.binDirectory + QStringLiteral("/pg_ctl")).isExecutable())
        return Error{ErrorKind::Refused,
                     say("Sandbox", "PostgreSQL's programs are no longer in %1, where this pair "
                                    "was made; install that version again or make a new pair.")
                         .arg(node.postgres.binDirectory),
                     {},
                     {}};
    if (!isPortFree(node.postgres.port))
        return portTaken(node);
    const auto ran =
        runScript(node, "start",
                  {{QStringLiteral("BIN"), node.postgres.binDirectory},
                   {QStringLiteral("CONFIG"), node.postgres.configDirectory},
                   {QStringLiteral("LOG"), logFile(node)},
                   {QStringLiteral("PATIENCE"), QString::number(startPatienceSeconds)}},
                  say("Sandbox", "The server of %1 did not start; read the end of its log %2.")
                      .arg(node.name)
                      .arg(logFile(node)),
                  stop);
    if (ran)
        return {};
    if (!hasServerProcess(node) && !isPortFree(node.postgres.port))
        return portTaken(node);
    return ran.error();
}

Result<void> stopServer(const NodeProfile &node, const StopToken &stop)
{
    for (const StopRound &round : stopRounds) {
        announce(node, round, processesOf(node));
        const auto gone = waitUntilGone(node, round.patience, stop);
        if (!gone)
            return gone.error();
        if (*gone)
            return {};
    }
    QStringList left;
    for (const std::int64_t process : processesOf(node))
        left += QString::number(process);
    return Error{ErrorKind::TimedOut,
                 say("Sandbox", "Processes of %1 did not end even after SIGKILL: %2; look at what "
                                "they wait for, often a disk, and stop the pair again.")
                     .arg(node.name)
                     .arg(left.join(QStringLiteral(", "))),
                 {},
                 {}};
}

Result<QString> systemIdentifierOf(const NodeProfile &node, const StopToken &stop)
{
    const Text failure = say("Sandbox", "The control file of %1 in %2 could not be read; the "
                                        "details hold pg_controldata's own words.")
                             .arg(node.name)
                             .arg(node.postgres.dataDirectory);
    const auto ran = runScript(node, "system_identifier",
                               {{QStringLiteral("BIN"), node.postgres.binDirectory},
                                {QStringLiteral("DATA"), node.postgres.dataDirectory}},
                               failure, stop);
    if (!ran)
        return ran.error();
    const QString identifier = QString::fromLatin1(*ran).trimmed();
    if (identifier.isEmpty())
        return Error{ErrorKind::Failed, failure, {}, {}};
    return identifier;
}

} // namespace tandem
