// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/state.h"

#include "core/cluster/held_writes.h"
#include "core/cluster/state_table.h"

#include <algorithm>

namespace tandem {

namespace {

Text wordsFor(NodeCondition condition)
{
    switch (condition) {
    case NodeCondition::Unseen:
        return say("Cluster", "not seen");
    case NodeCondition::Unreachable:
        return say("Cluster", "not reachable");
    case NodeCondition::Frozen:
        return say("Cluster", "frozen");
    case NodeCondition::Down:
        return say("Cluster", "down");
    case NodeCondition::Fenced:
        return say("Cluster", "fenced");
    case NodeCondition::CleanStopped:
        return say("Cluster", "stopped in order");
    case NodeCondition::Starting:
        return say("Cluster", "starting or shutting down");
    case NodeCondition::Bare:
        return say("Cluster", "without a data directory");
    case NodeCondition::Alive:
        return say("Cluster", "alive, its role unread");
    case NodeCondition::Primary:
        return say("Cluster", "accepting writes");
    case NodeCondition::StandbyStreaming:
        return say("Cluster", "a standby that receives");
    case NodeCondition::StandbyDetached:
        return say("Cluster", "a standby that does not receive");
    }
    return {};
}

Text positionOf(const NodeFacts &node)
{
    if (!node.replication || !node.replication->replayed)
        return say("Cluster", "a position that was not read");
    return Text::verbatim(node.replication->replayed->toString());
}

} // namespace

const StateRow &rowFor(const PairCase &pair)
{
    const auto &rows = stateTable();
    const auto row = std::find_if(rows.begin(), rows.end(),
                                  [&pair](const StateRow &r) { return r.holds(pair); });
    return row != rows.end() ? *row : rows.back();
}

Text withNames(const Text &sentence, const PairCase &pair, const ClusterSnapshot &snapshot)
{
    const NodeFacts &home = homeOf(snapshot);
    const NodeFacts &peer = homesPeer(snapshot);
    const bool homeFirst = homeIsFirst(pair);
    const NodeFacts &one = homeFirst ? home : peer;
    const NodeFacts &two = homeFirst ? peer : home;
    return sentence.arg(one.name)
        .arg(two.name)
        .arg(home.name)
        .arg(peer.name)
        .arg(wordsFor(first(pair)))
        .arg(wordsFor(other(pair)))
        .arg(positionOf(one))
        .arg(positionOf(two));
}

StateVerdict deriveState(const ClusterSnapshot &snapshot)
{
    const PairCase pair = caseOf(snapshot);
    const StateRow &row = rowFor(pair);
    const Text sentence = withNames(row.sentence, pair, snapshot);
    if (const auto held = heldWritesIn(snapshot))
        return {row.state, say("Cluster", "%1 %2").arg(sentence).arg(sentenceOf(*held))};
    return {row.state, sentence};
}

QString tokenOf(PairState state)
{
    switch (state) {
    case PairState::SplitBrain:
        return QStringLiteral("split_brain");
    case PairState::NotOnePair:
        return QStringLiteral("not_one_pair");
    case PairState::HandoverInterrupted:
        return QStringLiteral("handover_interrupted");
    case PairState::BothStandby:
        return QStringLiteral("both_standby");
    case PairState::PrimaryDown:
        return QStringLiteral("primary_down");
    case PairState::PrimaryUnreachable:
        return QStringLiteral("primary_unreachable");
    case PairState::PrimaryFrozen:
        return QStringLiteral("primary_frozen");
    case PairState::FailedOver:
        return QStringLiteral("failed_over");
    case PairState::Diverged:
        return QStringLiteral("diverged");
    case PairState::Resyncing:
        return QStringLiteral("resyncing");
    case PairState::StandbyDown:
        return QStringLiteral("standby_down");
    case PairState::StandbyLagging:
        return QStringLiteral("standby_lagging");
    case PairState::Swapped:
        return QStringLiteral("swapped");
    case PairState::Healthy:
        return QStringLiteral("healthy");
    case PairState::Bare:
        return QStringLiteral("bare");
    case PairState::Unknown:
        return QStringLiteral("unknown");
    }
    return {};
}

QString tokenOf(NodeCondition condition)
{
    switch (condition) {
    case NodeCondition::Unseen:
        return QStringLiteral("unseen");
    case NodeCondition::Unreachable:
        return QStringLiteral("unreachable");
    case NodeCondition::Frozen:
        return QStringLiteral("frozen");
    case NodeCondition::Down:
        return QStringLiteral("down");
    case NodeCondition::Fenced:
        return QStringLiteral("fenced");
    case NodeCondition::CleanStopped:
        return QStringLiteral("clean_stopped");
    case NodeCondition::Starting:
        return QStringLiteral("starting");
    case NodeCondition::Bare:
        return QStringLiteral("bare");
    case NodeCondition::Alive:
        return QStringLiteral("alive");
    case NodeCondition::Primary:
        return QStringLiteral("primary");
    case NodeCondition::StandbyStreaming:
        return QStringLiteral("standby_streaming");
    case NodeCondition::StandbyDetached:
        return QStringLiteral("standby_detached");
    }
    return {};
}

QString roleToken(const NodeFacts &node)
{
    switch (conditionOf(node)) {
    case NodeCondition::Primary:
        return QStringLiteral("primary");
    case NodeCondition::StandbyStreaming:
    case NodeCondition::StandbyDetached:
        return QStringLiteral("standby");
    case NodeCondition::Down:
    case NodeCondition::CleanStopped:
    case NodeCondition::Bare:
        return QStringLiteral("down");
    case NodeCondition::Fenced:
        return QStringLiteral("fenced");
    case NodeCondition::Unreachable:
        return QStringLiteral("unreachable");
    case NodeCondition::Frozen:
        return QStringLiteral("frozen");
    case NodeCondition::Unseen:
    case NodeCondition::Starting:
    case NodeCondition::Alive:
        return QStringLiteral("unknown");
    }
    return QStringLiteral("unknown");
}

} // namespace tandem
