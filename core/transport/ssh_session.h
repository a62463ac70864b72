// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/transport/ssh_endpoint.h"
#include "core/transport/ssh_socket.h"
#include "core/transport/stoppable_poll.h"

#include <libssh/libssh.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

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

struct SshEventFree
{
    void operator()(ssh_event event) const { ssh_event_free(event); }
};

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
    // False when the connection is lost, as far as what was read so far tells.
    [[nodiscard]] bool isAlive() const;
    // What poll(2) has to wait for before pump().
    [[nodiscard]] pollfd waitsFor() const;
    // Takes in all that has come and calls the channels' callbacks; sends what waits to be sent.
    void pump();
    // A host that vanished ends no connection by itself. Asks the server for a sign of life once it
    // has been silent for 2 s; false when it gave none for 6 s more. To be called again and again.
    [[nodiscard]] bool stillAnswers();
    // Notes that something has come, if it has; also done by the two around it.
    void listen();
    // Nothing has come for that long, as far as it was listened: whoever stops reading listens
    // last.
    [[nodiscard]] Milliseconds silentFor();
    // One question and its answer, for a session that lay idle: false when none came in time.
    [[nodiscard]] bool answersNow(const Deadline &deadline, const StopToken &stop);

private:
    SshSession(SshEndpoint endpoint, SshSocket socket);
    static Result<std::unique_ptr<SshSession>>
    openOnce(const SshEndpoint &endpoint, const Deadline &deadline, const StopToken &stop);
    void ask();
    Result<void> exchangeKeys(const Deadline &deadline, const StopToken &stop);

    const SshEndpoint m_endpoint;
    JumpProcess m_jump; // outlives the handle, which says good-bye through it
    int m_stream = -1;  // owned by the handle
    std::unique_ptr<ssh_session_struct, SshSessionFree> m_handle;
    std::unique_ptr<ssh_event_struct, SshEventFree> m_event; // made by the first pump()
    ssh_counter_struct m_counted{};                          // by libssh, bytes of the connection
    std::uint64_t m_heardBytes = 0;
    MonotonicTime m_heardAt = MonotonicClock::now();
    std::optional<MonotonicTime> m_askedAt; // a question that is not answered yet
    QString m_loginWay;
};

} // namespace tandem
