// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/stoppable_poll.h"

#include <algorithm>
#include <cerrno>
#include <limits>
#include <utility>

#include <unistd.h>

namespace tandem {

namespace {

// A pipe nobody wrote to is used again: a poll is made for every statement of every client.
std::optional<PipeEnds> &sparePipe()
{
    static thread_local std::optional<PipeEnds> spare;
    return spare;
}

std::optional<PipeEnds> takePipe()
{
    if (!sparePipe())
        return openPipe();
    return std::exchange(sparePipe(), std::nullopt);
}

} // namespace

StoppablePoll::StoppablePoll(const StopToken &stop) : m_wakeUp(takePipe())
{
    if (!m_wakeUp)
        return;
    m_callback.emplace(stop, [this, fd = m_wakeUp->writing.get()] {
        m_isUsed = true;
        const char byte = 0;
        while (write(fd, &byte, 1) < 0 && errno == EINTR) {
        }
    });
}

StoppablePoll::~StoppablePoll()
{
    m_callback.reset(); // waits for a callback that is running
    if (m_wakeUp && !m_isUsed)
        sparePipe() = std::move(m_wakeUp);
}

StoppablePoll::Outcome StoppablePoll::wait(std::vector<pollfd> &descriptors, Milliseconds atMost)
{
    if (!m_wakeUp)
        return Outcome::Stopped;
    const auto end = MonotonicClock::now() + atMost;
    descriptors.push_back({m_wakeUp->reading.get(), POLLIN, 0});
    Milliseconds left = atMost;
    int ready = 0;
    for (;;) {
        constexpr long long most = std::numeric_limits<int>::max();
        const auto time = std::clamp<long long>(left.count(), 0, most);
        ready = poll(descriptors.data(), static_cast<nfds_t>(descriptors.size()),
                     static_cast<int>(time));
        if (ready >= 0 || errno != EINTR)
            break;
        left = std::chrono::ceil<Milliseconds>(end - MonotonicClock::now());
    }
    const bool stopped = ready > 0 && descriptors.back().revents != 0;
    descriptors.pop_back();
    if (stopped || (ready < 0 && errno != EINTR))
        return Outcome::Stopped;
    return ready > 0 ? Outcome::Ready : Outcome::TimedOut;
}

} // namespace tandem
