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
    WatchdogsCare(LabPair &lab, PairSession &session)
        : m_lab(lab), m_session(session), m_pair(lab, session)
    {
    }
    QStringList decisions() override { return watchdogDecisions(m_session); }
    bool isReady() override { return m_pair.comesTo(m_lab.other(), "healthy", 30s); }
    int done(Stage stage) override { return m_pair.done(stage); }
    void isKilled() override
    {
        Q_UNUSED(m_lab.shell(m_lab.other(),
                             QStringLiteral("read -r pid _ <\"$own/watchdog-state/lock\"\n"
                                            "kill -9 \"$pid\"\n")))
    }
    void beginsAgain() override
    {
        Q_UNUSED(m_lab.shell(m_lab.other(), QStringLiteral("setsid bash \"$own/watchdog/watchdog\" "
                                                           "</dev/null >/dev/null 2>&1 &\n")))
    }
    QString story() override { return m_pair.logs(); }
    Result<void> end() { return m_pair.end(); }

private:
    LabPair &m_lab;
    PairSession &m_session;
    WatchedPair m_pair;
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
        QVERIFY(QTest::currentTestFailed() || played > 0);
    }
};

QTEST_GUILESS_MAIN(RandomFaultsWatchdogTest)
#include "random_faults_watchdog_test.moc"
