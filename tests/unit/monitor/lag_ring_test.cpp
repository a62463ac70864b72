// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/lag_ring.h"

#include <QTest>

using namespace tandem;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

MonotonicTime at(double time)
{
    return MonotonicTime(std::chrono::duration_cast<MonotonicClock::duration>(
        std::chrono::duration<double>(1000 + time)));
}

} // namespace

class LagRingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsNothingWithoutSamples()
    {
        const LagRing ring;
        QCOMPARE(ring.delayOf({100}, at(0)), Delay());
        QVERIFY(!ring.newest());
    }

    void whoHasEverythingIsNotBehind()
    {
        LagRing ring;
        ring.add(at(0), {100});
        QCOMPARE(ring.delayOf({100}, at(50)), (Delay{0.0, std::nullopt}));
        QCOMPARE(ring.delayOf({101}, at(50)), (Delay{0.0, std::nullopt}));
    }

    void takesTheMiddleOfTheTwoSamples()
    {
        LagRing ring;
        ring.add(at(0), {100});
        ring.add(at(10), {100}); // idle until here
        ring.add(at(10.02), {200});
        ring.add(at(10.04), {300});
        const auto delay = [&](std::uint64_t position, double now) {
            return ring.delayOf({position}, at(now)).seconds.value_or(-1);
        };
        QVERIFY(qAbs(delay(100, 12) - 1.99) < 1e-6);
        QVERIFY(qAbs(delay(199, 12) - 1.99) < 1e-6);
        QVERIFY(qAbs(delay(200, 12) - 1.97) < 1e-6);
        QVERIFY(qAbs(delay(300, 12)) < 1e-6);
        // The standby was looked at before the primary: not behind by less than nothing.
        QVERIFY(qAbs(delay(200, 10)) < 1e-6);
    }

    void beforeItsBeginningOnlyABoundIsKnown()
    {
        LagRing ring;
        ring.add(at(0), {1000});
        QCOMPARE(ring.delayOf({999}, at(3)), (Delay{std::nullopt, 3.0}));
        ring.clear();
        QCOMPARE(ring.delayOf({999}, at(3)), Delay());
    }

    void ignoresWhatGoesBack()
    {
        LagRing ring;
        ring.add(at(1), {100});
        ring.add(at(2), {50});
        ring.add(at(0), {200});
        QCOMPARE(ring.size(), size_t(1));
        QCOMPARE(ring.newest()->position, std::uint64_t(100));
    }

    void staysSmallAndNearlyExactForADay()
    {
        LagRing ring;
        // Ten minutes at the full rate, then a day at 4 samples a second: as much to thin.
        double time = 0;
        std::uint64_t position = 0;
        size_t largest = 0;
        const auto sampleUntil = [&](double end, double step) {
            for (; time < end; time += step) {
                position += 100;
                ring.add(at(time), {position});
                largest = std::max(largest, ring.size());
            }
        };
        sampleUntil(600, 0.02);
        QVERIFY2(largest <= LagRing::largestSize, qPrintable(QString::number(largest)));
        for (const double age : {0.1, 1.0, 15.0, 60.0, 300.0, 590.0}) {
            const auto then = std::uint64_t((600 - age) / 0.02) * 100;
            const auto delay = ring.delayOf({then}, at(600)).seconds;
            QVERIFY(delay.has_value());
            QVERIFY2(qAbs(*delay - age) < 0.03 + age / 256,
                     qPrintable(QStringLiteral("%1 for %2").arg(*delay).arg(age)));
        }
        sampleUntil(90000, 0.25);
        QVERIFY2(largest <= LagRing::largestSize, qPrintable(QString::number(largest)));
        // 24 hours are the reach.
        QVERIFY(!ring.delayOf({1000}, at(time)).seconds);
        QVERIFY(ring.delayOf({position - 80000ULL * 400}, at(time)).seconds.has_value());
    }

    void isBoundedWhateverTheRate()
    {
        LagRing ring;
        for (std::uint64_t i = 1; i < 300000; ++i) {
            ring.add(at(double(i) / 100000), {i});
            QVERIFY(ring.size() <= LagRing::largestSize);
        }
    }
};

QTEST_GUILESS_MAIN(LagRingTest)
#include "lag_ring_test.moc"
