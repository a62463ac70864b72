// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stages/ending.h"

#include "core/stages/node_steps.h"

namespace tandem {

Step pairedStep(const NodeProfile &node)
{
    return recordStep(node, QStringLiteral("paired-") + node.name,
                      say("Stages", "Write down on %1 that it belongs to this pair").arg(node.name),
                      QStringLiteral("paired"), literal(1), say("Stages", "delete the record"));
}

Plan planEnding(Stage stage, const StageContext &context)
{
    const NodeProfile &primary = *context.profile.node(context.snapshot.primary()->name);
    const NodeProfile &standby = context.profile.peerOf(primary.name);
    Plan plan = newPlan(stage, context, {primary.name, standby.name});
    append(plan.steps, followSteps(context, standby, primary));
    append(plan.steps, proofSteps(context, standby, primary));
    if (stage == Stage::Setup) {
        for (const NodeProfile *node : {&primary, &standby})
            plan.steps.push_back(pairedStep(*node));
    }
    append(plan.steps, settleSteps(standby));
    if (stage != Stage::Resync)
        plan.newPrimary = primary.name;
    return plan;
}

} // namespace tandem
