// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/node_choice.h"

namespace tandem {

std::optional<WritableNode> chooseWritable(const Sightings &seen, std::uint32_t floor,
                                           std::optional<int> last)
{
    std::optional<WritableNode> best;
    for (int node = 0; node < int(seen.size()); ++node) {
        const Sighting &sighting = seen[std::size_t(node)];
        if (sighting.stance != NodeStance::Primary || sighting.timeline < floor)
            continue;
        if (!best || sighting.timeline > best->timeline ||
            (sighting.timeline == best->timeline && last == node))
            best = WritableNode{node, sighting.timeline};
    }
    return best;
}

std::optional<int> chooseReadable(const Sightings &seen)
{
    for (const NodeStance wanted : {NodeStance::Standby, NodeStance::Primary}) {
        for (int node = 0; node < int(seen.size()); ++node) {
            if (seen[std::size_t(node)].stance == wanted)
                return node;
        }
    }
    return std::nullopt;
}

} // namespace tandem
