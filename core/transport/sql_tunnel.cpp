// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/sql_tunnel.h"

#include "core/transport/ssh_session.h"
#include "core/transport/tunnel_way.h"

#include <QRegularExpression>

#include <algorithm>

#include <unistd.h>

namespace tandem {

namespace {

constexpr Milliseconds connectPatience{10000};
constexpr Milliseconds pauseAfterFailure{200};  // a host that does not answer is asked again soon,
constexpr Milliseconds pauseAfterRefusal{5000}; // one that does not let us in seldom
constexpr Milliseconds nap{250};                // between two looks whether the host still answers
constexpr Milliseconds shortNap{50};            // while a channel is being opened
constexpr std::size_t problemsKept = 256;

} // namespace

SqlTunnel::SqlTunnel(NodeProfile node, SshSecrets secrets)
    : m_node(std::move(node)), m_secrets(std::move(secrets))
{
}

SqlTunnel::~SqlTunnel()
{
    m_stop.requestStop();
    if (m_thread.joinable())
        m_thread.join();
}

Result<int> SqlTunnel::port()
{
    const std::lock_guard lock(m_mutex);
    if (m_port != 0)
        return m_port;
    auto listener = listenOnLoopback();
    m_poke = openPipe();
    if (!listener || !m_poke || !setNonBlocking(m_poke->reading.get()) ||
        !setNonBlocking(m_poke->writing.get()))
        return Error{ErrorKind::Failed,
                     say("Transport", "This machine has no port or no open file left for the way "
                                      "to the server of %1 through SSH; end some programs.")
                         .arg(m_node.name),
                     {},
                     {}};
    m_listener = std::move(*listener);
    m_port = m_listener.port;
    m_thread = std::thread([this] { carry(); });
    return m_port;
}

void SqlTunnel::poke()
{
    const char byte = 0;
    // A full pipe wakes as well.
    [[maybe_unused]] const auto written = write(m_poke->writing.get(), &byte, 1);
}

Result<void> SqlTunnel::waitUntilOpen(const Deadline &deadline, const StopToken &stop)
{
    if (const auto started = port(); !started)
        return started.error();
    const StopCallback wake(stop, [this] {
        {
            const std::lock_guard lock(m_mutex);
        }
        m_changed.notify_all();
    });
    std::unique_lock lock(m_mutex);
    if (m_isOpen)
        return {};
    m_isAsked = true;
    poke();
    while (!m_isOpen) {
        if (!m_isAsked && m_problem)
            return *m_problem;
        if (stop.stopRequested())
            return Error{ErrorKind::Cancelled,
                         say("Transport", "Connecting to %1 was cancelled.").arg(m_node.name),
                         {},
                         {}};
        if (deadline.expired()) {
            Error late = tunnelError(say("Transport", "the host did not answer in time."), {});
            late.kind = ErrorKind::TimedOut;
            return late;
        }
        m_changed.wait_until(lock, deadline.end());
    }
    return {};
}

std::optional<Error> SqlTunnel::problemOf(int localPort) const
{
    const std::lock_guard lock(m_mutex);
    // The system may give a port again: the newest counts.
    const auto found = std::find_if(m_problems.rbegin(), m_problems.rend(),
                                    [&](const auto &entry) { return entry.first == localPort; });
    return found != m_problems.rend() ? std::optional(found->second) : std::nullopt;
}

void SqlTunnel::noteProblem(int guestPort, const Error &problem)
{
    const std::lock_guard lock(m_mutex);
    m_problems.emplace_back(guestPort, problem);
    if (m_problems.size() > problemsKept)
        m_problems.pop_front();
}

Error SqlTunnel::tunnelError(const Text &why, const QString &details) const
{
    return Error{ErrorKind::Unreachable,
                 say("Transport", "SQL to %1 goes through SSH, and there is no way: %2")
                     .arg(m_node.name)
                     .arg(why),
                 details, QStringLiteral("tunnel")};
}

// "Channel opening failure: channel 43 error (2) Connection refused": RFC 4254's reason and the
// host's words, which sshd says in English.
Error SqlTunnel::problemIn(const QString &refusal) const
{
    static const QRegularExpression pattern(QStringLiteral("error \\((\\d+)\\)\\s*(.*)$"));
    const auto match = pattern.match(refusal);
    const int reason = match.captured(1).toInt();
    const QString words = match.captured(2).trimmed();
    constexpr int prohibited = 1;
    constexpr int connectFailed = 2;
    if (reason == prohibited)
        return tunnelError(
            say("Transport",
                "its SSH server does not let %1 reach port %2. Allow it in sshd_config "
                "(AllowTcpForwarding local, PermitOpen 127.0.0.1:%2) and in authorized_keys, or "
                "make the port reachable and set \"via\" to \"direct\".")
                .arg(m_endpoint->user)
                .arg(static_cast<qint64>(m_node.postgres.port)),
            refusal);
    const bool isRefused = words.isEmpty() || words.contains(QLatin1String("Connection refused"));
    if (reason == connectFailed && isRefused)
        return Error{ErrorKind::Unreachable,
                     say("Transport", "On %1 nobody listens at 127.0.0.1:%2.")
                         .arg(m_node.name)
                         .arg(static_cast<qint64>(m_node.postgres.port)),
                     refusal, QStringLiteral("refused")};
    return tunnelError(say("Transport", "its SSH server could not reach port %1 there (%2).")
                           .arg(static_cast<qint64>(m_node.postgres.port))
                           .arg(words.isEmpty() ? refusal : words),
                       refusal);
}

bool SqlTunnel::isWanted()
{
    const std::lock_guard lock(m_mutex);
    return m_isAsked || !m_guests.empty();
}

Result<std::unique_ptr<SshSession>> SqlTunnel::openSession()
{
    const auto patience = Deadline::after(connectPatience);
    if (!m_endpoint) {
        auto endpoint = endpointOf(m_node, patience, m_stop.token());
        if (!endpoint)
            return endpoint.error();
        m_endpoint = std::move(*endpoint);
    }
    return SshSession::open(*m_endpoint, m_secrets, patience, m_stop.token());
}

void SqlTunnel::connect()
{
    std::optional<Error> problem;
    {
        const std::lock_guard lock(m_mutex);
        if (m_problem && MonotonicClock::now() < m_nextTry)
            problem = m_problem;
    }
    if (!problem) {
        auto session = openSession();
        if (session)
            m_session = std::move(*session);
        else
            problem = tunnelError(session.error().sentence, session.error().details);
        const bool isRefused = !session && (session.error().kind == ErrorKind::Refused ||
                                            session.error().kind == ErrorKind::NeedsDecision);
        const std::lock_guard lock(m_mutex);
        m_problem = problem;
        m_isOpen = m_session != nullptr;
        m_nextTry = MonotonicClock::now() + (isRefused ? pauseAfterRefusal : pauseAfterFailure);
    }
    {
        const std::lock_guard lock(m_mutex);
        m_isAsked = false;
    }
    m_changed.notify_all();
    if (problem)
        turnAwayGuests(*problem);
}

void SqlTunnel::turnAwayGuests(const Error &problem)
{
    for (const LoopbackGuest &guest : m_guests)
        noteProblem(guest.port, problem);
    m_guests.clear();
}

Error SqlTunnel::lostError() const
{
    return tunnelError(say("Transport", "the SSH connection was lost. Try again."), {});
}

void SqlTunnel::loseSession()
{
    for (const auto &way : m_ways) {
        if (way->isOpening())
            noteProblem(way->guestPort(), lostError());
    }
    {
        const std::lock_guard lock(m_mutex);
        m_isOpen = false;
    }
    m_ways.clear();
    m_session.reset();
}

void SqlTunnel::acceptGuests()
{
    while (auto guest = acceptOwn(m_listener))
        m_guests.push_back(std::move(*guest));
}

void SqlTunnel::moveWays(const std::vector<pollfd> &descriptors)
{
    for (std::size_t i = 0; i < m_ways.size(); ++i) {
        TunnelWay &way = *m_ways[i];
        way.move(i < descriptors.size() ? descriptors[i].revents : short(0));
        if (!way.refusal().isEmpty())
            noteProblem(way.guestPort(),
                        m_session->isAlive() ? problemIn(way.refusal()) : lostError());
    }
    m_ways.erase(
        std::remove_if(m_ways.begin(), m_ways.end(), [](const auto &way) { return way->isOver(); }),
        m_ways.end());
}

void SqlTunnel::carry()
{
    const StopToken stop = m_stop.token();
    StoppablePoll poll(stop);
    std::vector<pollfd> descriptors; // of the ways, in their order; then the others
    while (!stop.stopRequested()) {
        acceptGuests();
        if (!m_session && isWanted())
            connect();
        if (m_session) {
            for (LoopbackGuest &guest : m_guests)
                m_ways.push_back(std::make_unique<TunnelWay>(*m_session, std::move(guest),
                                                             m_node.postgres.port));
            m_guests.clear();
            m_session->pump();
            moveWays(descriptors);
            if (!m_session->isAlive() || !m_session->stillAnswers())
                loseSession();
        }
        descriptors.clear();
        bool isOpening = false;
        for (const auto &way : m_ways) {
            descriptors.push_back(way->waitsFor());
            isOpening = isOpening || way->isOpening();
        }
        const std::size_t count = descriptors.size();
        // Who waits and cannot be let in would end every wait at once.
        const bool isStarved = m_listener.isStarved;
        descriptors.push_back({m_listener.socket.get(), isStarved ? short(0) : short(POLLIN), 0});
        descriptors.push_back({m_poke->reading.get(), POLLIN, 0});
        if (m_session)
            descriptors.push_back(m_session->waitsFor());
        const Milliseconds rest = isOpening || isStarved ? shortNap : nap;
        if (poll.wait(descriptors, rest) == StoppablePoll::Outcome::Stopped)
            break;
        char pokes[64];
        while (read(m_poke->reading.get(), pokes, sizeof pokes) > 0) {
        }
        descriptors.resize(count);
    }
    m_ways.clear();
    m_guests.clear();
    m_session.reset();
}

} // namespace tandem
