// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/pair_case.h"

#include <vector>

namespace tandem {

// One row: when it holds, which state it is, and what a person reads.
// Sentences: %1 the node named first (the primary, else the only standby, else home), %2 the other
// one, %3 home, %4 home's peer, %5 %6 the conditions of %1 and %2, %7 %8 their replay positions.
struct StateRow
{
    PairState state;
    bool (*holds)(const PairCase &pair);
    Text sentence;
};

[[nodiscard]] const StateRow &rowFor(const PairCase &pair);
[[nodiscard]] Text withNames(const Text &sentence, const PairCase &pair,
                             const ClusterSnapshot &snapshot);

// First match wins, the most dangerous row first, in the order of PairState. The last row holds
// always.
inline const std::vector<StateRow> &stateTable()
{
    using C = NodeCondition;
    using S = PairState;
    using P = const PairCase &;
    // What a server that never was in a pair can look like: running, its role read or not, or off.
    static const auto isServer = [](C c) {
        return c == C::Primary || c == C::Alive || c == C::Down || c == C::CleanStopped;
    };
    static const std::vector<StateRow> rows = {
        // Two primaries of different databases were never one pair: not_one_pair or bare.
        {S::SplitBrain,
         [](P p) {
             return bothPrimary(p) &&
                    (p.flags.relation == Relation::Same || (p.flags.relation == Relation::Unknown &&
                                                            p.flags.history == PairHistory::Made));
         },
         say("Cluster",
             "Both %1 and %2 accept writes, so their data drift apart: stop the clients, "
             "decide whose rows to keep, and stop the other server.")},

        {S::NotOnePair,
         [](P p) {
             return p.flags.relation == Relation::Different &&
                    (p.flags.history == PairHistory::Made || anyStandby(p));
         },
         say("Cluster", "%1 and %2 hold different databases (their system identifiers differ), so "
                        "neither can replace the other: check the addresses in the profile.")},

        // Failover beside an open hand-over would give up the proof that nothing is lost.
        {S::HandoverInterrupted,
         [](P p) { return p.flags.handoverOpen && loneStandby(p) && isStopped(other(p)); },
         say("Cluster", "A planned hand-over from %2 to %1 stopped half way and nobody accepts "
                        "writes: run it again, it ends it without loss.")},

        {S::BothStandby, [](P p) { return isStandby(p.home) && isStandby(p.peer); },
         say("Cluster", "Nobody accepts writes, both are standbys: %1 has replayed to %7 and %2 to "
                        "%8; the one that is further ahead should be promoted.")},

        {S::PrimaryDown, [](P p) { return loneStandby(p) && other(p) == C::CleanStopped; },
         say("Cluster", "%2 was stopped in order and nobody accepts writes: start it again, or "
                        "promote %1.")},
        {S::PrimaryDown, [](P p) { return loneStandby(p) && other(p) == C::Fenced; },
         say("Cluster", "%2 is down and fenced and nobody accepts writes: promote %1.")},
        {S::PrimaryDown, [](P p) { return loneStandby(p) && other(p) == C::Bare; },
         say("Cluster", "%2 has no data directory and nobody accepts writes: promote %1.")},
        {S::PrimaryDown,
         [](P p) {
             return loneStandby(p) && other(p) == C::Down && first(p) == C::StandbyDetached;
         },
         say("Cluster", "%2 is down and nobody accepts writes: promote %1.")},

        // A refused connection while the standby still receives: the way from here may be cut.
        {S::PrimaryUnreachable, [](P p) { return loneStandby(p) && other(p) == C::Down; },
         say("Cluster", "%2 refuses connections from here while %1 still receives from it: if that "
                        "lasts, only the way from here to %2 is cut, so do not promote.")},
        {S::PrimaryUnreachable,
         [](P p) {
             return loneStandby(p) && other(p) == C::Unreachable && first(p) == C::StandbyStreaming;
         },
         say("Cluster", "%2 does not answer from here, but %1 has not lost it yet: if that lasts, "
                        "only the way from here to %2 is cut, so do not promote.")},
        {S::PrimaryUnreachable, [](P p) { return loneStandby(p) && other(p) == C::Unreachable; },
         say("Cluster", "%2 answers neither SQL nor the shell and may still accept writes: make "
                        "sure that it is off before %1 is promoted.")},

        {S::PrimaryFrozen, [](P p) { return loneStandby(p) && other(p) == C::Frozen; },
         say("Cluster", "%2 runs but does not answer, and it may wake up: promoting %1 ends its "
                        "processes first.")},

        // The old primary is out: its role is taken, or its data or its fence say so. A standby
        // that runs is no old one out; a shell that is silent proves nothing but the roles.
        {S::FailedOver,
         [](P p) {
             const C out = other(p);
             return onePrimary(p) && !homeIsPrimary(p) && isPair(p) && !p.flags.resyncing &&
                    p.flags.branch != Branch::Ahead && (isStopped(out) || out == C::Bare);
         },
         say("Cluster", "%1 accepts writes in place of %2, which is out: bring %2 back with a "
                        "resync.")},
        {S::FailedOver,
         [](P p) {
             const C out = other(p);
             return onePrimary(p) && isPair(p) && !p.flags.resyncing &&
                    (out == C::Starting || out == C::Frozen) &&
                    (p.flags.branch == Branch::Behind ||
                     (!homeIsPrimary(p) && p.flags.branch == Branch::Same));
         },
         say("Cluster", "%1 accepts writes in place of %2, which is %6 and could come up as a "
                        "second primary: a resync fences it first.")},
        {S::FailedOver,
         [](P p) {
             return onePrimary(p) && !homeIsPrimary(p) && isPair(p) && !p.flags.fed &&
                    other(p) == C::Unreachable;
         },
         say("Cluster", "%1 accepts writes in place of %2, which is not reachable and may not be "
                        "fenced: keep clients away from it until it is seen again.")},
        {S::FailedOver,
         [](P p) {
             return homeIsPrimary(p) && isPair(p) && !p.flags.resyncing &&
                    p.flags.branch != Branch::Ahead &&
                    (p.peer == C::Fenced ||
                     (isStopped(p.peer) && p.flags.branch == Branch::Behind));
         },
         say("Cluster", "%1 accepts writes again and %2, the primary before it, is out: bring %2 "
                        "back with a resync.")},

        // The node that is not primary holds the newer history: a resync would destroy it.
        {S::Diverged,
         [](P p) {
             return onePrimary(p) && isPair(p) && !p.flags.resyncing &&
                    p.flags.branch == Branch::Ahead;
         },
         say("Cluster", "%1 accepts writes on an older timeline than the data of %2, so the rows "
                        "that were written last lie on %2: decide whose rows to keep before "
                        "anything is rebuilt.")},
        {S::Diverged,
         [](P p) {
             return onePrimary(p) && isPair(p) && !p.flags.resyncing &&
                    p.flags.branch == Branch::Behind && other(p) == C::StandbyDetached;
         },
         say("Cluster", "%2 runs as a standby but is not on the timeline of %1, so it cannot "
                        "follow: bring it back with a resync.")},

        {S::Resyncing, [](P p) { return p.flags.resyncing; },
         say("Cluster", "%2 is being rebuilt to follow %1: wait until that is over.")},

        {S::StandbyDown,
         [](P p) {
             return homeIsPrimary(p) && isPair(p) && (isStopped(p.peer) || p.peer == C::Bare);
         },
         say("Cluster", "%1 accepts writes without a second copy because %2 is %6: bring %2 back "
                        "with a resync.")},
        {S::StandbyDown,
         [](P p) {
             return homeIsPrimary(p) && isPair(p) && (p.peer == C::Starting || p.peer == C::Frozen);
         },
         say("Cluster", "%1 accepts writes without a second copy because %2 is %6: wait a moment, "
                        "then bring it back with a resync.")},
        // Not seen is not down: it is the primary that says that nobody follows it.
        {S::StandbyDown,
         [](P p) {
             return homeIsPrimary(p) && isPair(p) && p.peer == C::Unreachable && !p.flags.fed;
         },
         say("Cluster",
             "%1 accepts writes and feeds no standby, and %2 is not reachable from here: "
             "see to the host %2 and the way to it.")},

        {S::StandbyLagging, [](P p) { return p.flags.lagging; },
         say("Cluster",
             "%2 follows %1 but is far behind: what it has not received would be lost if "
             "%1 failed now.")},
        {S::StandbyLagging,
         [](P p) {
             return onePrimary(p) && isPair(p) && other(p) == C::StandbyDetached &&
                    p.flags.linkPaused;
         },
         say("Cluster", "The WAL receiver of %2 was stopped by a signal, so what %1 acknowledges "
                        "from now on is lost if %1 fails: a restore wakes it.")},
        {S::StandbyLagging,
         [](P p) { return onePrimary(p) && isPair(p) && other(p) == C::StandbyDetached; },
         say("Cluster", "%2 runs as a standby but receives nothing from %1, so it falls behind: "
                        "pgtandemctl check says whether a way between them is cut; if it is not, "
                        "bring it back with a resync.")},

        {S::Swapped, [](P p) { return p.peer == C::Primary && p.home == C::StandbyStreaming; },
         say("Cluster", "%1 accepts writes and %2 follows it, in exchanged roles: a failback makes "
                        "%2 the primary again.")},
        {S::Healthy, [](P p) { return p.home == C::Primary && p.peer == C::StandbyStreaming; },
         say("Cluster", "%1 accepts writes and %2 follows it.")},

        // A peer that writes in the same database, or whose data are newer, is no copy to replace.
        {S::Bare,
         [](P p) {
             return p.flags.history == PairHistory::SetupBegun && p.flags.branch == Branch::Same &&
                    (isServer(p.home) || p.home == C::Bare) &&
                    (isServer(p.peer) || p.peer == C::Bare || p.peer == C::Starting ||
                     p.peer == C::StandbyDetached) &&
                    (p.peer != C::Primary || p.flags.relation == Relation::Different);
         },
         say("Cluster", "A setup of %3 and %4 began and is not finished: run it again, it goes on "
                        "where it stopped.")},
        {S::Bare,
         [](P p) {
             const bool apart =
                 p.flags.relation == Relation::Different && isServer(p.home) && isServer(p.peer);
             const bool empty = (p.home == C::Bare && (isServer(p.peer) || p.peer == C::Bare)) ||
                                (p.peer == C::Bare && isServer(p.home));
             return p.flags.history == PairHistory::None && (apart || empty);
         },
         say("Cluster", "%3 and %4 are two servers of their own and no pair yet: a setup makes %3 "
                        "the primary and %4 its standby.")},

        {S::Unknown, [](P p) { return isOutOfSight(p.home) && isOutOfSight(p.peer); },
         say("Cluster", "Neither %1 nor %2 can be seen from here, so nothing is known about them: "
                        "check the network of this machine.")},
        {S::Unknown, [](P p) { return p.flags.fed; },
         say("Cluster",
             "%1 accepts writes and feeds a standby, but %2 is not seen from here: check "
             "the way to %2.")},
        {S::Unknown, [](P p) { return onePrimary(p) && isOutOfSight(other(p)); },
         say("Cluster", "%1 accepts writes, but %2 is not seen from here: check the way to %2.")},
        {S::Unknown, [](P p) { return onePrimary(p) && other(p) == C::Alive; },
         say("Cluster",
             "%1 accepts writes, and %2 answers without telling its role, so it could be "
             "a second primary: mend the login to %2.")},
        {S::Unknown, [](P p) { return loneStandby(p) && other(p) == C::Starting; },
         say("Cluster",
             "%2 is starting or shutting down and %1 is a standby: wait and look again.")},
        {S::Unknown, [](P p) { return loneStandby(p) && other(p) == C::Alive; },
         say("Cluster", "%2 answers without telling its role and %1 is a standby: %2 is not down; "
                        "mend the login to it.")},
        {S::Unknown, [](P p) { return loneStandby(p) && other(p) == C::Unseen; },
         say("Cluster", "%1 is a standby, but %2 was not seen, so it may accept writes: check the "
                        "way to %2.")},
        {S::Unknown, [](P p) { return bothPrimary(p); },
         say("Cluster", "Both %1 and %2 accept writes, and it is not known whether they hold the "
                        "same database: read their system identifiers.")},
        {S::Unknown,
         [](P p) {
             return (isStopped(p.home) || p.home == C::Bare) &&
                    (isStopped(p.peer) || p.peer == C::Bare);
         },
         say("Cluster", "Neither server runs (%1 is %5, %2 is %6): start the one that was primary "
                        "last.")},
        {S::Unknown, [](P) { return true; },
         say("Cluster", "What is seen fits no known state (%1 is %5, %2 is %6): look again in a "
                        "moment.")},
    };
    return rows;
}

} // namespace tandem
