// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stages/crash_choice.h"
#include "core/stages/node_steps.h"

namespace tandem {

using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

const QStringList dataAndBin{QStringLiteral("data"), QStringLiteral("bin")};
const QString killedAt = QStringLiteral("killed_at");

// The line in a log that tells of the variant, and where it is found.
struct Signature
{
    bool onStandby = false;
    const char *pattern = nullptr;
    int patienceSeconds = 5;
};

// Every variant's own line; the timeouts are those of the settings that setup writes.
Signature signatureOf(CrashVariant variant)
{
    switch (variant) {
    case CrashVariant::All:
    case CrashVariant::Postmaster:
    case CrashVariant::MoveData:
        return {true, "could not receive data from WAL stream", 5};
    case CrashVariant::Backend:
        return {false, "was terminated by signal 9", 5};
    case CrashVariant::Immediate:
        return {false, "received immediate shutdown request", 5};
    case CrashVariant::Freeze:
        return {true, "terminating walreceiver due to timeout", 10};
    case CrashVariant::WalLink:
        return {false, "terminating walsender process due to replication timeout", 15};
    case CrashVariant::Pkill:
        return {true, "could not receive data from WAL stream", 5};
    case CrashVariant::Halt:
        return {true,
                "terminating walreceiver due to timeout|could not receive data from WAL stream|"
                "replication terminated by primary server",
                10};
    case CrashVariant::Unplug:
        return {true, "terminating walreceiver due to timeout", 10};
    }
    return {};
}

Step markStep(const NodeProfile &node)
{
    return StepBuilder::shell(QStringLiteral("log-mark"),
                              say("Stages", "Where the log of %1 ends now").arg(node.name), node,
                              QStringLiteral("log_mark"),
                              {QStringLiteral("data"), QStringLiteral("log")})
        .capture(QStringLiteral("log_file"), CaptureType::Text)
        .capture(QStringLiteral("log_size"), CaptureType::Text);
}

Step signatureStep(const NodeProfile &node, const Signature &signature)
{
    return StepBuilder::shell(
               QStringLiteral("log-signature"),
               say("Stages", "Find the line of %1's log that tells of it").arg(node.name), node,
               QStringLiteral("log_signature"), {QStringLiteral("data"), QStringLiteral("log")})
        .input(QStringLiteral("log_file"), captured(QStringLiteral("log_file")))
        .input(QStringLiteral("log_size"), captured(QStringLiteral("log_size")))
        .input(QStringLiteral("pattern"), literal(QString::fromLatin1(signature.pattern)))
        .input(QStringLiteral("tries"), literal(signature.patienceSeconds * 10))
        .capture(QStringLiteral("log_signature"), CaptureType::Text)
        .aside() // a failover that follows at once does not wait for it
        .timeout(seconds(signature.patienceSeconds + 60));
}

Text canBeLost(const NodeProfile &node)
{
    return say("Stages",
               "in asynchronous mode acknowledged writes that %1 has not sent can be lost")
        .arg(node.name);
}

// The step that does it, on the primary; its effect: no process is left.
StepBuilder killStep(const NodeProfile &node, const Text &title, const QString &script)
{
    return StepBuilder::shell(QStringLiteral("kill"), title, node, script, dataAndBin)
        .capture(killedAt, CaptureType::Integer)
        .changes(say("Stages", "restore starts the server again while nobody took its place; else "
                               "fail over and resync it"))
        .danger(canBeLost(node));
}

StepBuilder &untilNothingRuns(StepBuilder &step, const NodeProfile &node)
{
    return step
        .seenByShell(node, QStringLiteral("processes_left"),
                     {QStringLiteral("data"), QStringLiteral("bin"), QStringLiteral("record")},
                     QStringLiteral("processes"), CaptureType::Integer, QStringLiteral("0"))
        .waitForEffect(milliseconds(20), seconds(10));
}

std::vector<Step> allSteps(const NodeProfile &node)
{
    StepBuilder step = killStep(node, say("Stages", "kill -9 the server of %1").arg(node.name),
                                QStringLiteral("kill_server"));
    step.capture(QStringLiteral("killed"), CaptureType::Integer);
    return {untilNothingRuns(step, node)};
}

std::vector<Step> postmasterSteps(const NodeProfile &node)
{
    return {killStep(node, say("Stages", "kill -9 the postmaster of %1 alone").arg(node.name),
                     QStringLiteral("kill_postmaster"))
                .seenByShell(node, QStringLiteral("postmaster_runs"), dataAndBin,
                             QStringLiteral("postmaster_runs"), CaptureType::Boolean,
                             QStringLiteral("false"))
                .waitForEffect(milliseconds(20), seconds(10))};
}

std::vector<Step> backendSteps(const StageContext &context, const NodeProfile &node,
                               const NodeProfile &standby)
{
    const QString &database = context.profile.database;
    return {
        StepBuilder::sql(QStringLiteral("victim"),
                         say("Stages", "Choose a client session of %1").arg(node.name), node,
                         QStringLiteral("victim"), database)
            .capture(QStringLiteral("victim"), CaptureType::Integer),
        StepBuilder::shell(QStringLiteral("kill"),
                           say("Stages", "kill -9 that session's process on %1").arg(node.name),
                           node, QStringLiteral("kill_backend"), dataAndBin)
            .input(QStringLiteral("victim"), captured(QStringLiteral("victim")))
            .capture(killedAt, CaptureType::Integer)
            .changes(say("Stages", "the server restarts itself"))
            .danger(say("Stages", "all sessions of %1 are ended and what they had not committed is "
                                  "rolled back")
                        .arg(node.name))
            .seenByShell(node, QStringLiteral("process_gone"), dataAndBin,
                         QStringLiteral("process_gone"), CaptureType::Boolean,
                         QStringLiteral("true"))
            .waitForEffect(milliseconds(20), seconds(10)),
        StepBuilder::sql(QStringLiteral("back"),
                         say("Stages", "%1 has restarted itself and accepts writes").arg(node.name),
                         node, QStringLiteral("back_again"), database)
            .input(killedAt, captured(killedAt))
            .capture(QStringLiteral("restarted"), CaptureType::Boolean)
            .capture(QStringLiteral("in_recovery"), CaptureType::Boolean)
            .capture(QStringLiteral("back_milliseconds"), CaptureType::Integer)
            .expect(QStringLiteral("restarted"), Compare::Equal, literal(QStringLiteral("true")))
            .expect(QStringLiteral("in_recovery"), Compare::Equal, literal(QStringLiteral("false")))
            .fresh()
            .repeatUntilMet(milliseconds(20), seconds(120))
            .refuse(ErrorKind::Failed,
                    say("Stages", "%1 did not restart itself: look at its log and at "
                                  "restart_after_crash, then look at the pair's state.")
                        .arg(node.name)),
        streamingStep(context, standby, node),
    };
}

std::vector<Step> immediateSteps(const NodeProfile &node)
{
    StepBuilder step =
        killStep(node, say("Stages", "Stop the server of %1 immediately").arg(node.name),
                 QStringLiteral("stop_immediate"));
    return {untilNothingRuns(step, node)};
}

std::vector<Step> freezeSteps(const NodeProfile &node)
{
    return {StepBuilder::shell(QStringLiteral("kill"),
                               say("Stages", "Stop every process of %1 where it is").arg(node.name),
                               node, QStringLiteral("freeze_server"), dataAndBin)
                .capture(killedAt, CaptureType::Integer)
                .capture(QStringLiteral("frozen"), CaptureType::Integer)
                .changes(say("Stages", "restore wakes the processes"))
                .seenByShell(node, QStringLiteral("moving"), dataAndBin, QStringLiteral("moving"),
                             CaptureType::Integer, QStringLiteral("0"))
                .waitForEffect(milliseconds(20), seconds(10))};
}

std::vector<Step> walLinkSteps(const NodeProfile &standby)
{
    return {StepBuilder::shell(
                QStringLiteral("pause"),
                say("Stages", "Stop the WAL receiver of %1 where it is").arg(standby.name), standby,
                QStringLiteral("pause_receiver"), dataAndBin)
                .capture(QStringLiteral("receiver_pid"), CaptureType::Integer)
                .changes(say("Stages", "restore wakes the receiver"))
                .seenByShell(standby, QStringLiteral("receiver_frozen"), dataAndBin,
                             QStringLiteral("receiver_frozen"), CaptureType::Boolean,
                             QStringLiteral("true"))
                .waitForEffect(milliseconds(20), seconds(10))};
}

std::vector<Step> moveDataSteps(const NodeProfile &node)
{
    return {
        StepBuilder::shell(
            QStringLiteral("movable"),
            say("Stages", "The data directory of %1 can be moved aside").arg(node.name), node,
            QStringLiteral("movable"), dataAndBin)
            .capture(QStringLiteral("movable"), CaptureType::Boolean)
            .capture(QStringLiteral("movable_reason"), CaptureType::Text)
            .expect(QStringLiteral("movable"), Compare::Equal, literal(QStringLiteral("true")),
                    say("Stages", "The data directory of %1 cannot be moved aside: %2.")
                        .arg(node.name)
                        .arg(QStringLiteral("{movable_reason}")))
            .refuse(ErrorKind::Refused,
                    say("Stages", "The data directory of %1 cannot be read.").arg(node.name)),
        killStep(node,
                 say("Stages", "kill -9 the server of %1 and move its data directory aside")
                     .arg(node.name),
                 QStringLiteral("move_data"))
            .capture(QStringLiteral("aside"), CaptureType::Text)
            .changes(say("Stages", "restore moves the directory back while nobody took its place"))
            .seenByShell(node, QStringLiteral("data_moved"), dataAndBin,
                         QStringLiteral("data_there"), CaptureType::Boolean,
                         QStringLiteral("false"))
            .timeout(seconds(60)),
    };
}

// As root: the name decides, not the directory, so no other server may run there.
std::vector<Step> pkillSteps(const NodeProfile &node)
{
    StepBuilder kill = killStep(node, say("Stages", "pkill -9 postgres on %1").arg(node.name),
                                QStringLiteral("pkill_postgres"));
    kill.asRoot();
    return {
        StepBuilder::shell(
            QStringLiteral("alone"),
            say("Stages", "No other PostgreSQL server runs on the host of %1").arg(node.name), node,
            QStringLiteral("other_servers"), dataAndBin)
            .capture(QStringLiteral("other_servers"), CaptureType::Integer)
            .expect(QStringLiteral("other_servers"), Compare::Equal, literal(QStringLiteral("0")),
                    say("Stages", "pkill would end servers that are not this pair's: the host "
                                  "of %1 runs %2 more. Choose the variant all.")
                        .arg(node.name)
                        .arg(QStringLiteral("{other_servers}")))
            .refuse(
                ErrorKind::Refused,
                say("Stages", "The host of %1 cannot be asked what runs on it.").arg(node.name)),
        untilNothingRuns(kill, node)};
}

// The host makes an appointment with itself, which its own shell can still tell; that it is gone
// the standby's host sees.
std::vector<Step> hostSteps(const NodeProfile &node, const NodeProfile &standby, const Text &title,
                            const QString &script, const Text &undo)
{
    return {
        StepBuilder::shell(QStringLiteral("kill"), title, node, script, {})
            .asRoot()
            .input(QStringLiteral("other_host"), literal(standby.host))
            .capture(killedAt, CaptureType::Integer)
            .changes(undo)
            .danger(canBeLost(node))
            .seenByShell(node, QStringLiteral("host_appointment"), {}, QStringLiteral("appointed"),
                         CaptureType::Boolean, QStringLiteral("true")),
        StepBuilder::shell(QStringLiteral("gone"),
                           say("Stages", "%1 does not reach the host of %2 any more")
                               .arg(standby.name)
                               .arg(node.name),
                           standby, QStringLiteral("way_to_peer"), {})
            .asLogin()
            .input(QStringLiteral("peer_host"), literal(node.host))
            .input(QStringLiteral("peer_port"), literal(node.ssh.port))
            .capture(QStringLiteral("answer"), CaptureType::Text)
            // A host that refuses is there still.
            .expect(QStringLiteral("answer"), Compare::OneOf,
                    literal(QStringLiteral("silent|unsent")),
                    say("Stages", "The host of %1 still answers %2: look at it.")
                        .arg(node.name)
                        .arg(standby.name))
            .repeatUntilMet(milliseconds(100), seconds(20)),
    };
}

std::vector<Step> haltSteps(const NodeProfile &node, const NodeProfile &standby)
{
    return hostSteps(
        node, standby, say("Stages", "Switch off the host of %1 in two seconds").arg(node.name),
        QStringLiteral("halt_host"), say("Stages", "a person switches the host on again"));
}

std::vector<Step> unplugSteps(const NodeProfile &node, const NodeProfile &standby)
{
    return hostSteps(node, standby,
                     say("Stages", "Take the host of %1 off the network, in two seconds, for two "
                                   "minutes")
                         .arg(node.name),
                     QStringLiteral("unplug_host"),
                     say("Stages", "the host itself undoes it after two minutes"));
}

std::vector<Step> stepsOf(const StageContext &context, const NodeProfile &primary,
                          const NodeProfile &standby)
{
    switch (context.options.crash) {
    case CrashVariant::All:
        return allSteps(primary);
    case CrashVariant::Postmaster:
        return postmasterSteps(primary);
    case CrashVariant::Backend:
        return backendSteps(context, primary, standby);
    case CrashVariant::Immediate:
        return immediateSteps(primary);
    case CrashVariant::Freeze:
        return freezeSteps(primary);
    case CrashVariant::WalLink:
        return walLinkSteps(standby);
    case CrashVariant::MoveData:
        return moveDataSteps(primary);
    case CrashVariant::Pkill:
        return pkillSteps(primary);
    case CrashVariant::Halt:
        return haltSteps(primary, standby);
    case CrashVariant::Unplug:
        return unplugSteps(primary, standby);
    }
    return {};
}

// In production every crash is typed; elsewhere the one that takes the database out of its place.
std::optional<Confirmation> confirmationOf(const StageContext &context, const NodeProfile &primary)
{
    if (context.profile.environment == Environment::Production)
        return Confirmation{
            say("Stages", "The profile is marked as production, and %1 serves clients that will "
                          "notice: type %1 to go on.")
                .arg(primary.name),
            primary.name};
    if (context.options.crash == CrashVariant::MoveData)
        return Confirmation{
            say("Stages", "The database of %1 is stopped hard and taken out of its place: type %1 "
                          "to go on.")
                .arg(primary.name),
            primary.name};
    if (context.options.crash == CrashVariant::Halt)
        return Confirmation{
            say("Stages", "The host of %1 is switched off, and only a person there can switch it "
                          "on again: type %1 to go on.")
                .arg(primary.name),
            primary.name};
    return std::nullopt;
}

} // namespace

Result<Plan> planCrash(const StageContext &context)
{
    const NodeFacts *primaryFacts = context.snapshot.primary();
    if (primaryFacts == nullptr)
        return Error{
            ErrorKind::Refused, say("Stages", "There is no single primary to crash."), {}, {}};
    const CrashVariant variant = context.options.crash;
    const CrashChoice choice = crashChoice(context, variant);
    if (!choice.allowed)
        return Error{ErrorKind::Refused, choice.reason, {}, {}};
    const NodeProfile &primary = *context.profile.node(primaryFacts->name);
    const NodeProfile &standby = context.profile.peerOf(primary.name);
    // A crash comes unannounced: it claims no node, so that whoever reacts finds none taken.
    Plan plan = newPlan(Stage::Crash, context, {});
    plan.why = choice.sentence;
    plan.confirmation = confirmationOf(context, primary);
    const Signature signature = signatureOf(variant);
    const NodeProfile &teller = signature.onStandby ? standby : primary;
    const NodeFacts *standbyFacts = context.snapshot.peerOf(primary.name);
    // A stopped receiver notices nothing, so its log has no word of a crash.
    const bool isMute =
        signature.onStandby && standbyFacts->process && standbyFacts->process->receiverFrozen;
    if (!isMute)
        plan.steps.push_back(markStep(teller));
    append(plan.steps, stepsOf(context, primary, standby));
    if (!isMute)
        plan.steps.push_back(signatureStep(teller, signature));
    return plan;
}

} // namespace tandem
