// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/watchdog/random_faults.h"
#include "tests/support/invariants.h"
#include "tests/support/observed_pair.h"
#include "tests/support/watched_pair.h"
#include "tests/support/write_sampler.h"

using namespace tandem;
using namespace tandem::testing;
using namespace std::chrono_literals;

// Faults in a random order on a pair that an observer looks after, with clients.
class RandomFaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void staysWholeWhateverHappens_data() { addSeeds(2); }

    void staysWholeWhateverHappens()
    {
        QFETCH(quint32, seed);
        auto made = LabPair::setUp();
        QVERIFY2(made.ok(), made.ok() ? "" : qPrintable(made.error().sentence.english()));
        LabPair &lab = **made;
        Automation policy = lab.session().profile().automation;
        policy.failbackWaitSeconds = 0;
        policy.cooldownSeconds = 0;
        const auto session = sessionWith(lab, policy, QStringLiteral("observed"));
        lab.workload().start();
        const WriteSampler sampler(*session);
        ObservedPair pair(*session);
        QVERIFY(pair.waitForReason("healthy", 0, 30s));
        QRandomGenerator random(seed);
        const int length = lengthOf(random, 5);
        for (int i = 0; i < length; ++i) {
            const Fault &fault = oneOf(random);
            QVERIFY(lab.drill().waitForWrites(lab.home(), 20, Deadline::after(20s), {}));
            const std::size_t before = pair.count();
            const int failovers = pair.done(Stage::Failover);
            qInfo("seed %u, fault %d: %s", seed, i + 1, fault.name);
            Q_UNUSED(lab.shell(fault.isOnStandby ? lab.other() : lab.home(),
                               QLatin1String(fault.script)))
            if (fault.losesPrimary)
                QVERIFY2(pair.waitForReason("settled", before, 60s), qPrintable(pair.story()));
            const auto isWhole = [&] {
                return writableNodes(lab.pair().sandbox()).size() <= 1 &&
                       lab.state() == PairState::Healthy;
            };
            QVERIFY2(QTest::qWaitFor(isWhole, 30000), qPrintable(pair.story()));
            QVERIFY2(pair.done(Stage::Failover) == failovers + int(fault.losesPrimary),
                     qPrintable(pair.story()));
            QVERIFY2(lab.drill().waitForWrites(lab.home(), 20, Deadline::after(20s), {}),
                     qPrintable(pair.story()));
            QCOMPARE(sampler.twoWriters(), QStringList());
        }
        QVERIFY(sampler.acknowledged(0) > 0);
        lab.workload().stop();
        InvariantCheck check;
        check.mayLose = true; // crashes of an asynchronous pair
        if (auto audit = lab.drill().auditSince(0, {}); audit.ok())
            check.audit = *audit;
        check.journals = {session->stateDirectory() + QStringLiteral("/journal")};
        QVERIFY(pair.end().ok());
        QCOMPARE(brokenInvariants(lab.pair().sandbox(), check), QStringList());
    }
};

QTEST_GUILESS_MAIN(RandomFaultsTest)
#include "random_faults_test.moc"
