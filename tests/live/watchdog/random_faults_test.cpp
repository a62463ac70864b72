// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/watchdog/random_faults.h"
#include "tests/support/observer_care.h"

using namespace tandem;
using namespace tandem::testing;
using namespace std::chrono_literals;

namespace {

class ObserversCare : public ObserverCare
{
public:
    ObserversCare(LabPair &, PairSession &session) : ObserverCare(session) {}
};

} // namespace

// Faults in a random order on a pair that an observer looks after, with clients.
class RandomFaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void staysWholeWhateverHappens_data() { addSeeds(1); }

    void staysWholeWhateverHappens()
    {
        QFETCH(quint32, seed);
        int played = 0;
        playFaults<ObserversCare>(seed, QStringLiteral("observed"), played);
        QVERIFY(QTest::currentTestFailed() || played > 0);
    }
};

QTEST_GUILESS_MAIN(RandomFaultsTest)
#include "random_faults_test.moc"
