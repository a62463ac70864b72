// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/watchdog/random_faults.h"

using namespace tandem;
using namespace tandem::testing;
using namespace std::chrono_literals;

namespace {

class WatchdogsCare : public Caretaker
{
public:
    WatchdogsCare(LabPair &lab, PairSession &session) : m_standby(lab.other()), m_pair(lab, session)
    {
    }
    bool isReady() override { return m_pair.comesTo(m_standby, "healthy", 30s); }
    void expectALoss() override { m_failbacks = m_pair.done(Stage::Failback); }
    bool hasGivenBack() override
    {
        return QTest::qWaitFor([&] { return m_pair.done(Stage::Failback) > m_failbacks; }, 120000);
    }
    int done(Stage stage) override { return m_pair.done(stage); }
    QString story() override { return m_pair.logs(); }
    Result<void> end() override { return m_pair.end(); }

private:
    const QString m_standby;
    WatchedPair m_pair;
    int m_failbacks = 0;
};

} // namespace

// Faults in a random order on a pair that the watchdogs on its nodes look after, with clients.
class RandomFaultsWatchdogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void staysWholeWhateverHappens_data() { addSeeds(2); }

    void staysWholeWhateverHappens()
    {
        QFETCH(quint32, seed);
        int played = 0;
        playFaults<WatchdogsCare>(seed, QStringLiteral("watched"), played);
        QVERIFY(QTest::currentTestFailed() || played >= 5); // no sequence is shorter
    }
};

QTEST_GUILESS_MAIN(RandomFaultsWatchdogTest)
#include "random_faults_watchdog_test.moc"
