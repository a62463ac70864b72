// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stages/node_steps.h"

namespace tandem {

using std::chrono::minutes;

namespace {

const QStringList paths{QStringLiteral("data"), QStringLiteral("bin")};

// Directories of ours beside the node's data, by what follows its name; only the wanted ones.
QStringList candidatesOn(const NodeFacts &facts, const QStringList &wanted)
{
    if (!facts.data)
        return {};
    QStringList names;
    for (const QString &name : facts.data->keptDirectories + facts.data->asideDirectories) {
        if (wanted.isEmpty() || wanted.contains(name))
            names << name;
    }
    return names;
}

StepBuilder keptStep(const QString &id, const Text &title, const NodeProfile &node,
                     const Operand &names, bool isDeletion)
{
    return StepBuilder::shell(id, title, node, QStringLiteral("kept_directories"), paths)
        .input(QStringLiteral("names"), names)
        .input(QStringLiteral("system_identifier"), captured(QStringLiteral("system_identifier")))
        .input(QStringLiteral("delete"), literal(isDeletion ? 1 : 0))
        .timeout(minutes(30));
}

} // namespace

Result<Plan> planClean(const StageContext &context)
{
    const NodeFacts *primary = context.snapshot.primary();
    const NodeFacts *standby = context.snapshot.standby();
    if (primary == nullptr || standby == nullptr)
        return Error{ErrorKind::Refused,
                     say("Stages", "Only beside a primary and its standby is anything deleted."),
                     {},
                     {}};
    // One node a run, so that the typed word says where: the standby first.
    const NodeFacts *chosen = standby;
    const NodeFacts *rest = primary;
    const QStringList &wanted = context.options.directories;
    if (candidatesOn(*chosen, wanted).isEmpty())
        std::swap(chosen, rest);
    const QStringList names = candidatesOn(*chosen, wanted);
    if (names.isEmpty())
        return Error{ErrorKind::Refused,
                     wanted.isEmpty()
                         ? say("Stages", "Beside the data of %1 and %2 lies nothing that earlier "
                                         "stages kept.")
                               .arg(standby->name)
                               .arg(primary->name)
                         : say("Stages", "Beside the data of %1 and %2 lies nothing called %3.")
                               .arg(standby->name)
                               .arg(primary->name)
                               .arg(wanted.join(QLatin1String(", "))),
                     {},
                     {}};
    const NodeProfile &node = *context.profile.node(chosen->name);
    const QString data = Layout::of(node).dataDirectory;
    QStringList places;
    for (const QString &name : names)
        places << data + name;
    Plan plan = newPlan(Stage::Clean, context, {node.name});
    plan.why =
        candidatesOn(*rest, wanted).isEmpty()
            ? say("Stages", "Deletes what earlier stages kept on %1, once both nodes are proven "
                            "equal; the evidence of crashes stays.")
                  .arg(node.name)
            : say("Stages", "Deletes what earlier stages kept on %1, once both nodes are proven "
                            "equal; the evidence of crashes stays, and %2 is the next run's.")
                  .arg(node.name)
                  .arg(rest->name);
    plan.confirmation = Confirmation{
        say("Stages", "Deleted for good on %1: %2. What only they hold (rows that a failover lost) "
                      "is gone with them: type %1 to go on.")
            .arg(node.name)
            .arg(places.join(QLatin1String(", "))),
        node.name};
    // The proof of this very run: both nodes hold the same, so what goes is never the last copy.
    Result<Plan> proof = planVerify(context);
    if (!proof.ok())
        return proof.error();
    append(plan.steps, std::move(proof->steps));
    plan.steps.push_back(StepBuilder::sql(QStringLiteral("identity"),
                                          say("Stages", "Which database system the pair has"),
                                          *context.profile.node(primary->name),
                                          QStringLiteral("system_identifier"),
                                          context.profile.database)
                             .capture(QStringLiteral("system_identifier"), CaptureType::Text));
    plan.steps.push_back(
        keptStep(
            QStringLiteral("list"),
            say("Stages", "What was kept on %1, its size and age, and what may go").arg(node.name),
            node, literal(names.join(u' ')), false)
            .capture(QStringLiteral("deletable"), CaptureType::Text)
            .capture(QStringLiteral("kilobytes"), CaptureType::Integer)
            .capture(QStringLiteral("stays"), CaptureType::Integer)
            .capture(QStringLiteral("stay_reasons"), CaptureType::Text)
            .expect(QStringLiteral("deletable"), Compare::NotEqual, literal(QString()),
                    say("Stages", "Nothing on %1 may be deleted: %2")
                        .arg(node.name)
                        .arg(QStringLiteral("{stay_reasons}")))
            .refuse(
                ErrorKind::Refused,
                say("Stages", "What lies beside the data of %1 cannot be read.").arg(node.name)));
    plan.steps.push_back(
        keptStep(QStringLiteral("delete"), say("Stages", "Delete it on %1").arg(node.name), node,
                 captured(QStringLiteral("deletable")), true)
            .input(QStringLiteral("deletable"), captured(QStringLiteral("deletable")))
            .capture(QStringLiteral("freed_kilobytes"), CaptureType::Integer,
                     QStringLiteral("kilobytes"))
            .changes({})
            .danger(say("Stages", "the directories are deleted for good"))
            .seenByShell(node, QStringLiteral("kept_left"), paths, QStringLiteral("left"),
                         CaptureType::Integer, QStringLiteral("0")));
    return plan;
}

} // namespace tandem
