// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stages/config_text.h"
#include "core/stages/copy_steps.h"
#include "core/stages/late_fence.h"
#include "core/stages/node_steps.h"

namespace tandem {

using std::chrono::seconds;

namespace {

const QStringList dataAndBin{QStringLiteral("data"), QStringLiteral("bin")};
Condition methodIs(const QString &method)
{
    return {QStringLiteral("method"), Compare::Equal, literal(method), {}};
}

// Which way back: follow, rewind or clone, by what both sides have on disk.
std::vector<Step> judgeSteps(const StageContext &context, const NodeProfile &target,
                             const NodeProfile &source, bool targetRuns)
{
    StepBuilder powers = StepBuilder::sqlText(
        QStringLiteral("powers"),
        say("Stages", "%1 may read what tells the way").arg(context.profile.roles.admin), source,
        QStringLiteral("select rolsuper as superuser from pg_roles where rolname = current_user"),
        context.profile.database);
    powers.refuse(ErrorKind::Refused,
                  say("Stages", "%1 does not answer: nothing was changed.").arg(source.name));
    needSuperuser(powers, context, source);
    std::vector<Step> steps{
        StepBuilder::shell(QStringLiteral("owners"),
                           say("Stages", "The server can write every file of %1").arg(target.name),
                           target, QStringLiteral("file_owners"), dataAndBin)
            .capture(QStringLiteral("unwritable"), CaptureType::Integer)
            .capture(QStringLiteral("first_unwritable"), CaptureType::Text)
            .expect(
                QStringLiteral("unwritable"), Compare::Equal, literal(0),
                say("Stages",
                    "%1 files of %2 cannot be written by the server (the first: %3), and a rewind "
                    "would die half way: give them back to the server's user first.")
                    .arg(QStringLiteral("{unwritable}"))
                    .arg(target.name)
                    .arg(QStringLiteral("{first_unwritable}")))
            .refuse(ErrorKind::Refused,
                    say("Stages", "The data directory of %1 cannot be read.").arg(target.name))
            .timeout(seconds(300)),
        powers,
    };
    if (targetRuns)
        steps.push_back(stopStep(target));
    append(
        steps,
        {
            fenceStep(target),
            StepBuilder::shell(
                QStringLiteral("evidence"),
                say("Stages", "Keep what tells of the crash on %1").arg(target.name), target,
                QStringLiteral("keep_evidence"),
                {QStringLiteral("data"), QStringLiteral("bin"), QStringLiteral("own")})
                .capture(QStringLiteral("evidence"), CaptureType::Text)
                .changes(say("Stages", "delete the evidence directory"))
                .seenByShell(target, QStringLiteral("evidence_holds"), {}, QStringLiteral("holds"),
                             CaptureType::Boolean, QStringLiteral("true")),
            StepBuilder::shell(
                QStringLiteral("wal-end"),
                say("Stages", "Where the WAL of %1 ends").arg(target.name), target,
                QStringLiteral("wal_end"),
                {QStringLiteral("data"), QStringLiteral("bin"), QStringLiteral("own")})
                .capture(QStringLiteral("control_state"), CaptureType::Text)
                .capture(QStringLiteral("target_timeline"), CaptureType::Integer)
                .capture(QStringLiteral("newest_timeline"), CaptureType::Integer)
                .capture(QStringLiteral("last_record_lsn"), CaptureType::Lsn)
                .capture(QStringLiteral("reach_lsn"), CaptureType::Lsn)
                .capture(QStringLiteral("redo_lsn"), CaptureType::Lsn)
                .capture(QStringLiteral("wal_readable"), CaptureType::Integer)
                .capture(QStringLiteral("target_kilobytes"), CaptureType::Integer)
                .capture(QStringLiteral("rewind_unfinished"), CaptureType::Integer)
                .timeout(seconds(300)),
            StepBuilder::sql(
                QStringLiteral("fork-point"),
                say("Stages", "Compare it with the fork of %1 and choose the way").arg(source.name),
                source, QStringLiteral("fork_point"), context.profile.database)
                .input(QStringLiteral("target_timeline"),
                       captured(QStringLiteral("target_timeline")))
                .input(QStringLiteral("newest_timeline"),
                       captured(QStringLiteral("newest_timeline")))
                .input(QStringLiteral("last_record_lsn"),
                       captured(QStringLiteral("last_record_lsn")))
                .input(QStringLiteral("reach_lsn"), captured(QStringLiteral("reach_lsn")))
                .input(QStringLiteral("redo_lsn"), captured(QStringLiteral("redo_lsn")))
                .input(QStringLiteral("wal_readable"), captured(QStringLiteral("wal_readable")))
                .input(QStringLiteral("target_kilobytes"),
                       captured(QStringLiteral("target_kilobytes")))
                .input(QStringLiteral("rewind_unfinished"),
                       captured(QStringLiteral("rewind_unfinished")))
                .input(QStringLiteral("wanted"), literal(tokenOf(context.options.resync)))
                .capture(QStringLiteral("fork_lsn"), CaptureType::Lsn)
                .capture(QStringLiteral("source_timeline"), CaptureType::Integer)
                .capture(QStringLiteral("wal_kilobytes"), CaptureType::Integer)
                .capture(QStringLiteral("data_kilobytes"), CaptureType::Integer)
                .capture(QStringLiteral("needed_kilobytes"), CaptureType::Integer)
                .capture(QStringLiteral("rewind_kilobytes"), CaptureType::Integer)
                .capture(QStringLiteral("clone_kilobytes"), CaptureType::Integer)
                .capture(QStringLiteral("reason"), CaptureType::Text)
                .capture(QStringLiteral("possible"), CaptureType::Boolean)
                .capture(QStringLiteral("method"), CaptureType::Text)
                .expect(QStringLiteral("possible"), Compare::Equal, literal(QStringLiteral("true")),
                        say("Stages", "%1 cannot come back by the way that was asked for (%2): "
                                      "run the resync with the method auto or clone.")
                            .arg(target.name)
                            .arg(QStringLiteral("{method}"))),
        });
    return steps;
}

// A new primary that was not promoted by us may not have written its new timeline into its control
// file yet; pg_rewind would then say that nothing is to be done.
std::vector<Step> sourceCheckpoint(const StageContext &context, const NodeProfile &source)
{
    const QString &database = context.profile.database;
    Step checkpoint = StepBuilder::sql(QStringLiteral("checkpoint"),
                                       say("Stages", "Checkpoint on %1").arg(source.name), source,
                                       QStringLiteral("checkpoint"), database)
                          .timeout(seconds(600));
    Step timeline = StepBuilder::sql(
                        QStringLiteral("checkpoint-timeline"),
                        say("Stages", "The control file of %1 names its timeline").arg(source.name),
                        source, QStringLiteral("checkpointed_timeline"), database)
                        .capture(QStringLiteral("checkpoint_timeline"), CaptureType::Integer)
                        .expect(QStringLiteral("checkpoint_timeline"), Compare::Equal,
                                captured(QStringLiteral("source_timeline")));
    checkpoint.when = {methodIs(QStringLiteral("rewind"))};
    timeline.when = {methodIs(QStringLiteral("rewind"))};
    return {checkpoint, timeline};
}

// Whatever was broken off: a start by hand comes up read-only.
Step signalStep(const NodeProfile &target)
{
    return StepBuilder::shell(QStringLiteral("standby-signal"),
                              say("Stages", "%1 cannot come up writable").arg(target.name), target,
                              QStringLiteral("put_standby_signal"), dataAndBin)
        .changes(say("Stages", "the next resync goes on"))
        .idempotent()
        .seenByShell(target, QStringLiteral("server_state"), statePaths,
                     QStringLiteral("standby_signal"), CaptureType::Boolean,
                     QStringLiteral("true"));
}

std::vector<Step> rewindSteps(const StageContext &context, const NodeProfile &target,
                              const NodeProfile &source)
{
    const Profile &profile = context.profile;
    std::vector<Step> steps = sourceCheckpoint(context, source);
    if (target.postgres.layout == LayoutKind::Debian) {
        // Else it tidies up behind the one that died while the next one recovers.
        Step unit =
            StepBuilder::shell(
                QStringLiteral("end-unit"),
                say("Stages", "systemd lets go of the server of %1").arg(target.name), target,
                QStringLiteral("end_unit"),
                {QStringLiteral("data"), QStringLiteral("bin"), QStringLiteral("unit")})
                .asRoot()
                .changes(say("Stages", "start it again"))
                .idempotent()
                .seenByShell(target, QStringLiteral("processes_left"), statePaths,
                             QStringLiteral("processes"), CaptureType::Integer, QStringLiteral("0"))
                .timeout(seconds(60));
        unit.when = {methodIs(QStringLiteral("rewind"))};
        steps.push_back(unit);
    }
    Step recover =
        StepBuilder::shell(
            QStringLiteral("recover"),
            say("Stages", "Recover %1 in single-user mode, as rewind needs it").arg(target.name),
            target, QStringLiteral("recover_single_user"),
            {QStringLiteral("data"), QStringLiteral("bin"), QStringLiteral("config"),
             QStringLiteral("own")})
            .changes(say("Stages", "copy %1 anew").arg(target.name))
            .idempotent()
            .seenByShell(target, QStringLiteral("server_state"), statePaths,
                         QStringLiteral("standby_signal"), CaptureType::Boolean,
                         QStringLiteral("true"))
            .cancelled(say("Stages", "Cancelled: %1 is fenced and was recovered in part, which "
                                     "the next resync ends.")
                           .arg(target.name))
            .onFailure({signalStep(target)})
            .capture(QStringLiteral("recover_exit"), CaptureType::Integer, QStringLiteral("@exit"))
            .timeout(seconds(660));
    recover.when = {methodIs(QStringLiteral("rewind"))};
    Step rewind =
        StepBuilder::shell(
            QStringLiteral("rewind"),
            say("Stages", "Rewind %1 to the fork and over to %2").arg(target.name).arg(source.name),
            target, QStringLiteral("rewind"),
            {QStringLiteral("data"), QStringLiteral("bin"), QStringLiteral("own"),
             QStringLiteral("passfile")})
            .input(QStringLiteral("source"),
                   literal(peerConninfo(profile, target, profile.roles.rewind,
                                        QStringLiteral("postgres"))))
            .changes(say("Stages", "copy %1 anew").arg(target.name))
            .idempotent()
            // What it did is proved further down: the node streams and its ledger is equal.
            .seenByShell(target, QStringLiteral("server_state"), statePaths,
                         QStringLiteral("standby_signal"), CaptureType::Boolean,
                         QStringLiteral("true"))
            .danger(say("Stages", "what only %1 has is discarded; it was counted at the failover")
                        .arg(target.name))
            .cancelled(say("Stages", "Cancelled: the rewind of %1 is unfinished and its directory "
                                     "must not be started; the next resync copies it anew.")
                           .arg(target.name))
            .onFailure({signalStep(target)})
            .capture(QStringLiteral("rewind_exit"), CaptureType::Integer, QStringLiteral("@exit"))
            .timeout(std::chrono::hours(2));
    rewind.when = {methodIs(QStringLiteral("rewind"))};
    append(steps, {recover, rewind});
    return steps;
}

std::vector<Step> copySteps(const StageContext &context, const NodeProfile &target,
                            const NodeProfile &source, const std::vector<Condition> &when,
                            const QString &suffix)
{
    Step room = roomStep(target, QStringLiteral("room") + suffix)
                    .input(QStringLiteral("needed_kilobytes"),
                           captured(QStringLiteral("needed_kilobytes")));
    Step copy = copyStep(context, target, source, suffix);
    Step swap = swapStep(target, suffix);
    for (Step *step : {&room, &copy, &swap})
        step->when = when;
    return {room, copy, swap};
}

Text whyOf(ResyncMethod method)
{
    switch (method) {
    case ResyncMethod::Automatic:
        return say("Stages",
                   "%1 becomes a standby of %2: by following if it has nothing of its "
                   "own, else by rewind or copy, whichever is quicker by the bytes it moves.");
    case ResyncMethod::Follow:
        return say("Stages", "%1 becomes a standby of %2 by following, as was asked for: only if "
                             "it has nothing of its own.");
    case ResyncMethod::Rewind:
        return say("Stages", "%1 becomes a standby of %2 by a rewind, as was asked for; should "
                             "that fail, by a copy.");
    case ResyncMethod::Clone:
        return say("Stages", "%1 becomes a standby of %2 by a full copy, as was asked for.");
    }
    return {};
}

} // namespace

Result<Plan> planResync(const StageContext &context)
{
    const NodeFacts *sourceFacts = context.snapshot.primary();
    if (sourceFacts == nullptr)
        return Error{
            ErrorKind::Refused,
            say("Stages", "There is no single primary, so there is nothing to resync with."),
            {},
            {}};
    const NodeProfile &source = *context.profile.node(sourceFacts->name);
    const NodeProfile &target = context.profile.peerOf(source.name);
    const NodeFacts &targetFacts = *context.snapshot.peerOf(source.name);
    if (targetFacts.data && targetFacts.data->systemIdentifier != 0 &&
        targetFacts.data->systemIdentifier != sourceFacts->replication->systemIdentifier)
        return Error{
            ErrorKind::Refused,
            say("Stages", "%1 holds another database system than %2: only setup may replace it.")
                .arg(target.name)
                .arg(source.name),
            {},
            {}};
    Plan plan = newPlan(Stage::Resync, context, {source.name, target.name});
    plan.why = whyOf(context.options.resync).arg(target.name).arg(source.name);
    const bool targetRuns =
        targetFacts.process && targetFacts.process->kind == ProcessFacts::Kind::Running;
    append(plan.steps, judgeSteps(context, target, source, targetRuns));
    if (sourceFacts->record && sourceFacts->record->unfencedPeer == target.name)
        plan.steps.push_back(settleDebtStep(source, target));
    plan.steps.push_back(slotStep(context, source, target));
    append(plan.steps, rewindSteps(context, target, source));
    append(plan.steps,
           copySteps(context, target, source, {methodIs(QStringLiteral("clone"))}, QString()));
    // A rewind that failed is no end: the copy beside it never touches the directory it left.
    append(plan.steps,
           copySteps(context, target, source,
                     {methodIs(QStringLiteral("rewind")),
                      {QStringLiteral("rewind_exit"), Compare::NotEqual, literal(0), {}}},
                     QStringLiteral("-instead")));
    append(plan.steps, followSteps(context, target, source));
    append(plan.steps, proofSteps(context, target, source));
    append(plan.steps, settleSteps(target));
    plan.steps.push_back(logLinesStep(target));
    return plan;
}

} // namespace tandem
