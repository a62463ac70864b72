// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/ssh_shell.h"

#include "core/transport/command_rules.h"
#include "core/transport/resident_shell.h"
#include "core/transport/ssh_session.h"

#include <algorithm>

namespace tandem {

namespace {

constexpr Milliseconds connectPatience{10000};
constexpr Milliseconds channelPatience{1000}; // until a closed channel has made room
constexpr Milliseconds endPatience{5000};
constexpr Milliseconds idleLimit{5000}; // then the host is asked whether it is still there
constexpr Milliseconds idlePatience{3000};

// TERM, a second to tidy up, KILL; then the shell that waits for it, which nobody feeds any more.
// A zombie is not alive: init may collect it late. 0: nothing of the group is left.
constexpr const char *endScript = R"sh(alive() {
    [ -r /proc/self/stat ] || { kill -s 0 -- "-$group" 2>/dev/null; return; }
    for file in /proc/[0-9]*/stat; do
        read -r line <"$file" || continue
        set -- ${line##*) }
        [ "$3" = "$group" ] && [ "$1" != Z ] && [ "$1" != X ] && return 0
    done 2>/dev/null
    return 1
}
n=0
kill -s TERM -- "-$group" || kill -s TERM "$group"
while alive && [ $n -lt 40 ]; do sleep 0.02; n=$((n + 1)); done
kill -s KILL -- "-$group"
kill -s KILL "$shell"
while alive && [ $n -lt 80 ]; do sleep 0.02; n=$((n + 1)); done
! alive)sh";

size_t indexOf(OsIdentity identity)
{
    return static_cast<size_t>(identity);
}

} // namespace

SshShell::SshShell(NodeProfile node, SshSecrets secrets)
    : m_node(std::move(node)), m_secrets(std::move(secrets))
{
}

SshShell::~SshShell() = default;

QString SshShell::loginWay() const
{
    return m_session ? m_session->loginWay() : QString();
}

void SshShell::disconnect()
{
    for (auto &resident : m_residents)
        resident.reset();
    m_session.reset();
}

Result<void> SshShell::connect(const Deadline &deadline, const StopToken &stop)
{
    if (m_session && m_session->isAlive())
        return {};
    disconnect();
    const auto patience = Deadline::after(std::min(deadline.remaining(), connectPatience));
    if (!m_endpoint) {
        auto endpoint = endpointOf(m_node, patience, stop);
        if (!endpoint)
            return endpoint.error();
        m_endpoint = std::move(*endpoint);
    }
    auto session = SshSession::open(*m_endpoint, m_secrets, patience, stop);
    if (!session)
        return session.error();
    m_session = std::move(*session);
    return {};
}

Result<std::unique_ptr<ResidentShell>>
SshShell::openResident(OsIdentity identity, const Deadline &deadline, const StopToken &stop)
{
    return ResidentShell::open(*m_session, identity, m_node.postgres.osUser, m_secrets.sudoPassword,
                               deadline, stop);
}

Result<ResidentShell *> SshShell::residentFor(OsIdentity identity, const Deadline &deadline,
                                              const StopToken &stop)
{
    // A host that vanished while nobody spoke with it has ended nothing: ask before a command is
    // given into a connection that leads nowhere.
    if (m_session && m_session->silentFor() > idleLimit &&
        !m_session->answersNow(Deadline::after(std::min(deadline.remaining(), idlePatience)),
                               stop) &&
        !stop.stopRequested())
        disconnect();
    auto &resident = m_residents[indexOf(identity)];
    // Looking at a held shell also takes in that its connection has ended since.
    if (resident && !resident->isUsable())
        resident.reset();
    if (auto connected = connect(deadline, stop); !connected)
        return connected.error();
    if (resident)
        return resident.get();
    auto opened = openResident(identity, deadline, stop);
    if (!opened && !m_session->isAlive() && !stop.stopRequested()) {
        // The held session had ended, which only its next use told: once more on a new one.
        if (auto connected = connect(deadline, stop); !connected)
            return connected.error();
        opened = openResident(identity, deadline, stop);
    }
    // Where a session may hold one channel only, the other identities give way.
    const auto room = Deadline::after(std::min(deadline.remaining(), channelPatience));
    while (!opened && opened.error().code == QLatin1String("channel-refused") &&
           m_session->isAlive() && !room.expired()) {
        for (auto &other : m_residents)
            other.reset();
        if (stop.sleepFor(std::chrono::milliseconds(20)))
            break;
        opened = openResident(identity, deadline, stop);
    }
    if (!opened)
        return opened.error();
    resident = std::move(*opened);
    return resident.get();
}

// True when the host has told that nothing of the command's group is left.
bool SshShell::endCommand(OsIdentity identity)
{
    // Away from the table, so that no other shell is mistaken for it.
    auto spent = std::move(m_residents[indexOf(identity)]);
    const qint64 group = spent ? spent->commandGroup() : 0;
    if (group <= 1 || !m_session || !m_session->isAlive())
        return false;
    ShellCommand command;
    command.script = QLatin1String(endScript);
    command.variables = {{QStringLiteral("group"), QString::number(group)},
                         {QStringLiteral("shell"), QString::number(spent->processId())}};
    command.identity = identity;
    const auto deadline = Deadline::after(endPatience);
    auto opened = openResident(identity, deadline, {});
    if (!opened && opened.error().code == QLatin1String("channel-refused")) {
        // No room for a second channel: a second connection. The first one is given up with it.
        auto session = SshSession::open(*m_endpoint, m_secrets, deadline, {});
        if (!session)
            return false;
        spent.reset(); // a shell ends before its session
        disconnect();
        m_session = std::move(*session);
        opened = openResident(identity, deadline, {});
    }
    ShellResult result;
    return opened &&
           (*opened)->run(command, deadline, {}, {}, result) == ResidentShell::Ending::Exit &&
           result.exitCode == 0;
}

Result<ShellResult> SshShell::run(const ShellCommand &command, const StopToken &stop,
                                  const OutputSink &sink)
{
    if (auto problem = problemOf(command))
        return *problem;
    if (stop.stopRequested())
        return Error{
            ErrorKind::Cancelled,
            say("Transport", "A command on %1 was cancelled before it began.").arg(m_node.name),
            {},
            {}};
    const Deadline deadline = Deadline::after(command.timeout);
    const auto resident = residentFor(command.identity, deadline, stop);
    if (!resident)
        return resident.error();
    ShellResult result;
    const auto ending = (*resident)->run(command, deadline, stop, sink, result);
    m_session->listen();
    if (ending == ResidentShell::Ending::Exit)
        return result;
    const QString printed =
        QString::fromUtf8(result.output.left(65536) + result.errors.left(65536));
    if (ending == ResidentShell::Ending::NotStarted)
        return Error{ErrorKind::Failed,
                     say("Transport", "A command on %1 could not be started there; its script may "
                                      "be too long, or the host is short of memory or processes.")
                         .arg(m_node.name),
                     printed,
                     {}};
    if (ending == ResidentShell::Ending::Lost) {
        m_residents[indexOf(command.identity)].reset();
        if (m_session && (!m_session->isAlive() || !m_session->stillAnswers()))
            disconnect();
        return Error{ErrorKind::Unreachable,
                     say("Transport", "The connection to %1 was lost while a command ran there; it "
                                      "may still run. Look at the node before going on.")
                         .arg(m_node.name),
                     printed, QStringLiteral("lost")};
    }
    const bool isEnded = endCommand(command.identity);
    if (!isEnded)
        disconnect();
    const auto kind = ending == ResidentShell::Ending::TimeOut ? ErrorKind::TimedOut
                      : ending == ResidentShell::Ending::Stop  ? ErrorKind::Cancelled
                                                               : ErrorKind::Failed;
    if (!isEnded)
        return Error{kind,
                     say("Transport", "A command on %1 was given up after %2 ms and could not be "
                                      "ended over SSH: it may still run there. Look at the node "
                                      "before going on.")
                         .arg(m_node.name)
                         .arg((command.timeout - deadline.remaining()).count()),
                     printed, QStringLiteral("lost")};
    switch (kind) {
    case ErrorKind::TimedOut:
        return Error{kind,
                     say("Transport", "A command on %1 did not end within %2 ms and was ended; "
                                      "read its output and look at the node before going on.")
                         .arg(m_node.name)
                         .arg(command.timeout.count()),
                     printed,
                     {}};
    case ErrorKind::Cancelled:
        return Error{kind,
                     say("Transport", "A command on %1 was cancelled while it ran; look at the "
                                      "node before going on.")
                         .arg(m_node.name),
                     printed,
                     {}};
    default:
        break;
    }
    return Error{kind,
                 say("Transport", "A command on %1 printed more than 64 MiB and was ended; look at "
                                  "what it prints.")
                     .arg(m_node.name),
                 printed,
                 {}};
}

} // namespace tandem
