// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

} // namespace tandem::testing
