// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"
#include "core/cluster/cluster_snapshot.h"

#include <cstdint>

namespace tandem {

// When the groups of one node's facts were seen. Times only, so that an age can be told at any
// later moment by whoever shows the facts.
struct NodeTimes
{
    std::optional<MonotonicTime> shellSeen; // host, data, process, record: the look that found them
    std::optional<MonotonicTime> sqlSeen;   // sql, replication: the same
    std::optional<MonotonicTime> sqlBegun;  // begin of the look that ended then
    // The last time that side answered at all; silence does not move them.
    std::optional<MonotonicTime> hostHeard;
    std::optional<MonotonicTime> serverHeard;
    std::optional<MonotonicTime> roleHeard; // replication was told
    bool operator==(const NodeTimes &) const = default;
};

// Both nodes as a monitor sees them, and when each part was seen. A value, never edited.
struct PairView
{
    std::uint64_t number = 0; // grows with every view; 0: nothing was looked at yet
    ClusterSnapshot snapshot; // everything last seen, however old
    std::array<NodeTimes, 2> times;
};

// Facts that were not seen again for so long are not live any more.
constexpr std::chrono::seconds staleAfter{3};

// The facts that count as live at `now`: stale groups are absent, so that the state table sees
// them as not seen.
[[nodiscard]] ClusterSnapshot liveSnapshot(const PairView &view, MonotonicTime now);
// Some group of the node's facts was seen once and is too old by now.
[[nodiscard]] bool isStale(const NodeTimes &times, MonotonicTime now);
// The last time that anything of the node answered.
[[nodiscard]] std::optional<MonotonicTime> lastHeard(const NodeTimes &times);
// "last heard 4 s ago", or that it never was.
[[nodiscard]] Text heardText(const NodeTimes &times, MonotonicTime now);

} // namespace tandem
