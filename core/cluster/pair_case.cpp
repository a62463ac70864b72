// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/pair_case.h"

#include <algorithm>

namespace tandem {

namespace {

using enum NodeCondition;

// Whether data of this node were seen at all: its system identifier and its timeline.
bool showsData(NodeCondition condition)
{
    return !isOutOfSight(condition) && condition != Bare;
}

// A running server that streams is on the primary's timeline; one whose role is unread is left out.
bool mayBeOffBranch(NodeCondition condition)
{
    return showsData(condition) && condition != Primary && condition != StandbyStreaming &&
           condition != Alive;
}

bool mayBeResynced(NodeCondition condition)
{
    return !isOutOfSight(condition) && condition != Primary && condition != StandbyStreaming;
}

bool nobodyPrimary(const PairCase &pair)
{
    return pair.home != Primary && pair.peer != Primary;
}

std::uint64_t systemIdentifierOf(const NodeFacts &node)
{
    if (node.replication && node.replication->systemIdentifier != 0)
        return node.replication->systemIdentifier;
    return node.data ? node.data->systemIdentifier : 0;
}

std::uint32_t timelineOf(const NodeFacts &node)
{
    if (node.replication)
        return node.replication->timeline;
    return node.data ? node.data->timeline : 0;
}

bool isSetup(const RecordFacts &record)
{
    return record.operation == QLatin1String("setup");
}

// What only a finished pair leaves behind: every stage but setup is for a pair.
bool provesPair(const RecordFacts &record)
{
    return record.paired || record.fenced || !record.unfencedPeer.isEmpty() ||
           !record.handoverEnd.isEmpty() || (!record.operation.isEmpty() && !isSetup(record));
}

// A base backup is no standby: setup takes one before there is a pair.
bool feedsStandby(const NodeFacts &node)
{
    if (!node.replication)
        return false;
    const auto &senders = node.replication->senders;
    return std::any_of(senders.begin(), senders.end(), [](const SenderFacts &sender) {
        return sender.state != QLatin1String("backup") &&
               sender.applicationName != QLatin1String("pg_basebackup");
    });
}

Relation relationOf(const PairCase &pair, const NodeFacts &home, const NodeFacts &peer)
{
    const auto a = systemIdentifierOf(home);
    const auto b = systemIdentifierOf(peer);
    if (!showsData(pair.home) || !showsData(pair.peer) || a == 0 || b == 0)
        return Relation::Unknown;
    return a == b ? Relation::Same : Relation::Different;
}

// A setup that was refused or broken off leaves records with an epoch, too. It must find the same
// two servers that it began with, or it could never be run again: such a record alone makes no
// pair.
PairHistory historyOf(const PairCase &pair, const NodeFacts &home, const NodeFacts &peer)
{
    bool setupHolds = false;
    bool touched = false;
    bool replicates = anyStandby(pair) || feedsStandby(home) || feedsStandby(peer);
    bool servedAsPair = pair.flags.relation == Relation::Same;
    for (const auto &[condition, node] :
         {std::pair(pair.home, &home), std::pair(pair.peer, &peer)}) {
        if (isOutOfSight(condition))
            continue;
        if (node->record && provesPair(*node->record))
            return PairHistory::Made;
        setupHolds = setupHolds || (node->record && isSetup(*node->record));
        touched = touched || (node->record && node->record->epoch > 0);
        replicates = replicates || (condition != Bare && node->data && node->data->standbySignal);
        servedAsPair = servedAsPair || timelineOf(*node) > 1 ||
                       (node->replication && !node->replication->slots.empty());
    }
    if (setupHolds)
        return PairHistory::SetupBegun;
    if (replicates || (touched && servedAsPair))
        return PairHistory::Made;
    return touched ? PairHistory::SetupBegun : PairHistory::None;
}

// By its disk it was a standby that followed, and starts as one. What its control file tells is the
// timeline of its last restartpoint, which may lie before a hand-over that it has followed since.
bool wasFollowing(const NodeFacts &node)
{
    return !node.replication && !(node.record && node.record->fenced) && node.data &&
           node.data->standbySignal &&
           (node.data->controlState == QLatin1String("in archive recovery") ||
            node.data->controlState == QLatin1String("shut down in recovery"));
}

Branch branchOf(const PairCase &pair, const NodeFacts &primary, const NodeFacts &beside)
{
    const auto current = timelineOf(primary);
    const auto seen = timelineOf(beside);
    // Timelines of different databases do not compare; 0 was not read.
    if (pair.flags.relation == Relation::Different || current == 0 || seen == 0 || seen == current)
        return Branch::Same;
    if (seen > current)
        return Branch::Ahead;
    return wasFollowing(beside) ? Branch::Same : Branch::Behind;
}

bool isResynced(const NodeFacts &node)
{
    return node.record && node.record->operation == QLatin1String("resync") &&
           node.record->heartbeatAgeMilliseconds <= heartbeatFreshMilliseconds;
}

bool isLagging(const PairCase &pair, const NodeFacts &primary, const NodeFacts &standby)
{
    if (pair.flags.relation == Relation::Different || !primary.replication || !standby.replication)
        return false;
    const auto &end = primary.replication->insert;
    const auto &replayed = standby.replication->replayed;
    return end && replayed && bytesBetween(*replayed, *end) > laggingBytes;
}

// Open only while the node that handed over lies there stopped in order: a mark left from an
// earlier hand-over must not keep a crashed primary from being replaced.
bool isHandedOver(NodeCondition condition, const NodeFacts &node)
{
    return (condition == CleanStopped || condition == Fenced) && node.data &&
           node.data->controlState.startsWith(QLatin1String("shut down"));
}

// A standby beyond E has lived on since that hand-over: the mark is an old one.
bool isBeyond(const NodeFacts &node, const RecordFacts &record)
{
    const auto end = Lsn::parse(record.handoverEnd);
    return end && node.replication && node.replication->replayed &&
           *node.replication->replayed > *end;
}

bool handoverIsOpen(const PairCase &pair, const NodeFacts &home, const NodeFacts &peer)
{
    if (!nobodyPrimary(pair) || (!isHandedOver(pair.home, home) && !isHandedOver(pair.peer, peer)))
        return false;
    const auto tellsOfIt = [&](NodeCondition condition, const NodeFacts &node) {
        return !isOutOfSight(condition) && node.record && isHandover(*node.record) &&
               !isBeyond(home, *node.record) && !isBeyond(peer, *node.record);
    };
    return tellsOfIt(pair.home, home) || tellsOfIt(pair.peer, peer);
}

bool isLinkPaused(NodeCondition condition, const NodeFacts &node)
{
    return condition == StandbyDetached && node.process && node.process->receiverFrozen;
}

bool isSetAside(NodeCondition condition, const NodeFacts &node)
{
    return condition == Bare && node.data && !node.data->asideDirectories.isEmpty();
}

} // namespace

bool isHandover(const RecordFacts &record)
{
    return !record.handoverEnd.isEmpty() || record.operation == QLatin1String("failback") ||
           record.operation == QLatin1String("switchover");
}

PairCase caseOf(const ClusterSnapshot &snapshot)
{
    const NodeFacts &home = homeOf(snapshot);
    const NodeFacts &peer = homesPeer(snapshot);
    PairCase pair{conditionOf(home), conditionOf(peer), {}};
    PairFlags &flags = pair.flags;
    flags.relation = relationOf(pair, home, peer);
    flags.history = historyOf(pair, home, peer);
    flags.handoverOpen = handoverIsOpen(pair, home, peer);
    flags.linkPaused = isLinkPaused(pair.home, home) || isLinkPaused(pair.peer, peer);
    flags.setAside = flags.history == PairHistory::Made &&
                     (isSetAside(pair.home, home) || isSetAside(pair.peer, peer));
    if (!onePrimary(pair))
        return pair;
    const NodeFacts &primary = homeIsPrimary(pair) ? home : peer;
    const NodeFacts &beside = homeIsPrimary(pair) ? peer : home;
    if (mayBeOffBranch(other(pair)))
        flags.branch = branchOf(pair, primary, beside);
    flags.resyncing = mayBeResynced(other(pair)) && isResynced(beside);
    flags.lagging = other(pair) == StandbyStreaming && isLagging(pair, primary, beside);
    flags.fed = isOutOfSight(other(pair)) && feedsStandby(primary);
    flags.fenceLeft =
        isStandby(other(pair)) && !flags.resyncing && beside.record && beside.record->fenced;
    return pair;
}

bool isPossible(const PairCase &pair)
{
    const PairFlags &flags = pair.flags;
    const bool made = flags.history == PairHistory::Made;
    const bool comparable = flags.relation != Relation::Different;
    if (flags.relation != Relation::Unknown && (!showsData(pair.home) || !showsData(pair.peer)))
        return false;
    if (flags.history != PairHistory::None && isOutOfSight(pair.home) && isOutOfSight(pair.peer))
        return false;
    if (flags.history == PairHistory::None && anyStandby(pair))
        return false;
    if (!made && (pair.home == Fenced || pair.peer == Fenced || flags.resyncing))
        return false;
    const auto handedOver = [](NodeCondition c) { return c == CleanStopped || c == Fenced; };
    if (flags.handoverOpen &&
        (!made || !nobodyPrimary(pair) || (!handedOver(pair.home) && !handedOver(pair.peer))))
        return false;
    if (flags.linkPaused && pair.home != StandbyDetached && pair.peer != StandbyDetached)
        return false;
    if (flags.setAside && (!made || (pair.home != Bare && pair.peer != Bare)))
        return false;
    const bool beside = onePrimary(pair);
    if (flags.branch != Branch::Same && (!beside || !comparable || !mayBeOffBranch(other(pair))))
        return false;
    if (flags.resyncing && (!beside || !mayBeResynced(other(pair))))
        return false;
    if (flags.fenceLeft && (!made || !beside || !isStandby(other(pair)) || flags.resyncing))
        return false;
    if (flags.lagging && (!beside || !comparable || other(pair) != StandbyStreaming))
        return false;
    return !flags.fed ||
           (beside && isOutOfSight(other(pair)) && flags.history != PairHistory::None);
}

bool isStandby(NodeCondition condition)
{
    return condition == StandbyStreaming || condition == StandbyDetached;
}

bool isStopped(NodeCondition condition)
{
    return condition == Down || condition == Fenced || condition == CleanStopped;
}

bool isOutOfSight(NodeCondition condition)
{
    return condition == Unseen || condition == Unreachable;
}

bool bothPrimary(const PairCase &pair)
{
    return pair.home == Primary && pair.peer == Primary;
}

bool onePrimary(const PairCase &pair)
{
    return (pair.home == Primary) != (pair.peer == Primary);
}

bool anyStandby(const PairCase &pair)
{
    return isStandby(pair.home) || isStandby(pair.peer);
}

bool loneStandby(const PairCase &pair)
{
    return isStandby(pair.home) != isStandby(pair.peer) && nobodyPrimary(pair);
}

bool homeIsPrimary(const PairCase &pair)
{
    return pair.home == Primary && pair.peer != Primary;
}

bool isPair(const PairCase &pair)
{
    const PairFlags &flags = pair.flags;
    return flags.history == PairHistory::Made ||
           (flags.history == PairHistory::None && flags.relation == Relation::Same);
}

bool homeIsFirst(const PairCase &pair)
{
    if (onePrimary(pair))
        return pair.home == Primary;
    return isStandby(pair.home) || !isStandby(pair.peer);
}

NodeCondition first(const PairCase &pair)
{
    return homeIsFirst(pair) ? pair.home : pair.peer;
}

NodeCondition other(const PairCase &pair)
{
    return homeIsFirst(pair) ? pair.peer : pair.home;
}

const NodeFacts &homeOf(const ClusterSnapshot &snapshot)
{
    const NodeFacts *home = snapshot.node(snapshot.homePrimary);
    return home != nullptr ? *home : snapshot.nodes[0];
}

const NodeFacts &homesPeer(const ClusterSnapshot &snapshot)
{
    return &homeOf(snapshot) == &snapshot.nodes[0] ? snapshot.nodes[1] : snapshot.nodes[0];
}

} // namespace tandem
