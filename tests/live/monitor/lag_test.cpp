// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/monitor/watched_servers.h"

using namespace tandem;
using namespace tandem::testing;

class LagTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_servers.create()); }
    void init()
    {
        m_sampler = std::make_unique<LagSampler>(m_access);
        // Caught up: the seconds are known from the first samples on.
        QVERIFY(m_sampler->waitUntilKnown(Deadline::after(Milliseconds(patience)), {})
                    .replay.delay.seconds.has_value());
    }
    void cleanup() { m_sampler.reset(); }
    void cleanupTestCase()
    {
        m_servers.standby.reset();
        m_servers.primary.reset();
    }

    void anIdlePairIsNotBehind();
    void theApplyDelayIsTheLag();
    void aPausedReplayFallsBehindByTheSecond();
    void aSilentStandbyIsAbsent();
    void aMuteStandbyDelaysNothing();

private:
    void setOnStandby(const QString &setting, const QString &value) const
    {
        m_servers.standby->sql(QStringLiteral("alter system set %1 = '%2'").arg(setting, value));
        m_servers.standby->sql(QStringLiteral("select pg_reload_conf()"));
    }
    [[nodiscard]] double replaySeconds() const
    {
        return m_sampler->read().replay.delay.seconds.value_or(-1);
    }
    WatchedServers m_servers;
    const SqlAccess m_access{m_servers.profile, m_servers.secrets};
    std::unique_ptr<LagSampler> m_sampler;
};

void LagTest::anIdlePairIsNotBehind()
{
    m_servers.write();
    QTRY_COMPARE_WITH_TIMEOUT(m_sampler->read().replay.bytes.value_or(1), std::uint64_t(0),
                              patience);
    const LagReading reading = m_sampler->read();
    QCOMPARE(reading.primary, QStringLiteral("a"));
    QCOMPARE(reading.standby, QStringLiteral("b"));
    QCOMPARE(reading.timeline, 1U);
    QCOMPARE(reading.replay.delay.seconds.value_or(-1), 0.0);
    QCOMPARE(reading.receive.bytes.value_or(1), std::uint64_t(0));
    QVERIFY(!reading.replayPaused);
}

void LagTest::theApplyDelayIsTheLag()
{
    setOnStandby(QStringLiteral("recovery_min_apply_delay"), QStringLiteral("2s"));
    m_servers.write();
    const MonotonicTime wroteAt = MonotonicClock::now();
    double most = 0;
    const auto hasCaughtUp = [&] {
        const LagReading reading = m_sampler->read();
        most = std::max(most, reading.replay.delay.seconds.value_or(0));
        return most > 0 && reading.replay.bytes == std::uint64_t(0);
    };
    QVERIFY(QTest::qWaitFor(hasCaughtUp, patience));
    const double truth = secondsBetween(wroteAt, MonotonicClock::now());
    setOnStandby(QStringLiteral("recovery_min_apply_delay"), QStringLiteral("0"));
    qInfo("lag %.3f s, write to visible %.3f s", most, truth);
    QVERIFY2(most > 1.7 && most < truth + 0.3, qPrintable(QString::number(most)));
    // The WAL itself was there at once.
    QCOMPARE(m_sampler->read().receive.bytes.value_or(1), std::uint64_t(0));
}

void LagTest::aPausedReplayFallsBehindByTheSecond()
{
    m_servers.standby->sql(QStringLiteral("select pg_wal_replay_pause()"));
    QTRY_VERIFY_WITH_TIMEOUT(m_sampler->read().replayPaused, patience);
    m_servers.write();
    QTRY_VERIFY_WITH_TIMEOUT(replaySeconds() > 1, patience);
    const LagReading paused = m_sampler->read();
    QVERIFY(paused.replay.bytes.value_or(0) > 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_sampler->read().receive.bytes.value_or(1), std::uint64_t(0),
                              patience);
    // A sampler that comes later knows the bytes, and of the seconds only a bound.
    const LagSampler late(m_access);
    QTRY_VERIFY_WITH_TIMEOUT(late.read().isKnown(), patience);
    QVERIFY(!late.read().replay.delay.seconds);
    QVERIFY(late.read().replay.delay.secondsAtLeast.has_value());
    m_servers.standby->sql(QStringLiteral("select pg_wal_replay_resume()"));
    QTRY_COMPARE_WITH_TIMEOUT(replaySeconds(), 0.0, patience);
}

void LagTest::aSilentStandbyIsAbsent()
{
    QVERIFY(m_servers.standby->stop());
    QTRY_VERIFY_WITH_TIMEOUT(!m_sampler->read().isKnown(), patience);
    QCOMPARE(m_sampler->read().standby, QString());
    QCOMPARE(m_sampler->read().primary, QStringLiteral("a"));
    QVERIFY(m_servers.standby->waitUntilGone());
    QVERIFY(m_servers.standby->start());
    QTRY_COMPARE_WITH_TIMEOUT(replaySeconds(), 0.0, patience);
}

void LagTest::aMuteStandbyDelaysNothing()
{
    WatchedServers::signalAll(*m_servers.standby, SIGSTOP);
    const bool isAbsent = QTest::qWaitFor([&] { return !m_sampler->read().isKnown(); }, patience);
    const bool stalls = QTest::qWaitFor([&] { return m_sampler->isStalled(1); }, patience) ||
                        !m_sampler->read().isKnown();
    // The primary is sampled on and on meanwhile.
    const LagReading meanwhile = m_sampler->read();
    WatchedServers::signalAll(*m_servers.standby, SIGCONT);
    QVERIFY(isAbsent && stalls);
    QCOMPARE(meanwhile.primary, QStringLiteral("a"));
    QVERIFY(!m_sampler->isStalled(0));
    QTRY_VERIFY_WITH_TIMEOUT(m_sampler->read().isKnown(), patience);
}

QTEST_GUILESS_MAIN(LagTest)
#include "lag_test.moc"
