// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/loss_watch.h"

namespace tandem {

namespace {

constexpr Milliseconds openPatience{3000};
constexpr std::chrono::hours oneWait{1}; // ended by an event or by stop, so its length is no matter

} // namespace

LossWatch::LossWatch(const ConnectTarget &target, Callback onLoss)
    : m_target(target), m_onLoss(std::move(onLoss)), m_thread([this] { watch(); })
{
}

LossWatch::~LossWatch()
{
    m_stop.requestStop();
    m_thread.join();
}

Result<void> LossWatch::waitUntilArmed(const Deadline &deadline, const StopToken &stop) const
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
        return Error{ErrorKind::Cancelled,
                     say("Workload", "The watch on the server was cancelled."),
                     {},
                     {}};
    return Error{ErrorKind::TimedOut,
                 say("Workload", "The watch on %1 has no session yet; see whether the server "
                                 "answers.")
                     .arg(m_target.host),
                 {},
                 {}};
}

std::optional<MonotonicTime> LossWatch::endedAt() const
{
    const std::lock_guard lock(m_mutex);
    return m_endedAt;
}

void LossWatch::watch()
{
    const StopToken stop = m_stop.token();
    auto connection = Connection::open(m_target, Deadline::after(openPatience), stop);
    if (!connection) {
        settle(connection.error());
        return;
    }
    settle({});
    for (;;) {
        const auto ended = connection->waitForEnd(Deadline::after(oneWait), stop);
        if (stop.stopRequested())
            return;
        if (ended && !*ended)
            continue;
        const MonotonicTime at = MonotonicClock::now();
        {
            const std::lock_guard lock(m_mutex);
            m_endedAt = at;
        }
        if (m_onLoss)
            m_onLoss(at);
        return;
    }
}

void LossWatch::settle(Result<void> armed)
{
    {
        const std::lock_guard lock(m_mutex);
        m_armed = std::move(armed);
    }
    m_changed.notify_all();
}

} // namespace tandem
