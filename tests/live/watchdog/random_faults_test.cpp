// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/watchdog/random_faults.h"
#include "tests/support/observed_pair.h"

#include <map>

using namespace tandem;
using namespace tandem::testing;
using namespace std::chrono_literals;

namespace {

class ObserversCare : public Caretaker
{
public:
    ObserversCare(LabPair &, PairSession &session)
        : m_session(session), m_pair(std::make_unique<ObservedPair>(session))
    {
    }
    QStringList decisions() override
    {
        const auto decision = m_pair->decision();
        return decision
                   ? QStringList{tokenOf(decision->remedy) + u':' + QLatin1String(decision->reason)}
                   : QStringList();
    }
    bool isReady() override { return m_pair->comesTo("healthy", 30s); }
    int done(Stage stage) override { return m_doneBefore[stage] + m_pair->done(stage); }
    void isKilled() override
    {
        for (const Stage stage : {Stage::Failover, Stage::Failback})
            m_doneBefore[stage] += m_pair->done(stage);
        m_storyBefore += m_pair->story();
        m_pair.reset();
    }
    void beginsAgain() override { m_pair = std::make_unique<ObservedPair>(m_session); }
    QString story() override { return m_storyBefore + m_pair->story(); }
    Result<void> end() { return m_pair->end(); }

private:
    PairSession &m_session;
    std::unique_ptr<ObservedPair> m_pair;
    std::map<Stage, int> m_doneBefore; // by those that were ended
    QString m_storyBefore;
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
        QVERIFY(QTest::currentTestFailed() || played >= 1);
    }
};

QTEST_GUILESS_MAIN(RandomFaultsTest)
#include "random_faults_test.moc"
