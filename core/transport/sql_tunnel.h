// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transport/own_socket.h"
#include "core/transport/ssh_endpoint.h"

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include <poll.h>

namespace tandem {

class SshSession;
class StoppablePoll;
class TunnelWay;

// Carries SQL sessions of this process through one SSH session to the server's port on the host,
// for nodes whose port is not reached from here. A thread of its own holds the SSH session; it is
// opened when it is first needed, and again after it was lost, which ends every session it carried
// at once. Each session is a channel of its own to 127.0.0.1:port there; nothing else is let in or
// out. Every member is safe from every thread.
//
// Why a TCP port: libpq wants something it can connect to, and over a Unix-domain socket it does
// no TLS, so that a profile's "require" or "verify-full" could not hold. A session therefore
// connects to 127.0.0.1 (libpq's hostaddr) while `host` stays the node's name: the certificate's
// name and SCRAM's channel binding are checked as on a direct way. The port is the system's choice,
// and a connection whose other end is no descriptor of this process is closed unheard, so that
// nobody else on this machine can use the way.
class SqlTunnel
{
public:
    SqlTunnel(NodeProfile node, SshSecrets secrets);
    ~SqlTunnel(); // ends what it carries, at once
    SqlTunnel(const SqlTunnel &) = delete;
    SqlTunnel &operator=(const SqlTunnel &) = delete;

    // Where to connect to on 127.0.0.1. Error: Failed, when this machine has no port left.
    [[nodiscard]] Result<int> port();
    // Blocks until the SSH session stands. Errors: Unreachable with code "tunnel" (what is wrong
    // with the SSH session, whatever it is), TimedOut, Cancelled.
    Result<void> waitUntilOpen(const Deadline &deadline, const StopToken &stop);
    // Why the connection of ours with that port at its own end was closed before the server said a
    // word. Code "refused": on the host nobody listens there. Code "tunnel": SSH did not let it
    // through, and nothing is known of the server. Absent: it was the server's doing.
    [[nodiscard]] std::optional<Error> problemOf(int localPort) const;

private:
    void carry();
    [[nodiscard]] bool isWanted();
    void connect();
    Result<std::unique_ptr<SshSession>> openSession();
    void loseSession();
    void turnAwayGuests(const Error &problem);
    void acceptGuests();
    void moveWays(const std::vector<pollfd> &descriptors);
    void noteProblem(int guestPort, const Error &problem);
    void poke();
    [[nodiscard]] Error tunnelError(const Text &why, const QString &details) const;
    [[nodiscard]] Error lostError() const;
    [[nodiscard]] Error problemIn(const QString &refusal) const;

    const NodeProfile m_node;
    const SshSecrets m_secrets;
    StopSource m_stop;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_port = 0;
    bool m_isOpen = false, m_isAsked = false;
    std::optional<Error> m_problem; // of the last try to open the session
    MonotonicTime m_nextTry;
    std::deque<std::pair<int, Error>> m_problems; // the newest, by port
    std::optional<PipeEnds> m_poke;
    // The thread's own.
    LoopbackListener m_listener;
    std::optional<SshEndpoint> m_endpoint;
    std::unique_ptr<SshSession> m_session;
    std::vector<LoopbackGuest> m_guests;            // wait for the session
    std::vector<std::unique_ptr<TunnelWay>> m_ways; // end before the session
    std::thread m_thread;
};

} // namespace tandem
