// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/comes_true.h"
#include "tests/support/invariants.h"
#include "tests/support/watched_pair.h"
#include "tests/support/write_sampler.h"

#include <QRandomGenerator>
#include <QTest>

#include <iterator>

// What happens to a pair in a random order. A seed that failed is played again with TANDEM_SEED=N
// (N-M: several); TANDEM_SOAK plays a hundred longer ones.
namespace tandem::testing {

struct Fault
{
    const char *name;
    bool losesPrimary;  // somebody takes over, and gives the role back
    bool isOnStandby;   // else on the primary's node
    const char *script; // as the server's user; $data $bin $config $log as in LabPair::shell()
};

// Each ends when the fault is done.
inline const Fault faults[] = {
    {"kill -9 of the postmaster", true, false,
     "kill -9 \"$(head -n 1 \"$data/postmaster.pid\")\"\n"},
    {"kill -9 of every process", true, false,
     "leader=$(head -n 1 \"$data/postmaster.pid\")\n"
     "kill -9 \"$leader\" $(ps -o pid= --ppid \"$leader\")\n"},
    {"an immediate stop", true, false,
     "\"$bin/pg_ctl\" -D \"$data\" -m immediate stop >/dev/null\n"},
    {"kill -9 of one session", false, false,
     "kill -9 \"$(ps -o pid=,args= --ppid \"$(head -n 1 \"$data/postmaster.pid\")\" | "
     "awk '/tandem_workload/ { print $1; exit }')\" 2>/dev/null; true\n"},
    {"a restart by somebody", false, false,
     "\"$bin/pg_ctl\" -D \"$data\" -m fast -w stop >/dev/null\n"
     "\"$bin/pg_ctl\" -D \"$config\" -w -t 20 -l \"$log/start.log\" start >/dev/null 2>&1\n"},
    {"half a second frozen", false, false,
     "leader=$(head -n 1 \"$data/postmaster.pid\")\n"
     "all=\"$leader $(ps -o pid= --ppid \"$leader\")\"\n"
     "kill -STOP $all; sleep 0.5; kill -CONT $all 2>/dev/null; true\n"},
    {"a restart of the standby by somebody", false, true,
     "\"$bin/pg_ctl\" -D \"$data\" -m fast -w stop >/dev/null\n"
     "\"$bin/pg_ctl\" -D \"$config\" -w -t 20 -l \"$log/start.log\" start >/dev/null 2>&1\n"},
};

// Rows "seed" for a test's data, and how many faults the sequence of a seed has.
inline void addSeeds(int usual)
{
    QTest::addColumn<quint32>("seed");
    quint32 first = 1;
    quint32 last = quint32(usual);
    if (qEnvironmentVariableIsSet("TANDEM_SEED")) {
        const QStringList words =
            qEnvironmentVariable("TANDEM_SEED").split(u'-', Qt::SkipEmptyParts);
        first = words.value(0).toUInt();
        last = words.value(1, words.value(0)).toUInt();
    } else if (qEnvironmentVariableIsSet("TANDEM_SOAK")) {
        last = 100;
    }
    for (quint32 seed = first; seed <= last; ++seed)
        QTest::newRow(qPrintable(QString::number(seed))) << seed;
}
inline int lengthOf(QRandomGenerator &random, int usual)
{
    return qEnvironmentVariableIsSet("TANDEM_SOAK") ? random.bounded(5, 21) : usual;
}
inline const Fault &oneOf(QRandomGenerator &random)
{
    return faults[random.bounded(int(std::size(faults)))];
}

// Who looks after the pair of such a sequence.
class Caretaker
{
public:
    virtual ~Caretaker() = default;
    // It sees the pair whole and is armed; false when that does not come about.
    virtual bool isReady() = 0;
    virtual void expectALoss() = 0; // the next fault loses the primary
    // The roles are the original ones since then; false when that does not come about.
    virtual bool hasGivenBack() = 0;
    virtual int done(Stage stage) = 0;
    virtual QString story() = 0; // for messages
    virtual Result<void> end() = 0;
};

// Plays the sequence of that seed on a pair of its own, under clients. `Care` is made from the lab
// and a session on it. `played` counts the faults that were got over.
template <typename Care>
void playFaults(quint32 seed, const QString &name, int &played)
{
    using namespace std::chrono_literals;
    auto made = LabPair::setUp();
    QVERIFY2(made.ok(), made.ok() ? "" : qPrintable(made.error().sentence.english()));
    LabPair &lab = **made;
    Automation policy = lab.session().profile().automation;
    policy.failbackWaitSeconds = 0;
    policy.cooldownSeconds = 0;
    const auto session = sessionWith(lab, policy, name);
    lab.workload().start();
    const WriteSampler sampler(*session);
    Care care(lab, *session);
    QVERIFY2(care.isReady(), qPrintable(care.story()));
    QRandomGenerator random(seed);
    const int length = lengthOf(random, 5);
    for (int i = 0; i < length; ++i) {
        const Fault &fault = oneOf(random);
        QVERIFY(lab.drill().waitForWrites(lab.home(), 20, Deadline::after(20s), {}));
        const int failovers = care.done(Stage::Failover);
        if (fault.losesPrimary)
            care.expectALoss();
        qInfo("seed %u, fault %d: %s", seed, i + 1, fault.name);
        Q_UNUSED(
            lab.shell(fault.isOnStandby ? lab.other() : lab.home(), QLatin1String(fault.script)))
        if (fault.losesPrimary)
            QVERIFY2(care.hasGivenBack(), qPrintable(care.story()));
        const auto isWhole = [&] {
            return writableNodes(lab.pair().sandbox()).size() <= 1 &&
                   lab.state() == PairState::Healthy;
        };
        QVERIFY2(testing::comesTrue(isWhole, 120s), qPrintable(care.story()));
        // Settled and armed again, or the next crash is a person's.
        QVERIFY2(care.isReady(), qPrintable(care.story()));
        const bool isAsMany = care.done(Stage::Failover) == failovers + int(fault.losesPrimary);
        if (!isAsMany) // a failure's message is cut
            qWarning("%s", qPrintable(care.story()));
        QVERIFY2(isAsMany, fault.name);
        QVERIFY2(lab.drill().waitForWrites(lab.home(), 20, Deadline::after(20s), {}),
                 qPrintable(care.story()));
        QCOMPARE(sampler.twoWriters(), QStringList());
        ++played;
    }
    QVERIFY(sampler.acknowledged(0) > 0);
    lab.workload().stop();
    InvariantCheck check;
    check.mayLose = true; // crashes of an asynchronous pair
    const auto audit = lab.drill().auditSince(0, {});
    QVERIFY2(audit.ok(), audit.ok() ? "" : qPrintable(audit.error().sentence.english()));
    check.audit = *audit;
    check.journals = {session->stateDirectory() + QStringLiteral("/journal")};
    QVERIFY(care.end().ok());
    QCOMPARE(brokenInvariants(lab.pair().sandbox(), check), QStringList());
}

} // namespace tandem::testing
