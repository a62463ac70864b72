// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Plans as hosts need them: Debian's layout, the stage prepare, what a broken setup and an unfenced
// peer leave behind.
#include "tests/unit/stages/lab_snapshots.h"

#include <QTest>

#include <algorithm>

using namespace tandem;
using namespace tandem::lab;

class HostPlansTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyDebianHostsOverSshArePrepared();
    void debianServersAreStartedByTheirUnitAndFencedByStartConf();
    void setupStartsAHomeServerThatASetupLeftStopped();
    void resyncSettlesWhatAFailoverWroteDown();
};

void HostPlansTest::onlyDebianHostsOverSshArePrepared()
{
    QVERIFY(planFor(Stage::Prepare, {profileOfHosts(), snapshotFor(Stage::Prepare)}).ok());
    const auto plain = planFor(Stage::Prepare, {profileOfLab(), snapshotFor(Stage::Prepare)});
    QVERIFY(!plain.ok());
    QCOMPARE(plain.error().kind, ErrorKind::Refused);
    QVERIFY(plain.error().sentence.english().contains(QStringLiteral("Debian")));
}

void HostPlansTest::debianServersAreStartedByTheirUnitAndFencedByStartConf()
{
    const Profile profile = profileOfHosts();
    const auto failover = planFor(Stage::Failover, {profile, snapshotFor(Stage::Failover)});
    QVERIFY(failover.ok());
    const auto resync = planFor(Stage::Resync, {profile, snapshotFor(Stage::Resync)});
    QVERIFY(resync.ok());
    const auto inputOf = [](const Step &step, const char *name) {
        for (const Input &input : step.inputs) {
            if (input.name == QLatin1String(name))
                return input.value.text;
        }
        return QString();
    };
    int fences = 0;
    int starts = 0;
    for (const Plan *plan : {&*failover, &*resync}) {
        everyStep(plan->steps, [&](const Step &step) {
            if (step.id.startsWith(QLatin1String("fence-"))) {
                ++fences;
                QCOMPARE(inputOf(step, "start_conf"),
                         QStringLiteral("/etc/postgresql/17/main/start.conf"));
            }
            if (step.id.startsWith(QLatin1String("start-"))) {
                ++starts;
                QCOMPARE(inputOf(step, "unit"), QStringLiteral("postgresql@17-main"));
                QVERIFY(std::get<ShellAction>(step.action).identity == OsIdentity::Root);
            }
        });
    }
    QVERIFY(fences >= 2);
    QVERIFY(starts >= 1);
}

void HostPlansTest::setupStartsAHomeServerThatASetupLeftStopped()
{
    ClusterSnapshot snapshot = snapshotFor(Stage::Setup);
    const auto starts = [&] {
        const auto plan = planFor(Stage::Setup, {profileOfLab(), snapshot});
        return plan.ok() && std::any_of(plan->steps.begin(), plan->steps.end(), [](const Step &s) {
                   return s.id == QLatin1String("start-vm1-first");
               });
    };
    QVERIFY(!starts());
    snapshot.nodes[0].process = ProcessFacts{};
    snapshot.nodes[0].replication.reset();
    snapshot.nodes[0].sql = SqlFacts{ServerAnswer::Refused, QStringLiteral("refused"), {}};
    QVERIFY(starts());
}

void HostPlansTest::resyncSettlesWhatAFailoverWroteDown()
{
    const auto settles = [&](const QString &debt) {
        ClusterSnapshot snapshot = snapshotFor(Stage::Resync);
        snapshot.nodes[1].record->unfencedPeer = debt;
        const auto resync = planFor(Stage::Resync, {profileOfLab(), snapshot});
        return resync.ok() &&
               std::any_of(resync->steps.begin(), resync->steps.end(),
                           [](const Step &s) { return s.id == QLatin1String("settle-debt"); });
    };
    QVERIFY(settles(QStringLiteral("vm1")) && !settles(QString()));
}

QTEST_APPLESS_MAIN(HostPlansTest)
#include "host_plans_test.moc"
