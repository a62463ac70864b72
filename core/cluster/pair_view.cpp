// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/pair_view.h"

#include <algorithm>

namespace tandem {

namespace {

bool isOver(const std::optional<MonotonicTime> &seen, MonotonicTime now)
{
    return seen && now - *seen > staleAfter;
}

} // namespace

ClusterSnapshot liveSnapshot(const PairView &view, MonotonicTime now)
{
    ClusterSnapshot live = view.snapshot;
    for (size_t i = 0; i < live.nodes.size(); ++i) {
        NodeFacts &node = live.nodes[i];
        const NodeTimes &times = view.times[i];
        if (!times.shellSeen || isOver(times.shellSeen, now)) {
            node.host.reset();
            node.data.reset();
            node.process.reset();
            node.record.reset();
        }
        if (!times.sqlSeen || isOver(times.sqlSeen, now)) {
            node.sql.reset();
            node.replication.reset();
        }
    }
    return live;
}

bool isStale(const NodeTimes &times, MonotonicTime now)
{
    return isOver(times.shellSeen, now) || isOver(times.sqlSeen, now);
}

std::optional<MonotonicTime> lastHeard(const NodeTimes &times)
{
    // An absent optional is less than every time.
    return std::max({times.hostHeard, times.serverHeard, times.roleHeard});
}

Text heardText(const NodeTimes &times, MonotonicTime now)
{
    const auto heard = lastHeard(times);
    if (!heard)
        return say("Cluster", "not heard yet");
    const double seconds = std::max(0.0, secondsBetween(*heard, now));
    return say("Cluster", "last heard %1 s ago")
        .arg(QString::number(seconds, 'f', seconds < 10 ? 1 : 0));
}

} // namespace tandem
