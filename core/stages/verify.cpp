// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stages/node_steps.h"

namespace tandem {

using std::chrono::seconds;

Result<Plan> planVerify(const StageContext &context)
{
    const NodeFacts *primaryFacts = context.snapshot.primary();
    if (primaryFacts == nullptr)
        return Error{
            ErrorKind::Refused,
            say("Stages", "There is no single primary, so there is nothing to compare with."),
            {},
            {}};
    const NodeProfile &primary = *context.profile.node(primaryFacts->name);
    const NodeProfile &standby = context.profile.peerOf(primary.name);
    const QString &database = context.profile.database;
    Plan plan = newPlan(Stage::Verify, context, {});
    plan.why = say("Stages", "Proves that %1 accepts writes, that %2 has them and refuses its own.")
                   .arg(primary.name)
                   .arg(standby.name);
    const auto sessions = [&](const NodeProfile &node) -> Step {
        return StepBuilder::sql(QStringLiteral("sessions-") + node.name,
                                say("Stages", "Who is connected to %1").arg(node.name), node,
                                QStringLiteral("sessions"), database)
            .capture(QStringLiteral("sessions_") + (node.name == primary.name
                                                        ? QStringLiteral("primary")
                                                        : QStringLiteral("standby")),
                     CaptureType::Integer, QStringLiteral("client_sessions"));
    };
    if (context.snapshot.standby() == nullptr) {
        plan.why =
            say("Stages", "Proves that %1 accepts writes; %2 does not follow and is left alone.")
                .arg(primary.name)
                .arg(standby.name);
        plan.steps = {
            sessions(primary),
            StepBuilder::sql(QStringLiteral("write-nonce"),
                             say("Stages", "Write a word of our own on %1").arg(primary.name),
                             primary, QStringLiteral("write_nonce"), database)
                .capture(QStringLiteral("nonce"), CaptureType::Text),
        };
        return plan;
    }
    plan.steps = {
        StepBuilder::sql(
            QStringLiteral("replication"),
            say("Stages", "pg_stat_replication of %1 shows %2").arg(primary.name).arg(standby.name),
            primary, QStringLiteral("streaming"), database)
            .input(QStringLiteral("standby"), literal(standbyNameOf(context.profile, standby.name)))
            .capture(QStringLiteral("stream_state"), CaptureType::Text)
            .capture(QStringLiteral("sync_state"), CaptureType::Text)
            .expect(QStringLiteral("stream_state"), Compare::Equal,
                    literal(QStringLiteral("streaming")),
                    say("Stages", "%1 does not stream from %2 (state: %3): resync it.")
                        .arg(standby.name)
                        .arg(primary.name)
                        .arg(QStringLiteral("{stream_state}"))),
        StepBuilder::sql(QStringLiteral("receiver"), say("Stages", "%1 receives").arg(standby.name),
                         standby, QStringLiteral("receiver_state"), database)
            .capture(QStringLiteral("replay_paused"), CaptureType::Boolean)
            .expect(QStringLiteral("replay_paused"), Compare::Equal,
                    literal(QStringLiteral("false")),
                    say("Stages", "Replay is paused on %1: resume it with pg_wal_replay_resume().")
                        .arg(standby.name)),
        group(QStringLiteral("sessions"), say("Stages", "Sessions"),
              {sessions(primary), sessions(standby)}),
    };
    append(plan.steps, proofSteps(context, standby, primary));
    const auto rows = [&](const NodeProfile &node, const QString &suffix) {
        return StepBuilder::sql(QStringLiteral("rows-") + node.name,
                                say("Stages", "Rows of users and orders on %1").arg(node.name),
                                node, QStringLiteral("table_rows"), database)
            .input(QStringLiteral("horizon"), captured(QStringLiteral("horizon")))
            .capture(QStringLiteral("users_rows_") + suffix, CaptureType::Integer,
                     QStringLiteral("users_rows"))
            .capture(QStringLiteral("orders_rows_") + suffix, CaptureType::Integer,
                     QStringLiteral("orders_rows"))
            .capture(QStringLiteral("users_hash_") + suffix, CaptureType::Text,
                     QStringLiteral("users_hash"))
            .when(QStringLiteral("has_ledger"), Compare::Equal, literal(QStringLiteral("true")))
            .timeout(seconds(60));
    };
    plan.steps.push_back(rows(primary, QStringLiteral("primary")));
    plan.steps.push_back(
        rows(standby, QStringLiteral("standby"))
            .expect(QStringLiteral("users_hash_standby"), Compare::Equal,
                    captured(QStringLiteral("users_hash_primary")),
                    say("Stages", "The users of %1 and %2 differ at the same moment.")
                        .arg(primary.name)
                        .arg(standby.name)));
    return plan;
}

} // namespace tandem
