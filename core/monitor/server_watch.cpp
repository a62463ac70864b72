// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/server_watch.h"

#include "core/postgres/node_probe.h"

namespace tandem {

namespace {

constexpr Milliseconds tunnelPatience{1000}; // a look stays shorter than what it shows lives

constexpr Milliseconds usualPause{500};
constexpr Milliseconds shortPause{100};
constexpr Milliseconds recoveryPause{250}; // every attempt costs a server that recovers a process
constexpr Milliseconds refusedPause{2000};
constexpr std::chrono::seconds watchfulAfterLoss{2};

bool tellsAnEnd(const Look &look)
{
    if (!look.facts.sql)
        return false;
    switch (look.facts.sql->answer) {
    case ServerAnswer::Refused:
    case ServerAnswer::StartingUp:
    case ServerAnswer::ShuttingDown:
        return true;
    case ServerAnswer::Accepts:
    case ServerAnswer::Silent:
    case ServerAnswer::LoginRefused:
    case ServerAnswer::Full:
    case ServerAnswer::NotPostgres:
        return false;
    }
    return false;
}

} // namespace

ServerWatch::ServerWatch(const SqlAccess &access, const NodeProfile &node, Listener listener)
    : m_access(access), m_node(node), m_listener(std::move(listener)), m_thread([this] { watch(); })
{
}

ServerWatch::~ServerWatch()
{
    m_stop.requestStop();
    lookNow(); // ends the wait; the stop is seen first
    m_thread.join();
}

void ServerWatch::lookNow()
{
    StopSource wakeUp;
    {
        const std::lock_guard lock(m_mutex);
        m_isAsked = true;
        wakeUp = m_wakeUp;
    }
    wakeUp.requestStop();
}

StopToken ServerWatch::freshWakeUp()
{
    const std::lock_guard lock(m_mutex);
    m_wakeUp = StopSource();
    if (m_isAsked)
        m_wakeUp.requestStop();
    m_isAsked = false;
    return m_wakeUp.token();
}

Result<void> ServerWatch::waitUntilArmed(const Deadline &deadline, const StopToken &stop) const
{
    const StopCallback wake(stop, [this] {
        {
            const std::lock_guard lock(m_mutex);
        }
        m_changed.notify_all();
    });
    std::unique_lock lock(m_mutex);
    while (!m_armed && !stop.stopRequested() && !deadline.expired())
        m_changed.wait_until(lock, deadline.end());
    if (m_armed)
        return *m_armed;
    if (stop.stopRequested())
        return Error{
            ErrorKind::Cancelled, say("Monitor", "The watch on the server was cancelled."), {}, {}};
    return Error{ErrorKind::TimedOut,
                 say("Monitor", "The watch on %1 has no session yet; see whether the server "
                                "answers.")
                     .arg(m_node.name),
                 {},
                 {}};
}

void ServerWatch::settle(Result<void> armed)
{
    {
        const std::lock_guard lock(m_mutex);
        m_armed = std::move(armed);
    }
    m_changed.notify_all();
}

void ServerWatch::noteSessionEnd(MonotonicTime at)
{
    m_lostAt = at;
    if (m_listener.onSessionEnd)
        m_listener.onSessionEnd(at);
}

Look ServerWatch::look(std::optional<Connection> &session)
{
    ProbeOptions options;
    options.withShell = false;
    options.tunnelPatience = tunnelPatience;
    Look look;
    look.begunAt = MonotonicClock::now();
    look.facts = probeNode(m_node, m_access, nullptr, session, options, m_stop.token());
    look.endedAt = MonotonicClock::now();
    return look;
}

Milliseconds ServerWatch::pauseAfter(const Look &look) const
{
    const bool isRecovering = look.facts.sql && look.facts.sql->answer == ServerAnswer::StartingUp;
    if (!isRecovering && m_lostAt && look.endedAt - *m_lostAt < watchfulAfterLoss)
        return shortPause;
    if (!look.facts.sql)
        return usualPause;
    switch (look.facts.sql->answer) {
    case ServerAnswer::StartingUp:
        return recoveryPause;
    case ServerAnswer::ShuttingDown:
        return shortPause;
    case ServerAnswer::LoginRefused: // every attempt is a line in the server's log
        return refusedPause;
    case ServerAnswer::Accepts:
    case ServerAnswer::Refused:
    case ServerAnswer::Silent:
    case ServerAnswer::Full:
    case ServerAnswer::NotPostgres:
        return usualPause;
    }
    return usualPause;
}

void ServerWatch::waitForNext(std::optional<Connection> &session, MonotonicTime next)
{
    const StopToken wakeUp = freshWakeUp();
    const auto left = next - MonotonicClock::now();
    if (m_stop.token().stopRequested() || left.count() <= 0)
        return;
    if (!session) {
        wakeUp.sleepFor(left);
        return;
    }
    const auto ended = session->waitForEnd(Deadline::after(left), wakeUp);
    if (ended && *ended)
        noteSessionEnd(MonotonicClock::now());
    else if (!ended) // woken up, or the process has no descriptor left to wait with
        wakeUp.sleepFor(next - MonotonicClock::now());
}

void ServerWatch::watch()
{
    std::optional<Connection> session;
    const StopToken stop = m_stop.token();
    while (!stop.stopRequested()) {
        const bool hadSession = session && session->isOpen();
        const Look now = look(session);
        if (stop.stopRequested())
            return;
        const bool hasSession = session && session->isOpen();
        // Cut in the middle of a look: noted when the look is over.
        if (hadSession && !hasSession && tellsAnEnd(now))
            noteSessionEnd(now.endedAt);
        if (hasSession)
            settle({});
        else
            settle(Error{ErrorKind::Unreachable,
                         say("Monitor", "The watch on %1 has no session: %2")
                             .arg(m_node.name)
                             .arg(now.facts.sql ? now.facts.sql->message : QString()),
                         {},
                         now.facts.sql ? now.facts.sql->code : QString()});
        if (m_listener.onLook)
            m_listener.onLook(now);
        waitForNext(session, now.begunAt + pauseAfter(now));
    }
}

} // namespace tandem
