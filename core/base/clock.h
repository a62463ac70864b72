// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace tandem {

// All waiting uses the monotonic clock; a jump of the wall clock changes nothing.
using MonotonicClock = std::chrono::steady_clock;
using MonotonicTime = MonotonicClock::time_point;
using Milliseconds = std::chrono::milliseconds;

// A point in monotonic time after which waiting is over.
class Deadline
{
public:
    static Deadline after(std::chrono::nanoseconds time)
    {
        return Deadline(MonotonicClock::now() + time);
    }

    [[nodiscard]] bool expired() const { return MonotonicClock::now() >= m_end; }
    // Never negative. For poll(2): at least 1 while not expired.
    [[nodiscard]] Milliseconds remaining() const
    {
        const auto left = std::chrono::ceil<Milliseconds>(m_end - MonotonicClock::now());
        return left.count() > 0 ? left : Milliseconds(0);
    }
    [[nodiscard]] MonotonicTime end() const { return m_end; }

private:
    explicit Deadline(MonotonicTime end) : m_end(end) {}
    MonotonicTime m_end;
};

// Seconds between two monotonic times, for figures shown to people.
[[nodiscard]] inline double secondsBetween(MonotonicTime from, MonotonicTime to)
{
    return std::chrono::duration<double>(to - from).count();
}

} // namespace tandem
