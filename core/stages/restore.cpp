// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stages/node_steps.h"

namespace tandem {

using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

const QStringList dataAndBin{QStringLiteral("data"), QStringLiteral("bin")};

Error refused(const Text &sentence)
{
    return {ErrorKind::Refused, sentence, {}, {}};
}

Text resyncInstead(const NodeProfile &node, const NodeProfile &peer)
{
    return say("Stages", "%1 took the place of %2 meanwhile, and two primaries would be worse than "
                         "none: bring %2 back with a resync.")
        .arg(peer.name)
        .arg(node.name);
}

// The peer is a standby still and has not been promoted since: asked right before anything starts.
Step peerStep(const StageContext &context, const NodeProfile &node, const NodeProfile &peer,
              std::uint32_t timeline)
{
    StepBuilder step =
        StepBuilder::sql(
            QStringLiteral("peer-stands-by"),
            say("Stages", "%1 is a standby still and nobody promoted it").arg(peer.name), peer,
            QStringLiteral("peer_role"), context.profile.database)
            .capture(QStringLiteral("peer_in_recovery"), CaptureType::Boolean)
            .capture(QStringLiteral("system_identifier"), CaptureType::Text)
            .capture(QStringLiteral("peer_timeline"), CaptureType::Integer)
            .expect(QStringLiteral("peer_in_recovery"), Compare::Equal,
                    literal(QStringLiteral("true")), resyncInstead(node, peer))
            .fresh()
            .refuse(ErrorKind::Refused,
                    say("Stages", "%1 does not answer, so it may have taken the place of %2: "
                                  "nothing is started.")
                        .arg(peer.name)
                        .arg(node.name));
    if (timeline != 0)
        step.expect(QStringLiteral("peer_timeline"), Compare::AtMost, literal(qint64(timeline)),
                    resyncInstead(node, peer));
    return step;
}

Step moveBackStep(const NodeProfile &node, const QString &asideName)
{
    return StepBuilder::shell(
               QStringLiteral("move-back"),
               say("Stages", "Move the data directory of %1 back to its place").arg(node.name),
               node, QStringLiteral("move_back"), dataAndBin)
        .input(QStringLiteral("aside_name"), literal(asideName))
        .input(QStringLiteral("system_identifier"), captured(QStringLiteral("system_identifier")))
        .input(QStringLiteral("peer_timeline"), captured(QStringLiteral("peer_timeline")))
        .changes(say("Stages", "move it aside again with the crash variant move-data"))
        .seenByShell(node, QStringLiteral("data_moved"), dataAndBin, QStringLiteral("data_there"),
                     CaptureType::Boolean, QStringLiteral("true"))
        .refuse(ErrorKind::Failed,
                say("Stages", "The directory %2 of %1 cannot be moved back: its details say why.")
                    .arg(node.name)
                    .arg(asideName));
}

Step endOrphansStep(const NodeProfile &node)
{
    return StepBuilder::shell(
               QStringLiteral("end-orphans"),
               say("Stages", "End what outlived the postmaster of %1 and holds its shared memory")
                   .arg(node.name),
               node, QStringLiteral("end_orphans"), dataAndBin)
        .changes(say("Stages", "nothing to take back: what they acknowledged is kept"))
        .seenByShell(node, QStringLiteral("orphans_left"), dataAndBin, QStringLiteral("orphans"),
                     CaptureType::Integer, QStringLiteral("0"))
        .timeout(seconds(30));
}

Step wakeServerStep(const NodeProfile &node)
{
    return StepBuilder::shell(QStringLiteral("wake"),
                              say("Stages", "Wake every server process of %1").arg(node.name), node,
                              QStringLiteral("wake_server"), dataAndBin)
        .changes(say("Stages", "stop them again with the crash variant freeze"))
        .seenByShell(node, QStringLiteral("frozen_left"), dataAndBin, QStringLiteral("frozen_left"),
                     CaptureType::Integer, QStringLiteral("0"))
        .waitForEffect(milliseconds(20), seconds(10));
}

Step answersStep(const StageContext &context, const NodeProfile &node)
{
    return StepBuilder::sql(QStringLiteral("answers"),
                            say("Stages", "%1 answers again").arg(node.name), node,
                            QStringLiteral("not_in_recovery"), context.profile.database)
        .capture(QStringLiteral("is_primary"), CaptureType::Boolean)
        .fresh()
        .repeatUntilMet(milliseconds(50), seconds(60))
        .refuse(ErrorKind::Failed,
                say("Stages", "%1 does not answer: look at its log.").arg(node.name));
}

// Makes the crashed primary serve again.
Result<std::vector<Step>> primarySteps(const StageContext &context, const NodeProfile &node,
                                       const NodeFacts &facts, const NodeProfile &peer)
{
    if (!facts.host)
        return refused(say("Stages", "The host of %1 does not answer, so nothing can be restored "
                                     "there.")
                           .arg(node.name));
    if (conditionOf(facts) == NodeCondition::Fenced)
        return refused(say("Stages", "%1 is fenced, because %2 was to take its place: promote %2.")
                           .arg(node.name)
                           .arg(peer.name));
    if (facts.data && facts.data->standbySignal)
        return refused(say("Stages", "%1 would come up read-only, because a fence or a hand-over "
                                     "marked it as a standby: promote %2.")
                           .arg(node.name)
                           .arg(peer.name));
    const std::uint32_t timeline = facts.data ? facts.data->timeline : 0;
    std::vector<Step> steps{peerStep(context, node, peer, timeline)};
    switch (conditionOf(facts)) {
    case NodeCondition::Frozen:
        steps.push_back(wakeServerStep(node));
        break;
    case NodeCondition::Bare:
        if (!facts.data || facts.data->asideDirectories.isEmpty())
            return refused(
                say("Stages", "%1 has no directory that was moved aside.").arg(node.name));
        append(steps,
               {moveBackStep(node, facts.data->asideDirectories.constLast()), startStep(node)});
        break;
    default:
        append(steps, {endOrphansStep(node), startStep(node)});
        break;
    }
    append(steps, {answersStep(context, node), streamingStep(context, peer, node)});
    if (conditionOf(facts) != NodeCondition::Frozen)
        append(steps, settleSteps(node));
    return steps;
}

} // namespace

Result<Plan> planRestore(const StageContext &context)
{
    const NodeFacts *standbyFacts = context.snapshot.standby();
    const NodeFacts *primaryFacts = context.snapshot.primary();
    const NodeFacts *first = primaryFacts != nullptr ? primaryFacts : standbyFacts;
    if (first == nullptr)
        return refused(say("Stages", "No server answers by which the other one could be judged."));
    const NodeFacts &broken = *context.snapshot.peerOf(first->name);
    const NodeProfile &node = *context.profile.node(broken.name);
    const NodeProfile &peer = *context.profile.node(first->name);
    Plan plan = newPlan(Stage::Restore, context, {node.name, peer.name});
    // A standby that is only stopped may be woken beside its primary; nothing else may.
    if (primaryFacts != nullptr && conditionOf(broken) == NodeCondition::Frozen) {
        if (!broken.data || !broken.data->standbySignal)
            return refused(resyncInstead(node, peer));
        plan.steps = {wakeServerStep(node), answersStep(context, node),
                      streamingStep(context, node, peer)};
        return plan;
    }
    const bool isPaused = broken.process && broken.process->receiverFrozen;
    if (primaryFacts != nullptr) {
        if (!isPaused)
            return refused(resyncInstead(node, peer));
        plan.steps = {wakeReceiverStep(node), streamingStep(context, node, peer)};
        return plan;
    }
    // The crash came behind a stopped receiver: the standby must follow again, too.
    if (first->process && first->process->receiverFrozen)
        plan.steps.push_back(wakeReceiverStep(peer));
    Result<std::vector<Step>> steps = primarySteps(context, node, broken, peer);
    if (!steps.ok())
        return steps.error();
    append(plan.steps, std::move(*steps));
    plan.newPrimary = node.name;
    return plan;
}

} // namespace tandem
