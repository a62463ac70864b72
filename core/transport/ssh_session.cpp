// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/ssh_session.h"

#include "core/transport/host_keys.h"
#include "core/transport/ssh_login.h"

#include <libssh/server.h>

#include <algorithm>
#include <utility>
#include <vector>

#include <sys/socket.h>
#include <unistd.h>

namespace tandem {

namespace {

// A lost wake-up costs this much and no more.
constexpr Milliseconds longestNap{50};
constexpr Milliseconds askAfter{2000}; // of silence
constexpr Milliseconds answerPatience{6000};
constexpr int mostReads = 64; // of 4 KiB, in one pump

// Between attempts on a server that hangs up before its first word: 0.05, 0.1 ... 0.8 s.
constexpr Milliseconds shortestPause{50};
constexpr Milliseconds longestPause{800};
constexpr const char *hungUp = "hung-up";

// No CBC and no chacha20: with them a server without strict key exchange lets messages be cut off.
constexpr const char *ciphers = "aes256-gcm@openssh.com,aes128-gcm@openssh.com,aes256-ctr,"
                                "aes192-ctr,aes128-ctr";
constexpr const char *hostKeyTypes =
    "ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,"
    "rsa-sha2-512,rsa-sha2-256";

QString wordsOf(ssh_session session)
{
    return QString::fromUtf8(ssh_get_error(session));
}

} // namespace

SshSession::SshSession(SshEndpoint endpoint, SshSocket socket)
    : m_endpoint(std::move(endpoint)), m_jump(std::move(socket.jump)), m_handle(ssh_new())
{
    if (!m_handle)
        return;
    // libssh closes the descriptor itself.
    m_stream = dup(socket.stream.get());
    const bool off = false;
    const int port = m_endpoint.port;
    const QByteArray host = m_endpoint.host.toUtf8();
    const QByteArray user = m_endpoint.user.toUtf8();
    const QByteArray knownHosts = m_endpoint.knownHosts.toUtf8();
    const auto set = [this](ssh_options_e option, const void *value) {
        ssh_options_set(m_handle.get(), option, value);
    };
    set(SSH_OPTIONS_PROCESS_CONFIG, &off);
    set(SSH_OPTIONS_HOST, host.constData());
    set(SSH_OPTIONS_PORT, &port);
    set(SSH_OPTIONS_USER, user.constData());
    set(SSH_OPTIONS_KNOWNHOSTS, knownHosts.constData());
    set(SSH_OPTIONS_GLOBAL_KNOWNHOSTS, "/dev/null");
    set(SSH_OPTIONS_CIPHERS_C_S, ciphers);
    set(SSH_OPTIONS_CIPHERS_S_C, ciphers);
    set(SSH_OPTIONS_HOSTKEYS, hostKeyTypes);
    set(SSH_OPTIONS_FD, &m_stream);
    ssh_set_blocking(m_handle.get(), 0);
    ssh_set_counters(m_handle.get(), &m_counted, nullptr);
}

SshSession::~SshSession()
{
    if (!m_handle)
        return;
    if (m_event) {
        ssh_event_remove_session(m_event.get(), m_handle.get());
        m_event.reset();
    }
    // Good-bye without waiting for the other side.
    if (ssh_is_connected(m_handle.get()) != 0)
        ssh_disconnect(m_handle.get());
    m_handle.reset();
}

Result<std::unique_ptr<SshSession>> SshSession::openUnverified(const SshEndpoint &endpoint,
                                                               const Deadline &deadline,
                                                               const StopToken &stop)
{
    // A server with too many logins under way (MaxStartups) drops some before its first word: those
    // that wait a little get in.
    StoppablePoll pause(stop);
    for (Milliseconds wait = shortestPause;; wait *= 2) {
        auto session = openOnce(endpoint, deadline, stop);
        std::vector<pollfd> nothing;
        if (session || session.error().code != QLatin1String(hungUp) || wait > longestPause ||
            deadline.remaining() < wait ||
            pause.wait(nothing, wait) == StoppablePoll::Outcome::Stopped)
            return session;
    }
}

Result<std::unique_ptr<SshSession>>
SshSession::openOnce(const SshEndpoint &endpoint, const Deadline &deadline, const StopToken &stop)
{
    auto socket = openSshSocket(endpoint, deadline, stop);
    if (!socket)
        return socket.error();
    std::unique_ptr<SshSession> session(new SshSession(endpoint, std::move(*socket)));
    if (!session->m_handle || session->m_stream < 0)
        return Error{ErrorKind::Failed,
                     say("Transport", "No SSH session could be made for %1; free some memory or "
                                      "open files and try again.")
                         .arg(endpoint.node),
                     {},
                     {}};
    if (auto exchanged = session->exchangeKeys(deadline, stop); !exchanged)
        return exchanged.error();
    return session;
}

Result<std::unique_ptr<SshSession>> SshSession::open(const SshEndpoint &endpoint,
                                                     const SshSecrets &secrets,
                                                     const Deadline &deadline,
                                                     const StopToken &stop)
{
    // An agent with many keys uses up the server's patience: then once more without it.
    for (const bool withAgent : {true, false}) {
        auto session = openUnverified(endpoint, deadline, stop);
        if (!session)
            return session;
        if (auto known = checkHostKey(**session); !known)
            return known.error();
        auto way = logIn(**session, secrets, withAgent, deadline, stop);
        if (way) {
            (*session)->m_loginWay = *way;
            return session;
        }
        if (!withAgent || way.error().code != QLatin1String("agent-exhausted"))
            return way.error();
    }
    return Error{ErrorKind::Failed, {}, {}, {}}; // not reached
}

Result<void> SshSession::exchangeKeys(const Deadline &deadline, const StopToken &stop)
{
    const auto rc = drive([this] { return ssh_connect(handle()); }, SSH_AGAIN, deadline, stop);
    if (!rc)
        return rc.error();
    if (*rc == SSH_OK)
        return {};
    if (ssh_get_serverbanner(handle()) == nullptr && !isAlive())
        return Error{ErrorKind::Unreachable,
                     say("Transport", "The SSH server of %1 at %2 hangs up before its first word "
                                      "(%3): it has too many logins under way (MaxStartups), or "
                                      "lets nobody in from here; look at its log.")
                         .arg(m_endpoint.node)
                         .arg(m_endpoint.address())
                         .arg(wordsOf(handle())),
                     {},
                     QLatin1String(hungUp)};
    return Error{ErrorKind::Unreachable,
                 say("Transport", "No SSH session with %1 at %2 could be begun (%3); check that an "
                                  "SSH server of today answers there.")
                     .arg(m_endpoint.node)
                     .arg(m_endpoint.address())
                     .arg(wordsOf(handle())),
                 {},
                 {}};
}

Result<int> SshSession::drive(const std::function<int()> &attempt, int again,
                              const Deadline &deadline, const StopToken &stop) const
{
    StoppablePoll poll(stop);
    for (;;) {
        const int rc = attempt();
        if (rc != again)
            return rc;
        if (deadline.expired())
            return Error{ErrorKind::TimedOut,
                         say("Transport", "What listens for %1 at %2 accepted the connection, but "
                                          "no SSH session came about in time: it hangs, or it is "
                                          "no SSH server; look at the host.")
                             .arg(m_endpoint.node)
                             .arg(m_endpoint.address()),
                         {},
                         QStringLiteral("silent")};
        if (wait(poll, deadline.remaining()) == StoppablePoll::Outcome::Stopped)
            return Error{ErrorKind::Cancelled,
                         say("Transport", "Connecting to %1 was cancelled.").arg(m_endpoint.node),
                         {},
                         {}};
    }
}

StoppablePoll::Outcome SshSession::wait(StoppablePoll &poll, Milliseconds atMost) const
{
    std::vector<pollfd> descriptors{waitsFor()};
    return poll.wait(descriptors, std::min(atMost, longestNap));
}

pollfd SshSession::waitsFor() const
{
    const bool isSending = (ssh_get_poll_flags(handle()) & SSH_WRITE_PENDING) != 0;
    return {m_stream, static_cast<short>(isSending ? POLLIN | POLLOUT : POLLIN), 0};
}

void SshSession::pump()
{
    if (!m_event) {
        m_event.reset(ssh_event_new());
        if (!m_event || ssh_event_add_session(m_event.get(), handle()) != SSH_OK)
            qFatal("Out of memory for an SSH session.");
    }
    // One call takes 4 KiB; what is left wakes the next poll.
    for (int i = 0; i < mostReads && isAlive(); ++i) {
        const auto before = m_counted.in_bytes;
        if (ssh_event_dopoll(m_event.get(), 0) != SSH_OK || m_counted.in_bytes == before)
            break;
    }
}

void SshSession::listen()
{
    if (m_counted.in_bytes == m_heardBytes)
        return;
    m_heardBytes = m_counted.in_bytes;
    m_heardAt = MonotonicClock::now();
    m_askedAt.reset();
}

// libssh keeps the answer to the last question until it is asked again, and sends the next one
// only then: hence twice. While one is open neither sends anything.
void SshSession::ask()
{
    ssh_send_keepalive(handle());
    ssh_send_keepalive(handle());
    m_askedAt = MonotonicClock::now();
}

Milliseconds SshSession::silentFor()
{
    listen();
    return std::chrono::floor<Milliseconds>(MonotonicClock::now() - m_heardAt);
}

bool SshSession::stillAnswers()
{
    if (silentFor() < askAfter)
        return true;
    if (!m_askedAt)
        ask();
    return MonotonicClock::now() - *m_askedAt < answerPatience;
}

bool SshSession::answersNow(const Deadline &deadline, const StopToken &stop)
{
    listen();
    const auto before = m_heardBytes;
    ask();
    StoppablePoll poll(stop);
    for (;;) {
        pump();
        listen();
        if (m_heardBytes != before)
            return isAlive();
        if (!isAlive() || deadline.expired() ||
            wait(poll, deadline.remaining()) == StoppablePoll::Outcome::Stopped)
            return false;
    }
}

bool SshSession::isAlive() const
{
    constexpr int broken = SSH_CLOSED | SSH_CLOSED_ERROR;
    return ssh_is_connected(handle()) != 0 && (ssh_get_status(handle()) & broken) == 0;
}

} // namespace tandem
