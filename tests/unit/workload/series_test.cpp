// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/lane.h"

#include <QTest>

#include <thread>

using namespace tandem;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

const MonotonicTime start = MonotonicTime{} + hours(1000);

} // namespace

// The bounded series of a workload: its seconds and its sessions' slots.
class SeriesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSecondIsCountedWithItsCommitTimes()
    {
        SecondSeries series;
        series.begin(start);
        for (int i = 1; i <= 100; ++i)
            series.acknowledged(start + milliseconds(5 * i), milliseconds(i));
        series.happened(SecondSeries::Event::RolledBack, start + milliseconds(900));
        series.happened(SecondSeries::Event::Read, start + milliseconds(999));
        QVERIFY(series.points(start + milliseconds(999), 10).empty()); // it still lasts
        series.happened(SecondSeries::Event::Error, start + milliseconds(1000));
        series.happened(SecondSeries::Event::InDoubt, start + milliseconds(1100));
        const auto points = series.points(start + milliseconds(4500), 10);
        QCOMPARE(points.size(), size_t(4));
        const SecondFigures first{0, 100, 1, 0, 0, 1, 50.0, 95.0, 100.0};
        QVERIFY(points[0] == first);
        const SecondFigures second{1, 0, 0, 1, 1, 0, {}, {}, {}};
        QVERIFY(points[1] == second);
        for (std::int64_t i = 2; i < 4; ++i) {
            SecondFigures quiet;
            quiet.second = i;
            QVERIFY(points[std::size_t(i)] == quiet);
        }
        QCOMPARE(series.points(start + milliseconds(4500), 1).size(), size_t(1));
    }

    void oneCommitIsItsOwnMedian()
    {
        SecondSeries series;
        series.begin(start);
        series.acknowledged(start, milliseconds(7));
        const auto points = series.points(start + seconds(1), 1);
        QCOMPARE(points.size(), size_t(1));
        QCOMPARE(points[0].medianMs.value_or(0), 7.0);
        QCOMPARE(points[0].p95Ms.value_or(0), 7.0);
        QCOMPARE(points[0].maxMs.value_or(0), 7.0);
    }

    void whatIsToldLateCountsNow()
    {
        SecondSeries series;
        series.begin(start);
        series.happened(SecondSeries::Event::Read, start + seconds(2));
        series.happened(SecondSeries::Event::Read, start + milliseconds(500));
        const auto points = series.points(start + seconds(3), 10);
        QCOMPARE(points[0].reads, 0);
        QCOMPARE(points[2].reads, 2);
    }

    void theNewestSecondsStay()
    {
        SecondSeries series(5);
        series.begin(start);
        for (int i = 0; i < 12; ++i)
            series.happened(SecondSeries::Event::Read, start + seconds(i));
        auto points = series.points(start + seconds(12), 100);
        QCOMPARE(points.size(), size_t(5));
        for (std::size_t i = 0; i < 5; ++i) {
            QCOMPARE(points[i].second, std::int64_t(7 + i));
            QCOMPARE(points[i].reads, 1);
        }
        // A pause longer than the ring.
        points = series.points(start + seconds(1003), 100);
        QCOMPARE(points.size(), size_t(5));
        QCOMPARE(points.front().second, 998);
        QCOMPARE(points.back().second, 1002);
        QCOMPARE(points.back().reads, 0);
    }

    void notBegunHasNoSeconds()
    {
        SecondSeries series;
        QVERIFY(series.points(MonotonicClock::now(), 10).empty());
    }

    void manyThreadsAddUp()
    {
        SecondSeries series;
        series.begin(start);
        std::vector<std::thread> threads;
        for (int t = 0; t < 8; ++t)
            threads.emplace_back([&] {
                for (int i = 0; i < 1000; ++i)
                    series.acknowledged(start + milliseconds(i), milliseconds(1));
            });
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(series.points(start + seconds(1), 10).at(0).acknowledged, 8000);
    }

    void slotsSayWhatWasGoingOn()
    {
        LaneTrackKeeper keeper;
        keeper.begin(start);
        using S = SlotState;
        const auto at = [](int slot) { return start + LaneTrack::slotLength * slot; };
        keeper.advance(at(0), S::None);
        keeper.note(S::Ok);
        keeper.note(S::Waiting); // less than what it has
        keeper.advance(at(3), S::Waiting);
        keeper.note(S::Error);
        keeper.note(S::Ok);
        keeper.advance(at(2), S::None); // told late
        keeper.advance(at(5), S::None);
        const LaneTrack expected{0, {S::Ok, S::Waiting, S::Waiting, S::Error, S::None, S::None}};
        QVERIFY(keeper.newest(100) == expected);
        const LaneTrack tail{4, {S::None, S::None}};
        QVERIFY(keeper.newest(2) == tail);
    }

    void slotsAreBounded()
    {
        LaneTrackKeeper keeper;
        keeper.begin(start);
        QVERIFY(keeper.newest(10) == LaneTrack{});
        keeper.advance(start, SlotState::Ok);
        keeper.advance(start + hours(24), SlotState::Waiting);
        const LaneTrack track = keeper.newest(1000000);
        QCOMPARE(track.slots.size(), LaneTrackKeeper::capacity);
        QCOMPARE(track.firstSlot,
                 hours(24) / LaneTrack::slotLength + 1 - std::int64_t(LaneTrackKeeper::capacity));
        QVERIFY(track.slots.front() == SlotState::Waiting);
    }

    void aLaneCountsAndTracks()
    {
        SecondSeries series;
        Lane lane(QStringLiteral("tandem writer 1"), LaneKind::Writer, series);
        QVERIFY(lane.track(10).slots.empty());
        QVERIFY(lane.figures().state == LaneState::Off);
        const MonotonicTime now = MonotonicClock::now();
        series.begin(now);
        lane.begin(now);
        lane.seeks();
        QVERIFY(lane.track(10).slots.back() == SlotState::Waiting);
        lane.connectedTo(QStringLiteral("vm1"));
        lane.works();
        QVERIFY(lane.figures().state == LaneState::Busy);
        lane.acknowledged(MonotonicClock::now(), milliseconds(1));
        QVERIFY(lane.track(1).slots.back() >= SlotState::Ok);
        lane.doubted(QStringLiteral("no answer"));
        QVERIFY(lane.track(1).slots.back() == SlotState::Error);
        lane.failed({ErrorKind::Failed, Text::verbatim(QStringLiteral("refused")), {}, {}});
        lane.rolledBack();
        lane.ends();
        const LaneFigures figures = lane.figures();
        QVERIFY(figures.state == LaneState::Off && !figures.connected);
        QCOMPARE(figures.ok, 1);
        QCOMPARE(figures.doubts, 1);
        QCOMPARE(figures.errors, 1);
        QCOMPARE(figures.rollbacks, 1);
        QCOMPARE(figures.problem, QStringLiteral("refused"));
        SecondFigures sum;
        for (const SecondFigures &second : series.points(now + seconds(100), 100)) {
            sum.acknowledged += second.acknowledged;
            sum.inDoubt += second.inDoubt;
            sum.errors += second.errors;
            sum.rolledBack += second.rolledBack;
        }
        QCOMPARE(sum.acknowledged + sum.inDoubt + sum.errors + sum.rolledBack, 4);
    }
};

QTEST_APPLESS_MAIN(SeriesTest)
#include "series_test.moc"
