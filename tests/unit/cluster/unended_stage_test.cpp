// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/unended_stage.h"
#include "tests/unit/cluster/facts.h"

#include <QTest>

using namespace tandem;

namespace {

RecordFacts heldBy(Stage stage, std::int64_t heartbeatAge = 60000)
{
    RecordFacts record = released();
    record.operation = tokenOf(stage);
    record.heartbeatAgeMilliseconds = heartbeatAge;
    return record;
}

ClusterSnapshot leftBy(Stage stage, bool swapped = false)
{
    return swapped ? pairOf(with(standbyNode("vm1", true, 2), heldBy(stage)),
                            with(primaryNode("vm2", 2), heldBy(stage)))
                   : pairOf(with(primaryNode("vm1"), heldBy(stage)),
                            with(standbyNode("vm2", true), heldBy(stage)));
}

} // namespace

class UnendedStageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStageIsEndedInTheRolesThatItLeaves()
    {
        for (const Stage stage : allStages()) {
            const bool both = stage == Stage::Resync || stage == Stage::Restore;
            const bool home = both || stage == Stage::Setup || stage == Stage::Failback;
            const bool swapped = both || stage == Stage::Switchover;
            QVERIFY2(isUnended(leftBy(stage), stage) == home, qPrintable(tokenOf(stage)));
            QVERIFY2(isUnended(leftBy(stage, true), stage) == swapped, qPrintable(tokenOf(stage)));
        }
        // One that did not get so far is begun anew.
        QVERIFY(adviceFor(leftBy(Stage::Switchover), Stage::Switchover).allowed);
        QVERIFY(adviceFor(leftBy(Stage::Failback, true), Stage::Failback).allowed);
    }

    void itIsAllowedAgainWhereItWouldBeRefused()
    {
        for (const Stage stage : {Stage::Setup, Stage::Resync, Stage::Restore, Stage::Failback}) {
            const Advice advice = adviceFor(leftBy(stage), stage);
            QVERIFY2(advice.allowed, qPrintable(advice.reason.english()));
            QVERIFY(advice.reason.english().contains(QStringLiteral("has not ended")));
            // Nothing but that stage: another one is refused as ever.
            const Stage foreign = stage == Stage::Setup ? Stage::Resync : Stage::Setup;
            QVERIFY(!adviceFor(leftBy(stage), foreign).allowed);
        }
        QVERIFY(adviceFor(leftBy(Stage::Switchover, true), Stage::Switchover).allowed);
    }

    void oneNodeThatWasNotGivenBackIsEnough()
    {
        ClusterSnapshot pair = leftBy(Stage::Setup);
        pair.nodes[0].record->operation.clear();
        QVERIFY(isUnended(pair, Stage::Setup));
        pair.nodes[1].record->operation.clear();
        QVERIFY(!isUnended(pair, Stage::Setup));
        QVERIFY(!adviceFor(pair, Stage::Setup).allowed);
    }

    void aStandbyThatDoesNotFollowEndsNothing()
    {
        ClusterSnapshot pair = leftBy(Stage::Resync);
        pair.nodes[1] = with(standbyNode("vm2", false), heldBy(Stage::Resync));
        QVERIFY(!isUnended(pair, Stage::Resync));
        pair.nodes[1] = with(deadNode("vm2"), heldBy(Stage::Resync));
        QVERIFY(!isUnended(pair, Stage::Resync));
        // Round its fence: the resync that lifts it is the usual one.
        pair = leftBy(Stage::Resync);
        pair.nodes[1].record->fenced = true;
        QVERIFY(!isUnended(pair, Stage::Resync));
    }

    void onlyWhatNobodyWorksOnIsRecommended()
    {
        QCOMPARE(recommended(leftBy(Stage::Setup)), std::optional(Stage::Setup));
        QCOMPARE(recommended(leftBy(Stage::Switchover, true)), std::optional(Stage::Switchover));
        ClusterSnapshot pair = leftBy(Stage::Setup);
        pair.nodes[1].record->heartbeatAgeMilliseconds = 3000;
        QVERIFY(!abandonedStage(pair));
        QVERIFY(!recommended(pair));
    }
};

QTEST_GUILESS_MAIN(UnendedStageTest)
#include "unended_stage_test.moc"
