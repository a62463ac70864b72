// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stages/node_steps.h"

namespace tandem {

using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

Text pausedText(const NodeProfile &candidate)
{
    return say("Stages", "Replay is paused on %1, so a promotion would wait for ever: run select "
                         "pg_wal_replay_resume() there first.")
        .arg(candidate.name);
}

// A fresh connection to the old primary, at the same time as the standby's own receiver: two
// witnesses that do not depend on each other.
Step witnesses(const StageContext &context, const NodeProfile &old, const NodeProfile &candidate,
               bool mayBeSilent, bool receiverTells, milliseconds patience)
{
    Step dead =
        StepBuilder::sqlText(QStringLiteral("witness-sql"),
                             say("Stages", "A fresh session to %1 is refused").arg(old.name), old,
                             QStringLiteral("select 1 as alive"), context.profile.database)
            .capture(QStringLiteral("primary_answer"), CaptureType::Text, QStringLiteral("@code"))
            .expect(QStringLiteral("primary_answer"), Compare::OneOf,
                    literal(mayBeSilent ? QStringLiteral("refused|silent|resolve|tunnel")
                                        : QStringLiteral("refused")),
                    say("Stages", "%1 answers again (%2): nothing is promoted; look at the pair's "
                                  "state.")
                        .arg(old.name)
                        .arg(QStringLiteral("{primary_answer}")))
            .fresh()
            .timeout(patience)
            .phase(Phase::Decide)
            .refuse(ErrorKind::Refused, say("Stages", "%1 still answers, so %2 is not promoted.")
                                            .arg(old.name)
                                            .arg(candidate.name));
    StepBuilder receiver =
        StepBuilder::sql(
            QStringLiteral("witness-receiver"),
            say("Stages", "%1 receives nothing from %2 any more").arg(candidate.name).arg(old.name),
            candidate, QStringLiteral("receiver_state"), context.profile.database)
            .capture(QStringLiteral("receiver"), CaptureType::Text)
            .capture(QStringLiteral("received_lsn"), CaptureType::Lsn)
            .capture(QStringLiteral("timeline_before"), CaptureType::Integer,
                     QStringLiteral("timeline"))
            .capture(QStringLiteral("replay_paused"), CaptureType::Boolean)
            .capture(QStringLiteral("in_recovery"), CaptureType::Boolean)
            .expect(
                QStringLiteral("receiver"), Compare::NotEqual,
                literal(receiverTells ? QStringLiteral("streaming") : QStringLiteral("nothing")),
                say("Stages", "%1 still receives from %2: only this program is cut off "
                              "from it, so nothing is promoted.")
                    .arg(candidate.name)
                    .arg(old.name))
            .expect(QStringLiteral("replay_paused"), Compare::Equal,
                    literal(QStringLiteral("false")), pausedText(candidate))
            // A silent host is missed by its standby after wal_receiver_timeout, 2 s.
            .repeatUntilMet(milliseconds(5), milliseconds(mayBeSilent ? 4000 : 1500))
            .phase(Phase::Decide)
            .refuse(
                ErrorKind::Refused,
                say("Stages", "%1 does not answer, so it cannot be promoted.").arg(candidate.name));
    needSuperuser(receiver, context, candidate);
    return group(QStringLiteral("witnesses"), say("Stages", "Ask two witnesses"), {dead, receiver});
}

// By itself no second failover follows before the pair was whole again; a node that is still on
// that timeline was not promoted, whatever this says.
Step automaticStep(const NodeProfile &candidate)
{
    Step step = recordStep(
        candidate, QStringLiteral("note-automatic"),
        say("Stages", "Note on %1 that it is promoted by automation").arg(candidate.name),
        QStringLiteral("failover_from_timeline"), captured(QStringLiteral("timeline_before")),
        say("Stages", "it is cleared once the pair is whole again"));
    step.idempotent = true; // clients wait
    return step;
}

} // namespace

Result<Plan> planFailover(const StageContext &context)
{
    const NodeFacts *candidateFacts = context.snapshot.standby();
    if (candidateFacts == nullptr)
        return Error{
            ErrorKind::Refused,
            say("Stages", "There is no single standby that answers, so nobody can be promoted."),
            {},
            {}};
    const NodeProfile &candidate = *context.profile.node(candidateFacts->name);
    const NodeProfile &old = context.profile.peerOf(candidate.name);
    const NodeFacts &oldFacts = *context.snapshot.peerOf(candidate.name);
    const bool hasShell = oldFacts.host.has_value();
    // Without its WAL nothing can be counted on the old primary; what a crash moved aside will do.
    const bool hasWal = hasShell && (!oldFacts.data ||
                                     oldFacts.data->kind == DataDirectoryFacts::Kind::Initialised ||
                                     !oldFacts.data->asideDirectories.isEmpty());
    NodeProfile counted = old;
    if (oldFacts.data && oldFacts.data->kind != DataDirectoryFacts::Kind::Initialised &&
        !oldFacts.data->asideDirectories.isEmpty())
        counted.postgres.dataDirectory += oldFacts.data->asideDirectories.constLast();
    const bool isRefused = oldFacts.sql && oldFacts.sql->answer == ServerAnswer::Refused;

    QStringList claimed{candidate.name};
    if (hasShell)
        claimed << old.name;
    Plan plan = newPlan(Stage::Failover, context, claimed);
    plan.why = say("Stages",
                   "%1 is dead and %2 takes over. What %1 acknowledged but never sent is counted.")
                   .arg(old.name)
                   .arg(candidate.name);
    if (!hasShell)
        plan.confirmation = Confirmation{
            say("Stages", "The host of %1 does not answer, so %1 cannot be fenced and may still "
                          "accept writes that would be lost: type %1 to accept that.")
                .arg(old.name),
            old.name};
    if (candidateFacts->replication->replayPaused)
        return Error{ErrorKind::Refused, pausedText(candidate), {}, {}};

    // A receiver that was stopped by a signal says "streaming" for ever: it is no witness, and a
    // promotion would wait for it.
    const bool isPaused = candidateFacts->process && candidateFacts->process->receiverFrozen;
    // Behind a silent host that cannot be fenced either, it is the one that tells whether only this
    // program is cut off. A frozen server's host answers: it is fenced, whatever its standby says.
    const bool receiverTells = (isRefused || !hasShell) && !isPaused;
    // Automation waited for an answer already; the host, or the standby's receiver, is to agree.
    const milliseconds patience(context.options.isAutomatic && !isRefused ? 400 : 1000);
    plan.steps.push_back(witnesses(context, old, candidate, !isRefused, receiverTells, patience));
    Step block;
    if (hasShell) {
        block = fenceStep(old);
    } else {
        Step debt = recordStep(candidate, QStringLiteral("write-debt"),
                               say("Stages", "Write down on %1 that %2 is not fenced")
                                   .arg(candidate.name)
                                   .arg(old.name),
                               QStringLiteral("unfenced_peer"), literal(old.name),
                               say("Stages", "resync clears it"));
        debt.phase = Phase::Fence;
        debt.idempotent = true; // clients wait
        block = debt;
    }
    if (context.options.isAutomatic)
        block = group(QStringLiteral("fence-and-note"),
                      say("Stages", "Fence %1, and note on %2 that nobody asked for this")
                          .arg(old.name)
                          .arg(candidate.name),
                      {block, automaticStep(candidate)});
    plan.steps.push_back(block);
    if (isPaused)
        plan.steps.push_back(wakeReceiverStep(candidate));
    const Step replayed =
        StepBuilder::sql(QStringLiteral("replayed"),
                         say("Stages", "%1 has replayed all it received").arg(candidate.name),
                         candidate, QStringLiteral("replay_done"), context.profile.database)
            .capture(QStringLiteral("receiver"), CaptureType::Text)
            .capture(QStringLiteral("all_replayed"), CaptureType::Boolean)
            .capture(QStringLiteral("replayed_lsn"), CaptureType::Lsn)
            .expect(QStringLiteral("receiver"), Compare::NotEqual,
                    literal(QStringLiteral("streaming")))
            .expect(QStringLiteral("all_replayed"), Compare::Equal, literal(QStringLiteral("true")))
            .repeatUntilMet(milliseconds(2), seconds(600))
            .phase(Phase::Fence)
            .refuse(
                ErrorKind::Failed,
                say("Stages",
                    "%1 has not replayed what it received: nothing was promoted, nothing it has "
                    "is lost; wait and run the stage again.")
                    .arg(candidate.name));
    if (hasWal) {
        const Step bound =
            StepBuilder::shell(
                QStringLiteral("loss-bound"),
                say("Stages", "How many commits of %1 can be lost at most").arg(old.name), counted,
                QStringLiteral("discarded_wal"), {QStringLiteral("data"), QStringLiteral("bin")})
                .input(QStringLiteral("timeline"), literal(QString()))
                .input(QStringLiteral("position"), captured(QStringLiteral("received_lsn")))
                .capture(QStringLiteral("loss_bound"), CaptureType::Text,
                         QStringLiteral("discarded_commits"))
                .timeout(seconds(120))
                .phase(Phase::Fence);
        plan.steps.push_back(group(
            QStringLiteral("what-it-has"),
            say("Stages", "What %1 has, and what only %2 has").arg(candidate.name).arg(old.name),
            {replayed, bound}));
    } else {
        plan.steps.push_back(replayed);
    }
    // The slot comes before the checkpoint, which would remove the WAL that a rewind of the old
    // primary begins with: what the candidate's last restart point needs is kept.
    for (Step &step : promoteSteps(context, candidate)) {
        if (step.id == QLatin1String("checkpoint"))
            plan.steps.push_back(slotStep(context, candidate, old));
        plan.steps.push_back(std::move(step));
    }
    // One that was started round its fence would else stay down after the next restart.
    if (candidateFacts->record && candidateFacts->record->fenced)
        plan.steps.push_back(liftFenceStep(candidate));
    if (hasWal) {
        plan.steps.push_back(
            StepBuilder::shell(
                QStringLiteral("discarded"),
                say("Stages", "Count on the disk of %1 what it never sent").arg(old.name), counted,
                QStringLiteral("discarded_wal"), {QStringLiteral("data"), QStringLiteral("bin")})
                .input(QStringLiteral("timeline"), captured(QStringLiteral("old_timeline")))
                .input(QStringLiteral("position"), captured(QStringLiteral("fork_lsn")))
                .capture(QStringLiteral("discarded_commits"), CaptureType::Text)
                .capture(QStringLiteral("old_last_record"), CaptureType::Lsn)
                .timeout(seconds(120)));
    }
    plan.steps.push_back(logLinesStep(candidate));
    if (hasShell)
        plan.steps.push_back(logLinesStep(old));
    plan.newPrimary = candidate.name;
    return plan;
}

} // namespace tandem
