// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evidence/run_events.h"
#include "core/session/pair_session.h"
#include "core/workload/audit.h"
#include "core/workload/outage.h"
#include "core/workload/workload.h"

namespace tandem {

// A hand-over as its clients saw it: the run, the outage with its split, and what it cost.
struct HandoverStory
{
    Outcome outcome;
    std::optional<Outage> outage;
    OutageSplit split;
    std::optional<AuditReport> audit;
    HandoverRecord record; // from which the figures above can be derived again
};

// Plays hand-overs of an opened pair while a workload runs, and measures them.
// Used by the demo, the benchmarks and the tests. Blocking; one thread at a time.
class Drill
{
public:
    // Both outlive the drill. The workload must run.
    Drill(PairSession &session, Workload &workload, Ledger &ledger)
        : m_session(session), m_workload(workload), m_ledger(ledger)
    {
    }

    // Any stage by its plan; the typed word answers a confirmation.
    Outcome stage(Stage stage, const QString &typedWord, const StopToken &stop);
    // kill -9 in one thread; this one notices the end of an open session and fails over.
    HandoverStory crashAndFailover(const StopToken &stop);
    HandoverStory handover(Stage stage, const StopToken &stop); // failback, switchover
    // Waits until every writer was acknowledged by that node again `count` times in all.
    bool waitForWrites(const QString &node, int count, const Deadline &deadline,
                       const StopToken &stop);
    // What of the records [begin, now) is on the primary.
    Result<AuditReport> auditSince(std::int64_t begin, const StopToken &stop);
    // The rows of this run that the primary has now.
    Result<std::vector<WriteKey>> rowsNow(const StopToken &stop);

    // Called for every step of every stage.
    RunObserver observer;
    Outcome crash; // of the last crashAndFailover

private:
    Result<Connection> primarySession(const Deadline &deadline, const StopToken &stop);
    Result<AuditReport> auditBetween(RecordRange range, const StopToken &stop);
    void measure(HandoverStory &story, const OutageMarks &marks, std::int64_t begin,
                 const QString &primary, const StopToken &stop);

    PairSession &m_session;
    Workload &m_workload;
    Ledger &m_ledger;
};

} // namespace tandem
