// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A crash, the failover and the three ways back, by the runner and by their exported scripts. The
// cases stand in their order.
#include "tests/live/stages/equal_pairs.h"

using namespace tandem;
using namespace tandem::testing;

class EquivalenceCrashTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QVERIFY(m_pairs.haveAPrimary()); }
    void failoverAndFollow();
    void failoverAndRewind();
    void failoverAndClone();

private:
    EqualPairs m_pairs;
};

void EquivalenceCrashTest::initTestCase()
{
    QCOMPARE(m_pairs.make(), QString());
    for (LabPair *lab : m_pairs.pairs()) {
        for (const Stage stage : {Stage::Setup, Stage::SeedData}) {
            const Outcome outcome = words::play(lab->session(), stage, lab->other());
            QVERIFY2(outcome.isDone(), words::told(outcome));
        }
    }
    // So much data, and so little spare WAL, that a copy moves more bytes than a rewind.
    for (const QString &node : {m_pairs.home(), m_pairs.other()}) {
        m_pairs.everywhere(
            node, QStringLiteral("printf '%s\\n' 'max_wal_size = 64MB' "
                                 "'min_wal_size = 32MB' >\"$config/conf.d/70-test.conf\""));
        m_pairs.everywhereSql(node, QStringLiteral("select pg_reload_conf()"));
    }
    m_pairs.everywhereSql(m_pairs.home(),
                          QStringLiteral("create table public.bulk as select n, "
                                         "repeat(md5(n::text), 30) from generate_series(1, 60000) "
                                         "n"));
    for (LabPair *lab : m_pairs.pairs())
        QVERIFY(words::catchesUp(*lab, lab->home(), lab->other()));
    for (const QString &node : {m_pairs.home(), m_pairs.other()})
        m_pairs.everywhereSql(node, QStringLiteral("checkpoint"));
}

void EquivalenceCrashTest::failoverAndFollow()
{
    m_pairs.crashAndFailOver(false);
    QVERIFY(!QTest::currentTestFailed());
    m_pairs.play(Stage::Resync, PairState::Swapped);
}

void EquivalenceCrashTest::failoverAndRewind()
{
    m_pairs.play(Stage::Failback, PairState::Healthy);
    QVERIFY(!QTest::currentTestFailed());
    m_pairs.crashAndFailOver(true);
    QVERIFY(!QTest::currentTestFailed());
    m_pairs.play(Stage::Resync, PairState::Swapped);
}

void EquivalenceCrashTest::failoverAndClone()
{
    m_pairs.play(Stage::Failback, PairState::Healthy);
    QVERIFY(!QTest::currentTestFailed());
    const QString lost = m_pairs.primary();
    m_pairs.crashAndFailOver(false);
    QVERIFY(!QTest::currentTestFailed());
    m_pairs.everywhere(lost, QStringLiteral("rm -rf \"$data\""));
    m_pairs.play(Stage::Resync, PairState::Swapped);
}

QTEST_GUILESS_MAIN(EquivalenceCrashTest)
#include "equivalence_crash_test.moc"
