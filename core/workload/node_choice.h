// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>

namespace tandem {

// What a node said of itself when it was last asked. Pure values.
enum class NodeStance
{
    Unseen,      // not asked yet
    Unreachable, // refused, silent, starting or not for us
    Standby,
    Primary,
};

struct Sighting
{
    NodeStance stance = NodeStance::Unseen;
    std::uint32_t timeline = 0; // Primary: of the WAL it writes
    bool operator==(const Sighting &) const = default;
};

using Sightings = std::array<Sighting, 2>; // in the order of Profile::nodes

struct WritableNode
{
    int node = 0;
    std::uint32_t timeline = 0;
    bool operator==(const WritableNode &) const = default;
};

// The node to write to: the higher timeline wins, on equal ones `last` does. A node below `floor`,
// the highest timeline ever seen writable, is an old primary and is never chosen.
[[nodiscard]] std::optional<WritableNode> chooseWritable(const Sightings &seen, std::uint32_t floor,
                                                         std::optional<int> last);

// The node to read from: a standby before a primary.
[[nodiscard]] std::optional<int> chooseReadable(const Sightings &seen);

} // namespace tandem
