// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/state.h"

#include <cstdint>

namespace tandem {

// The small domain of the state table: what each node amounts to and what they are to each other.

enum class Relation
{
    Unknown,
    Same,
    Different
}; // the system identifiers
enum class PairHistory
{
    None,
    SetupBegun,
    Made
}; // was a pair made of these two?
enum class Branch
{
    Same,
    Behind,
    Ahead
}; // the other node's timeline beside the primary's

struct PairFlags
{
    Relation relation = Relation::Unknown;
    PairHistory history = PairHistory::None;
    Branch branch = Branch::Same;
    bool handoverOpen = false; // a planned hand-over began, and nobody is primary
    bool resyncing = false;    // a resync works on the node that is not primary, heartbeat fresh
    bool lagging = false;      // the standby streams, but is more than `laggingBytes` behind
    bool fed = false;          // the primary feeds a standby that we cannot see
    bool linkPaused = false;   // a standby's WAL receiver was stopped by a signal
    bool setAside = false;     // a node without data has the directory that a crash moved aside
    bool fenceLeft = false;    // the standby was started round its fence, which still holds
    bool operator==(const PairFlags &) const = default;
};

struct PairCase
{
    NodeCondition home = NodeCondition::Unseen; // the node that is primary in the original roles
    NodeCondition peer = NodeCondition::Unseen;
    PairFlags flags;
    bool operator==(const PairCase &) const = default;
};

// Behind by more than one segment of 16 MiB: what a standby that keeps up never shows for long.
constexpr std::uint64_t laggingBytes = 16ULL * 1024 * 1024;
// A record whose heartbeat is older belongs to nobody; the same age lets the next stage take it.
constexpr std::int64_t heartbeatFreshMilliseconds = 20000;

[[nodiscard]] PairCase caseOf(const ClusterSnapshot &snapshot);
// False for combinations that caseOf() never makes; the golden file covers all the others.
[[nodiscard]] bool isPossible(const PairCase &pair);

[[nodiscard]] bool isStandby(NodeCondition condition);
// No server serves there: down, fenced or stopped in an orderly way.
[[nodiscard]] bool isStopped(NodeCondition condition);
// Neither shell nor SQL gave a picture of the server.
[[nodiscard]] bool isOutOfSight(NodeCondition condition);

// The record of a planned exchange of roles that is under way or was broken off.
[[nodiscard]] bool isHandover(const RecordFacts &record);

// Questions about who is what. "Other" is the node beside the only primary or the only standby.
[[nodiscard]] bool bothPrimary(const PairCase &pair);
[[nodiscard]] bool onePrimary(const PairCase &pair);
[[nodiscard]] bool anyStandby(const PairCase &pair);
[[nodiscard]] bool loneStandby(const PairCase &pair);   // one standby, nobody primary
[[nodiscard]] bool homeIsPrimary(const PairCase &pair); // the only one
[[nodiscard]] bool isPair(const PairCase &pair); // seen to belong together, setup not half done
// The node of the pair that its sentences name first: the primary, else the standby, else home.
[[nodiscard]] bool homeIsFirst(const PairCase &pair);
[[nodiscard]] NodeCondition first(const PairCase &pair);
[[nodiscard]] NodeCondition other(const PairCase &pair);

// Home and peer of a snapshot; the profile's order when the name of the home node is not in it.
[[nodiscard]] const NodeFacts &homeOf(const ClusterSnapshot &snapshot);
[[nodiscard]] const NodeFacts &homesPeer(const ClusterSnapshot &snapshot);

} // namespace tandem
