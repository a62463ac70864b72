// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stages/node_steps.h"

#include "core/logs/telling_line.h"
#include "core/stages/config_text.h"
#include "core/stages/mode_steps.h"

namespace tandem {

using std::chrono::milliseconds;
using std::chrono::seconds;

Step fenceStep(const NodeProfile &node, const Operand &handoverEnd)
{
    Step step = StepBuilder::shell(
                    QStringLiteral("fence-") + node.name,
                    say("Stages", "Fence %1: no process is left, and it cannot come up writable")
                        .arg(node.name),
                    node, QStringLiteral("fence_server"),
                    {QStringLiteral("data"), QStringLiteral("bin"), QStringLiteral("own"),
                     QStringLiteral("start_conf")})
                    .input(QStringLiteral("handover_end"), handoverEnd)
                    .capture(QStringLiteral("killed"), CaptureType::Integer)
                    .changes(say("Stages", "lift the fence with the stage resync"))
                    .idempotent()
                    .timeout(seconds(30))
                    .phase(Phase::Fence)
                    .refuse(ErrorKind::Failed,
                            say("Stages", "%1 could not be fenced, so nobody is promoted: two "
                                          "primaries would be worse than none.")
                                .arg(node.name));
    Probe fenced;
    fenced.action =
        ShellAction{stageScript(QStringLiteral("processes_left")), OsIdentity::Postgres, {}};
    fenced.inputs = pathInputs(node, statePaths);
    fenced.captures = {{QStringLiteral("processes"), CaptureType::Integer, {}},
                       {QStringLiteral("fenced"), CaptureType::Boolean, {}}};
    fenced.expect = {
        {QStringLiteral("processes"), Compare::Equal, literal(0), {}},
        {QStringLiteral("fenced"), Compare::Equal, literal(QStringLiteral("true")), {}}};
    step.after = fenced;
    return step;
}

Step recordStep(const NodeProfile &node, const QString &id, const Text &title, const QString &field,
                const Operand &value, const Text &undo)
{
    Step step;
    step.id = id;
    step.title = title;
    step.node = node.name;
    step.action = ShellAction{
        QStringLiteral("record_lock\nprintf '%s=%s\\n' \"$field\" \"$value\" | record_merge\n"),
        OsIdentity::Postgres,
        {}};
    step.inputs = {{QStringLiteral("field"), literal(field)}, {QStringLiteral("value"), value}};
    step.changes = true;
    step.undo = undo;
    Probe written;
    written.action = ShellAction{QStringLiteral("grep -qxF -e \"$field=$value\" \"$record\" && "
                                                "echo holds=1 || echo holds=0\n"),
                                 OsIdentity::Postgres,
                                 {}};
    written.inputs = pathInputs(node, {QStringLiteral("record")});
    written.inputs.insert(written.inputs.end(), step.inputs.begin(), step.inputs.end());
    written.captures = {{QStringLiteral("holds"), CaptureType::Boolean, {}}};
    written.expect = {
        {QStringLiteral("holds"), Compare::Equal, literal(QStringLiteral("true")), {}}};
    step.after = written;
    return step;
}

Step liftFenceStep(const NodeProfile &node)
{
    Step step;
    step.id = QStringLiteral("lift-fence-") + node.name;
    step.title = say("Stages", "Lift the fence of %1").arg(node.name);
    step.node = node.name;
    step.action = ShellAction{stageScript(QStringLiteral("lift_fence")), OsIdentity::Postgres, {}};
    step.inputs = pathInputs(
        node, {QStringLiteral("data"), QStringLiteral("own"), QStringLiteral("start_conf")});
    step.changes = true;
    step.undo = say("Stages", "fence it again");
    Probe lifted;
    lifted.action =
        ShellAction{stageScript(QStringLiteral("processes_left")), OsIdentity::Postgres, {}};
    lifted.inputs = pathInputs(node, statePaths);
    lifted.captures = {{QStringLiteral("fenced"), CaptureType::Boolean, {}}};
    lifted.expect = {
        {QStringLiteral("fenced"), Compare::Equal, literal(QStringLiteral("false")), {}}};
    step.after = lifted;
    return step;
}

Step slotStep(const StageContext &context, const NodeProfile &primary, const NodeProfile &standby)
{
    return StepBuilder::sql(QStringLiteral("slot-for-") + standby.name,
                            say("Stages", "Keep the WAL that %1 needs: its slot on %2")
                                .arg(standby.name)
                                .arg(primary.name),
                            primary, QStringLiteral("make_slot"), context.profile.database)
        .input(QStringLiteral("slot"), literal(slotFor(context.profile, standby.name)))
        .changes(say("Stages", "drop the slot"))
        .seenBySql(QStringLiteral("slot_exists"), QStringLiteral("slot_exists"));
}

std::vector<Step> promoteSteps(const StageContext &context, const NodeProfile &node)
{
    const QString &database = context.profile.database;
    std::vector<Step> steps;
    steps.push_back(
        StepBuilder::sql(QStringLiteral("promote"), say("Stages", "Promote %1").arg(node.name),
                         node, QStringLiteral("promote"), database)
            .capture(QStringLiteral("in_recovery"), CaptureType::Boolean)
            .expect(QStringLiteral("in_recovery"), Compare::Equal, literal(QStringLiteral("false")))
            // The startup process may eat the signal while its receiver restarts: ask again.
            .repeatUntilMet(milliseconds(20), seconds(60))
            .uncut()
            .changes(say("Stages", "fail back once the other node follows"))
            .idempotent() // it asks nothing of a primary; a look first is time without one
            .seenBySql(QStringLiteral("not_in_recovery"), QStringLiteral("is_primary"))
            .phase(Phase::Promote)
            .refuse(ErrorKind::Failed,
                    say("Stages",
                        "%1 was asked to become primary but is still in recovery: no other "
                        "node was touched; look at its log.")
                        .arg(node.name)));
    StepBuilder history =
        StepBuilder::sql(QStringLiteral("history"),
                         say("Stages", "Read where the new timeline of %1 begins").arg(node.name),
                         node, QStringLiteral("history_line"), database)
            .capture(QStringLiteral("new_timeline"), CaptureType::Integer)
            .capture(QStringLiteral("old_timeline"), CaptureType::Integer)
            .capture(QStringLiteral("fork_lsn"), CaptureType::Lsn)
            .capture(QStringLiteral("history_line"), CaptureType::Text);
    // Its host was reset after standby.signal was gone and before the new timeline was written.
    const NodeFacts *facts = context.snapshot.node(node.name);
    if (facts != nullptr && facts->replication && facts->replication->timeline > 0)
        history.expect(
            QStringLiteral("new_timeline"), Compare::NotEqual,
            literal(qint64(facts->replication->timeline)),
            say("Stages",
                "%1 was restarted in the middle of its promotion and is primary on the timeline "
                "it had: it has all it had received, but no history says where its own writes "
                "begin. Go on with the stage that is advised.")
                .arg(node.name));
    steps.push_back(history);
    append(steps, waitForNobodySteps(context, node));
    steps.push_back(
        StepBuilder::sql(
            QStringLiteral("checkpoint"),
            say("Stages", "Checkpoint on %1, so that the other node can be rewound to it")
                .arg(node.name),
            node, QStringLiteral("checkpoint"), database)
            .timeout(seconds(600)));
    steps.push_back(
        StepBuilder::sql(
            QStringLiteral("checkpoint-timeline"),
            say("Stages", "The control file of %1 names the new timeline").arg(node.name), node,
            QStringLiteral("checkpointed_timeline"), database)
            .capture(QStringLiteral("checkpoint_timeline"), CaptureType::Integer)
            .expect(QStringLiteral("checkpoint_timeline"), Compare::Equal,
                    captured(QStringLiteral("new_timeline"))));
    steps.push_back(StepBuilder::sql(QStringLiteral("probe-write"),
                                     say("Stages", "A write is committed on %1").arg(node.name),
                                     node, QStringLiteral("write_nonce"), database)
                        .capture(QStringLiteral("nonce"), CaptureType::Text)
                        .timeout(seconds(10))
                        .phase(Phase::Reconnect));
    return steps;
}

Step streamingStep(const StageContext &context, const NodeProfile &standby,
                   const NodeProfile &primary)
{
    return StepBuilder::sql(QStringLiteral("streaming"),
                            say("Stages", "%1 streams from %2").arg(standby.name).arg(primary.name),
                            primary, QStringLiteral("streaming"), context.profile.database)
        .input(QStringLiteral("standby"), literal(standbyNameOf(context.profile, standby.name)))
        .capture(QStringLiteral("stream_state"), CaptureType::Text)
        .capture(QStringLiteral("sync_state"), CaptureType::Text)
        .expect(QStringLiteral("stream_state"), Compare::Equal,
                literal(QStringLiteral("streaming")))
        .repeatUntilMet(milliseconds(20), seconds(30))
        .refuse(ErrorKind::Failed,
                say("Stages", "%1 runs but does not stream from %2: its log says why (a missing "
                              "WAL segment, a refused login, a forked timeline).")
                    .arg(standby.name)
                    .arg(primary.name));
}

Step wakeReceiverStep(const NodeProfile &standby)
{
    return StepBuilder::shell(QStringLiteral("wake-receiver"),
                              say("Stages", "Wake the WAL receiver of %1").arg(standby.name),
                              standby, QStringLiteral("wake_receiver"),
                              {QStringLiteral("data"), QStringLiteral("bin")})
        .changes(say("Stages", "stop it again with the crash variant wal-link"))
        .seenByShell(standby, QStringLiteral("receiver_frozen"),
                     {QStringLiteral("data"), QStringLiteral("bin")},
                     QStringLiteral("receiver_frozen"), CaptureType::Boolean,
                     QStringLiteral("false"));
}

std::vector<Step> followSteps(const StageContext &context, const NodeProfile &standby,
                              const NodeProfile &primary)
{
    const QString &database = context.profile.database;
    std::vector<Step> steps{
        liftFenceStep(standby),
        startStep(standby),
        streamingStep(context, standby, primary),
        StepBuilder::sql(
            QStringLiteral("drop-slots-") + standby.name,
            say("Stages", "Drop slots on %1 that nobody uses any more").arg(standby.name), standby,
            QStringLiteral("drop_own_slots"), database)
            .changes(say("Stages", "slots are made again at the next hand-over"))
            .seenBySql(QStringLiteral("no_own_slots"), QStringLiteral("holds"))
            .repeatUntilMet(milliseconds(100), seconds(20)),
    };
    if (isSynchronous(context))
        append(steps, waitForStandbySteps(context, standby, primary));
    // Last: until then the file tells what the pair was when the stage began.
    append(steps, standbyRoleSteps(context, standby));
    return steps;
}

std::vector<Step> proofSteps(const StageContext &context, const NodeProfile &standby,
                             const NodeProfile &primary)
{
    const QString &database = context.profile.database;
    const auto hash = [&](const QString &id, const NodeProfile &node, const QString &name) {
        return StepBuilder::sql(id, say("Stages", "Sum up the ledger of %1").arg(node.name), node,
                                QStringLiteral("ledger_hash"), database)
            .input(QStringLiteral("horizon"), captured(QStringLiteral("horizon")))
            .capture(name, CaptureType::Text, QStringLiteral("ledger_hash"))
            .when(QStringLiteral("has_ledger"), Compare::Equal, literal(QStringLiteral("true")))
            .timeout(seconds(60));
    };
    return {
        StepBuilder::sql(QStringLiteral("write-nonce"),
                         say("Stages", "Write a word of our own on %1").arg(primary.name), primary,
                         QStringLiteral("write_nonce"), database)
            .capture(QStringLiteral("nonce"), CaptureType::Text),
        StepBuilder::sql(QStringLiteral("read-nonce"),
                         say("Stages", "The word arrives on %1").arg(standby.name), standby,
                         QStringLiteral("read_nonce"), database)
            .input(QStringLiteral("nonce"), captured(QStringLiteral("nonce")))
            .capture(QStringLiteral("nonce_arrived"), CaptureType::Boolean)
            .expect(QStringLiteral("nonce_arrived"), Compare::Equal,
                    literal(QStringLiteral("true")))
            .repeatUntilMet(milliseconds(20), seconds(30)),
        StepBuilder::sql(QStringLiteral("refused-write"),
                         say("Stages", "%1 refuses a write with 25006").arg(standby.name), standby,
                         QStringLiteral("refused_write"), database)
            .capture(QStringLiteral("refused_code"), CaptureType::Text, QStringLiteral("@code"))
            .expect(QStringLiteral("refused_code"), Compare::Equal,
                    literal(QStringLiteral("25006")),
                    say("Stages", "%1 should refuse writes but answered \"%2\".")
                        .arg(standby.name)
                        .arg(QStringLiteral("{refused_code}"))),
        StepBuilder::sql(QStringLiteral("horizon"),
                         say("Stages", "Fix a moment for comparing both nodes"), primary,
                         QStringLiteral("horizon"), database)
            .capture(QStringLiteral("horizon"), CaptureType::Integer)
            .capture(QStringLiteral("primary_lsn"), CaptureType::Lsn)
            .capture(QStringLiteral("has_ledger"), CaptureType::Boolean),
        StepBuilder::sql(QStringLiteral("standby-reached"),
                         say("Stages", "%1 has replayed up to that moment").arg(standby.name),
                         standby, QStringLiteral("standby_reached"), database)
            .input(QStringLiteral("target"), captured(QStringLiteral("primary_lsn")))
            .capture(QStringLiteral("reached"), CaptureType::Boolean)
            .capture(QStringLiteral("standby_lsn"), CaptureType::Lsn, QStringLiteral("replay_lsn"))
            .expect(QStringLiteral("reached"), Compare::Equal, literal(QStringLiteral("true")))
            .repeatUntilMet(milliseconds(20), seconds(60)),
        hash(QStringLiteral("ledger-primary"), primary, QStringLiteral("ledger_hash_primary")),
        Step(hash(QStringLiteral("ledger-standby"), standby, QStringLiteral("ledger_hash_standby"))
                 .expect(QStringLiteral("ledger_hash_standby"), Compare::Equal,
                         captured(QStringLiteral("ledger_hash_primary")),
                         say("Stages",
                             "The ledgers of %1 and %2 differ at the same position: do not "
                             "trust %1, resync it.")
                             .arg(standby.name)
                             .arg(primary.name))),
    };
}

void needSuperuser(StepBuilder &step, const StageContext &context, const NodeProfile &node)
{
    step.capture(QStringLiteral("superuser"), CaptureType::Boolean)
        .expect(QStringLiteral("superuser"), Compare::Equal, literal(QStringLiteral("true")),
                say("Stages",
                    "The role %1 is no superuser on %2, which this stage needs: run alter role %1 "
                    "superuser on the primary.")
                    .arg(context.profile.roles.admin)
                    .arg(node.name));
}

StepBuilder roomStep(const NodeProfile &node, const QString &id)
{
    return StepBuilder::shell(id, say("Stages", "Is there room for the copy on %1?").arg(node.name),
                              node, QStringLiteral("disk_room"), {QStringLiteral("data")})
        .capture(QStringLiteral("missing_kilobytes"), CaptureType::Integer)
        .expect(QStringLiteral("missing_kilobytes"), Compare::Equal, literal(0),
                say("Stages",
                    "The copy needs %1 kB on %2, but %3 kB of that are missing: free disk "
                    "space first.")
                    .arg(QStringLiteral("{needed_kilobytes}"))
                    .arg(node.name)
                    .arg(QStringLiteral("{missing_kilobytes}")))
        .refuse(ErrorKind::Refused,
                say("Stages", "The free space of %1 cannot be read.").arg(node.name));
}

Step logLinesStep(const NodeProfile &node)
{
    return StepBuilder::shell(QStringLiteral("log-lines-") + node.name,
                              say("Stages", "Find what the log of %1 says of it").arg(node.name),
                              node, QStringLiteral("log_lines"),
                              {QStringLiteral("data"), QStringLiteral("log")})
        .input(QStringLiteral("count"), literal(12))
        .input(QStringLiteral("pattern"),
               literal(tellingPattern({TellingKind::Crash, TellingKind::Stop, TellingKind::Start,
                                       TellingKind::Recovery, TellingKind::Promotion,
                                       TellingKind::Replication, TellingKind::Storage})))
        .capture(QStringLiteral("log_exit"), CaptureType::Integer, QStringLiteral("@exit"));
}

} // namespace tandem
