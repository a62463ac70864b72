// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/state.h"
#include "core/runbook/journal.h"
#include "core/runbook/plan.h"
#include "core/runbook/progress.h"
#include "core/runbook/values.h"
#include "core/runbook/world.h"

#include <functional>

namespace tandem {

enum class StepStatus
{
    Started,
    Done,
    AlreadyDone,
    Skipped,
    Failed
};

// What happened to one step; also what observers and the journal get.
struct StepReport
{
    QString id;
    Text title;
    QString node;
    QString command; // as a person could paste it; redacted
    Phase phase = Phase::None;
    StepStatus status = StepStatus::Started;
    MonotonicTime startedAt{};
    MonotonicTime endedAt{};
    QString output; // redacted
    std::optional<Error> error;
    Values captured; // what it told, once it ended
    std::optional<StepProgress>
        progress; // of a step that is at work: Started, told again and again
};

struct Outcome
{
    enum class Kind
    {
        Done,
        Refused,
        Failed,
        Cancelled,
        InDoubt,
        NeedsDecision
    };
    Kind kind = Kind::Failed;
    Text sentence; // done: what is true now; else: what, why, what next
    QString details;
    int exitCode = 1;
    Values values;
    std::vector<StepReport> steps;
    std::optional<StateVerdict> stateAfter; // observed after the run; absent: not observed
    MonotonicTime startedAt{};
    MonotonicTime endedAt{};
    QString journal; // the file that keeps this run; empty: none was begun

    [[nodiscard]] bool isDone() const { return kind == Kind::Done; }
    // When the last step of that phase ended; absent when none ran.
    [[nodiscard]] std::optional<MonotonicTime> endOf(Phase phase) const;
};

[[nodiscard]] QString tokenOf(Outcome::Kind kind); // done refused failed cancelled in-doubt ...
[[nodiscard]] QString tokenOf(StepStatus status);
[[nodiscard]] QString tokenOf(Phase phase);

struct RunOptions
{
    QString typedWord; // answers the plan's confirmation
    QString owner;     // written into the node-side records
    QString goneOwner; // a record's owner that is known not to exist any more
};

// Called from the threads that run steps, one call at a time. Progress is told to observers only,
// never to the journal.
using RunObserver = std::function<void(const StepReport &)>;

// Runs the plan in the calling thread, blocking. Checks before, acts, checks after, journals every
// event before the next act. Resume = run the stage again: a step whose `after` already holds is
// AlreadyDone. After an error, a cancel or a time-out it observes the pair again.
// No exception leaves it.
[[nodiscard]] Outcome run(const Plan &plan, World &world, Journal &journal,
                          const RunOptions &options, const StopToken &stop,
                          const RunObserver &observer = {});

} // namespace tandem
