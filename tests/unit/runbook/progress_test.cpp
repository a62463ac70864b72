// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runbook/progress.h"

#include <QTest>

using namespace tandem;
using std::chrono::milliseconds;

class ProgressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatTheLastWholeLineSays();
    void staysQuietInBetween();
    void theTimeLeftIsMeasured();
    void theRateIsThatOfLately();
    void foreignLinesAreLeftOut_data();
    void foreignLinesAreLeftOut();
    void isKeptOutOfTheOutput();

private:
    const MonotonicTime m_start = MonotonicTime(std::chrono::hours(1));
};

void ProgressTest::tellsWhatTheLastWholeLineSays()
{
    ProgressMeter meter;
    QVERIFY(!meter.take("clone\nprogress_kilo", m_start));
    const auto told =
        meter.take("bytes=1/10\nprogress_kilobytes=2/10\nprogress_kilobytes=9", m_start);
    QVERIFY(told.has_value());
    QCOMPARE(told->doneBytes, std::int64_t(2048));
    QCOMPARE(told->totalBytes, std::int64_t(10240));
    QVERIFY(!told->secondsLeft);
    const auto next = meter.take("/10\n", m_start + milliseconds(300));
    QVERIFY(next.has_value());
    QCOMPARE(next->doneBytes, std::int64_t(9 * 1024));
}

void ProgressTest::staysQuietInBetween()
{
    ProgressMeter meter;
    int told = 0;
    for (int i = 0; i < 1000; ++i) {
        const QByteArray line = "progress_kilobytes=" + QByteArray::number(i) + "/1000\n";
        told += meter.take(line, m_start + milliseconds(i)).has_value();
    }
    QCOMPARE(told, 4);
}

void ProgressTest::theTimeLeftIsMeasured()
{
    ProgressMeter meter;
    QVERIFY(!meter.take("progress_kilobytes=1000/9000\n", m_start)->secondsLeft);
    QVERIFY(
        !meter.take("progress_kilobytes=2000/9000\n", m_start + milliseconds(1000))->secondsLeft);
    // The rate is told before the time left is.
    const auto early = meter.take("progress_kilobytes=3500/9000\n", m_start + milliseconds(4500));
    QVERIFY(early && early->bytesPerSecond && !early->secondsLeft);
    // 5000 kB in 5 s, 3000 are left.
    const auto told = meter.take("progress_kilobytes=6000/9000\n", m_start + milliseconds(5000));
    QVERIFY(told && told->secondsLeft);
    QVERIFY(qAbs(*told->secondsLeft - 3.0) < 1e-9);
    QVERIFY(told->bytesPerSecond && qAbs(*told->bytesPerSecond - 1024000.0) < 1e-6);
    // Beyond the prediction nobody knows.
    const auto over = meter.take("progress_kilobytes=9500/9000\n", m_start + milliseconds(9000));
    QVERIFY(over && !over->secondsLeft);
    QCOMPARE(over->doneBytes, std::int64_t(9500 * 1024));
    // Nor while nothing moves.
    ProgressMeter still;
    QVERIFY(!still.take("progress_kilobytes=1/9\n", m_start)->secondsLeft);
    const auto standing = still.take("progress_kilobytes=1/9\n", m_start + milliseconds(9000));
    QVERIFY(standing && !standing->secondsLeft);
    QCOMPARE(standing->bytesPerSecond, std::optional<double>(0.0));
}

// The line is narrower than before: what was quick a while ago promises nothing.
void ProgressTest::theRateIsThatOfLately()
{
    ProgressMeter meter;
    const auto at = [&](int second, int kilobytes) {
        const QByteArray line = "progress_kilobytes=" + QByteArray::number(kilobytes) + "/200000\n";
        return meter.take(line, m_start + milliseconds(1000 * second));
    };
    for (int second = 0; second <= 10; ++second)
        QVERIFY(at(second, second * 10000));
    std::optional<StepProgress> told;
    for (int second = 11; second <= 40; ++second)
        told = at(second, 100000 + (second - 10) * 100);
    QVERIFY(told && told->bytesPerSecond && told->secondsLeft);
    QVERIFY(qAbs(*told->bytesPerSecond - 102400.0) < 1e-6);
    QVERIFY(qAbs(*told->secondsLeft - 970.0) < 1e-6);
    for (int second = 41; second <= 61; ++second)
        told = at(second, 103000);
    QCOMPARE(told->bytesPerSecond, std::optional<double>(0.0));
    QVERIFY(!told->secondsLeft);
}

void ProgressTest::foreignLinesAreLeftOut_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const char *line :
         {"", "progress_kilobytes=", "progress_kilobytes=1", "progress_kilobytes=1/2/3",
          "progress_kilobytes=-1/5", "progress_kilobytes=1/x", " progress_kilobytes=1/2",
          "progress_kilobytes=99999999999999999999/1", "progress_kilobytes=1/9223372036854775807"})
        QTest::newRow(line) << QByteArray(line) + '\n';
}

void ProgressTest::foreignLinesAreLeftOut()
{
    QFETCH(QByteArray, line);
    ProgressMeter meter;
    QVERIFY(!meter.take(line, m_start));
    // An endless line is not kept.
    QVERIFY(!meter.take(QByteArray(1000000, 'x'), m_start));
    QVERIFY(meter.take("\nprogress_kilobytes=1/2\n", m_start).has_value());
}

void ProgressTest::isKeptOutOfTheOutput()
{
    QCOMPARE(withoutProgress("a\nprogress_kilobytes=1/2\nb\nprogress_kilobytes=2/2\nc"),
             QByteArray("a\nb\nc"));
    QCOMPARE(withoutProgress("a\nb"), QByteArray("a\nb"));
    QCOMPARE(withoutProgress("progress_kilobytes=2/2"), QByteArray());
}

QTEST_APPLESS_MAIN(ProgressTest)
#include "progress_test.moc"
