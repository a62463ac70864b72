// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What may be chosen beside a stage, what asks for a typed word, and what is refused.
#include "core/stages/crash_choice.h"
#include "core/stages/remark.h"
#include "tests/unit/stages/lab_snapshots.h"

#include <QTest>

using namespace tandem;
using namespace tandem::lab;

class ChoicesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tokensAreTheirOwn();
    void crashesAskWhereTheyMust();
    void crashVariantsThatMakeNoSense();
    void twoNodesOnOneHostAreNotCrashedAsHosts();
    void restoreNeverMakesASecondPrimary();
    void cleanTouchesOnlyWhatIsOurs();
    void remarksTellWhatWasFound();

private:
    Profile m_profile = profileOfLab();
};

void ChoicesTest::tokensAreTheirOwn()
{
    for (const CrashVariant variant : allCrashVariants())
        QVERIFY(crashVariantOf(tokenOf(variant)) == variant);
    for (const ResyncMethod method : allResyncMethods())
        QVERIFY(resyncMethodOf(tokenOf(method)) == method);
    QVERIFY(!crashVariantOf(QString()) && !crashVariantOf(QStringLiteral("ALL")));
    QVERIFY(!resyncMethodOf(QString()) && !resyncMethodOf(QStringLiteral("clones")));
}

void ChoicesTest::crashesAskWhereTheyMust()
{
    const ClusterSnapshot healthy = snapshotFor(Stage::Crash);
    Profile production = profileOfHosts();
    production.environment = Environment::Production;
    for (const CrashVariant variant : allCrashVariants()) {
        StageOptions options;
        options.crash = variant;
        // What hits a whole host is for hosts over SSH.
        const auto onThisMachine = planFor(Stage::Crash, {m_profile, healthy, options});
        QCOMPARE(onThisMachine.ok(), !isOfHost(variant));
        const auto inLab = planFor(
            Stage::Crash, {isOfHost(variant) ? profileOfHosts() : m_profile, healthy, options});
        QVERIFY(inLab.ok());
        QCOMPARE(inLab->confirmation.has_value(),
                 variant == CrashVariant::MoveData || variant == CrashVariant::Halt);
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

void ChoicesTest::crashVariantsThatMakeNoSense()
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

void ChoicesTest::twoNodesOnOneHostAreNotCrashedAsHosts()
{
    Profile profile = profileOfHosts();
    for (const CrashVariant variant :
         {CrashVariant::Pkill, CrashVariant::Halt, CrashVariant::Unplug}) {
        const auto choice = [&] {
            return crashChoice({profile, snapshotFor(Stage::Crash)}, variant);
        };
        QVERIFY(choice().allowed);
        profile.nodes[1].host = profile.nodes[0].host;
        QVERIFY(!choice().allowed);
        QVERIFY(choice().reason.english().contains(QStringLiteral("one host")));
        profile = profileOfHosts();
    }
}

void ChoicesTest::restoreNeverMakesASecondPrimary()
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

void ChoicesTest::cleanTouchesOnlyWhatIsOurs()
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

void ChoicesTest::remarksTellWhatWasFound()
{
    const auto remark = [](const std::vector<std::pair<const char *, const char *>> &captures) {
        StepReport report;
        report.node = QStringLiteral("vm1");
        for (const auto &[name, text] : captures)
            report.captured.set(QLatin1String(name), {CaptureType::Text, QLatin1String(text)});
        const auto told = remarkOn(report);
        return told ? told->english() : QString();
    };
    const auto way = [&](const char *method, const char *reason) {
        return remark({{"method", method},
                       {"reason", reason},
                       {"rewind_kilobytes", "122880"},
                       {"clone_kilobytes", "1572864"}});
    };
    QCOMPARE(way("rewind", "fewer"),
             QStringLiteral("Rewind: 120 MB of WAL and changed blocks instead of a copy of "
                            "1.5 GB."));
    QCOMPARE(way("clone", "fewer"), QStringLiteral("Copy: 1.5 GB instead of a rewind that moves "
                                                   "120 MB of WAL and changed blocks."));
    QCOMPARE(way("clone", "wal-gone"),
             QStringLiteral("Copy of 1.5 GB: the WAL that it would need is gone."));
    QCOMPARE(way("clone", "asked"),
             QStringLiteral("clone, as was asked for (a rewind moves 120 MB, a copy 1.5 GB)."));
    for (const char *reason : {"follows", "no-past", "unfinished", "unreadable"})
        QVERIFY2(!way("clone", reason).contains(QStringLiteral("asked")), reason);
    QCOMPARE(remark({{"log_signature", "LOG:  x"}}),
             QStringLiteral("The log of vm1 says: LOG:  x"));
    QVERIFY(remark({{"log_signature", ""}}).contains(QStringLiteral("no line")));
    QCOMPARE(remark({{"freed_kilobytes", "3000"}}), QStringLiteral("3000 kB were freed on vm1."));
    QCOMPARE(remark({}), QString());
    QCOMPARE(remark({{"stays", "0"}}), QString());
}

QTEST_GUILESS_MAIN(ChoicesTest)
#include "choices_test.moc"
