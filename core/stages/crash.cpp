// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stages/node_steps.h"

namespace tandem {

Result<Plan> planCrash(const StageContext &context)
{
    const NodeFacts *primaryFacts = context.snapshot.primary();
    if (primaryFacts == nullptr)
        return Error{
            ErrorKind::Refused, say("Stages", "There is no single primary to crash."), {}, {}};
    const NodeProfile &node = *context.profile.node(primaryFacts->name);
    if (context.profile.environment == Environment::Production)
        return Error{
            ErrorKind::Refused,
            say("Stages", "The profile is marked as production: nothing is crashed there."),
            {},
            {}};
    // A crash comes unannounced: it claims no node, so that whoever reacts finds none taken.
    Plan plan = newPlan(Stage::Crash, context, {});
    plan.why =
        say("Stages", "kill -9 of every server process of %1, as a program error would end them.")
            .arg(node.name);
    plan.steps = {
        StepBuilder::shell(
            QStringLiteral("kill"), say("Stages", "kill -9 the server of %1").arg(node.name), node,
            QStringLiteral("kill_server"), {QStringLiteral("data"), QStringLiteral("bin")})
            .capture(QStringLiteral("killed"), CaptureType::Integer)
            .capture(QStringLiteral("killed_at"), CaptureType::Integer)
            .changes(say("Stages", "start the server again, or fail over and resync it"))
            .danger(say("Stages",
                        "in asynchronous mode acknowledged writes that %1 has not sent can be lost")
                        .arg(node.name))
            .seenByShell(node, QStringLiteral("processes_left"),
                         {QStringLiteral("data"), QStringLiteral("bin"), QStringLiteral("record")},
                         QStringLiteral("processes"), CaptureType::Integer, QStringLiteral("0"))
            .waitForEffect(std::chrono::milliseconds(20), std::chrono::seconds(10)),
    };
    return plan;
}

} // namespace tandem
