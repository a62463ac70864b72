// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stages/late_fence.h"

#include "core/stages/node_steps.h"

namespace tandem {

Step settleDebtStep(const NodeProfile &promoted, const NodeProfile &fenced)
{
    return recordStep(
        promoted, QStringLiteral("settle-debt"),
        say("Stages", "Write down on %1 that %2 is fenced now").arg(promoted.name).arg(fenced.name),
        QStringLiteral("unfenced_peer"), {}, say("Stages", "nothing to take back: it is fenced"));
}

Plan planLateFence(const StageContext &context, const QString &promoted)
{
    const NodeProfile &winner = *context.profile.node(promoted);
    const NodeProfile &old = context.profile.peerOf(promoted);
    Plan plan = newPlan(Stage::Resync, context, {winner.name, old.name});
    plan.why =
        say("Stages", "%1 could not be fenced when %2 was promoted, and it is seen again: it "
                      "is fenced before anything else.")
            .arg(old.name)
            .arg(winner.name);
    plan.steps = {fenceStep(old), settleDebtStep(winner, old)};
    return plan;
}

} // namespace tandem
