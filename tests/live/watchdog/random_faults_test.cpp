// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/invariants.h"
#include "tests/support/lab_pair.h"
#include "tests/support/node_words.h"
#include "tests/support/observed_pair.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace tandem;
using namespace tandem::testing;
using namespace std::chrono_literals;

namespace {

struct Fault
{
    const char *name;
    bool losesPrimary;  // somebody takes over, and gives the role back
    const char *script; // on the primary's node, as the server's user
};

// $data $bin $config $log as in LabPair::shell(); each ends when the fault is done.
const Fault faults[] = {
    {"kill -9 of the postmaster", true, "kill -9 \"$(head -n 1 \"$data/postmaster.pid\")\"\n"},
    {"kill -9 of every process", true,
     "leader=$(head -n 1 \"$data/postmaster.pid\")\n"
     "kill -9 \"$leader\" $(ps -o pid= --ppid \"$leader\")\n"},
    {"an immediate stop", true, "\"$bin/pg_ctl\" -D \"$data\" -m immediate stop >/dev/null\n"},
    {"kill -9 of one session", false,
     "kill -9 \"$(ps -o pid=,args= --ppid \"$(head -n 1 \"$data/postmaster.pid\")\" | "
     "awk '/tandem_workload/ { print $1; exit }')\" 2>/dev/null; true\n"},
    {"a restart by somebody", false,
     "\"$bin/pg_ctl\" -D \"$data\" -m fast -w stop >/dev/null\n"
     "\"$bin/pg_ctl\" -D \"$config\" -w -t 20 -l \"$log/start.log\" start >/dev/null 2>&1\n"},
    {"half a second frozen", false,
     "leader=$(head -n 1 \"$data/postmaster.pid\")\n"
     "all=\"$leader $(ps -o pid= --ppid \"$leader\")\"\n"
     "kill -STOP $all; sleep 0.5; kill -CONT $all 2>/dev/null; true\n"},
};

} // namespace

// Faults in a random order on a pair that an observer looks after, with clients. A seed that failed
// is played again with TANDEM_SEED=N; TANDEM_SOAK plays a hundred.
class RandomFaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void staysWholeWhateverHappens_data()
    {
        QTest::addColumn<quint32>("seed");
        if (qEnvironmentVariableIsSet("TANDEM_SEED")) {
            QTest::newRow("asked for") << quint32(qEnvironmentVariableIntValue("TANDEM_SEED"));
            return;
        }
        const int count = qEnvironmentVariableIsSet("TANDEM_SOAK") ? 100 : 1;
        for (int seed = 1; seed <= count; ++seed)
            QTest::newRow(qPrintable(QString::number(seed))) << quint32(seed);
    }

    void staysWholeWhateverHappens()
    {
        QFETCH(quint32, seed);
        auto made = LabPair::setUp();
        QVERIFY2(made.ok(), made.ok() ? "" : qPrintable(made.error().sentence.english()));
        LabPair &lab = **made;
        const auto session = observed(lab);
        QVERIFY(session);
        lab.workload().start();
        ObservedPair pair(*session);
        QVERIFY(pair.waitForReason("healthy", 0, 30s));
        QRandomGenerator random(seed);
        const bool isLong = qEnvironmentVariableIsSet("TANDEM_SOAK");
        const int length = isLong ? random.bounded(5, 21) : 5;
        for (int i = 0; i < length; ++i) {
            const Fault &fault = faults[random.bounded(int(std::size(faults)))];
            QVERIFY(lab.drill().waitForWrites(lab.home(), 20, Deadline::after(20s), {}));
            const std::size_t before = pair.count();
            const int failovers = pair.done(Stage::Failover);
            qInfo("seed %u, fault %d: %s", seed, i + 1, fault.name);
            Q_UNUSED(lab.shell(lab.home(), QLatin1String(fault.script)))
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
        }
        lab.workload().stop();
        InvariantCheck check;
        check.mayLose = true; // crashes of an asynchronous pair
        if (auto audit = lab.drill().auditSince(0, {}); audit.ok())
            check.audit = *audit;
        check.journals = {session->stateDirectory() + QStringLiteral("/journal")};
        QVERIFY(pair.end().ok());
        QCOMPARE(brokenInvariants(lab.pair().sandbox(), check), QStringList());
    }

private:
    static std::unique_ptr<PairSession> observed(LabPair &lab)
    {
        Profile profile = lab.session().profile();
        profile.automation.failbackWaitSeconds = 0;
        profile.automation.cooldownSeconds = 0;
        QFile file(lab.pair().path(QStringLiteral("observed.json")));
        if (!file.open(QIODevice::WriteOnly) || file.write(profile.toJson()) <= 0)
            return nullptr;
        file.close();
        auto session = PairSession::open(file.fileName(), lab.pair().sandbox().secretsFile(),
                                         lab.pair().path(QStringLiteral("state-observed")));
        return session.ok() ? std::move(*session) : nullptr;
    }
};

QTEST_GUILESS_MAIN(RandomFaultsTest)
#include "random_faults_test.moc"
