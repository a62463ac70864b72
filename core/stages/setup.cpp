// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stages/config_text.h"
#include "core/stages/copy_steps.h"
#include "core/stages/ending.h"
#include "core/stages/node_steps.h"

namespace tandem {

using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

const QString osRole = QStringLiteral("os");
const QString maintenance = QStringLiteral("postgres");

// Facts of one host under names of its own, so that both can be compared.
std::vector<Step> compareSteps(const StageContext &context, const NodeProfile &home,
                               const NodeProfile &standby)
{
    const auto facts = [](const NodeProfile &node, const QString &prefix) {
        Step step =
            StepBuilder::shell(
                QStringLiteral("host-") + node.name,
                say("Stages", "Look at the host of %1").arg(node.name), node,
                QStringLiteral("host_facts"),
                {QStringLiteral("data"), QStringLiteral("bin"), QStringLiteral("config")})
                .capture(prefix + QStringLiteral("reads_drop_ins"), CaptureType::Boolean,
                         QStringLiteral("reads_drop_ins"))
                .capture(prefix + QStringLiteral("programs"), CaptureType::Text,
                         QStringLiteral("missing_programs"))
                .capture(prefix + QStringLiteral("version"), CaptureType::Integer,
                         QStringLiteral("version"))
                .capture(prefix + QStringLiteral("free_kilobytes"), CaptureType::Integer,
                         QStringLiteral("free_kilobytes"))
                .refuse(ErrorKind::Refused,
                        say("Stages", "PostgreSQL's programs were not found on the host of %1: "
                                      "install the package postgresql there.")
                            .arg(node.name));
        step.expect.push_back({prefix + QStringLiteral("programs"), Compare::Equal,
                               literal(QString()),
                               say("Stages", "%1 lacks the programs %2: run the stage prepare, or "
                                             "install the package postgresql there.")
                                   .arg(node.name)
                                   .arg(u'{' + prefix + QStringLiteral("programs}"))});
        step.expect.push_back({prefix + QStringLiteral("reads_drop_ins"), Compare::Equal,
                               literal(QStringLiteral("true")),
                               say("Stages", "%1 would not read our settings: add the line "
                                             "include_dir = 'conf.d' to %2/postgresql.conf.")
                                   .arg(node.name)
                                   .arg(Layout::of(node).configDirectory)});
        if (node.postgres.version != 0)
            step.expect.push_back(
                {prefix + QStringLiteral("version"), Compare::Equal, literal(node.postgres.version),
                 say("Stages",
                     "The profile says PostgreSQL %1 for %2, but version %3 is installed: "
                     "correct one of the two.")
                     .arg(node.postgres.version)
                     .arg(node.name)
                     .arg(u'{' + prefix + QStringLiteral("version}"))});
        return step;
    };
    Step home_ = facts(home, QStringLiteral("home_"));
    Step standby_ = facts(standby, QStringLiteral("standby_"));
    standby_.expect.push_back(
        {QStringLiteral("standby_version"), Compare::Equal,
         captured(QStringLiteral("home_version")),
         say("Stages", "%1 has PostgreSQL %2 and %3 has %4: a pair needs the same major version.")
             .arg(home.name)
             .arg(QStringLiteral("{home_version}"))
             .arg(standby.name)
             .arg(QStringLiteral("{standby_version}"))});
    Step server =
        StepBuilder::sql(QStringLiteral("server-") + home.name,
                         say("Stages", "Look at the server of %1").arg(home.name), home,
                         QStringLiteral("server_facts"), maintenance, osRole)
            .capture(QStringLiteral("home_collation"), CaptureType::Text,
                     QStringLiteral("collation"))
            .capture(QStringLiteral("needed_kilobytes"), CaptureType::Integer)
            .capture(QStringLiteral("tablespaces"), CaptureType::Integer)
            .expect(QStringLiteral("tablespaces"), Compare::Equal, literal(0),
                    say("Stages", "%1 has %2 tablespaces outside its data directory, which a "
                                  "copy beside it would not carry: move their tables back "
                                  "first.")
                        .arg(home.name)
                        .arg(QStringLiteral("{tablespaces}")))
            .refuse(ErrorKind::Refused,
                    say("Stages", "The server of %1 lets its own OS user not in: start it, "
                                  "and keep Debian's \"local all postgres peer\" rule.")
                        .arg(home.name));
    Step room = roomStep(standby, QStringLiteral("room-") + standby.name)
                    .input(QStringLiteral("needed_kilobytes"),
                           captured(QStringLiteral("needed_kilobytes")));
    for (Step *step : {&home_, &standby_, &server, &room})
        step->refusalKind = ErrorKind::Refused;
    std::vector<Step> steps{home_, standby_};
    // A setup that was broken off between the stop and the start for new settings goes on.
    const NodeFacts *seen = context.snapshot.node(home.name);
    if (seen != nullptr && seen->process && seen->process->kind == ProcessFacts::Kind::None &&
        seen->data && seen->data->kind == DataDirectoryFacts::Kind::Initialised) {
        Step start = startStep(home);
        start.id += QStringLiteral("-first");
        steps.push_back(start);
    }
    append(steps, {server, room});
    return steps;
}

std::vector<Step> configureSteps(const StageContext &context, const NodeProfile &node)
{
    const Profile &profile = context.profile;
    const Layout layout = Layout::of(node);
    const NodeProfile &peer = profile.peerOf(node.name);
    const auto file = [&](const QString &id, const Text &title, const QString &path,
                          const QString &content) -> Step {
        return StepBuilder::shell(id + node.name, title, node, QStringLiteral("write_file"), {})
            .input(QStringLiteral("path"), literal(path))
            .input(QStringLiteral("content"), literal(content))
            .changes(say("Stages", "delete %1").arg(path))
            .seenByShell(node, QStringLiteral("file_holds"), {}, QStringLiteral("holds"),
                         CaptureType::Boolean, QStringLiteral("true"));
    };
    const QString yes = QStringLiteral("true");
    const QString holds = QStringLiteral("holds");
    std::vector<Step> steps{
        StepBuilder::shell(
            QStringLiteral("directories-") + node.name,
            say("Stages", "Make the archive and log directories of %1").arg(node.name), node,
            QStringLiteral("make_archive"), {QStringLiteral("archive"), QStringLiteral("log")})
            .changes(say("Stages", "delete them"))
            .seenByShell(node, QStringLiteral("directories_hold"), {}, holds, CaptureType::Boolean,
                         yes),
        file(QStringLiteral("settings-"), say("Stages", "Write the settings of %1").arg(node.name),
             layout.dropInFile, nodeSettings(profile, node)),
        file(QStringLiteral("role-settings-"),
             say("Stages", "Write the role settings of %1").arg(node.name), layout.roleFile,
             roleSettings({})),
        StepBuilder::shell(QStringLiteral("access-") + node.name,
                           say("Stages", "Write the access rules of %1").arg(node.name), node,
                           QStringLiteral("write_hba"),
                           {QStringLiteral("hba"), QStringLiteral("own")})
            .input(QStringLiteral("content"), literal(accessRules(profile)))
            .changes(say("Stages", "put pg_hba.conf.before back"))
            .seenByShell(node, QStringLiteral("hba_holds"), {}, holds, CaptureType::Boolean, yes),
        StepBuilder::shell(QStringLiteral("passfile-") + node.name,
                           say("Stages", "Give %1 the passwords for its peer").arg(node.name), node,
                           QStringLiteral("write_passfile"), {QStringLiteral("passfile")})
            .input(QStringLiteral("peer_host"), literal(peer.host))
            .input(QStringLiteral("peer_port"), literal(peer.postgres.port))
            .input(QStringLiteral("replication_role"), literal(profile.roles.replication))
            .input(QStringLiteral("rewind_role"), literal(profile.roles.rewind))
            .secrets({QStringLiteral("replication"), QStringLiteral("rewind")})
            .changes(say("Stages", "delete the passfile"))
            .seenByShell(node, QStringLiteral("passfile_holds"), {}, holds, CaptureType::Boolean,
                         yes),
    };
    if (!profile.tlsRootCertificate.isEmpty())
        steps.push_back(
            file(QStringLiteral("root-certificate-"),
                 say("Stages", "Give %1 the root certificate of its peer").arg(node.name),
                 layout.rootCertificate, context.rootCertificate));
    return steps;
}

std::vector<Step> roleSteps(const StageContext &context, const NodeProfile &home)
{
    const RoleNames &roles = context.profile.roles;
    const Text dropIt = say("Stages", "drop it");
    std::vector<Step> steps;
    const std::vector<std::pair<QString, QString>> all{
        {QStringLiteral("admin"), roles.admin},
        {QStringLiteral("replication"), roles.replication},
        {QStringLiteral("rewind"), roles.rewind},
        {QStringLiteral("monitor"), roles.monitor},
        {QStringLiteral("workload"), roles.workload}};
    for (const auto &[key, name] : all) {
        Step step = StepBuilder::sql(QStringLiteral("role-") + key,
                                     say("Stages", "Make the role %1").arg(name), home,
                                     QStringLiteral("make_role"), maintenance, osRole)
                        .input(QStringLiteral("role"), literal(name))
                        .input(QStringLiteral("verifier"), verifierOf(key))
                        .changes(dropIt);
        // The look needs the name only; a verifier is made anew each time.
        Probe there;
        there.action =
            SqlAction{stageSql(QStringLiteral("role_holds")), osRole, maintenance, false};
        there.inputs = {{QStringLiteral("role"), literal(name)}};
        there.captures = {{QStringLiteral("holds"), CaptureType::Boolean, {}}};
        there.expect = {
            {QStringLiteral("holds"), Compare::Equal, literal(QStringLiteral("true")), {}}};
        step.after = there;
        steps.push_back(step);
    }
    QStringList databases{roles.admin};
    if (context.profile.database != roles.admin)
        databases << context.profile.database;
    for (const QString &name : std::as_const(databases)) {
        steps.push_back(StepBuilder::sql(QStringLiteral("database-") + name,
                                         say("Stages", "Make the database %1").arg(name), home,
                                         QStringLiteral("make_database"), maintenance, osRole)
                            .input(QStringLiteral("name"), literal(name))
                            .input(QStringLiteral("owner"), literal(roles.admin))
                            .changes(dropIt)
                            .seenBySql(QStringLiteral("database_holds"), QStringLiteral("holds")));
    }
    steps.push_back(StepBuilder::sql(QStringLiteral("powers"),
                                     say("Stages", "Give the roles their powers"), home,
                                     QStringLiteral("grant_powers"), maintenance, osRole)
                        .input(QStringLiteral("admin"), literal(roles.admin))
                        .input(QStringLiteral("replication"), literal(roles.replication))
                        .input(QStringLiteral("rewind"), literal(roles.rewind))
                        .input(QStringLiteral("monitor"), literal(roles.monitor))
                        .input(QStringLiteral("database"), literal(context.profile.database))
                        .changes(say("Stages", "revoke them"))
                        .seenBySql(QStringLiteral("powers_hold"), QStringLiteral("holds")));
    steps.push_back(StepBuilder::sql(QStringLiteral("nonce-table"),
                                     say("Stages", "Make the table for our own proofs"), home,
                                     QStringLiteral("make_nonce_table"), context.profile.database)
                        .changes(say("Stages", "drop the schema pgtandem"))
                        .seenBySql(QStringLiteral("nonce_table_holds"), QStringLiteral("holds")));
    return steps;
}

std::vector<Step> activateSteps(const NodeProfile &home)
{
    const Text inForce = say("Stages", "The settings of %1 are in force").arg(home.name);
    Step restartStop = stopStep(home);
    Step restartStart = startStep(home);
    const std::vector<Condition> onlyIf{
        {QStringLiteral("needs_restart"), Compare::Equal, literal(QStringLiteral("true")), {}}};
    restartStop.when = onlyIf;
    restartStart.when = onlyIf;
    restartStop.id += QStringLiteral("-for-settings");
    restartStart.id += QStringLiteral("-for-settings");
    const auto check = [&](const QString &id) {
        return StepBuilder::sql(id, say("Stages", "%1 reads its settings and rules").arg(home.name),
                                home, QStringLiteral("reload_and_check"), maintenance, osRole)
            .capture(QStringLiteral("setting_errors"), CaptureType::Integer)
            .capture(QStringLiteral("first_setting_error"), CaptureType::Text)
            .capture(QStringLiteral("rule_errors"), CaptureType::Integer)
            .capture(QStringLiteral("first_rule_error"), CaptureType::Text)
            .expect(QStringLiteral("setting_errors"), Compare::Equal, literal(0),
                    say("Stages", "%1 does not accept its settings (%2): mend them first.")
                        .arg(home.name)
                        .arg(QStringLiteral("{first_setting_error}")))
            .expect(QStringLiteral("rule_errors"), Compare::Equal, literal(0),
                    say("Stages", "%1 does not accept its access rules (%2): mend them first.")
                        .arg(home.name)
                        .arg(QStringLiteral("{first_rule_error}")));
    };
    return {
        check(QStringLiteral("reload-") + home.name),
        StepBuilder::sql(QStringLiteral("needs-restart"),
                         say("Stages", "Does %1 need a restart for them?").arg(home.name), home,
                         QStringLiteral("pending_restart"), maintenance, osRole)
            .capture(QStringLiteral("needs_restart"), CaptureType::Boolean),
        restartStop,
        restartStart,
    };
}

// Whether the standby's directory is a copy of home already.
bool holdsCopy(const StageContext &context, const NodeProfile &home, const NodeProfile &standby)
{
    const NodeFacts *source = context.snapshot.node(home.name);
    const NodeFacts *target = context.snapshot.node(standby.name);
    return source != nullptr && target != nullptr && source->data && target->data &&
           target->data->standbySignal && source->data->systemIdentifier != 0 &&
           target->data->systemIdentifier == source->data->systemIdentifier;
}

std::vector<Step> cloneSteps(const StageContext &context, const NodeProfile &home,
                             const NodeProfile &standby)
{
    std::vector<Step> steps{
        StepBuilder::shell(QStringLiteral("reach-") + home.name,
                           say("Stages", "%1 reaches %2").arg(standby.name).arg(home.name), standby,
                           QStringLiteral("reach_peer"),
                           {QStringLiteral("data"), QStringLiteral("bin")})
            .input(QStringLiteral("peer_host"), literal(home.host))
            .input(QStringLiteral("peer_port"), literal(home.postgres.port))
            .capture(QStringLiteral("peer_answer"), CaptureType::Integer)
            .expect(QStringLiteral("peer_answer"), Compare::Equal, literal(0),
                    say("Stages", "%1 cannot reach %2 on port %3: open the way between the nodes.")
                        .arg(standby.name)
                        .arg(home.host)
                        .arg(home.postgres.port)),
    };
    // What a broken-off setup put there may have come up since, and holds the slot of the copy. A
    // database of its own serves until its copy is ready.
    const Step stop = stopStep(standby);
    const bool isOurs = holdsCopy(context, home, standby);
    if (isOurs)
        steps.push_back(stop);
    append(steps, {slotStep(context, home, standby), copyStep(context, standby, home)});
    if (!isOurs)
        steps.push_back(stop);
    steps.push_back(swapStep(standby));
    return steps;
}

} // namespace

Result<Plan> planSetup(const StageContext &context)
{
    const NodeProfile &home = context.profile.home();
    const NodeProfile &standby = context.profile.peerOf(home.name);
    for (const NodeProfile &node : context.profile.nodes) {
        const Layout layout = Layout::of(node);
        if (layout.configDirectory.isEmpty() ||
            (layout.configDirectory + u'/').startsWith(layout.dataDirectory + u'/'))
            return Error{ErrorKind::Refused,
                         say("Stages",
                             "The settings of %1 lie inside its data directory, where a rewind "
                             "or a copy would overwrite them: move them out and name the place "
                             "as config_directory.")
                             .arg(node.name),
                         {},
                         {}};
    }
    if (!context.profile.tlsRootCertificate.isEmpty() && context.rootCertificate.isEmpty())
        return Error{ErrorKind::Refused,
                     say("Stages", "The root certificate %1 that the profile names was not read.")
                         .arg(context.profile.tlsRootCertificate),
                     {},
                     {}};
    Plan plan = newPlan(Stage::Setup, context, {home.name, standby.name});
    plan.why = say("Stages", "%1 becomes the primary and %2 its hot standby.")
                   .arg(home.name)
                   .arg(standby.name);
    const NodeFacts *facts = context.snapshot.node(standby.name);
    if (facts != nullptr && facts->data && facts->data->kind == DataDirectoryFacts::Kind::Foreign)
        return Error{ErrorKind::Refused,
                     say("Stages",
                         "The data directory of %1 holds files that are not PostgreSQL's: "
                         "name another directory in the profile.")
                         .arg(standby.name),
                     {},
                     {}};
    if (facts == nullptr || !facts->data ||
        facts->data->kind == DataDirectoryFacts::Kind::Initialised)
        plan.confirmation = Confirmation{
            say("Stages", "The databases that are now on %1 are set aside (their directory "
                          "is kept) and replaced by a copy of %2: type %1 to go on.")
                .arg(standby.name)
                .arg(home.name),
            standby.name};
    append(plan.steps, compareSteps(context, home, standby));
    append(plan.steps, configureSteps(context, home));
    append(plan.steps, activateSteps(home));
    append(plan.steps, roleSteps(context, home));
    append(plan.steps, configureSteps(context, standby));
    append(plan.steps, cloneSteps(context, home, standby));
    append(plan.steps, followSteps(context, standby, home));
    append(plan.steps, proofSteps(context, standby, home));
    for (const NodeProfile *node : {&home, &standby})
        plan.steps.push_back(pairedStep(*node));
    for (const NodeProfile *node : {&home, &standby})
        append(plan.steps, settleSteps(*node));
    plan.newPrimary = home.name;
    return plan;
}

} // namespace tandem
