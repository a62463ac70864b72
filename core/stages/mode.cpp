// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/held_writes.h"
#include "core/stages/mode_steps.h"

namespace tandem {

Result<Plan> planModeSync(const StageContext &context)
{
    const NodeFacts *facts = context.snapshot.primary();
    if (facts == nullptr)
        return Error{
            ErrorKind::Refused,
            say("Stages", "There is no single primary whose writes could wait for a standby."),
            {},
            {}};
    const NodeProfile &primary = *context.profile.node(facts->name);
    const NodeProfile &standby = context.profile.peerOf(primary.name);
    Plan plan = newPlan(Stage::ModeSync, context, {primary.name});
    plan.why = say("Stages", "Every commit on %1 waits until %2 has it on disk: a crash then loses "
                             "nothing, and writes wait while %2 is away.")
                   .arg(primary.name)
                   .arg(standby.name);
    if (!heldWritesIn(context.snapshot))
        plan.steps = commitLatencySteps(context, primary, QStringLiteral("before"));
    append(plan.steps, waitForStandbySteps(context, standby, primary));
    append(plan.steps, commitLatencySteps(context, primary, QStringLiteral("after")));
    return plan;
}

Result<Plan> planModeAsync(const StageContext &context)
{
    const NodeFacts *facts = context.snapshot.primary();
    if (facts == nullptr)
        return Error{ErrorKind::Refused,
                     say("Stages", "There is no single primary whose writes could be freed."),
                     {},
                     {}};
    const NodeProfile &primary = *context.profile.node(facts->name);
    const NodeFacts &peer = *context.snapshot.peerOf(facts->name);
    Plan plan = newPlan(Stage::ModeAsync, context, {primary.name});
    if (heldWritesIn(context.snapshot) && conditionOf(peer) == NodeCondition::Unreachable)
        plan.confirmation = Confirmation{
            say("Stages", "The host of %1 does not answer. If %1 was promoted, it and %2 both "
                          "accept writes from then on, and those of one are lost: type %1 to "
                          "accept that.")
                .arg(peer.name)
                .arg(primary.name),
            peer.name};
    plan.why =
        say("Stages", "Commits on %1 wait for nobody; those that wait now go on. A crash can "
                      "lose what was not sent yet.")
            .arg(primary.name);
    // Writes that hang are freed first and never waited for.
    if (!heldWritesIn(context.snapshot))
        plan.steps = commitLatencySteps(context, primary, QStringLiteral("before"));
    append(plan.steps, waitForNobodySteps(context, primary));
    append(plan.steps, commitLatencySteps(context, primary, QStringLiteral("after")));
    return plan;
}

} // namespace tandem
