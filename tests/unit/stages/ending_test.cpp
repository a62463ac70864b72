// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a stage still does when its program died before it, or near its end.
#include "tests/unit/stages/lab_snapshots.h"

#include <QTest>

using namespace tandem;
using namespace tandem::lab;

namespace {

QStringList idsOf(const Plan &plan)
{
    QStringList ids;
    everyStep(plan.steps, [&](const Step &step) { ids << step.id; });
    return ids;
}

} // namespace

class EndingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatIsMissingIsDone();
    void aSetupStopsItsOwnCopyFirst();
    void aBrokenHandoverKeepsTheMode();

private:
    Profile m_profile = profileOfLab();
};

void EndingTest::onlyWhatIsMissingIsDone()
{
    for (const auto &[stage, pair] :
         {std::pair(Stage::Setup, Stage::Switchover), std::pair(Stage::Restore, Stage::Switchover),
          std::pair(Stage::Resync, Stage::Switchover),
          std::pair(Stage::Failback, Stage::Switchover),
          std::pair(Stage::Switchover, Stage::Failback)}) {
        ClusterSnapshot snapshot = snapshotFor(pair);
        QVERIFY(!planFor(stage, {m_profile, snapshot}).ok());
        snapshot.nodes[1].record->operation = tokenOf(stage);
        const auto plan = planFor(stage, {m_profile, snapshot});
        QVERIFY2(plan.ok(), qPrintable(tokenOf(stage)));
        // Both nodes are taken, and so given back; nothing asks for a word.
        QCOMPARE(plan->claims.size(), size_t(2));
        QVERIFY(!plan->confirmation);
        const QStringList ids = idsOf(*plan);
        for (const char *no : {"clone", "swap", "promote", "rewind", "stop-vm1", "stop-vm2",
                               "fence-vm1", "fence-vm2"})
            QVERIFY2(!ids.contains(QLatin1String(no)), no);
        for (const char *proof : {"streaming", "write-nonce", "read-nonce", "refused-write"})
            QVERIFY2(ids.contains(QLatin1String(proof)), proof);
        QCOMPARE(ids.contains(QStringLiteral("paired-vm1")), stage == Stage::Setup);
        QCOMPARE(ids.contains(QStringLiteral("paired-vm2")), stage == Stage::Setup);
    }
}

// The old primary's role file is the last to change; in no other stage does it tell anything.
void EndingTest::aBrokenHandoverKeepsTheMode()
{
    ClusterSnapshot snapshot = snapshotFor(Stage::Failback); // vm2 acts as primary
    RecordFacts &record = *snapshot.nodes[0].record;
    record.waitsForPeer = true;
    const auto waits = [&] {
        const auto plan = planFor(Stage::Switchover, {m_profile, snapshot});
        return plan.ok() && idsOf(*plan).contains(QStringLiteral("set-names-vm2"));
    };
    QVERIFY(!waits());
    record.operation = tokenOf(Stage::Switchover);
    QVERIFY(waits());
    record.waitsForPeer = false;
    QVERIFY(!waits());
}

void EndingTest::aSetupStopsItsOwnCopyFirst()
{
    ClusterSnapshot snapshot = snapshotFor(Stage::Setup);
    const QStringList usual = idsOf(planFor(Stage::Setup, {m_profile, snapshot}).value());
    QVERIFY(usual.indexOf(QStringLiteral("stop-vm2")) > usual.indexOf(QStringLiteral("clone")));
    // Its program died when the copy was about to come up as a standby.
    RecordFacts held;
    held.epoch = 1;
    held.operation = tokenOf(Stage::Setup);
    snapshot.nodes[0].record = held;
    snapshot.nodes[1] = down(QStringLiteral("vm2"));
    snapshot.nodes[1].record = held;
    snapshot.nodes[1].data->standbySignal = true;
    const QStringList again = idsOf(planFor(Stage::Setup, {m_profile, snapshot}).value());
    QCOMPARE(again.count(QStringLiteral("stop-vm2")), 1);
    QVERIFY(again.indexOf(QStringLiteral("stop-vm2")) <
            again.indexOf(QStringLiteral("slot-for-vm2")));
    QVERIFY(again.contains(QStringLiteral("clone")) && again.contains(QStringLiteral("swap")));
}

QTEST_GUILESS_MAIN(EndingTest)
#include "ending_test.moc"
