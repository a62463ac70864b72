// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/lag_points.h"

#include <QTest>

using namespace tandem;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

const MonotonicTime begin = MonotonicTime(std::chrono::hours(5));

LagReading reading(MonotonicTime at, std::uint64_t bytes, double delay)
{
    LagReading reading;
    reading.at = at;
    reading.receive = {bytes, {delay, {}}};
    reading.replay = {bytes * 2, {delay * 2, {}}};
    reading.exposure = {bytes * 3, {delay * 3, {}}};
    return reading;
}

} // namespace

class LagPointsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingSeenIsNoPoint()
    {
        QVERIFY(lagPointsOf(History(), begin, begin + seconds(10), 100).empty());
    }

    void everyMeasureOfOneMomentIsOnePoint()
    {
        History history;
        for (int i = 0; i < 100; ++i)
            history.add(reading(begin + milliseconds(20 * i), i == 50 ? 4096 : 16, 0.01));
        const auto points = lagPointsOf(history, begin, begin + seconds(2), 20);
        QCOMPARE(points.size(), size_t(20));
        for (size_t i = 0; i < points.size(); ++i) {
            const LagPoint &p = points[i];
            // 100 ms a point; the worst of the stretch counts.
            QVERIFY(qFuzzyCompare(p.at, 0.05 + 0.1 * double(i)));
            const qint64 bytes = i == 10 ? 4096 : 16;
            QCOMPARE(p.receiveBytes, std::optional<qint64>(bytes));
            QCOMPARE(p.replayBytes, std::optional<qint64>(bytes * 2));
            QCOMPARE(p.exposureBytes, std::optional<qint64>(bytes * 3));
            QCOMPARE(p.receiveSeconds, std::optional<double>(0.01));
            QCOMPARE(p.replaySeconds, std::optional<double>(0.02));
            QVERIFY(p.exposureSeconds && qAbs(*p.exposureSeconds - 0.03) < 1e-12);
        }
    }

    void aSilentSourceIsAGap()
    {
        History history;
        history.add(reading(begin, 16, 0.01));
        history.add(reading(begin + milliseconds(20), 16, 0.01));
        history.add(reading(begin + seconds(4), 16, 0.01));
        const auto points = lagPointsOf(history, begin, begin + seconds(5), 50);
        const auto gap = std::find_if(points.begin(), points.end(),
                                      [](const LagPoint &p) { return !p.receiveBytes; });
        QVERIFY(gap != points.end());
        QVERIFY(gap->at > 0.02 && gap->at < 4.0);
        QVERIFY(!gap->replaySeconds && !gap->exposureBytes);
        QVERIFY(std::is_sorted(points.begin(), points.end(),
                               [](const LagPoint &a, const LagPoint &b) { return a.at < b.at; }));
    }
};

QTEST_GUILESS_MAIN(LagPointsTest)
#include "lag_points_test.moc"
