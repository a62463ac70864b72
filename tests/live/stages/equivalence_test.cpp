// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The recipes of a sound pair, by the runner and by their exported scripts. The cases stand in
// their order; crash and what follows it are in equivalence_crash_test.
#include "tests/live/stages/equal_pairs.h"

using namespace tandem;
using namespace tandem::testing;

class EquivalenceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QCOMPARE(m_pairs.make(), QString()); }
    void setUp() { m_pairs.play(Stage::Setup, PairState::Healthy); }
    void seedData()
    {
        m_pairs.play(Stage::SeedData, PairState::Healthy);
        QVERIFY(!QTest::currentTestFailed());
        // Again: what holds already is seen by both.
        m_pairs.play(Stage::SeedData, PairState::Healthy);
    }
    void verify() { m_pairs.play(Stage::Verify, PairState::Healthy); }
    void modeSync() { m_pairs.play(Stage::ModeSync, PairState::Healthy); }
    void modeAsync() { m_pairs.play(Stage::ModeAsync, PairState::Healthy); }
    void switchover() { m_pairs.play(Stage::Switchover, PairState::Swapped); }
    void failback() { m_pairs.play(Stage::Failback, PairState::Healthy); }

private:
    EqualPairs m_pairs;
};

QTEST_GUILESS_MAIN(EquivalenceTest)
#include "equivalence_test.moc"
