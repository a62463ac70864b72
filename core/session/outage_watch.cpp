// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/outage_watch.h"

#include <algorithm>

namespace tandem {

OutageWatch::OutageWatch(std::chrono::nanoseconds period)
    : m_patience(std::max<std::chrono::nanoseconds>(silence, 3 * period))
{
}

std::optional<OutageWatch::Finding> OutageWatch::look(std::optional<MonotonicTime> lastAck,
                                                      std::int64_t records, MonotonicTime now)
{
    if (!lastAck)
        return std::nullopt;
    if (lastAck == m_lastAck) {
        if (!m_current && now - *lastAck >= m_patience)
            m_current = Finding{*lastAck, std::nullopt, m_records};
        return std::nullopt;
    }
    m_lastAck = lastAck;
    m_records = records;
    if (!m_current)
        return std::nullopt;
    std::optional<Finding> ended = m_current;
    ended->until = lastAck;
    m_current.reset();
    return ended;
}

MonotonicTime noticedAt(const Outage &outage, std::optional<MonotonicTime> noticed)
{
    return std::max(noticed.value_or(outage.lastBefore.at), outage.lastBefore.at);
}

OutageSplit splitOf(const Outage &outage, std::optional<MonotonicTime> noticed,
                    const Outcome &outcome)
{
    OutageMarks marks;
    marks.crashedAt = outage.lastBefore.at;
    marks.detectedAt = noticedAt(outage, noticed);
    marks.decidedAt = outcome.endOf(Phase::Decide);
    marks.fencedAt = outcome.endOf(Phase::Fence);
    marks.promotedAt = outcome.endOf(Phase::Promote);
    if (outage.firstAfter)
        marks.firstAckAt = outage.firstAfter->at;
    return splitOutage(marks);
}

} // namespace tandem
