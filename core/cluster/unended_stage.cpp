// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/unended_stage.h"

#include "core/cluster/pair_case.h"

#include <algorithm>

namespace tandem {

namespace {

// Whether the roles are those that the stage leaves behind.
bool isAsLeftBy(Stage stage, const PairCase &pair)
{
    switch (stage) {
    case Stage::Setup:
    case Stage::Failback:
        return homeIsPrimary(pair);
    case Stage::Switchover:
        return !homeIsPrimary(pair);
    case Stage::Restore:
    case Stage::Resync:
        return true;
    // They may be played again whole, change no roles, or leave a pair that a resync goes on with.
    case Stage::Prepare:
    case Stage::SeedData:
    case Stage::Verify:
    case Stage::Crash:
    case Stage::Failover:
    case Stage::ModeSync:
    case Stage::ModeAsync:
    case Stage::Clean:
        return false;
    }
    return false;
}

bool isNamed(const NodeFacts &node, Stage stage)
{
    return node.record && node.record->operation == tokenOf(stage);
}

} // namespace

bool isUnended(const ClusterSnapshot &snapshot, Stage stage)
{
    const PairCase pair = caseOf(snapshot);
    return onePrimary(pair) && other(pair) == NodeCondition::StandbyStreaming &&
           pair.flags.relation != Relation::Different && !pair.flags.fenceLeft &&
           isAsLeftBy(stage, pair) &&
           std::any_of(snapshot.nodes.begin(), snapshot.nodes.end(),
                       [stage](const NodeFacts &node) { return isNamed(node, stage); });
}

std::optional<Stage> abandonedStage(const ClusterSnapshot &snapshot)
{
    for (const Stage stage : allStages()) {
        const auto isFresh = [stage](const NodeFacts &node) {
            return isNamed(node, stage) &&
                   node.record->heartbeatAgeMilliseconds <= heartbeatFreshMilliseconds;
        };
        if (isUnended(snapshot, stage) &&
            std::none_of(snapshot.nodes.begin(), snapshot.nodes.end(), isFresh))
            return stage;
    }
    return std::nullopt;
}

} // namespace tandem
