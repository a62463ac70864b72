// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/outage.h"

#include <QtTest>

#include <random>

using namespace tandem;

namespace {

MonotonicTime ms(int milliseconds)
{
    return MonotonicTime(Milliseconds(milliseconds));
}

AckPoint ack(int milliseconds, int node)
{
    return {ms(milliseconds), node};
}

} // namespace

class OutageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theMoveToTheOtherNodeIsTheOutage();
    void lateAnswersOfADyingNodeBelongBeforeIt();
    void aRestartInPlaceIsTheLongestGapAfterTheEvent();
    void anOutageThatLastsHasNoEnd();
    void noAcknowledgementBeforeMeansNoOutage();
    void whatComesAfterUntilIsNotLookedAt();
    void theOrderOfTheSeriesDoesNotMatter();
    void theSeriesIsBounded();
    void splitPartsAddUp();
    void splitMissingMarksGiveMissingParts();
    void splitIsNeverNegative();
    void splitAddsUpForAnyMarks();
};

void OutageTest::theMoveToTheOtherNodeIsTheOutage()
{
    const auto outage =
        outageAround({ack(1, 0), ack(5, 0), ack(10, 0), ack(130, 1), ack(131, 1)}, ms(11));
    QVERIFY(outage.has_value());
    QCOMPARE(outage->lastBefore, ack(10, 0));
    QCOMPARE(outage->firstAfter, ack(130, 1));
    QCOMPARE(*outage->seconds(), 0.120);
}

void OutageTest::lateAnswersOfADyingNodeBelongBeforeIt()
{
    const auto outage =
        outageAround({ack(10, 0), ack(30, 0), ack(60, 0), ack(150, 1), ack(900, 1)}, ms(12));
    QCOMPARE(outage->lastBefore, ack(60, 0));
    QCOMPARE(*outage->seconds(), 0.090);
}

void OutageTest::aRestartInPlaceIsTheLongestGapAfterTheEvent()
{
    const auto outage = outageAround(
        {ack(0, 0), ack(500, 0), ack(510, 0), ack(520, 0), ack(820, 0), ack(830, 0)}, ms(515));
    QCOMPARE(outage->lastBefore, ack(520, 0));
    QCOMPARE(*outage->seconds(), 0.300);
}

void OutageTest::anOutageThatLastsHasNoEnd()
{
    const auto outage = outageAround({ack(1, 0), ack(2, 0)}, ms(3));
    QVERIFY(outage.has_value());
    QCOMPARE(outage->lastBefore, ack(2, 0));
    QVERIFY(!outage->firstAfter.has_value());
    QVERIFY(!outage->seconds().has_value());
}

void OutageTest::noAcknowledgementBeforeMeansNoOutage()
{
    QVERIFY(!outageAround({}, ms(1)).has_value());
    QVERIFY(!outageAround({ack(5, 0)}, ms(1)).has_value());
}

void OutageTest::whatComesAfterUntilIsNotLookedAt()
{
    const std::vector<AckPoint> acks{ack(10, 0), ack(130, 1), ack(5000, 1), ack(5200, 0)};
    QCOMPARE(outageAround(acks, ms(11), ms(4000))->firstAfter, ack(130, 1));
    QCOMPARE(outageAround(acks, ms(4999))->firstAfter, ack(5200, 0));
    QVERIFY(!outageAround(acks, ms(11), ms(100))->firstAfter.has_value());
}

void OutageTest::theOrderOfTheSeriesDoesNotMatter()
{
    std::vector<AckPoint> acks;
    for (int i = 0; i < 200; ++i)
        acks.push_back(ack(i < 100 ? i : i + 250, i < 100 ? 0 : 1));
    const auto expected = outageAround(acks, ms(99));
    std::mt19937 random(7);
    for (int round = 0; round < 20; ++round) {
        std::shuffle(acks.begin(), acks.end(), random);
        QVERIFY(outageAround(acks, ms(99)) == expected);
    }
    QCOMPARE(*expected->seconds(), 0.251);
}

void OutageTest::theSeriesIsBounded()
{
    AckSeries series(4);
    for (int i = 1; i <= 4; ++i)
        series.add(ack(i, 0));
    QCOMPARE(series.points().front(), ack(1, 0));
    for (int i = 5; i <= 11; ++i)
        series.add(ack(i, 1));
    const std::vector<AckPoint> expected{ack(8, 1), ack(9, 1), ack(10, 1), ack(11, 1)};
    QVERIFY(series.points() == expected);
}

void OutageTest::splitPartsAddUp()
{
    const OutageSplit split = splitOutage({ms(0), ms(10), ms(15), ms(40), ms(120), ms(127)});
    QCOMPARE(*split.detect, 0.010);
    QCOMPARE(*split.decide, 0.005);
    QCOMPARE(*split.fence, 0.025);
    QCOMPARE(*split.promote, 0.080);
    QCOMPARE(*split.reconnect, 0.007);
    QCOMPARE(*split.total, 0.127);
}

void OutageTest::splitMissingMarksGiveMissingParts()
{
    const OutageSplit split = splitOutage({ms(0), ms(10), ms(15), std::nullopt, ms(120), ms(127)});
    QVERIFY(split.detect && split.decide && split.reconnect && split.total);
    QVERIFY(!split.fence && !split.promote);
    QCOMPARE(splitOutage({}), OutageSplit());
}

void OutageTest::splitIsNeverNegative()
{
    // The client may write before the poll that notes the promotion comes round.
    const OutageSplit split = splitOutage({ms(0), ms(10), ms(15), ms(40), ms(130), ms(127)});
    QCOMPARE(*split.reconnect, 0.0);
    QCOMPARE(*split.promote, 0.087);
    QCOMPARE(*split.total, 0.127);
}

void OutageTest::splitAddsUpForAnyMarks()
{
    std::mt19937 random(11);
    for (int round = 0; round < 2000; ++round) {
        const auto mark = [&] { return ms(int(random() % 1000)); };
        const MonotonicTime crashed = mark();
        const OutageSplit split = splitOutage(
            {crashed, mark(), mark(), mark(), mark(), crashed + Milliseconds(random() % 1000)});
        double sum = 0;
        for (const auto &part :
             {split.detect, split.decide, split.fence, split.promote, split.reconnect}) {
            QVERIFY(part.has_value() && *part >= 0.0);
            sum += *part;
        }
        QVERIFY(qAbs(sum - *split.total) < 1e-9);
    }
}

QTEST_APPLESS_MAIN(OutageTest)
#include "outage_test.moc"
