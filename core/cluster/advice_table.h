// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/advice.h"
#include "core/cluster/pair_case.h"

#include <initializer_list>
#include <vector>

namespace tandem {

// One row: these states, this stage, allowed or not, and why. Names as in StateRow.
struct AdviceRow
{
    Stage stage;
    std::vector<PairState> states;
    bool allowed;
    Text reason;
    bool (*holds)(const PairCase &pair) = nullptr; // null: whatever the facts within the state
};

[[nodiscard]] const AdviceRow &adviceRowFor(const PairCase &pair, PairState state, Stage stage);
[[nodiscard]] std::optional<Stage> recommendedFor(const PairCase &pair, PairState state);

// First match wins. Every state x stage has a row that holds always; a test counts them.
inline const std::vector<AdviceRow> &adviceTable()
{
    using S = PairState;
    using P = const PairCase &;
    static const auto isAhead = [](P p) { return p.flags.branch == Branch::Ahead; };
    static const auto isDetached = [](P p) { return other(p) == NodeCondition::StandbyDetached; };
    static const auto homeStandsBy = [](P p) { return isStandby(p.home); };
    static const auto peerStandsBy = [](P p) { return isStandby(p.peer); };
    static const auto isPaused = [](P p) { return p.flags.linkPaused; };
    static const auto isMovedAside = [](P p) {
        return other(p) == NodeCondition::Bare && p.flags.setAside;
    };
    static const auto isDown = [](P p) { return isStopped(other(p)); };
    static const auto isFenced = [](P p) { return other(p) == NodeCondition::Fenced; };
    static const auto isFrozen = [](P p) { return other(p) == NodeCondition::Frozen; };
    static const auto isFenceLeft = [](P p) { return p.flags.fenceLeft; };
    static const auto isOut = [](P p) { return isOutOfSight(other(p)); };

    static const Text bothWrite =
        say("Cluster", "Both %1 and %2 accept writes: stop one of them first, after deciding whose "
                       "rows to keep.");
    static const Text twoDatabases =
        say("Cluster", "%1 and %2 hold different databases: correct the profile, or move the data "
                       "that is not needed away by hand.");
    static const Text handoverFirst = say(
        "Cluster", "A planned hand-over from %2 to %1 is open: run it again, it ends it without "
                   "loss.");
    static const Text nobodyChosen =
        say("Cluster", "Both %1 and %2 are standbys: promote the one that is further ahead by hand "
                       "(%1 %7, %2 %8) after making sure that no third server is their primary.");
    static const Text promoteFirst =
        say("Cluster", "Nobody accepts writes: promote %1 first, or start %2 again.");
    static const Text doubtFirst =
        say("Cluster", "%2 cannot be seen and may still accept writes: settle whether it does "
                       "first.");
    static const Text frozenFirst =
        say("Cluster", "%2 is frozen and nobody accepts writes: promote %1 or wake %2 first.");
    static const Text resyncFirst =
        say("Cluster", "%2 does not follow %1: bring it back with a resync first.");
    static const Text fenceFirst =
        say("Cluster", "%2 was started round its fence and would stay down after a restart: lift "
                       "it with a resync first.");
    static const Text decideFirst =
        say("Cluster", "The rows that were written last lie on %2 while %1 accepts writes: decide "
                       "whose to keep first.");
    static const Text resyncRuns =
        say("Cluster", "A resync of %2 is running: wait until it is over.");
    static const Text catchUpFirst = say(
        "Cluster", "%2 is not up to date with %1: wait until it has caught up, or bring it back "
                   "with a resync.");
    static const Text startAgain =
        say("Cluster", "%2 is down and nobody took its place: it is started again.");
    static const Text wake = say("Cluster", "%2 is frozen: its processes are woken.");
    static const Text setupFirst =
        say("Cluster", "%3 and %4 are no pair yet: run the setup first.");
    static const Text notSeen =
        say("Cluster", "What is seen of %1 (%5) and %2 (%6) does not prove that this is safe: ask "
                       "again once both are seen plainly.");

    static const std::vector<AdviceRow> rows = {
        // prepare adds what two hosts lack and leaves alone what is there
        {Stage::Prepare,
         {S::Bare},
         true,
         say("Cluster", "%3 and %4 are no pair yet: both hosts get PostgreSQL and each other's "
                        "keys, where they lack them.")},
        {Stage::Prepare,
         {S::Healthy, S::Swapped},
         true,
         say("Cluster", "%1 and %2 are a pair already: both hosts are looked at, and only what is "
                        "missing is added.")},
        {Stage::Prepare, {S::StandbyLagging}, false, catchUpFirst},
        {Stage::Prepare, {S::Resyncing}, false, resyncRuns},
        {Stage::Prepare, {S::FailedOver, S::Diverged, S::StandbyDown}, false, resyncFirst},

        // setup copies home over its peer: only where there is no pair whose data it could hit
        {Stage::Setup,
         {S::Bare},
         true,
         say("Cluster",
             "%3 and %4 are no pair yet: the setup makes %3 the primary and %4 its copy, "
             "and keeps the data that %4 has now.")},
        {Stage::Setup,
         {S::Healthy, S::Swapped, S::StandbyLagging},
         false,
         say("Cluster", "%1 and %2 are a pair already.")},
        {Stage::Setup,
         {S::FailedOver, S::Diverged, S::StandbyDown},
         false,
         say("Cluster", "%1 and %2 are a pair already: a resync brings %2 back.")},
        {Stage::Setup, {S::Resyncing}, false, resyncRuns},

        // seed-data and verify write on the primary and read on the standby
        {Stage::SeedData,
         {S::Healthy, S::Swapped},
         true,
         say("Cluster", "%1 accepts writes and %2 follows: the lab's tables are made on %1.")},
        {Stage::SeedData, {S::StandbyLagging}, false, catchUpFirst},
        {Stage::SeedData, {S::Resyncing}, false, resyncRuns},
        {Stage::SeedData, {S::Diverged}, false, decideFirst, isAhead},
        {Stage::SeedData, {S::FailedOver, S::Diverged, S::StandbyDown}, false, resyncFirst},
        {Stage::Verify,
         {S::Healthy, S::Swapped, S::StandbyLagging},
         true,
         say("Cluster",
             "%1 accepts writes and %2 is a standby: what is written on %1 must arrive on "
             "%2.")},
        {Stage::Verify,
         {S::FailedOver, S::StandbyDown},
         true,
         say("Cluster", "%1 accepts writes: it is looked at alone, because %2 does not follow.")},
        {Stage::Verify, {S::Resyncing}, false, resyncRuns},
        {Stage::Verify, {S::Diverged}, false, decideFirst, isAhead},
        {Stage::Verify, {S::Diverged}, false, resyncFirst},

        // crash only where the pair can take it
        {Stage::Crash,
         {S::Healthy},
         true,
         say("Cluster", "%1 accepts writes and %2 follows, so %2 can take over from a crash of "
                        "%1.")},
        {Stage::Crash,
         {S::Swapped},
         false,
         say("Cluster", "The roles are exchanged: fail back to %2 first, crashes start from the "
                        "original roles.")},
        {Stage::Crash,
         {S::StandbyLagging},
         true,
         say("Cluster",
             "The WAL receiver of %2 is stopped: a crash of %1 now loses what %2 has not "
             "received."),
         isPaused},
        {Stage::Crash, {S::StandbyLagging}, false, catchUpFirst},
        {Stage::Crash, {S::Resyncing}, false, resyncRuns},
        {Stage::Crash, {S::Diverged}, false, decideFirst, isAhead},
        {Stage::Crash,
         {S::FailedOver, S::Diverged, S::StandbyDown},
         false,
         say("Cluster", "%1 is the only server that works: bring %2 back with a resync before "
                        "anything is broken.")},

        // restore undoes a crash while nobody took the crashed node's place
        {Stage::Restore,
         {S::Healthy, S::Swapped},
         false,
         say("Cluster", "%1 accepts writes and %2 follows: there is nothing to restore.")},
        {Stage::Restore,
         {S::StandbyLagging},
         true,
         say("Cluster", "The WAL receiver of %2 was stopped by a signal: it is woken and receives "
                        "from %1 again."),
         isPaused},
        {Stage::Restore,
         {S::StandbyLagging},
         false,
         say("Cluster", "No crash of a stage left %2 behind: wait until it has caught up with %1, "
                        "or bring it back with a resync.")},
        {Stage::Restore,
         {S::PrimaryDown},
         false,
         say("Cluster", "%2 is fenced because %1 was to take its place: promote %1, then bring %2 "
                        "back with a resync."),
         isFenced},
        {Stage::Restore,
         {S::PrimaryDown},
         true,
         say("Cluster", "The data directory of %2 was moved aside and nobody took its place: it is "
                        "moved back and the server is started."),
         isMovedAside},
        {Stage::Restore, {S::PrimaryDown, S::PrimaryUnreachable}, true, startAgain, isDown},
        {Stage::Restore,
         {S::PrimaryDown},
         false,
         say("Cluster", "%2 has no data directory and none that was moved aside: promote %1.")},
        {Stage::Restore, {S::PrimaryFrozen}, true, wake},
        {Stage::Restore,
         {S::FailedOver, S::Diverged},
         false,
         say("Cluster", "%1 accepts writes now, and %2 must not come up beside it: bring %2 back "
                        "with a resync.")},
        {Stage::Restore, {S::StandbyDown}, true, wake, isFrozen},
        {Stage::Restore,
         {S::StandbyDown},
         false,
         say("Cluster", "%1 accepts writes and %2 is %6: a resync makes it follow again.")},
        {Stage::Restore, {S::Resyncing}, false, resyncRuns},

        // clean deletes copies, so the two that are used must be proven first
        {Stage::Clean,
         {S::Healthy, S::Swapped},
         true,
         say("Cluster", "%1 accepts writes and %2 follows: directories that earlier stages kept "
                        "may be deleted once %2 is proven equal.")},
        {Stage::Clean, {S::StandbyLagging}, false, catchUpFirst},
        {Stage::Clean, {S::Resyncing}, false, resyncRuns},
        {Stage::Clean, {S::Diverged}, false, decideFirst, isAhead},
        {Stage::Clean,
         {S::FailedOver, S::Diverged, S::StandbyDown},
         false,
         say("Cluster", "%1 is the only copy in use: nothing that was kept is deleted before %2 "
                        "follows again.")},

        // failover never while somebody accepts writes
        {Stage::Failover,
         {S::PrimaryDown},
         true,
         say("Cluster", "%2 is down and %1 is a standby: %2 is fenced, then %1 is promoted.")},
        {Stage::Failover,
         {S::PrimaryUnreachable},
         true,
         say("Cluster", "%2 cannot be seen and may still accept writes: promoting %1 needs a typed "
                        "word, and is refused while %1 still receives from %2.")},
        {Stage::Failover,
         {S::PrimaryFrozen},
         true,
         say("Cluster", "%2 is frozen and its host answers: its processes are ended and fenced, "
                        "then %1 is promoted.")},
        {Stage::Failover,
         {S::Healthy},
         false,
         say("Cluster", "%1 accepts writes: a switchover changes the roles without loss.")},
        {Stage::Failover,
         {S::Swapped},
         false,
         say("Cluster", "%1 accepts writes: a failback changes the roles without loss.")},
        {Stage::Failover,
         {S::FailedOver, S::Diverged, S::StandbyDown, S::StandbyLagging, S::Resyncing},
         false,
         say("Cluster", "%1 accepts writes already.")},

        // resync rebuilds the node that is not primary
        {Stage::Resync,
         {S::Healthy, S::Swapped, S::StandbyLagging},
         true,
         say("Cluster", "%2 was started round its fence and would stay down after a restart: a "
                        "resync lifts it."),
         isFenceLeft},
        {Stage::Resync,
         {S::FailedOver, S::StandbyDown},
         false,
         say("Cluster", "%2 is not reachable from here: mend the way to it first."),
         isOut},
        {Stage::Resync,
         {S::FailedOver},
         true,
         say("Cluster", "%1 accepts writes and %2 is out: %2 follows it again after a resync, and "
                        "what only %2 has is kept aside.")},
        {Stage::Resync, {S::Diverged}, false, decideFirst, isAhead},
        {Stage::Resync,
         {S::Diverged},
         true,
         say("Cluster", "%2 is on another timeline than %1: a resync takes it back to where they "
                        "parted.")},
        {Stage::Resync,
         {S::StandbyDown},
         true,
         say("Cluster", "%1 accepts writes and %2 is %6: a resync makes it follow again.")},
        {Stage::Resync,
         {S::StandbyLagging},
         false,
         say("Cluster", "The WAL receiver of %2 was only stopped by a signal: a restore wakes it."),
         isPaused},
        {Stage::Resync,
         {S::StandbyLagging},
         true,
         say("Cluster", "%2 receives nothing from %1: a resync makes it follow again."),
         isDetached},
        {Stage::Resync,
         {S::StandbyLagging},
         false,
         say("Cluster", "%2 receives from %1 and is catching up: a rebuild would only delay it.")},
        {Stage::Resync,
         {S::Healthy, S::Swapped},
         false,
         say("Cluster", "%2 follows %1: there is nothing to rebuild.")},
        {Stage::Resync, {S::Resyncing}, false, resyncRuns},

        // failback and switchover are planned: nobody loses a write, both nodes must be there
        {Stage::Failback, {S::Swapped}, false, fenceFirst, isFenceLeft},
        {Stage::Switchover, {S::Healthy}, false, fenceFirst, isFenceLeft},
        {Stage::Failback,
         {S::Swapped},
         true,
         say("Cluster", "%1 accepts writes and %2 follows it: %2 becomes the primary again without "
                        "loss.")},
        {Stage::Failback,
         {S::HandoverInterrupted},
         true,
         say("Cluster", "The hand-over from %2 to %1 is open: running it again ends it without "
                        "loss."),
         homeStandsBy},
        {Stage::Failback,
         {S::HandoverInterrupted},
         false,
         say("Cluster", "The open hand-over leads from %2 to %1: end it with a switchover.")},
        {Stage::Failback,
         {S::Healthy},
         false,
         say("Cluster", "%1 is the primary already, as in the original roles.")},
        {Stage::Switchover,
         {S::Healthy},
         true,
         say("Cluster", "%1 accepts writes and %2 follows it: %2 becomes the primary without "
                        "loss.")},
        {Stage::Switchover,
         {S::HandoverInterrupted},
         true,
         say("Cluster", "The hand-over from %2 to %1 is open: running it again ends it without "
                        "loss."),
         peerStandsBy},
        {Stage::Switchover,
         {S::HandoverInterrupted},
         false,
         say("Cluster", "The open hand-over leads from %2 to %1: end it with a failback.")},
        {Stage::Switchover,
         {S::Swapped},
         false,
         say("Cluster", "The roles are exchanged: a failback makes %2 the primary again.")},
        {Stage::Failback, {S::StandbyLagging}, false, catchUpFirst},
        {Stage::Switchover, {S::StandbyLagging}, false, catchUpFirst},
        {Stage::Failback, {S::Resyncing}, false, resyncRuns},
        {Stage::Switchover, {S::Resyncing}, false, resyncRuns},
        {Stage::Failback, {S::Diverged}, false, decideFirst, isAhead},
        {Stage::Switchover, {S::Diverged}, false, decideFirst, isAhead},
        {Stage::Failback, {S::FailedOver, S::Diverged, S::StandbyDown}, false, resyncFirst},
        {Stage::Switchover, {S::FailedOver, S::Diverged, S::StandbyDown}, false, resyncFirst},

        // a commit may wait only for a standby that follows; waiting for nobody is always a relief
        {Stage::ModeSync,
         {S::Healthy, S::Swapped},
         true,
         say("Cluster", "%1 accepts writes and %2 follows: from then on every commit waits for "
                        "%2.")},
        {Stage::ModeSync, {S::StandbyLagging}, false, catchUpFirst},
        {Stage::ModeSync, {S::Resyncing}, false, resyncRuns},
        {Stage::ModeSync, {S::Diverged}, false, decideFirst, isAhead},
        {Stage::ModeSync, {S::FailedOver, S::Diverged, S::StandbyDown}, false, resyncFirst},
        {Stage::ModeAsync,
         {S::Healthy, S::Swapped, S::StandbyLagging, S::Resyncing, S::FailedOver, S::Diverged,
          S::StandbyDown},
         true,
         say("Cluster", "%1 accepts writes: from then on its commits wait for nobody.")},
    };
    // The states below refuse every stage that has no row of its own above, for one reason each.
    static const std::vector<AdviceRow> all = [] {
        std::vector<AdviceRow> table = rows;
        const std::vector<std::pair<PairState, Text>> refusals = {
            {S::SplitBrain, bothWrite},
            {S::NotOnePair, twoDatabases},
            {S::HandoverInterrupted, handoverFirst},
            {S::BothStandby, nobodyChosen},
            {S::PrimaryDown, promoteFirst},
            {S::PrimaryUnreachable, doubtFirst},
            {S::PrimaryFrozen, frozenFirst},
            {S::Bare, setupFirst},
            {S::Unknown, notSeen},
        };
        for (const Stage stage : allStages()) {
            for (const auto &[state, reason] : refusals)
                table.push_back({stage, {state}, false, reason});
        }
        return table;
    }();
    return all;
}

} // namespace tandem
