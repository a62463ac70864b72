// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/watchdog/decision_table.h"

namespace tandem {

const std::vector<DecisionRow> &decisionTable()
{
    using P = PrimarySeen;
    using S = StandbySeen;
    using F = PastFailover;
    using A = Remedy;
    using R = ReturnPolicy;
    static const AnyOf<S> out = {S::Out, S::OutOfSight};
    static const AnyOf<P> down = {P::Dead, P::Frozen, P::Silent};
    static const std::vector<DecisionRow> rows = {
        // Two primaries are worse than none: nothing of ours makes a second choice among them.
        {"split_brain",
         A::Ask,
         {.primary = P::Two},
         say("Watchdog", "Both %1 and %2 accept writes and automation touches neither: stop the "
                         "clients, decide whose rows to keep, and stop the other server.")},
        {"paused",
         A::Nothing,
         {.isPaused = true},
         say("Watchdog", "Automation is paused, so it only watches %1 and %2: resume it when it "
                         "is to act again.")},
        {"stage_at_work",
         A::Wait,
         {.holder = Holder::Stage},
         say("Watchdog", "A stage is at work on %1 or %2: automation waits until it is over.")},
        {"unfenced_back",
         A::Resync,
         {.primary = P::Unfenced, .standby = S::Out},
         say("Watchdog", "%2 could not be fenced when %1 was promoted, and now it accepts writes "
                         "as well: it is fenced at once, then brought back.")},
        {"unfenced_out_of_reach",
         A::Ask,
         {.primary = P::Unfenced},
         say("Watchdog", "%2 could not be fenced when %1 was promoted, accepts writes as well, and "
                         "its host does not answer: stop it there, or cut it off from its "
                         "clients.")},
        {"unclear",
         A::Wait,
         {.primary = P::Unclear},
         say("Watchdog", "It is not clear yet what %1 is doing: automation looks again.")},
        {"no_pair",
         A::Nothing,
         {.primary = P::NoPair},
         say("Watchdog", "%1 and %2 are no pair that automation could look after: see to that with "
                         "the stage setup first.")},
        {"both_follow",
         A::Ask,
         {.primary = P::BothFollow},
         say("Watchdog", "Nobody accepts writes and both %1 and %2 are standbys: compare how far "
                         "they have replayed and promote the one that is ahead.")},

        // Somebody serves: at most the other node wants to be brought back.
        {"return_off",
         A::Nothing,
         {.primary = P::Serves, .standby = out, .past = F::Open, .back = R::Nothing},
         say("Watchdog", "%1 took over from %2, which is left as it is by policy: resync it when "
                         "it is wanted again.")},
        {"old_primary_back",
         A::Resync,
         {.primary = P::Serves, .standby = S::Out, .past = F::Open},
         say("Watchdog", "%1 took over from %2, whose host answers: %2 is fenced and made a "
                         "standby again.")},
        {"old_primary_out_of_sight",
         A::Wait,
         {.primary = P::Serves, .standby = S::OutOfSight, .past = F::Open},
         say("Watchdog", "%1 took over from %2, whose host does not answer: as soon as it does, %2 "
                         "is fenced before anything else and brought back.")},
        {"replaced_by_a_person",
         A::Nothing,
         {.primary = P::Serves, .standby = out},
         say("Watchdog", "%1 accepts writes and %2 is out, but it was not automation that replaced "
                         "it: resync it when it is wanted again.")},
        {"failback_lags",
         A::Wait,
         {.primary = P::Serves,
          .standby = S::Receives,
          .backlog = Backlog::Beyond,
          .past = F::Open,
          .homeIsPrimary = false,
          .back = R::ResyncAndFailback},
         say("Watchdog", "%2 is too far behind %1 to get its role back: automation waits until it "
                         "has caught up.")},
        {"failback",
         A::FailBack,
         {.primary = P::Serves,
          .standby = S::Receives,
          .past = F::Open,
          .isDue = true,
          .homeIsPrimary = false,
          .back = R::ResyncAndFailback},
         say("Watchdog", "%2 has followed %1 long enough: it gets its role back, without loss.")},
        {"failback_waits",
         A::Wait,
         {.primary = P::Serves,
          .standby = S::Receives,
          .past = F::Open,
          .homeIsPrimary = false,
          .back = R::ResyncAndFailback},
         say("Watchdog", "%2 follows %1 again and gets its role back after the wait that the "
                         "policy sets.")},
        {"settled",
         A::Nothing,
         {.primary = P::Serves, .standby = S::Receives, .past = F::Open},
         say("Watchdog",
             "The pair is whole again: %1 accepts writes and %2 follows. Automation may "
             "fail over again after its cooldown.")},
        {"healthy",
         A::Nothing,
         {.primary = P::Serves, .standby = S::Receives},
         say("Watchdog", "%1 accepts writes and %2 follows: there is nothing to do.")},
        {"replay_paused",
         A::Nothing,
         {.primary = P::Serves, .standby = S::Paused},
         say("Watchdog",
             "%1 accepts writes, but replay is paused on %2, which could not take over: "
             "run select pg_wal_replay_resume() there.")},
        {"standby_out",
         A::Nothing,
         {.primary = P::Serves},
         say("Watchdog", "%1 accepts writes and %2 could not take over: start %2 or resync it.")},

        // Nobody serves, or not us. A server that lives is never replaced.
        {"alive",
         A::Nothing,
         {.primary = P::Answers},
         say("Watchdog", "A server answers at %1, only not to automation's login, so it is not "
                         "dead: see to that login.")},
        {"starting",
         A::Wait,
         {.primary = P::Starting, .isDue = false},
         say("Watchdog", "%1 is starting, recovering or stopping: automation gives it time.")},
        {"starting_for_long",
         A::Ask,
         {.primary = P::Starting},
         say("Watchdog", "%1 has been starting, recovering or stopping for longer than the policy "
                         "allows: read its log and decide whether %2 is to be promoted.")},
        {"handover_cut_off",
         A::FailBack,
         {.primary = P::HandedOver,
          .standby = {S::Receives, S::Ended, S::Lost, S::Paused},
          .fence = Fence::Possible},
         say("Watchdog", "A planned hand-over from %1 to %2 was cut off and nobody accepts writes: "
                         "it is ended now, without loss.")},
        {"nobody_left",
         A::Ask,
         {.standby = {S::Unseen, S::Out, S::OutOfSight, S::Down}},
         say("Watchdog", "%1 does not serve, and %2 is not there to take over: see to %1 first, it "
                         "has all that was written.")},
        {"stopped_by_somebody",
         A::Wait,
         {.primary = P::Stopped, .isDue = false},
         say("Watchdog", "Somebody stopped %1 in order: automation gives them time to start it "
                         "again.")},
        {"stopped_for_long",
         A::Ask,
         {.primary = {P::Stopped, P::HandedOver}},
         say("Watchdog", "%1 was stopped in order and nobody started it again within the policy's "
                         "time: start it, or promote %2.")},
        {"still_receives",
         A::Nothing,
         {.standby = S::Receives},
         say("Watchdog", "%2 still receives from %1, so only the way from here to %1 is cut: "
                         "nothing is promoted.")},

        // It is down. What speaks against a promotion, then what for.
        {"failover_off",
         A::Ask,
         {.failover = false},
         say("Watchdog", "%1 is down, and by policy automation does not fail over: promote %2, or "
                         "start %1 again.")},
        {"replay_paused",
         A::Ask,
         {.standby = S::Paused},
         say("Watchdog", "%1 is down, but replay is paused on %2, so a promotion would wait for "
                         "ever: run select pg_wal_replay_resume() there, then promote it.")},
        {"not_settled",
         A::Ask,
         {.past = F::Open},
         say("Watchdog", "%1 is down, but the pair has not been whole since the last failover, so "
                         "%2 may lack what %1 wrote: decide, or clear that failover.")},
        {"receiver_lost_before",
         A::Ask,
         {.standby = S::Lost},
         say("Watchdog",
             "%1 does not serve, but %2 had stopped receiving before that, so it lacks what "
             "was written since: start %1 again, or promote %2 all the same.")},
        {"not_armed",
         A::Ask,
         {.armed = Armed::No},
         say("Watchdog", "%1 is down, but automation never saw %2 stream from it lately, so it "
                         "cannot tell what %2 lacks: start %1 again, or promote %2 all the same.")},
        {"beyond_limit",
         A::Ask,
         {.backlog = Backlog::Beyond},
         say("Watchdog", "%1 is down, but %2 was further behind than the policy's limit: start %1 "
                         "again, or promote %2 and lose what it lacks.")},
        {"cooldown",
         A::Wait,
         {.past = F::Cooling},
         say("Watchdog", "%1 is down shortly after the last failover: automation waits for its "
                         "cooldown before it promotes %2.")},
        {"confirming",
         A::Wait,
         {.isDue = false},
         say("Watchdog", "%1 does not serve; automation makes sure of it before it promotes %2.")},
        {"restart_first",
         A::RestartLocally,
         {.primary = P::Dead, .fence = Fence::Possible, .isRestarted = false, .restartFirst = true},
         say("Watchdog", "%1 is dead: by policy it is started again once before %2 is promoted.")},
        {"dead",
         A::FailOver,
         {.primary = P::Dead, .fence = Fence::Possible},
         say("Watchdog", "%1 is dead and %2 had received from it until then: %1 is fenced and %2 "
                         "promoted.")},
        {"frozen",
         A::FailOver,
         {.primary = P::Frozen, .fence = Fence::Possible},
         say("Watchdog", "%1 has been frozen for longer than the policy allows: its processes are "
                         "ended, it is fenced, and %2 is promoted.")},
        {"cannot_fence",
         A::Ask,
         {.primary = down, .unreachable = UnreachablePolicy::Never},
         say("Watchdog", "The host of %1 does not answer, so %1 cannot be fenced and may still "
                         "accept writes: make sure that it is off, then promote %2.")},
        {"cannot_fence_asynchronous",
         A::Ask,
         {.primary = down,
          .armed = Armed::Streaming,
          .unreachable = UnreachablePolicy::IfSynchronous},
         say("Watchdog", "The host of %1 does not answer, so %1 cannot be fenced, and it may go on "
                         "acknowledging writes without %2: make sure that it is off, then promote "
                         "%2.")},
        {"unfenced",
         A::FailOver,
         {.primary = down, .armed = Armed::Synchronous},
         say("Watchdog", "The host of %1 does not answer; it cannot acknowledge a write without "
                         "%2, so %2 is promoted, and %1 is fenced as soon as it is seen.")},
        {"unfenced_by_policy",
         A::FailOver,
         {.primary = down},
         say("Watchdog", "The host of %1 does not answer; by policy %2 is promoted all the same. "
                         "What %1 acknowledges until it is seen and fenced is lost.")},

        // No sighting comes here; a word that is none must not promote anybody.
        {"unclear",
         A::Wait,
         {},
         say("Watchdog", "It is not clear yet what %1 is doing: automation looks again.")},
    };
    return rows;
}

} // namespace tandem
