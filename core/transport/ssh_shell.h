// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transport/shell.h"
#include "core/transport/ssh_endpoint.h"

#include <array>

namespace tandem {

class ResidentShell;
class SshSession;

// Runs commands on a host over SSH: one session, and on it one resident /bin/sh for each identity
// that was asked for. Connects at the first run() and again after a connection was lost; a command
// that was running then is an Error (Unreachable, code "lost") and is never repeated.
// Belongs to one thread. A time-out or a stop ends the command's process group on the host through
// another channel, for which run() takes a few seconds at most; when the host does not answer that
// either, the sentence says that the command may still run.
//
// OsIdentity::Postgres: `postgres.osUser`, else "postgres"; by sudo, or runuser when we are root.
// OsIdentity::Login: the user of the session. OsIdentity::Root: by sudo, when we are not root.
class SshShell : public Shell
{
public:
    SshShell(NodeProfile node, SshSecrets secrets);
    ~SshShell() override;

    Result<ShellResult> run(const ShellCommand &command, const StopToken &stop,
                            const OutputSink &sink = {}) override;

    // "agent", "keyboard-interactive", "password" or the path of the key that let us in; empty
    // while there is no session.
    [[nodiscard]] QString loginWay() const;

private:
    Result<void> connect(const Deadline &deadline, const StopToken &stop);
    Result<ResidentShell *> residentFor(OsIdentity identity, const Deadline &deadline,
                                        const StopToken &stop);
    Result<std::unique_ptr<ResidentShell>>
    openResident(OsIdentity identity, const Deadline &deadline, const StopToken &stop);
    [[nodiscard]] bool endCommand(OsIdentity identity);
    void disconnect();

    const NodeProfile m_node;
    const SshSecrets m_secrets;
    std::optional<SshEndpoint> m_endpoint;
    std::unique_ptr<SshSession> m_session;
    std::array<std::unique_ptr<ResidentShell>, 3>
        m_residents; // by identity; end before the session
};

} // namespace tandem
