// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/postgres/connect_calls.h"

#include <algorithm>

namespace tandem {

namespace {

// Longer than the way to all but the farthest servers, so that few are called twice in vain.
constexpr Milliseconds unheardFor{400};
// With TCP's own repetitions seven packets in three seconds.
constexpr std::size_t most = 4;

} // namespace

ConnectCalls::ConnectCalls(ConnectTarget target, ConnectAttempt::Wish wish)
{
    m_attempts.reserve(most);
    m_attempts.emplace_back(std::move(target), wish);
}

void ConnectCalls::addWaits(std::vector<pollfd> &waits) const
{
    for (const ConnectAttempt &attempt : m_attempts)
        waits.push_back(attempt.waitsFor());
}

void ConnectCalls::advance(std::span<const pollfd> waits)
{
    for (std::size_t i = 0; i < waits.size(); ++i) {
        if (waits[i].revents == 0)
            continue;
        m_attempts[i].advance(waits[i].revents);
        if (!m_attempts[i].isUnheard()) {
            goOnWith(i);
            return;
        }
    }
}

void ConnectCalls::goOnWith(std::size_t chosen)
{
    if (chosen != 0)
        std::swap(m_attempts.front(), m_attempts[chosen]);
    m_attempts.erase(m_attempts.begin() + 1, m_attempts.end());
}

MonotonicTime ConnectCalls::worthUntil(const Deadline &deadline) const
{
    return m_attempts.front().worthUntil(deadline);
}

std::optional<MonotonicTime> ConnectCalls::joinsAt() const
{
    if (m_attempts.size() == most || !m_attempts.back().isUnheard())
        return std::nullopt;
    return m_attempts.back().startedAt() + unheardFor;
}

void ConnectCalls::joinIfDue()
{
    const auto due = joinsAt();
    if (!due || MonotonicClock::now() < *due)
        return;
    m_attempts.push_back(m_attempts.back().another());
    const ConnectAttempt &joined = m_attempts.back();
    // Its failure counts only where the server's host is what spoke.
    if (joined.isOver() && joined.error().code == QLatin1String("refused"))
        goOnWith(m_attempts.size() - 1);
}

} // namespace tandem
