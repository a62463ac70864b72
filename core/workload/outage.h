// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/ack_series.h"

#include <optional>
#include <vector>

namespace tandem {

// A time in which no write was acknowledged, as the clients saw it. Pure.
struct Outage
{
    AckPoint lastBefore;
    std::optional<AckPoint> firstAfter; // absent: it lasts
    // From the last acknowledgement to the first new one; absent while it lasts.
    [[nodiscard]] std::optional<double> seconds() const;
    bool operator==(const Outage &) const = default;
};

// The outage that `event` caused. Acknowledgements up to `until` are looked at.
// If writes moved to another node after the event, it is the gap at that move: an old primary
// whose processes die one by one may acknowledge for some milliseconds after the event.
// If they stayed, it is the longest gap that ends after the event.
// Absent when there is no acknowledgement before the event.
[[nodiscard]] std::optional<Outage> outageAround(std::vector<AckPoint> acks, MonotonicTime event,
                                                 MonotonicTime until = MonotonicTime::max());

// The moments of one failover, in their order; absent = not seen.
struct OutageMarks
{
    std::optional<MonotonicTime> crashedAt, detectedAt, decidedAt, fencedAt, promotedAt, firstAckAt;
};

// Seconds. A part is absent when one of its two marks is; with all marks the parts add up to total.
struct OutageSplit
{
    std::optional<double> detect, decide, fence, promote, reconnect;
    std::optional<double> total; // crash to first acknowledgement
    bool operator==(const OutageSplit &) const = default;
};

// A mark that another thread noted late never makes a part negative: it counts as at most the
// first acknowledgement and at least the mark before it.
[[nodiscard]] OutageSplit splitOutage(OutageMarks marks);

} // namespace tandem
