// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/lag_book.h"

#include <QTest>

using namespace tandem;

namespace {

MonotonicTime at(double time)
{
    return MonotonicTime(std::chrono::duration_cast<MonotonicClock::duration>(
        std::chrono::duration<double>(1000 + time)));
}

PositionSample primaryAt(double time, std::uint64_t flushed, std::uint32_t timeline = 1,
                         std::uint64_t inserted = 0)
{
    PositionSample sample;
    sample.at = at(time);
    sample.timeline = timeline;
    sample.flushed = {flushed};
    sample.inserted = {std::max(inserted, flushed)};
    return sample;
}

PositionSample standbyAt(double time, std::optional<std::uint64_t> received, std::uint64_t replayed,
                         std::uint32_t timeline = 1)
{
    PositionSample sample;
    sample.at = at(time);
    sample.inRecovery = true;
    sample.timeline = timeline;
    if (received)
        sample.received = Lsn{*received};
    sample.replayed = Lsn{replayed};
    return sample;
}

bool isAbout(const std::optional<double> &value, double expected)
{
    return value && qAbs(*value - expected) < 0.011;
}

} // namespace

class LagBookTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_book.emplace(std::array<QString, 2>{"vm1", "vm2"}); }

    void tellsReceiveReplayAndExposureApart()
    {
        for (int i = 0; i <= 50; ++i) // 5000 bytes a second, 300 bytes not flushed yet
            m_book->add(0, primaryAt(i * 0.02, 10000 + std::uint64_t(i) * 100, 1,
                                     10300 + std::uint64_t(i) * 100));
        m_book->add(1, standbyAt(1, 14000, 12000));
        const LagReading reading = m_book->read(at(1));
        QVERIFY(reading.isKnown());
        QCOMPARE(reading.primary, QStringLiteral("vm1"));
        QCOMPARE(reading.standby, QStringLiteral("vm2"));
        QCOMPARE(reading.timeline, 1U);
        QCOMPARE(reading.receive.bytes.value_or(0), std::uint64_t(1000));
        QCOMPARE(reading.replay.bytes.value_or(0), std::uint64_t(3000));
        QCOMPARE(reading.exposure.bytes.value_or(0), std::uint64_t(1300));
        QVERIFY(isAbout(reading.receive.delay.seconds, 0.19));
        QVERIFY(isAbout(reading.replay.delay.seconds, 0.59));
        QVERIFY(isAbout(reading.exposure.delay.seconds, 0.25));
    }

    void anIdlePairIsNotBehind()
    {
        m_book->add(0, primaryAt(0, 5000));
        m_book->add(1, standbyAt(0, 5000, 5000));
        m_book->add(0, primaryAt(600, 5000));
        m_book->add(1, standbyAt(600, 5000, 5000));
        const LagReading reading = m_book->read(at(600));
        QCOMPARE(reading.replay, (Lag{0, {0.0, std::nullopt}}));
        QCOMPARE(reading.exposure, (Lag{0, {0.0, std::nullopt}}));
    }

    void anEmptyPageIsNothingWritten_data()
    {
        QTest::addColumn<quint64>("inserted");
        QTest::addColumn<quint64>("received");
        QTest::addColumn<quint64>("behind");
        QTest::newRow("a page's header")
            << quint64(0x302000 + 24) << quint64(0x302000) << quint64(0);
        QTest::newRow("a segment's header")
            << quint64(0x4000000 + 40) << quint64(0x4000000) << quint64(0);
        QTest::newRow("a record") << quint64(0x302000 + 64) << quint64(0x302000) << quint64(64);
    }

    void anEmptyPageIsNothingWritten()
    {
        QFETCH(quint64, inserted);
        QFETCH(quint64, received);
        QFETCH(quint64, behind);
        m_book->add(0, primaryAt(0, received, 1, inserted));
        m_book->add(1, standbyAt(0, received, received));
        QCOMPARE(m_book->read(at(0)).exposure.bytes.value_or(1), std::uint64_t(behind));
    }

    void aSilentSourceTellsNothing_data()
    {
        QTest::addColumn<int>("node");
        QTest::newRow("primary") << 0;
        QTest::newRow("standby") << 1;
    }

    void aSilentSourceTellsNothing()
    {
        QFETCH(int, node);
        m_book->add(0, primaryAt(0, 5000));
        m_book->add(1, standbyAt(0, 5000, 5000));
        QVERIFY(m_book->read(at(1)).isKnown());
        // By its age ...
        if (node == 0)
            m_book->add(1, standbyAt(1, 5000, 5000));
        else
            m_book->add(0, primaryAt(1, 5000));
        QVERIFY(m_book->read(at(1)).isKnown());
        const LagReading old = m_book->read(at(1.001));
        QVERIFY(!old.isKnown() && !old.receive.bytes && !old.exposure.bytes);
        QCOMPARE(old.replay, Lag());
        QVERIFY(node == 0 ? old.primary.isEmpty() : old.standby.isEmpty());
        // ... or because its session broke.
        init();
        m_book->add(0, primaryAt(0, 5000));
        m_book->add(1, standbyAt(0, 5000, 5000));
        m_book->markSilent(std::size_t(node));
        QVERIFY(!m_book->read(at(0)).isKnown());
    }

    void followsAFailoverAndBack()
    {
        m_book->add(0, primaryAt(0, 5000));
        m_book->add(1, standbyAt(0, 5000, 4900));
        m_book->markSilent(0);
        // Promoted: a new timeline, a new ring, and nobody beside it.
        m_book->add(1, primaryAt(1, 5100, 2));
        QVERIFY(!m_book->read(at(1)).isKnown());
        QCOMPARE(m_book->read(at(1)).primary, QStringLiteral("vm2"));
        // The old primary follows, but still with its old timeline.
        m_book->add(0, standbyAt(1.1, 5000, 5000, 1));
        m_book->add(1, primaryAt(1.1, 5200, 2));
        QVERIFY(!m_book->read(at(1.1)).isKnown());
        m_book->add(0, standbyAt(1.2, 5100, 5100, 2));
        m_book->add(1, primaryAt(1.2, 5200, 2));
        const LagReading swapped = m_book->read(at(1.2));
        QCOMPARE(swapped.primary, QStringLiteral("vm2"));
        QCOMPARE(swapped.standby, QStringLiteral("vm1"));
        QCOMPARE(swapped.replay.bytes.value_or(0), std::uint64_t(100));
        QVERIFY(isAbout(swapped.replay.delay.seconds, 0.15));
        // And back, on timeline 3; positions of the first reign are not mistaken for it.
        m_book->add(1, standbyAt(2, 5300, 5200, 3));
        m_book->add(0, primaryAt(2, 5300, 3));
        const LagReading back = m_book->read(at(2));
        QCOMPARE(back.primary, QStringLiteral("vm1"));
        QCOMPARE(back.replay.bytes.value_or(0), std::uint64_t(100));
        QVERIFY(!back.replay.delay.seconds);
        QVERIFY(back.replay.delay.secondsAtLeast.has_value());
    }

    void twoPrimariesHaveNoLag()
    {
        m_book->add(0, primaryAt(0, 5000, 1));
        m_book->add(1, primaryAt(0, 5000, 2));
        QVERIFY(!m_book->read(at(0)).isKnown());
    }

    void aRestartedReceiverHasWhatWasReplayed()
    {
        m_book->add(0, primaryAt(0, 5000));
        m_book->add(1, standbyAt(0, std::nullopt, 4990));
        QCOMPARE(m_book->read(at(0)).receive.bytes.value_or(0), std::uint64_t(10));
        m_book->add(1, standbyAt(0.1, 4000, 4990)); // it begins at its segment again
        QCOMPARE(m_book->read(at(0.1)).receive.bytes.value_or(0), std::uint64_t(10));
    }

    void anUnknownTimelineTellsNothing()
    {
        m_book->add(0, primaryAt(0, 5000, 0));
        m_book->add(1, standbyAt(0, 5000, 5000, 0));
        QVERIFY(!m_book->read(at(0)).isKnown());
    }

private:
    std::optional<LagBook> m_book;
};

QTEST_GUILESS_MAIN(LagBookTest)
#include "lag_book_test.moc"
