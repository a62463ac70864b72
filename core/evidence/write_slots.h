// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/ack_series.h"

#include <array>
#include <vector>

namespace tandem {

// Acknowledged writes a slot of time, by node: what an outage is drawn from.
struct WriteSlots
{
    double from = 0;   // seconds since the run's start
    double length = 1; // of a slot, in seconds
    std::vector<std::array<int, 2>> counts;
    bool operator==(const WriteSlots &) const = default;
};

// The writes of [from, to) seconds since `start`, in the shortest slots of 0.1, 0.2, 0.5, 1, 2, 5
// ... seconds of which at most `mostSlots` are needed. Pure.
[[nodiscard]] WriteSlots writeSlots(const std::vector<AckPoint> &acks, MonotonicTime start,
                                    double from, double to, int mostSlots);

} // namespace tandem
