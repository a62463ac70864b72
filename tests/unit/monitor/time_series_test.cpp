// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/time_series.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace tandem;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

constexpr std::size_t memoryBound = 900000;
const MonotonicTime start(hours(10));

int gapsIn(const std::vector<ChartPoint> &points)
{
    return int(std::count_if(points.begin(), points.end(),
                             [](const ChartPoint &point) { return !point.values; }));
}

bool isInOrder(const std::vector<ChartPoint> &points)
{
    return std::is_sorted(
        points.begin(), points.end(),
        [](const ChartPoint &one, const ChartPoint &two) { return one.at < two.at; });
}

} // namespace

class TimeSeriesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingGivesNothing()
    {
        TimeSeries series;
        QVERIFY(series.chart(start, start + seconds(1), 100).empty());
        series.add(start, 1);
        QVERIFY(series.chart(start, start, 100).empty());
        QVERIFY(series.chart(start, start + seconds(1), 0).empty());
        QVERIFY(series.chart(start + seconds(1), start + seconds(2), 10).empty());
    }

    void keepsSingleValues()
    {
        TimeSeries series;
        for (int i = 0; i < 10; ++i)
            series.add(start + i * milliseconds(20), i);
        const auto points = series.chart(start, start + milliseconds(200), 10);
        QCOMPARE(points.size(), size_t(10));
        QCOMPARE(gapsIn(points), 0);
        for (int i = 0; i < 10; ++i)
            QCOMPARE(*points[size_t(i)].values, (Spread{double(i), double(i), double(i)}));
        QCOMPARE(points[3].at, start + milliseconds(70));
    }

    void sumsUpAPixel()
    {
        TimeSeries series;
        for (int i = 0; i < 100; ++i)
            series.add(start + i * milliseconds(20), i % 2 == 0 ? 1 : 3);
        const auto points = series.chart(start, start + seconds(2), 4);
        QCOMPARE(points.size(), size_t(4));
        for (const ChartPoint &point : points) {
            QCOMPARE(point.values->least, 1.0);
            QCOMPARE(point.values->most, 3.0);
            QVERIFY(qAbs(point.values->mean - 2.0) < 0.1);
        }
    }

    void theRangeIsHalfOpen()
    {
        TimeSeries series;
        for (int i = 0; i < 5; ++i)
            series.add(start + i * milliseconds(100), i);
        const auto points =
            series.chart(start + milliseconds(100), start + milliseconds(300), 1000);
        QCOMPARE(points.size(), size_t(2));
        QCOMPARE(points.front().values->mean, 1.0);
        QCOMPARE(points.back().values->mean, 2.0);
    }

    void marksAGapOnce()
    {
        TimeSeries series;
        for (int i = 0; i < 50; ++i)
            series.add(start + i * milliseconds(20), 1);
        for (int i = 0; i < 50; ++i)
            series.add(start + seconds(5) + i * milliseconds(20), 2);
        const auto points = series.chart(start, start + seconds(6), 600);
        QCOMPARE(gapsIn(points), 1);
        QVERIFY(isInOrder(points));
        const auto gap = std::find_if(points.begin(), points.end(),
                                      [](const ChartPoint &point) { return !point.values; });
        QCOMPARE(std::prev(gap)->values->mean, 1.0);
        QCOMPARE(std::next(gap)->values->mean, 2.0);
        // Data that ended before the range does leave a gap at its end.
        const auto ended = series.chart(start, start + seconds(10), 600);
        QCOMPARE(gapsIn(ended), 2);
        QVERIFY(!ended.back().values);
    }

    void ignoresWhatIsNoNumberOrLate()
    {
        TimeSeries series;
        series.add(start, std::numeric_limits<double>::quiet_NaN());
        series.add(start, std::numeric_limits<double>::infinity());
        series.add(start + seconds(1), 5);
        series.add(start, 7);
        const auto points = series.chart(start, start + seconds(2), 10);
        QCOMPARE(points.size() - size_t(gapsIn(points)), size_t(1));
        QCOMPARE(points.front().values->mean, 5.0);
    }

    void wrapsAroundAndKeepsTheExtremes()
    {
        TimeSeries series;
        // 20 minutes at 20 ms, four times the single values; one peak in the fifth minute.
        const MonotonicTime peak = start + minutes(4) + seconds(30);
        for (MonotonicTime at = start; at < start + minutes(20); at += milliseconds(20))
            series.add(at, at == peak ? 99 : 1);
        const MonotonicTime end = start + minutes(20);
        const auto newest = series.chart(end - minutes(1), end, 3000);
        QVERIFY(newest.size() > 2900 && newest.size() <= 3001);
        QCOMPARE(gapsIn(newest), 0);
        const auto all = series.chart(start, end, 300);
        QVERIFY2(all.size() >= 295 && all.size() <= 301, qPrintable(QString::number(all.size())));
        QCOMPARE(gapsIn(all), 0);
        QVERIFY(isInOrder(all));
        int peaks = 0;
        for (const ChartPoint &point : all) {
            QCOMPARE(point.values->least, 1.0);
            if (point.values->most == 99.0) {
                ++peaks;
                QVERIFY(std::chrono::abs(point.at - peak) <= seconds(4));
                QVERIFY(point.values->mean < 2);
            }
        }
        QCOMPARE(peaks, 1);
    }

    void aMissingStretchOfTheFineLevelIsAGap()
    {
        TimeSeries series;
        for (MonotonicTime at = start; at < start + minutes(20); at += milliseconds(20)) {
            if (at < start + minutes(3) || at >= start + minutes(4))
                series.add(at, 1);
        }
        const auto points = series.chart(start, start + minutes(20), 2000);
        QCOMPARE(gapsIn(points), 1);
        const auto gap = std::find_if(points.begin(), points.end(),
                                      [](const ChartPoint &point) { return !point.values; });
        QVERIFY(gap->at > start + minutes(3) && gap->at < start + minutes(4));
        // One value a second: stretches are never thinner than that.
        QVERIFY(points.size() <= 20 * 60 + 2);
    }

    void aDayAndNoMore()
    {
        TimeSeries series;
        const MonotonicTime end = start + hours(25);
        for (MonotonicTime at = start; at < end; at += milliseconds(250)) {
            series.add(at, std::chrono::duration<double>(at - start).count());
            QVERIFY(series.bytes() <= memoryBound);
        }
        const auto day = series.chart(end - hours(24), end, 1000);
        QVERIFY2(day.size() >= 950 && day.size() <= 1001, qPrintable(QString::number(day.size())));
        QCOMPARE(gapsIn(day), 0);
        const auto before = series.chart(start, end, 1000);
        QVERIFY(before.front().at >= end - hours(24) - minutes(3));
        // 100 minutes: further back than the single values reach.
        const auto fine = series.chart(end - minutes(100), end, 10000);
        QVERIFY(fine.size() >= 5995 && fine.size() <= 6001);
        for (std::size_t i = 1; i < fine.size(); ++i)
            QVERIFY(fine[i].values->mean > fine[i - 1].values->mean);
    }

    void memoryIsBoundedAtTheFullRate()
    {
        TimeSeries series;
        for (int i = 0; i < 2 * int(TimeSeries::rawSize); ++i)
            series.add(start + i * milliseconds(20), i);
        for (int i = 0; i < 20000; ++i)
            series.add(start + hours(1) + i * seconds(11), i);
        QVERIFY2(series.bytes() <= memoryBound, qPrintable(QString::number(series.bytes())));
    }
};

QTEST_GUILESS_MAIN(TimeSeriesTest)
#include "time_series_test.moc"
