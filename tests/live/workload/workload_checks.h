// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/audit.h"
#include "core/workload/workload.h"
#include "tests/live/workload/scratch_pair.h"

namespace tandem::testing {

inline constexpr int patience = 30000;

// What the sessions of one kind add up to.
inline std::int64_t sum(const Workload &workload, LaneKind kind, std::int64_t LaneFigures::*figure)
{
    std::int64_t total = 0;
    for (const LaneFigures &lane : workload.figures().lanes)
        total += lane.kind == kind ? lane.*figure : 0;
    return total;
}

// Every lane of that kind is connected to that node and has had an answer there.
inline bool allOn(const Workload &workload, LaneKind kind, const QString &node)
{
    for (const LaneFigures &lane : workload.figures().lanes) {
        if (lane.kind == kind && (!lane.connected || lane.node != node || !lane.lastAck))
            return false;
    }
    return true;
}

inline bool acknowledges(const Workload &workload, std::int64_t more)
{
    const std::int64_t goal = workload.figures().acknowledged() + more;
    return QTest::qWaitFor([&] { return workload.figures().acknowledged() >= goal; }, patience);
}

inline QString problems(const Workload &workload)
{
    QStringList words;
    for (const LaneFigures &lane : workload.figures().lanes)
        words += QStringLiteral("%1 on %2: %3").arg(lane.name, lane.node, lane.problem);
    return words.join(u'\n');
}

inline double stopSeconds(Workload &workload)
{
    const MonotonicTime begun = MonotonicClock::now();
    workload.stop();
    return secondsBetween(begun, MonotonicClock::now());
}

inline Result<AuditReport> auditOn(const ScratchPair &pair, int node, const Ledger &ledger)
{
    const Deadline deadline = Deadline::after(Milliseconds(patience));
    const auto contents = readLedger(ledger.fileName());
    if (!contents)
        return contents.error();
    auto server = Connection::open(pair.admin(node), deadline, {});
    if (!server)
        return server.error();
    return audit(*contents, *server, deadline, {});
}

// What holds after every fault.
inline void checkSound(const AuditReport &report, const Workload &workload)
{
    QCOMPARE(report.acknowledged, report.kept + report.lostCount);
    QCOMPARE(report.acknowledged, workload.figures().acknowledged());
    QCOMPARE(report.inDoubt, report.doubtPresent + report.doubtAbsent);
    QCOMPARE(report.inDoubt, sum(workload, LaneKind::Writer, &LaneFigures::doubts));
    QVERIFY(report.rolledBack >= sum(workload, LaneKind::Writer, &LaneFigures::rollbacks));
    QCOMPARE(report.rolledBackPresent, 0);
    QCOMPARE(report.duplicates, 0);
    QCOMPARE(report.unknownRows, 0);
    QCOMPARE(report.rowsAfter, 0);
}

} // namespace tandem::testing
