// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/pacer.h"

namespace tandem {

namespace {

constexpr std::chrono::seconds madeUpFor{1};

} // namespace

Pacer::Pacer(MonotonicTime start, std::chrono::nanoseconds period, std::chrono::nanoseconds phase)
    : m_origin(start + std::chrono::duration_cast<MonotonicClock::duration>(phase)),
      m_period(period)
{
}

MonotonicTime Pacer::next(MonotonicTime now)
{
    if (m_period.count() <= 0)
        return now;
    const auto point = [this](std::int64_t number) {
        return m_origin + std::chrono::duration_cast<MonotonicClock::duration>(m_period * number);
    };
    if (point(m_number) < now - madeUpFor)
        m_number = (now - m_origin) / m_period + 1;
    return point(m_number++);
}

} // namespace tandem
