// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rules that every recipe must keep, over the whole catalogue, and its previews as golden files.
#include "core/runbook/preview.h"
#include "core/runbook/script.h"
#include "core/stages/config_text.h"
#include "core/stages/crash_choice.h"
#include "core/stages/recipe.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QTest>

#include <functional>

using namespace tandem;

namespace {

Profile profileOfLab()
{
    Profile profile;
    profile.name = QStringLiteral("lab");
    profile.homePrimary = QStringLiteral("vm1");
    profile.clientNetworks = {QStringLiteral("127.0.0.1/32")};
    profile.tls = TlsMode::Prefer;
    for (size_t i = 0; i < 2; ++i) {
        NodeProfile &node = profile.nodes[i];
        node.name = QStringLiteral("vm%1").arg(i + 1);
        node.host = QStringLiteral("127.0.0.1");
        node.transport = TransportKind::Local;
        node.postgres.layout = LayoutKind::Plain;
        node.postgres.port = 5501 + static_cast<int>(i);
        node.postgres.dataDirectory = QStringLiteral("/srv/%1/data").arg(node.name);
        node.postgres.configDirectory = QStringLiteral("/srv/%1/conf").arg(node.name);
        node.postgres.binDirectory = QStringLiteral("/opt/pg/bin");
    }
    return profile;
}

NodeFacts base(const QString &name)
{
    NodeFacts facts;
    facts.name = name;
    facts.host = HostFacts{QStringLiteral("boot"), 0, 1LL << 40};
    facts.data = DataDirectoryFacts{};
    facts.data->kind = DataDirectoryFacts::Kind::Initialised;
    facts.data->majorVersion = 15;
    facts.data->systemIdentifier = 7;
    facts.data->timeline = 1;
    facts.record = RecordFacts{};
    facts.record->epoch = 4;
    return facts;
}

NodeFacts server(const QString &name, bool inRecovery)
{
    NodeFacts facts = base(name);
    facts.process = ProcessFacts{ProcessFacts::Kind::Running, 10, 5};
    facts.sql = SqlFacts{ServerAnswer::Accepts, {}, {}};
    ReplicationFacts replication;
    replication.inRecovery = inRecovery;
    replication.systemIdentifier = 7;
    replication.serverVersion = 150000;
    replication.timeline = 1;
    replication.receiverStreaming = inRecovery;
    (inRecovery ? replication.replayed : replication.insert) = Lsn{0x3000000};
    if (inRecovery)
        replication.received = Lsn{0x3000000};
    else
        replication.senders = {
            {name == QLatin1String("vm1") ? QStringLiteral("vm2") : QStringLiteral("vm1"),
             QStringLiteral("streaming"), QStringLiteral("async"), Lsn{0x3000000}, Lsn{0x3000000},
             Lsn{0x3000000}, Lsn{0x3000000}}};
    facts.replication = replication;
    return facts;
}

NodeFacts down(const QString &name)
{
    NodeFacts facts = base(name);
    facts.process = ProcessFacts{};
    facts.sql = SqlFacts{ServerAnswer::Refused, QStringLiteral("refused"), {}};
    facts.data->controlState = QStringLiteral("in production");
    return facts;
}

ClusterSnapshot snapshotFor(Stage stage)
{
    ClusterSnapshot s;
    s.homePrimary = QStringLiteral("vm1");
    const QString one = QStringLiteral("vm1");
    const QString two = QStringLiteral("vm2");
    switch (stage) {
    case Stage::Setup: {
        NodeFacts a = server(one, false);
        NodeFacts b = server(two, false);
        for (NodeFacts *node : {&a, &b}) {
            node->record.reset();
            node->replication->senders.clear();
        }
        b.replication->systemIdentifier = b.data->systemIdentifier = 8;
        s.nodes = {a, b};
        return s;
    }
    case Stage::Failover:
        s.nodes = {down(one), server(two, true)};
        s.nodes[1].replication->receiverStreaming = false;
        return s;
    case Stage::Restore:
        s.nodes = {down(one), server(two, true)};
        s.nodes[1].replication->receiverStreaming = false;
        return s;
    case Stage::Clean:
        s.nodes = {server(one, false), server(two, true)};
        s.nodes[1].data->keptDirectories = {QStringLiteral(".kept-20260101T101010Z"),
                                            QStringLiteral(".kept-20260202T101010Z")};
        s.nodes[1].data->asideDirectories = {QStringLiteral(".aside-20260303T101010Z")};
        return s;
    case Stage::Resync:
        s.nodes = {down(one), server(two, false)};
        s.nodes[0].record->fenced = true;
        s.nodes[1].replication->timeline = 2;
        s.nodes[1].replication->senders.clear();
        return s;
    case Stage::Failback:
        s.nodes = {server(one, true), server(two, false)};
        return s;
    case Stage::SeedData:
    case Stage::Verify:
    case Stage::Crash:
    case Stage::Switchover:
    case Stage::ModeSync:
    case Stage::ModeAsync:
        s.nodes = {server(one, false), server(two, true)};
        return s;
    }
    return s;
}

void everyStep(const std::vector<Step> &steps, const std::function<void(const Step &)> &visit)
{
    for (const Step &step : steps) {
        if (!step.isGroup())
            visit(step);
        everyStep(step.together, visit);
        everyStep(step.onFailure, visit);
    }
}

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
    void crashesAskWhereTheyMust();
    void crashVariantsThatMakeNoSense();
    void restoreNeverMakesASecondPrimary();
    void cleanTouchesOnlyWhatIsOurs();
    void configurationTexts();

private:
    Profile m_profile = profileOfLab();
    Result<Plan> planned(Stage stage, const StageOptions &options = {})
    {
        const ClusterSnapshot snapshot = snapshotFor(stage);
        return planFor(stage, {m_profile, snapshot, options});
    }
    Result<Plan> plannedByName(const QString &name);
};

void CatalogueTest::everyStageHasAPlan_data()
{
    for (const Stage stage : allStages())
        QTest::newRow(qPrintable(tokenOf(stage)));
    // What can be chosen beside the stage, and what else a restore may find.
    for (const CrashVariant variant : allCrashVariants()) {
        if (variant != CrashVariant::All)
            QTest::newRow(qPrintable(QStringLiteral("crash ") + tokenOf(variant)));
    }
    for (const ResyncMethod method : allResyncMethods()) {
        if (method != ResyncMethod::Automatic)
            QTest::newRow(qPrintable(QStringLiteral("resync ") + tokenOf(method)));
    }
    for (const char *what : {"frozen", "moved", "paused", "standby-frozen"})
        QTest::newRow(qPrintable(QStringLiteral("restore ") + QLatin1String(what)));
    QTest::newRow("failover moved");
    QTest::newRow("failover paused");
}

// "STAGE", or "STAGE CHOICE".
Result<Plan> CatalogueTest::plannedByName(const QString &name)
{
    const Stage stage = *stageOf(name.section(u' ', 0, 0));
    const QString choice = name.section(u' ', 1);
    StageOptions options;
    options.crash = crashVariantOf(choice).value_or(CrashVariant::All);
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
    return planFor(stage, {m_profile, snapshot, options});
}

void CatalogueTest::everyStageHasAPlan()
{
    const auto plan = plannedByName(QString::fromLatin1(QTest::currentDataTag()));
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
        const QByteArray name = step.id.toUtf8();
        QVERIFY2(!step.title.isEmpty(), name.constData());
        QVERIFY2(!step.id.isEmpty() && m_profile.node(step.node) != nullptr, name.constData());
        QVERIFY2(step.timeout.count() > 0, name.constData());
        QVERIFY2(!actionText(step).trimmed().isEmpty(), name.constData());
        if (step.changes) {
            const bool isBack = step.id.endsWith(QLatin1String("-again"));
            QVERIFY2(step.after || isBack, name.constData());
            QVERIFY2(!step.undo.isEmpty() || !step.danger.isEmpty(), name.constData());
        }
        // An input that is captured must have been told by an earlier step.
        for (const Input &input : step.inputs) {
            if (input.value.kind == Operand::Kind::Captured)
                QVERIFY2(known.contains(input.value.text), name.constData());
        }
        for (const Condition &condition : step.when)
            QVERIFY2(known.contains(condition.capture), name.constData());
        for (const Capture &capture : step.captures)
            known.insert(capture.name);
        for (const Condition &condition : step.expect)
            QVERIFY2(known.contains(condition.capture), name.constData());
        // Every variable a script wants is given.
        if (std::holds_alternative<SqlAction>(step.action)) {
            for (const Input &input : step.inputs)
                QVERIFY2(actionText(step).contains(QStringLiteral(":'") + input.name) ||
                             actionText(step).contains(QStringLiteral(":\"") + input.name),
                         name.constData());
        }
    });
}

void CatalogueTest::previewsAreGolden()
{
    const QString tag = QString::fromLatin1(QTest::currentDataTag());
    const auto plan = plannedByName(tag);
    QVERIFY(plan.ok());
    const QByteArray preview = previewOf(*plan, true, false).toUtf8();
    const QString name = QStringLiteral(TANDEM_SOURCE_DIR "/tests/golden/preview_%1.txt")
                             .arg(QString(tag).replace(u' ', u'_'));
    QFile file(name);
    if (qEnvironmentVariableIsSet("TANDEM_UPDATE_GOLDEN")) {
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(preview);
        return;
    }
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(name));
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
                    .contains(QStringLiteral("server_pids")));
    }
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
    }
    QVERIFY(unfenced.ok());
}

void CatalogueTest::crashesAskWhereTheyMust()
{
    const ClusterSnapshot healthy = snapshotFor(Stage::Crash);
    Profile production = m_profile;
    production.environment = Environment::Production;
    for (const CrashVariant variant : allCrashVariants()) {
        StageOptions options;
        options.crash = variant;
        const auto inLab = planFor(Stage::Crash, {m_profile, healthy, options});
        QVERIFY(inLab.ok());
        QCOMPARE(inLab->confirmation.has_value(), variant == CrashVariant::MoveData);
        const auto inProduction = planFor(Stage::Crash, {production, healthy, options});
        QVERIFY(inProduction.ok() && inProduction->confirmation.has_value());
        QCOMPARE(inProduction->confirmation->word, QStringLiteral("vm1"));
        QVERIFY(inProduction->confirmation->sentence.english().contains(QStringLiteral("vm1")));
        // It comes unannounced, and the log is looked at on both sides of it.
        QVERIFY(inLab->claims.empty());
        QCOMPARE(inLab->steps.front().id, QStringLiteral("log-mark"));
        QCOMPARE(inLab->steps.back().id, QStringLiteral("log-signature"));
    }
}

void CatalogueTest::crashVariantsThatMakeNoSense()
{
    const auto allowedIn = [this](const ClusterSnapshot &snapshot) {
        QStringList allowed;
        const StageContext context{m_profile, snapshot};
        for (const CrashChoice &choice : crashChoices(context)) {
            if (choice.allowed)
                allowed << tokenOf(choice.variant);
            StageOptions options;
            options.crash = choice.variant;
            const auto plan = planFor(Stage::Crash, {m_profile, snapshot, options});
            if (plan.ok() != choice.allowed || choice.sentence.isEmpty())
                qWarning("%s", qPrintable(tokenOf(choice.variant)));
            if (!plan.ok() && plan.error().sentence != choice.reason)
                qWarning("%s", qPrintable(choice.reason.english()));
            if (plan.ok() != choice.allowed)
                allowed << QStringLiteral("?");
        }
        return allowed.join(u' ');
    };
    ClusterSnapshot snapshot = snapshotFor(Stage::Crash);
    const QString every =
        QStringLiteral("all postmaster backend immediate freeze wal-link move-data");
    QCOMPARE(allowedIn(snapshot), every);
    snapshot.nodes[1].process->receiverFrozen = true;
    QCOMPARE(allowedIn(snapshot), QStringLiteral("all postmaster immediate freeze move-data"));
    // A stopped receiver writes no line, so none is waited for.
    const Plan mute = planFor(Stage::Crash, {m_profile, snapshot}).value();
    QCOMPARE(mute.steps.size(), size_t(1));
    snapshot.nodes[1].process->receiverFrozen = false;
    snapshot.nodes[0].data->asideDirectories = {QStringLiteral(".aside-20260303T101010Z")};
    QCOMPARE(allowedIn(snapshot),
             QStringLiteral("all postmaster backend immediate freeze wal-link"));
    QCOMPARE(allowedIn(snapshotFor(Stage::Failover)), QString());
}

void CatalogueTest::restoreNeverMakesASecondPrimary()
{
    const ClusterSnapshot usual = snapshotFor(Stage::Restore);
    const auto refusal = [this](const ClusterSnapshot &snapshot) {
        const auto plan = planFor(Stage::Restore, {m_profile, snapshot});
        return plan.ok() ? QString() : plan.error().sentence.english();
    };
    QCOMPARE(refusal(usual), QString());
    const Plan plan = planFor(Stage::Restore, {m_profile, usual}).value();
    // The peer is asked right before anything starts, and both nodes are taken.
    QCOMPARE(plan.steps.front().id, QStringLiteral("peer-stands-by"));
    QCOMPARE(plan.claims.size(), size_t(2));
    ClusterSnapshot promoted = usual;
    promoted.nodes[1] = server(QStringLiteral("vm2"), false);
    promoted.nodes[1].replication->timeline = 2;
    promoted.nodes[1].replication->senders.clear();
    QVERIFY(refusal(promoted).contains(QStringLiteral("resync")));
    // Frozen beside a new primary: waking it would make two.
    ClusterSnapshot frozen = promoted;
    frozen.nodes[0].process = ProcessFacts{ProcessFacts::Kind::Frozen, 10, 5, false};
    frozen.nodes[0].sql = SqlFacts{ServerAnswer::Silent, QStringLiteral("silent"), {}};
    QVERIFY(refusal(frozen).contains(QStringLiteral("resync")));
    ClusterSnapshot fenced = usual;
    fenced.nodes[0].record->fenced = true;
    QVERIFY(refusal(fenced).contains(QStringLiteral("fenced")));
    ClusterSnapshot marked = usual;
    marked.nodes[0].data->standbySignal = true;
    QVERIFY(refusal(marked).contains(QStringLiteral("read-only")));
    ClusterSnapshot gone = usual;
    gone.nodes[0].data = DataDirectoryFacts{};
    gone.nodes[0].record->paired = true;
    QVERIFY(refusal(gone).contains(QStringLiteral("no data directory")));
    ClusterSnapshot blind = usual;
    blind.nodes[0].host.reset();
    blind.nodes[0].process.reset();
    QVERIFY(!refusal(blind).isEmpty());
}

void CatalogueTest::cleanTouchesOnlyWhatIsOurs()
{
    ClusterSnapshot snapshot = snapshotFor(Stage::Clean);
    const Plan plan = planFor(Stage::Clean, {m_profile, snapshot}).value();
    QCOMPARE(plan.confirmation->word, QStringLiteral("vm2"));
    for (const char *name :
         {".kept-20260101T101010Z", ".kept-20260202T101010Z", ".aside-20260303T101010Z"})
        QVERIFY(plan.confirmation->sentence.english().contains(QStringLiteral("/srv/vm2/data") +
                                                               QLatin1String(name)));
    // Nothing is deleted before both nodes were proven equal in this run.
    QCOMPARE(plan.steps.back().id, QStringLiteral("delete"));
    int changing = 0;
    bool proven = false;
    for (const Step &step : plan.steps) {
        changing += step.changes;
        proven = proven || step.id == QLatin1String("ledger-standby");
        QVERIFY(!step.changes || proven);
    }
    QCOMPARE(changing, 1);
    const auto of = [&](const QStringList &names) {
        StageOptions options;
        options.directories = names;
        return planFor(Stage::Clean, {m_profile, snapshot, options});
    };
    const auto one = of({QStringLiteral(".kept-20260101T101010Z")});
    QVERIFY(one.ok());
    QVERIFY(!one->confirmation->sentence.english().contains(QStringLiteral("20260202")));
    for (const char *name : {"", "/", "/home", "..", ".kept-", ".kept-20260101T101010Z/..", "*"})
        QVERIFY(!of({QLatin1String(name)}).ok());
    snapshot.nodes[1].data->keptDirectories.clear();
    snapshot.nodes[1].data->asideDirectories.clear();
    const auto none = planFor(Stage::Clean, {m_profile, snapshot});
    QVERIFY(!none.ok());
    QCOMPARE(none.error().kind, ErrorKind::Refused);
    snapshot.nodes[0].data->keptDirectories = {QStringLiteral(".kept-20260101T101010Z")};
    QCOMPARE(planFor(Stage::Clean, {m_profile, snapshot})->confirmation->word,
             QStringLiteral("vm1"));
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
    QVERIFY(peerConninfo(strict, strict.nodes[0], QStringLiteral("r"), {}, QStringLiteral("vm2"),
                         QStringLiteral("/p"))
                .contains(QStringLiteral("sslmode='require'")));
    const QString settings = nodeSettings(m_profile, m_profile.nodes[1]);
    QVERIFY(settings.contains(QStringLiteral("archive_mode = always")));
    QVERIFY(settings.contains(QStringLiteral("log_directory = '/srv/vm2/log'")));
    QVERIFY(!settings.contains(QStringLiteral("password=")));
    QVERIFY(roleSettings({}).endsWith(QStringLiteral("synchronous_standby_names = ''\n")));
    QVERIFY(roleSettings(QStringLiteral("vm2")).contains(QStringLiteral("FIRST 1 (\"vm2\")")));
}

QTEST_GUILESS_MAIN(CatalogueTest)
#include "catalogue_test.moc"
