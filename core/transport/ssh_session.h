// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/transport/ssh_endpoint.h"
#include "core/transport/ssh_socket.h"
#include "core/transport/stoppable_poll.h"

#include <libssh/libssh.h>

#include <functional>
#include <memory>

namespace tandem {

struct SshSessionFree
{
    void operator()(ssh_session session) const { ssh_free(session); }
};
struct SshKeyFree
{
    void operator()(ssh_key key) const { ssh_key_free(key); }
};
using SshKey = std::unique_ptr<ssh_key_struct, SshKeyFree>;

// One session of libssh on a socket of ours, never blocking inside libssh: every wait ends at its
// deadline or at a stop. Belongs to one thread, its channels included.
class SshSession
{
public:
    // Connected, host key found in the file of known hosts, logged in.
    // Errors: Unreachable, NeedsDecision (code "unknown-host-key"), Refused (a changed host key, no
    // way to log in), TimedOut, Cancelled.
    [[nodiscard]] static Result<std::unique_ptr<SshSession>> open(const SshEndpoint &endpoint,
                                                                  const SshSecrets &secrets,
                                                                  const Deadline &deadline,
                                                                  const StopToken &stop);
    // Keys exchanged and nothing more: the host is not known to be the right one yet. A server that
    // hangs up before its first word is asked again for a second and a half at most.
    [[nodiscard]] static Result<std::unique_ptr<SshSession>>
    openUnverified(const SshEndpoint &endpoint, const Deadline &deadline, const StopToken &stop);
    ~SshSession();
    SshSession(const SshSession &) = delete;
    SshSession &operator=(const SshSession &) = delete;

    [[nodiscard]] ssh_session handle() const { return m_handle.get(); }
    [[nodiscard]] const SshEndpoint &endpoint() const { return m_endpoint; }
    // "agent", "keyboard-interactive", "password" or the path of the key that let us in.
    [[nodiscard]] const QString &loginWay() const { return m_loginWay; }

    // Calls `attempt` until it answers anything but `again`. Errors: TimedOut, Cancelled.
    [[nodiscard]] Result<int> drive(const std::function<int()> &attempt, int again,
                                    const Deadline &deadline, const StopToken &stop) const;
    // Waits until the socket has something to read, or room for what libssh still has to send.
    StoppablePoll::Outcome wait(StoppablePoll &poll, Milliseconds atMost) const;
    // Reads what has come without waiting; false when the connection is lost.
    [[nodiscard]] bool isAlive() const;

private:
    SshSession(SshEndpoint endpoint, SshSocket socket);
    static Result<std::unique_ptr<SshSession>>
    openOnce(const SshEndpoint &endpoint, const Deadline &deadline, const StopToken &stop);
    Result<void> exchangeKeys(const Deadline &deadline, const StopToken &stop);

    const SshEndpoint m_endpoint;
    JumpProcess m_jump; // outlives the handle, which says good-bye through it
    int m_stream = -1;  // owned by the handle
    std::unique_ptr<ssh_session_struct, SshSessionFree> m_handle;
    QString m_loginWay;
};

} // namespace tandem
