// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stages/mode_steps.h"

#include "core/cluster/pair_case.h"
#include "core/stages/config_text.h"

#include <algorithm>

namespace tandem {

using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

// The role file and the reload that brings it into force. `id` keeps steps of one plan apart.
std::vector<Step> roleFileSteps(const StageContext &context, const NodeProfile &node,
                                const QString &standbyName, const QString &id, const Text &title)
{
    const QString &database = context.profile.database;
    return {
        StepBuilder::shell(id + node.name, title, node, QStringLiteral("write_file"), {})
            .input(QStringLiteral("path"), literal(Layout::of(node).roleFile))
            .input(QStringLiteral("content"), literal(roleSettings(standbyName)))
            .changes(say("Stages", "choose the other mode again"))
            .seenByShell(node, QStringLiteral("file_holds"), {}, QStringLiteral("holds"),
                         CaptureType::Boolean, QStringLiteral("true")),
        StepBuilder::sql(id + QStringLiteral("reload-") + node.name,
                         say("Stages", "%1 reads its settings again").arg(node.name), node,
                         QStringLiteral("reload_and_check"), database)
            .capture(QStringLiteral("setting_errors"), CaptureType::Integer)
            .expect(QStringLiteral("setting_errors"), Compare::Equal, literal(0)),
    };
}

} // namespace

std::vector<Step> commitLatencySteps(const StageContext &context, const NodeProfile &primary,
                                     const QString &suffix)
{
    const QString &database = context.profile.database;
    return {
        StepBuilder::sql(QStringLiteral("latency-procedure-") + suffix,
                         say("Stages", "A procedure on %1 that times commits").arg(primary.name),
                         primary, QStringLiteral("make_latency_procedure"), database)
            .changes(say("Stages", "drop the procedure pgtandem.commit_latency"))
            .seenBySql(QStringLiteral("latency_procedure_holds"), QStringLiteral("holds")),
        StepBuilder::sql(QStringLiteral("latency-") + suffix,
                         say("Stages", "How long a commit on %1 takes").arg(primary.name), primary,
                         QStringLiteral("commit_latency"), database)
            .input(QStringLiteral("rounds"), literal(30))
            .capture(QStringLiteral("commit_ms_") + suffix, CaptureType::Text,
                     QStringLiteral("median_ms"))
            .capture(QStringLiteral("worst_commit_ms_") + suffix, CaptureType::Text,
                     QStringLiteral("worst_ms"))
            .refuse(ErrorKind::Failed,
                    say("Stages", "A write on %1 does not come back, so its commits could not be "
                                  "timed: run the stage again.")
                        .arg(primary.name)),
    };
}

bool isSynchronous(const StageContext &context)
{
    const NodeFacts *primary = context.snapshot.primary();
    const bool isNow =
        primary != nullptr && !primary->replication->synchronousStandbyNames.isEmpty();
    // One that was broken off before the new primary was told: the old one's settings still say so.
    const auto &nodes = context.snapshot.nodes;
    const bool wasBefore = std::any_of(nodes.begin(), nodes.end(), [](const NodeFacts &node) {
        return node.record && isHandover(*node.record) && node.record->waitsForPeer;
    });
    return isNow || wasBefore || context.profile.mode == ReplicationMode::Sync;
}

std::vector<Step> waitForNobodySteps(const StageContext &context, const NodeProfile &primary)
{
    return roleFileSteps(context, primary, {}, QStringLiteral("clear-names-"),
                         say("Stages", "No write on %1 waits for a standby").arg(primary.name));
}

std::vector<Step> standbyRoleSteps(const StageContext &context, const NodeProfile &standby)
{
    return roleFileSteps(
        context, standby, {}, QStringLiteral("empty-role-file-"),
        say("Stages", "%1 will wait for nobody should it become primary").arg(standby.name));
}

std::vector<Step> waitForStandbySteps(const StageContext &context, const NodeProfile &standby,
                                      const NodeProfile &primary)
{
    const QString &database = context.profile.database;
    const std::vector<Step> takeBack =
        roleFileSteps(context, primary, {}, QStringLiteral("take-names-back-"),
                      say("Stages", "Writes on %1 wait for nobody again").arg(primary.name));
    std::vector<Step> steps{
        StepBuilder::sql(QStringLiteral("streams-for-sync"),
                         say("Stages", "%1 streams from %2").arg(standby.name).arg(primary.name),
                         primary, QStringLiteral("streaming"), database)
            .input(QStringLiteral("standby"), literal(standbyNameOf(context.profile, standby.name)))
            .capture(QStringLiteral("stream_state"), CaptureType::Text)
            .expect(QStringLiteral("stream_state"), Compare::Equal,
                    literal(QStringLiteral("streaming")),
                    say("Stages",
                        "%1 does not stream from %2 (state: %3), and writes that wait for "
                        "it would hang: bring it back first.")
                        .arg(standby.name)
                        .arg(primary.name)
                        .arg(QStringLiteral("{stream_state}")))
            .refuse(ErrorKind::Refused,
                    say("Stages", "%1 does not answer: nothing was changed.").arg(primary.name)),
        StepBuilder::sql(QStringLiteral("position-for-sync"),
                         say("Stages", "Where %1 writes now").arg(primary.name), primary,
                         QStringLiteral("current_position"), database)
            .capture(QStringLiteral("sync_target"), CaptureType::Lsn,
                     QStringLiteral("primary_lsn")),
        StepBuilder::sql(QStringLiteral("caught-up-for-sync"),
                         say("Stages", "%1 has caught up").arg(standby.name), standby,
                         QStringLiteral("standby_reached"), database)
            .input(QStringLiteral("target"), captured(QStringLiteral("sync_target")))
            .capture(QStringLiteral("reached"), CaptureType::Boolean)
            .expect(QStringLiteral("reached"), Compare::Equal, literal(QStringLiteral("true")))
            .repeatUntilMet(milliseconds(20), seconds(60))
            .refuse(ErrorKind::Refused,
                    say("Stages", "%1 is too far behind to wait for: try again once it has caught "
                                  "up.")
                        .arg(standby.name)),
    };
    append(
        steps,
        roleFileSteps(
            context, primary, standbyNameOf(context.profile, standby.name),
            QStringLiteral("set-names-"),
            say("Stages", "Every write on %1 waits for %2").arg(primary.name).arg(standby.name)));
    steps.push_back(
        StepBuilder::sql(QStringLiteral("is-sync"),
                         say("Stages", "%1 counts as synchronous").arg(standby.name), primary,
                         QStringLiteral("streaming"), database)
            .input(QStringLiteral("standby"), literal(standbyNameOf(context.profile, standby.name)))
            .capture(QStringLiteral("sync_state"), CaptureType::Text)
            .expect(QStringLiteral("sync_state"), Compare::Equal, literal(QStringLiteral("sync")))
            .repeatUntilMet(milliseconds(20), seconds(10))
            .onFailure(takeBack)
            .refuse(ErrorKind::Failed,
                    say("Stages", "%1 did not become synchronous, so writes on %2 wait for nobody "
                                  "again.")
                        .arg(standby.name)
                        .arg(primary.name)));
    steps.push_back(
        StepBuilder::sql(
            QStringLiteral("sync-write"),
            say("Stages", "A write on %1 is confirmed by %2").arg(primary.name).arg(standby.name),
            primary, QStringLiteral("write_nonce"), database)
            .capture(QStringLiteral("nonce"), CaptureType::Text)
            .timeout(seconds(10))
            .onFailure(takeBack)
            .refuse(ErrorKind::Failed,
                    say("Stages",
                        "A write that waits for %1 did not come back, so writes on %2 wait "
                        "for nobody again.")
                        .arg(standby.name)
                        .arg(primary.name)));
    return steps;
}

} // namespace tandem
