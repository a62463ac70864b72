// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rules that every recipe must keep, over the whole catalogue, and its previews as golden files.
#include "core/runbook/preview.h"
#include "core/runbook/script.h"
#include "core/stages/config_text.h"
#include "core/stages/crash_choice.h"
#include "core/stages/recipe.h"
#include "tests/support/source_tree.h"
#include "tests/unit/stages/lab_snapshots.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QTest>

#include <functional>

using namespace tandem;
using namespace tandem::lab;

namespace {

QString actionText(const Step &step)
{
    if (const auto *shell = std::get_if<ShellAction>(&step.action))
        return shell->script;
    return std::get<SqlAction>(step.action).sql;
}

} // namespace

class CatalogueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStageHasAPlan_data();
    void everyStageHasAPlan();
    void previewsAreGolden_data() { everyStageHasAPlan_data(); }
    void previewsAreGolden();
    void scriptsAreGolden_data();
    void scriptsAreGolden();
    void trapsAreBuiltIn();
    void refusesWhatTheTableRefuses();
    void sqlThroughSshIsLetInFromTheHostItself();
    void setupBringsTheRootCertificate();
    void configurationTexts();

private:
    Profile m_profile = profileOfLab();
    Result<Plan> planned(Stage stage, const StageOptions &options = {})
    {
        const ClusterSnapshot snapshot = snapshotFor(stage);
        return planFor(stage, {profileFor(stage), snapshot, options});
    }
    // Only hosts over SSH can be prepared.
    [[nodiscard]] Profile profileFor(Stage stage) const
    {
        return stage == Stage::Prepare ? profileOfHosts() : m_profile;
    }
    Result<Plan> plannedByName(const QString &name);
};

void CatalogueTest::everyStageHasAPlan_data()
{
    QTest::addColumn<QString>("name");
    const auto row = [](const QString &name) { QTest::newRow(qPrintable(name)) << name; };
    for (const Stage stage : allStages())
        row(tokenOf(stage));
    // What can be chosen beside the stage, and what else a restore may find.
    for (const CrashVariant variant : allCrashVariants()) {
        if (variant != CrashVariant::All)
            row(QStringLiteral("crash ") + tokenOf(variant));
    }
    for (const ResyncMethod method : allResyncMethods()) {
        if (method != ResyncMethod::Automatic)
            row(QStringLiteral("resync ") + tokenOf(method));
    }
    for (const char *what : {"frozen", "moved", "paused", "standby-frozen"})
        row(QStringLiteral("restore ") + QLatin1String(what));
    row(QStringLiteral("failover moved"));
    row(QStringLiteral("failover paused"));
}

// "STAGE", or "STAGE CHOICE".
Result<Plan> CatalogueTest::plannedByName(const QString &name)
{
    const Stage stage = *stageOf(name.section(u' ', 0, 0));
    const QString choice = name.section(u' ', 1);
    StageOptions options;
    options.crash = crashVariantOf(choice).value_or(CrashVariant::All);
    const bool isOfHosts = stage == Stage::Crash && isOfHost(options.crash);
    if (stage == Stage::Resync)
        options.resync = resyncMethodOf(choice).value_or(ResyncMethod::Automatic);
    ClusterSnapshot snapshot = snapshotFor(stage);
    NodeFacts &one = snapshot.nodes[0];
    NodeFacts &two = snapshot.nodes[1];
    if (choice == QLatin1String("frozen")) {
        one.process = ProcessFacts{ProcessFacts::Kind::Frozen, 10, 5, false};
        one.sql = SqlFacts{ServerAnswer::Silent, QStringLiteral("silent"), {}};
    } else if (choice == QLatin1String("moved")) {
        one.data = DataDirectoryFacts{};
        one.data->asideDirectories = {QStringLiteral(".aside-20260303T101010Z")};
        one.record->paired = true;
    } else if (choice == QLatin1String("paused") && stage == Stage::Restore) {
        snapshot = snapshotFor(Stage::Verify);
        snapshot.nodes[1].process->receiverFrozen = true;
    } else if (choice == QLatin1String("paused")) {
        two.process->receiverFrozen = true;
        two.replication->receiverStreaming = true;
    } else if (choice == QLatin1String("standby-frozen")) {
        snapshot = snapshotFor(Stage::Verify);
        NodeFacts frozen = down(QStringLiteral("vm2"));
        frozen.process = ProcessFacts{ProcessFacts::Kind::Frozen, 10, 5, false};
        frozen.sql = SqlFacts{ServerAnswer::Silent, QStringLiteral("silent"), {}};
        frozen.data->standbySignal = true;
        frozen.record->paired = true;
        snapshot.nodes[1] = frozen;
    }
    return planFor(stage, {isOfHosts ? profileOfHosts() : profileFor(stage), snapshot, options});
}

void CatalogueTest::everyStageHasAPlan()
{
    QFETCH(QString, name);
    const auto plan = plannedByName(name);
    QVERIFY2(plan.ok(), plan.ok() ? "" : qPrintable(plan.error().sentence.english()));
    QVERIFY(!plan->why.isEmpty());
    QVERIFY(!plan->steps.empty());
    QSet<QString> mainIds;
    for (const Step &step : plan->steps) {
        QVERIFY2(!mainIds.contains(step.id), qPrintable(step.id));
        mainIds.insert(step.id);
    }
    QSet<QString> known;
    everyStep(plan->steps, [&](const Step &step) {
        const QByteArray where = step.id.toUtf8();
        QVERIFY2(!step.title.isEmpty(), where.constData());
        QVERIFY2(!step.id.isEmpty() && m_profile.node(step.node) != nullptr, where.constData());
        QVERIFY2(step.timeout.count() > 0, where.constData());
        QVERIFY2(!actionText(step).trimmed().isEmpty(), where.constData());
        if (step.changes) {
            const bool isBack = step.id.endsWith(QLatin1String("-again"));
            QVERIFY2(step.after || isBack, where.constData());
            QVERIFY2(!step.undo.isEmpty() || !step.danger.isEmpty(), where.constData());
        }
        // An input that is captured must have been told by an earlier step.
        for (const Input &input : step.inputs) {
            if (input.value.kind == Operand::Kind::Captured)
                QVERIFY2(known.contains(input.value.text), where.constData());
        }
        for (const Condition &condition : step.when)
            QVERIFY2(known.contains(condition.capture), where.constData());
        for (const Capture &capture : step.captures)
            known.insert(capture.name);
        for (const Condition &condition : step.expect)
            QVERIFY2(known.contains(condition.capture), where.constData());
        // Every variable a script wants is given.
        if (std::holds_alternative<SqlAction>(step.action)) {
            for (const Input &input : step.inputs)
                QVERIFY2(actionText(step).contains(QStringLiteral(":'") + input.name) ||
                             actionText(step).contains(QStringLiteral(":\"") + input.name),
                         where.constData());
        }
    });
}

void CatalogueTest::previewsAreGolden()
{
    QFETCH(QString, name);
    const auto plan = plannedByName(name);
    QVERIFY(plan.ok());
    const QByteArray preview = previewOf(*plan, true, false).toUtf8();
    const QString fileName = QStringLiteral(TANDEM_SOURCE_DIR "/tests/golden/preview_%1.txt")
                                 .arg(QString(name).replace(u' ', u'_'));
    QFile file(fileName);
    if (qEnvironmentVariableIsSet("TANDEM_UPDATE_GOLDEN")) {
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(preview);
        return;
    }
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(fileName));
    QCOMPARE(preview, file.readAll());
}

void CatalogueTest::scriptsAreGolden_data()
{
    QTest::addColumn<int>("stage");
    QTest::addColumn<QString>("from");
    QTest::newRow("mode-sync from a client") << static_cast<int>(Stage::ModeSync) << QString();
    QTest::newRow("failover from vm2")
        << static_cast<int>(Stage::Failover) << QStringLiteral("vm2");
}

// The whole text, as it would be kept on an agent's disk.
void CatalogueTest::scriptsAreGolden()
{
    QFETCH(int, stage);
    QFETCH(QString, from);
    const auto plan = planned(static_cast<Stage>(stage));
    QVERIFY(plan.ok());
    const auto script = scriptOf(*plan, m_profile, from);
    QVERIFY(script.ok());
    const QString name = QStringLiteral(TANDEM_SOURCE_DIR "/tests/golden/script_%1.sh")
                             .arg(tokenOf(static_cast<Stage>(stage)));
    QFile file(name);
    if (qEnvironmentVariableIsSet("TANDEM_UPDATE_GOLDEN")) {
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(script->toUtf8());
        return;
    }
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(name));
    QCOMPARE(script->toUtf8(), file.readAll());
}

// The cures of the traps are parts of the recipes, not luck.
void CatalogueTest::trapsAreBuiltIn()
{
    const auto indexOf = [](const Plan &plan, const QString &id) {
        for (size_t i = 0; i < plan.steps.size(); ++i) {
            if (plan.steps[i].id == id)
                return static_cast<int>(i);
        }
        return -1;
    };
    const Plan failover = planned(Stage::Failover).value();
    const Plan failback = planned(Stage::Failback).value();
    const Plan resync = planned(Stage::Resync).value();
    for (const Plan *plan : {&failover, &failback}) {
        const int promote = indexOf(*plan, QStringLiteral("promote"));
        QVERIFY(promote > 0);
        const Step &step = plan->steps[static_cast<size_t>(promote)];
        // T1: asked again every 20 ms, never waiting inside the server (T12).
        QVERIFY(step.wait && step.wait->reissue && step.wait->every <= Milliseconds(20));
        QVERIFY(actionText(step).contains(QStringLiteral("pg_promote(false)")));
        // T2: a checkpoint right behind the promotion, and its timeline checked.
        QVERIFY(indexOf(*plan, QStringLiteral("checkpoint")) > promote);
        QVERIFY(indexOf(*plan, QStringLiteral("checkpoint-timeline")) >
                indexOf(*plan, QStringLiteral("checkpoint")));
        // T13: nobody waits for the old standby.
        QVERIFY(indexOf(*plan, plan == &failover ? QStringLiteral("clear-names-vm2")
                                                 : QStringLiteral("clear-names-vm1")) > promote);
        // T4: the fence comes before the promotion and looks for processes, not for a pid file.
        const int fence = indexOf(*plan, plan == &failover ? QStringLiteral("fence-vm1")
                                                           : QStringLiteral("fence-vm2"));
        QVERIFY(fence >= 0 && fence < promote);
        QVERIFY(actionText(plan->steps[static_cast<size_t>(fence)])
                    .contains(QStringLiteral("while count_server_pids")));
    }
    // A rewind of the old primary begins before the fork: its WAL is kept before the checkpoint.
    QVERIFY(indexOf(failover, QStringLiteral("slot-for-vm1")) >
            indexOf(failover, QStringLiteral("promote")));
    QVERIFY(indexOf(failover, QStringLiteral("slot-for-vm1")) <
            indexOf(failover, QStringLiteral("checkpoint")));
    // T5: the lock file of a zombie is cleared, and zombies do not count as processes.
    QVERIFY(
        stageScript(QStringLiteral("start_server")).contains(QStringLiteral("clear_stale_lock")));
    // T3: ownership is looked at before anything is touched.
    QCOMPARE(indexOf(resync, QStringLiteral("owners")), 0);
    // T2, second half: resync is not done before it streams.
    QVERIFY(indexOf(resync, QStringLiteral("streaming")) >
            indexOf(resync, QStringLiteral("rewind")));
    // Follow is decided before anything writes to the directory.
    QVERIFY(indexOf(resync, QStringLiteral("fork-point")) <
            indexOf(resync, QStringLiteral("recover")));
    // A full copy is verified before the swap, and the old directory is kept.
    QVERIFY(stageScript(QStringLiteral("clone")).contains(QStringLiteral("pg_verifybackup")));
    QVERIFY(stageScript(QStringLiteral("swap_data")).contains(QStringLiteral(".kept-")));
}

void CatalogueTest::refusesWhatTheTableRefuses()
{
    const ClusterSnapshot healthy = snapshotFor(Stage::Verify);
    const auto failover = planFor(Stage::Failover, {m_profile, healthy});
    QVERIFY(!failover.ok());
    QCOMPARE(failover.error().kind, ErrorKind::Refused);
    ClusterSnapshot paused = snapshotFor(Stage::Failover);
    paused.nodes[1].replication->replayPaused = true;
    const auto stuck = planFor(Stage::Failover, {m_profile, paused});
    QVERIFY(!stuck.ok());
    QVERIFY(stuck.error().sentence.english().contains(QStringLiteral("pg_wal_replay_resume")));
    Profile inside = m_profile;
    inside.nodes[1].postgres.configDirectory = inside.nodes[1].postgres.dataDirectory;
    QVERIFY(!planFor(Stage::Setup, {inside, snapshotFor(Stage::Setup)}).ok());
    // A host that does not answer: only with a typed word, and the debt is written down.
    ClusterSnapshot blind = snapshotFor(Stage::Failover);
    blind.nodes[0].host.reset();
    blind.nodes[0].process.reset();
    blind.nodes[0].sql = SqlFacts{ServerAnswer::Silent, QStringLiteral("silent"), {}};
    const auto unfenced = planFor(Stage::Failover, {m_profile, blind});
    if (unfenced.ok()) {
        QVERIFY(unfenced->confirmation.has_value());
        QCOMPARE(unfenced->confirmation->word, QStringLiteral("vm1"));
        QCOMPARE(unfenced->claims.size(), size_t(1));
        // Behind a silent host only the standby can tell that it still lives.
        bool isAsked = false;
        everyStep(unfenced->steps, [&](const Step &step) {
            for (const Condition &condition : step.expect)
                isAsked = isAsked || (step.id == QLatin1String("witness-receiver") &&
                                      condition.capture == QLatin1String("receiver") &&
                                      condition.operand.text == QLatin1String("streaming"));
        });
        QVERIFY(isAsked);
    }
    QVERIFY(unfenced.ok());
}

void CatalogueTest::sqlThroughSshIsLetInFromTheHostItself()
{
    const QString rule = QStringLiteral("hostssl all all 127.0.0.1/32 scram-sha-256\n");
    Profile hosts = profileOfHosts();
    QVERIFY(!accessRules(hosts).contains(rule));
    hosts.nodes[1].postgres.viaSsh = true; // the same rules on both nodes
    QCOMPARE(accessRules(hosts).count(rule), 1);
    // What runs between the nodes goes straight.
    const QString peer = peerConninfo(hosts, hosts.nodes[0], hosts.roles.replication, {});
    QVERIFY2(peer.contains(QStringLiteral("host='192.168.56.3'")), qPrintable(peer));
}

void CatalogueTest::setupBringsTheRootCertificate()
{
    Profile strict = m_profile;
    strict.tls = TlsMode::VerifyFull;
    strict.tlsRootCertificate = QStringLiteral("~/its root.crt");
    const ClusterSnapshot snapshot = snapshotFor(Stage::Setup);
    QVERIFY(!planFor(Stage::Setup, {strict, snapshot}).ok()); // nobody read the file
    const QString text = QStringLiteral("-----BEGIN CERTIFICATE-----\n");
    const auto plan = planFor(Stage::Setup, {strict, snapshot, {}, text});
    QVERIFY(plan.ok());
    // Written on both nodes, and before anything on them reads it.
    QStringList before;
    everyStep(plan->steps, [&](const Step &step) {
        if (step.id.startsWith(QStringLiteral("root-certificate-"))) {
            QCOMPARE(step.inputs.at(0).value,
                     literal(Layout::of(*strict.node(step.node)).rootCertificate));
            QCOMPARE(step.inputs.at(1).value, literal(text));
            before << step.node;
        }
        if (step.id == QStringLiteral("clone"))
            QCOMPARE(before, (QStringList{QStringLiteral("vm1"), QStringLiteral("vm2")}));
    });
    QCOMPARE(before.size(), qsizetype(2));
    // A script takes the file from where it runs.
    const auto verify = planFor(Stage::Verify, {strict, snapshotFor(Stage::Verify)});
    QVERIFY(verify.ok());
    const auto onClient = scriptOf(*verify, strict, {});
    const auto onNode = scriptOf(*verify, strict, QStringLiteral("vm2"));
    QVERIFY(onClient.ok() && onNode.ok());
    QVERIFY(onClient->contains(
        QStringLiteral("\nsql_tls=verify-full\nsql_root_certificate=\"$HOME\"/'its root.crt'\n")));
    QVERIFY(onNode->contains(QStringLiteral("\nsql_root_certificate=")));
    QVERIFY(onNode->contains(QStringLiteral("/srv/vm2/pgtandem/root.crt")));
    QVERIFY(!onNode->contains(QStringLiteral("its root.crt")));
}

void CatalogueTest::configurationTexts()
{
    QCOMPARE(confString(QStringLiteral("a'b\\c")), QStringLiteral("'a''b\\\\c'"));
    QCOMPARE(conninfoPart(QStringLiteral("user"), QStringLiteral("o'b\\c")),
             QStringLiteral("user='o\\'b\\\\c'"));
    QCOMPARE(hbaName(QStringLiteral("a\"b")), QStringLiteral("\"a\"\"b\""));
    QCOMPARE(hbaAddress(QStringLiteral("192.168.56.2")), QStringLiteral("192.168.56.2/32"));
    QCOMPARE(hbaAddress(QStringLiteral("fd00::1")), QStringLiteral("fd00::1/128"));
    QCOMPARE(hbaAddress(QStringLiteral("db.example")), QStringLiteral("db.example"));
    const QString rules = accessRules(m_profile);
    QVERIFY(!rules.contains(QStringLiteral("trust")));
    QVERIFY(!rules.contains(QStringLiteral("md5")));
    Profile strict = m_profile;
    strict.tls = TlsMode::Require;
    QVERIFY(accessRules(strict).startsWith(QStringLiteral("hostssl ")));
    const QString settings = nodeSettings(m_profile, m_profile.nodes[1]);
    QVERIFY(settings.contains(QStringLiteral("archive_mode = always")));
    QVERIFY(settings.contains(QStringLiteral("log_directory = '/srv/vm2/log'")));
    QVERIFY(!settings.contains(QStringLiteral("password=")));
    QVERIFY(roleSettings({}).endsWith(QStringLiteral("synchronous_standby_names = ''\n")));
    QVERIFY(roleSettings(QStringLiteral("vm2")).contains(QStringLiteral("FIRST 1 (\"vm2\")")));
}

QTEST_GUILESS_MAIN(CatalogueTest)
#include "catalogue_test.moc"
