// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"
#include "core/cluster/cluster_snapshot.h"

#include <vector>

namespace tandem {

// The pair's states, most dangerous first. Their tokens are part of the programs' contract.
enum class PairState
{
    SplitBrain,
    NotOnePair,
    HandoverInterrupted,
    BothStandby,
    PrimaryDown,
    PrimaryUnreachable,
    PrimaryFrozen,
    FailedOver,
    Diverged,
    Resyncing,
    StandbyDown,
    StandbyLagging,
    Swapped,
    Healthy,
    Bare,
    Unknown,
};

// What one node amounts to in this question; the small domain the state table is written in.
enum class NodeCondition
{
    Unseen,           // neither shell nor SQL told anything
    Unreachable,      // SQL silent and the shell does not answer
    Frozen,           // SQL silent, but the host answers and the process is there
    Down,             // nobody listens, or the shell saw no server process
    Fenced,           // down, and a fence keeps it down
    CleanStopped,     // down after an orderly stop: control file says "shut down"
    Starting,         // 57P03
    Bare,             // no data directory, or an empty one
    Alive,            // a server answers, but its role could not be read
    Primary,          // accepts SQL, not in recovery
    StandbyStreaming, // in recovery, receiver streams
    StandbyDetached,  // in recovery, receiver does not stream
};

struct StateVerdict
{
    PairState state = PairState::Unknown;
    Text sentence; // for people, names filled in; names held writes and their relief as well
};

[[nodiscard]] NodeCondition conditionOf(const NodeFacts &node);

// One table, first match wins (core/cluster/state_table.h).
[[nodiscard]] StateVerdict deriveState(const ClusterSnapshot &snapshot);

[[nodiscard]] QString tokenOf(PairState state);         // "split_brain" ...
[[nodiscard]] QString tokenOf(NodeCondition condition); // for golden files

// The role of one node as `status --json` names it:
// primary standby down unreachable frozen fenced unknown.
[[nodiscard]] QString roleToken(const NodeFacts &node);

} // namespace tandem
