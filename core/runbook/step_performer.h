// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runbook/runner.h"

#include <functional>

namespace tandem {

// Performs single steps for the runner: resolves inputs, acts, captures, checks. One per run.
// perform() may be called from several threads at once (steps of a group).
class StepPerformer
{
public:
    StepPerformer(const Plan &plan, World &world) : m_plan(plan), m_world(world) {}

    struct Report
    {
        StepStatus status = StepStatus::Failed;
        Values values; // what this step captured
        QString output;
        std::optional<Error> error;
    };
    using ProgressSink = std::function<void(const StepProgress &)>;
    // `step` is no group. `known` are the captures so far. `sink` hears how far its command has
    // come.
    [[nodiscard]] Report perform(const Step &step, const Values &known, const StopToken &stop,
                                 const ProgressSink &sink = {});

private:
    struct Attempt
    {
        Values values;
        QString output;
        std::optional<Error> error; // it could not be done, or an expectation does not hold
    };
    [[nodiscard]] Attempt attempt(const Action &action, const std::vector<Input> &inputs,
                                  const std::vector<Capture> &captures,
                                  const std::vector<Condition> &expect, const Step &step,
                                  bool guarded, const Values &known, const StopToken &stop,
                                  const ProgressSink &sink);
    [[nodiscard]] Attempt attemptShell(const ShellAction &action, const std::vector<Input> &inputs,
                                       const std::vector<Capture> &captures, const Step &step,
                                       bool guarded, const Values &known, const StopToken &stop,
                                       const ProgressSink &sink);
    [[nodiscard]] Attempt attemptSql(const SqlAction &action, const std::vector<Input> &inputs,
                                     const std::vector<Capture> &captures, const Step &step,
                                     const Values &known, const StopToken &stop);
    [[nodiscard]] std::optional<Error> guard(const Step &step, const StopToken &stop);
    [[nodiscard]] Result<std::vector<std::pair<QString, QString>>>
    resolve(const std::vector<Input> &inputs, const Values &known);
    [[nodiscard]] const RecordClaim *claimOf(const QString &node) const;

    const Plan &m_plan;
    World &m_world;
};

} // namespace tandem
