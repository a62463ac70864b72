// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stages/node_steps.h"

#include "core/workload/workload_sql.h"

namespace tandem {

Result<Plan> planSeedData(const StageContext &context)
{
    const NodeFacts *primary = context.snapshot.primary();
    if (primary == nullptr)
        return Error{ErrorKind::Refused,
                     say("Stages", "There is no single primary to put the lab's data on."),
                     {},
                     {}};
    const NodeProfile &node = *context.profile.node(primary->name);
    Plan plan = newPlan(Stage::SeedData, context, {node.name});
    plan.why =
        say("Stages", "The lab's tables users and orders with their rows, and the ledger that the "
                      "clients' writes are counted in.");
    const QString &database = context.profile.database;
    const Text dropThem = say("Stages", "drop the tables");
    plan.steps = {
        StepBuilder::sqlText(QStringLiteral("lab-tables"), say("Stages", "Make users and orders"),
                             node, workloadSql(QStringLiteral("lab_tables")), database)
            .changes(dropThem),
        StepBuilder::sqlText(QStringLiteral("ledger-table"),
                             say("Stages", "Make the ledger's table"), node,
                             workloadSql(QStringLiteral("workload_schema")), database)
            .input(QStringLiteral("workload_role"), literal(context.profile.roles.workload))
            .changes(dropThem)
            .seenBySql(QStringLiteral("tables_hold"), QStringLiteral("holds")),
    };
    // Filled tables are seen by their rows; the lab's rows are put in only where there are none.
    Probe filled;
    filled.action = SqlAction{stageSql(QStringLiteral("lab_rows_hold")), QStringLiteral("admin"),
                              database, false};
    filled.captures = {{QStringLiteral("holds"), CaptureType::Boolean, {}}};
    filled.expect = {
        {QStringLiteral("holds"), Compare::Equal, literal(QStringLiteral("true")), {}}};
    plan.steps.front().after = filled;
    return plan;
}

} // namespace tandem
