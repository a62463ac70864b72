// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/watchdog/random_faults.h"
#include "tests/support/observed_pair.h"

using namespace tandem;
using namespace tandem::testing;
using namespace std::chrono_literals;

namespace {

class ObserversCare : public Caretaker
{
public:
    ObserversCare(LabPair &, PairSession &session) : m_pair(session) {}
    bool isReady() override { return m_pair.comesTo("healthy", 30s); }
    void expectALoss() override { m_before = m_pair.count(); }
    bool hasGivenBack() override { return m_pair.waitForReason("settled", m_before, 120s); }
    int done(Stage stage) override { return m_pair.done(stage); }
    QString story() override { return m_pair.story(); }
    Result<void> end() override { return m_pair.end(); }

private:
    ObservedPair m_pair;
    std::size_t m_before = 0;
};

} // namespace

// Faults in a random order on a pair that an observer looks after, with clients.
class RandomFaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void staysWholeWhateverHappens_data() { addSeeds(2); }

    void staysWholeWhateverHappens()
    {
        QFETCH(quint32, seed);
        int played = 0;
        playFaults<ObserversCare>(seed, QStringLiteral("observed"), played);
        QVERIFY(QTest::currentTestFailed() || played >= 5); // no sequence is shorter
    }
};

QTEST_GUILESS_MAIN(RandomFaultsTest)
#include "random_faults_test.moc"
