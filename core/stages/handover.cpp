// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stages/handover.h"

#include "core/stages/node_steps.h"

namespace tandem {

using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

const QString yes = QStringLiteral("true");
const QString no = QStringLiteral("false");

// While both work: nothing here costs the clients anything.
std::vector<Step> readySteps(const StageContext &context, const NodeProfile &acting,
                             const NodeProfile &next)
{
    const QString &database = context.profile.database;
    StepBuilder notPaused =
        StepBuilder::sql(QStringLiteral("not-paused"),
                         say("Stages", "Replay is not paused on %1").arg(next.name), next,
                         QStringLiteral("receiver_state"), database)
            .capture(QStringLiteral("replay_paused"), CaptureType::Boolean)
            .expect(QStringLiteral("replay_paused"), Compare::Equal, literal(no),
                    say("Stages",
                        "Replay is paused on %1: run select pg_wal_replay_resume() there first.")
                        .arg(next.name))
            .refuse(ErrorKind::Refused,
                    say("Stages", "%1 does not answer: nothing was changed.").arg(next.name));
    needSuperuser(notPaused, context, next);
    return {
        notPaused,
        StepBuilder::sql(QStringLiteral("streams"),
                         say("Stages", "%1 streams from %2").arg(next.name).arg(acting.name),
                         acting, QStringLiteral("streaming"), database)
            .input(QStringLiteral("standby"), literal(standbyNameOf(context.profile, next.name)))
            .capture(QStringLiteral("stream_state"), CaptureType::Text)
            .expect(QStringLiteral("stream_state"), Compare::Equal,
                    literal(QStringLiteral("streaming")),
                    say("Stages",
                        "%1 does not stream from %2 (state: %3), so it cannot take over without "
                        "loss: resync it first.")
                        .arg(next.name)
                        .arg(acting.name)
                        .arg(QStringLiteral("{stream_state}")))
            .refuse(ErrorKind::Refused,
                    say("Stages", "%1 does not answer: nothing was changed.").arg(acting.name)),
        StepBuilder::sql(QStringLiteral("archive"),
                         say("Stages", "The archive of %1 has no backlog").arg(acting.name), acting,
                         QStringLiteral("archive_health"), database)
            .capture(QStringLiteral("backlog"), CaptureType::Integer)
            .capture(QStringLiteral("last_failed"), CaptureType::Boolean)
            .expect(QStringLiteral("last_failed"), Compare::Equal, literal(no))
            .expect(QStringLiteral("backlog"), Compare::AtMost, literal(2))
            .repeatUntilMet(milliseconds(100), seconds(15))
            .refuse(
                ErrorKind::Refused,
                say("Stages",
                    "Archiving fails or lags on %1, which would hold its stop for seconds: mend "
                    "the archive directory first.")
                    .arg(acting.name)),
        group(QStringLiteral("checkpoints"),
              say("Stages", "Checkpoints, so that the stop is short"),
              {StepBuilder::sql(QStringLiteral("checkpoint-") + acting.name,
                                say("Stages", "Checkpoint on %1").arg(acting.name), acting,
                                QStringLiteral("checkpoint"), database)
                   .timeout(seconds(600)),
               StepBuilder::sql(QStringLiteral("checkpoint-") + next.name,
                                say("Stages", "Checkpoint on %1").arg(next.name), next,
                                QStringLiteral("checkpoint"), database)
                   .timeout(seconds(600))}),
        StepBuilder::sql(QStringLiteral("switch-wal"),
                         say("Stages", "Close the WAL segment of %1").arg(acting.name), acting,
                         QStringLiteral("switch_wal"), database)
            .capture(QStringLiteral("switched_lsn"), CaptureType::Lsn),
        StepBuilder::sql(QStringLiteral("drained"),
                         say("Stages", "%1 has replayed it").arg(next.name), next,
                         QStringLiteral("standby_reached"), database)
            .input(QStringLiteral("target"), captured(QStringLiteral("switched_lsn")))
            .capture(QStringLiteral("reached"), CaptureType::Boolean)
            .expect(QStringLiteral("reached"), Compare::Equal, literal(yes))
            .repeatUntilMet(milliseconds(5), seconds(60))
            .refuse(ErrorKind::Refused,
                    say("Stages",
                        "%1 is too far behind for a short hand-over: wait until it has caught up.")
                        .arg(next.name)),
        StepBuilder::sql(QStringLiteral("archive-drained"),
                         say("Stages", "The closed segment of %1 is archived").arg(acting.name),
                         acting, QStringLiteral("archive_health"), database)
            .capture(QStringLiteral("backlog"), CaptureType::Integer)
            .expect(QStringLiteral("backlog"), Compare::Equal, literal(0))
            .repeatUntilMet(milliseconds(10), seconds(30))
            .refuse(ErrorKind::Refused,
                    say("Stages", "Archiving lags on %1: mend the archive directory first.")
                        .arg(acting.name)),
    };
}

// A slot that nobody will use would keep WAL for ever.
Step dropSlot(const StageContext &context, const NodeProfile &node)
{
    return StepBuilder::sql(QStringLiteral("drop-slots-") + node.name + QStringLiteral("-again"),
                            say("Stages", "Drop the slots of %1 that nobody uses").arg(node.name),
                            node, QStringLiteral("drop_own_slots"), context.profile.database)
        .changes(say("Stages", "slots are made again at the next hand-over"));
}

// The acting primary goes on as if nothing had been.
std::vector<Step> takeBack(const StageContext &context, const NodeProfile &acting,
                           const NodeProfile &next)
{
    Step signal;
    signal.id = QStringLiteral("remove-standby-signal");
    signal.title = say("Stages", "%1 is no standby").arg(acting.name);
    signal.node = acting.name;
    signal.action =
        ShellAction{stageScript(QStringLiteral("remove_standby_signal")), OsIdentity::Postgres, {}};
    signal.inputs = pathInputs(acting, {QStringLiteral("data"), QStringLiteral("bin")});
    signal.changes = true;
    signal.undo = say("Stages", "fence it again");
    signal.timeout = seconds(90);
    std::vector<Step> steps{signal, liftFenceStep(acting), startStep(acting)};
    for (Step &step : steps)
        step.id += QStringLiteral("-again");
    steps.push_back(dropSlot(context, next));
    append(steps, settleSteps(acting));
    return steps;
}

} // namespace

Plan planHandover(Stage stage, const StageContext &context, const NodeProfile &acting,
                  const NodeProfile &next)
{
    const QString &database = context.profile.database;
    Plan plan = newPlan(stage, context, {acting.name, next.name});
    plan.why =
        say("Stages",
            "%1 stops in an orderly way, %2 has its last byte and takes over, %1 follows. No "
            "acknowledged write is lost, and the certificate proves it.")
            .arg(acting.name)
            .arg(next.name);
    // A hand-over that was cut off after the stop goes on where it is: there is nobody to ask.
    if (context.snapshot.primary() != nullptr)
        plan.steps = readySteps(context, acting, next);
    Step slot = slotStep(context, next, acting);
    if (context.snapshot.primary() != nullptr)
        slot.onFailure = {dropSlot(context, next)};
    plan.steps.push_back(slot);

    const std::vector<Step> back = takeBack(context, acting, next);
    Step stop = stopStep(acting);
    stop.phase = Phase::Decide;
    stop.onFailure = back;
    plan.steps.push_back(stop);
    plan.steps.push_back(
        StepBuilder::shell(QStringLiteral("shutdown-end"),
                           say("Stages", "Read E, the last byte that %1 wrote").arg(acting.name),
                           acting, QStringLiteral("shutdown_end"),
                           {QStringLiteral("data"), QStringLiteral("bin")})
            .capture(QStringLiteral("control_state"), CaptureType::Text)
            .capture(QStringLiteral("shutdown_end_lsn"), CaptureType::Lsn)
            .capture(QStringLiteral("shutdown_checkpoint"), CaptureType::Lsn)
            .capture(QStringLiteral("shutdown_timeline"), CaptureType::Integer)
            .expect(QStringLiteral("control_state"), Compare::Equal,
                    literal(QStringLiteral("shut down")))
            .onFailure(back)
            .phase(Phase::Fence)
            .refuse(ErrorKind::Failed, say("Stages", "%1 was not stopped in an orderly way, so it "
                                                     "is started again: nothing is lost; "
                                                     "look at its log.")
                                           .arg(acting.name)));
    Step fence = fenceStep(acting, captured(QStringLiteral("shutdown_end_lsn")));
    fence.onFailure = back;
    plan.steps.push_back(fence);
    plan.steps.push_back(
        StepBuilder::sql(QStringLiteral("reached-end"),
                         say("Stages", "%1 has replayed exactly up to E").arg(next.name), next,
                         QStringLiteral("standby_reached"), database)
            .input(QStringLiteral("target"), captured(QStringLiteral("shutdown_end_lsn")))
            .capture(QStringLiteral("replay_lsn"), CaptureType::Lsn)
            .capture(QStringLiteral("reached"), CaptureType::Boolean)
            .expect(QStringLiteral("replay_lsn"), Compare::Equal,
                    captured(QStringLiteral("shutdown_end_lsn")))
            .repeatUntilMet(milliseconds(2), seconds(5))
            .onFailure(back)
            .phase(Phase::Fence)
            .refuse(ErrorKind::Failed, say("Stages", "%1 has not all that %2 wrote, so %2 is "
                                                     "started again and stays primary: nothing "
                                                     "is lost.")
                                           .arg(next.name)
                                           .arg(acting.name)));
    append(plan.steps, promoteSteps(context, next));
    for (Step &step : plan.steps) {
        if (step.id == QLatin1String("history"))
            step.expect.push_back(
                {QStringLiteral("fork_lsn"), Compare::Equal,
                 captured(QStringLiteral("shutdown_end_lsn")),
                 say("Stages",
                     "The certificate does not hold: %1 forks at %2, but %3 ended at %4; keep both "
                     "directories and compare them.")
                     .arg(next.name)
                     .arg(QStringLiteral("{fork_lsn}"))
                     .arg(acting.name)
                     .arg(QStringLiteral("{shutdown_end_lsn}"))});
    }
    append(plan.steps, followSteps(context, acting, next));
    append(plan.steps, proofSteps(context, acting, next));
    append(plan.steps, settleSteps(acting));
    plan.newPrimary = next.name;
    return plan;
}

} // namespace tandem
