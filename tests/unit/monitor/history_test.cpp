// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/history.h"

#include <QTest>

#include <thread>

using namespace tandem;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

const MonotonicTime start(std::chrono::hours(10));

EventMark markAt(MonotonicTime at, const QString &words,
                 std::optional<MonotonicTime> until = std::nullopt)
{
    return {EventMark::Kind::State, at, until, Text::verbatim(words)};
}

QStringList wordsOf(const std::vector<EventMark> &marks)
{
    QStringList words;
    for (const EventMark &mark : marks)
        words << mark.text.english();
    return words;
}

} // namespace

class HistoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsEachMeasure()
    {
        History history;
        LagReading reading;
        reading.at = start;
        reading.receive = {10, {0.1, std::nullopt}};
        reading.replay = {20, {0.2, std::nullopt}};
        reading.exposure = {30, {0.3, std::nullopt}};
        history.add(reading);
        const auto value = [&](Measure measure) {
            const auto points = history.chart(measure, start, start + milliseconds(100), 10);
            return points.size() == 1 && points[0].values ? points[0].values->mean : -1;
        };
        QCOMPARE(value(Measure::ReceiveSeconds), 0.1);
        QCOMPARE(value(Measure::ReplaySeconds), 0.2);
        QCOMPARE(value(Measure::ReceiveBytes), 10.0);
        QCOMPARE(value(Measure::ReplayBytes), 20.0);
        QCOMPARE(value(Measure::ExposureBytes), 30.0);
    }

    void whatIsNotKnownIsAGap()
    {
        History history;
        LagReading reading;
        for (int i = 0; i < 200; ++i) {
            reading.at = start + i * milliseconds(20);
            const bool isKnown = i < 50 || i >= 150;
            reading.replay = isKnown ? Lag{0, {0.0, std::nullopt}} : Lag{};
            history.add(reading);
        }
        int gaps = 0;
        for (const ChartPoint &point :
             history.chart(Measure::ReplaySeconds, start, start + seconds(4), 400))
            gaps += point.values ? 0 : 1;
        QCOMPARE(gaps, 1);
        QVERIFY(history.chart(Measure::ReceiveSeconds, start, start + seconds(4), 400).empty());
    }

    void marksAreInOrderAndByRange()
    {
        History history;
        history.mark(markAt(start + seconds(2), QStringLiteral("b")));
        history.mark(markAt(start + seconds(1), QStringLiteral("a"), start + seconds(5)));
        history.mark(markAt(start + seconds(3), QStringLiteral("c")));
        const auto from = [&](int begin, int end) {
            return wordsOf(history.marks(start + seconds(begin), start + seconds(end)));
        };
        QCOMPARE(from(0, 10), (QStringList{"a", "b", "c"}));
        QCOMPARE(from(4, 10), (QStringList{"a"})); // it lasts into the range
        QCOMPARE(from(0, 2), (QStringList{"a"}));
        QCOMPARE(from(2, 3), (QStringList{"a", "b"}));
    }

    void marksAreBounded()
    {
        History history;
        for (int i = 0; i < 3000; ++i)
            history.mark(markAt(start + seconds(i), QString::number(i)));
        const auto marks = history.marks(start, start + seconds(3000));
        QCOMPARE(marks.size(), History::mostMarks);
        QCOMPARE(marks.back().text.english(), QStringLiteral("2999"));
    }

    void isSafeFromEveryThread()
    {
        History history;
        std::thread writer([&] {
            LagReading reading;
            reading.replay = {1, {0.5, std::nullopt}};
            for (int i = 0; i < 5000; ++i) {
                reading.at = start + i * milliseconds(1);
                history.add(reading);
                history.mark(markAt(reading.at, QStringLiteral("x")));
            }
        });
        std::size_t most = 0;
        for (int i = 0; i < 50; ++i) {
            const auto chart =
                history.chart(Measure::ReplaySeconds, start, start + seconds(5), 100);
            most = std::max(most, chart.size());
            QVERIFY(history.marks(start, start + seconds(5)).size() <= History::mostMarks);
        }
        writer.join();
        QCOMPARE(history.chart(Measure::ReplaySeconds, start, start + seconds(5), 100).size(),
                 size_t(100));
        QVERIFY(most <= 102);
        QVERIFY(history.bytes() <= measureCount * 900000);
    }
};

QTEST_GUILESS_MAIN(HistoryTest)
#include "history_test.moc"
