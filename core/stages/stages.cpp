// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stages/stages.h"

#include "core/cluster/unended_stage.h"
#include "core/stages/ending.h"
#include "core/stages/foresight.h"

namespace tandem {

namespace {

Result<Plan> refused(const Text &reason)
{
    return Error{ErrorKind::Refused, reason, {}, {}};
}

} // namespace

Result<Plan> planFor(Stage stage, const StageContext &context)
{
    const Advice advice = adviceFor(context.snapshot, stage);
    if (!advice.allowed)
        return refused(advice.reason);
    Result<Plan> plan = [&]() -> Result<Plan> {
        if (isUnended(context.snapshot, stage))
            return planEnding(stage, context);
        switch (stage) {
        case Stage::Prepare:
            return planPrepare(context);
        case Stage::Setup:
            return planSetup(context);
        case Stage::SeedData:
            return planSeedData(context);
        case Stage::Verify:
            return planVerify(context);
        case Stage::Crash:
            return planCrash(context);
        case Stage::Restore:
            return planRestore(context);
        case Stage::Failover:
            return planFailover(context);
        case Stage::Resync:
            return planResync(context);
        case Stage::Failback:
            return planFailback(context);
        case Stage::Switchover:
            return planSwitchover(context);
        case Stage::ModeSync:
            return planModeSync(context);
        case Stage::ModeAsync:
            return planModeAsync(context);
        case Stage::Clean:
            return planClean(context);
        }
        return refused(say("Stages", "There is no such stage."));
    }();
    if (plan.ok() && plan->why.isEmpty())
        plan->why = advice.reason;
    if (plan.ok())
        plan->foreseen = foresee(stage, context);
    return plan;
}

} // namespace tandem
