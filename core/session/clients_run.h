// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/pair_session.h"
#include "core/workload/audit.h"
#include "core/workload/workload.h"

namespace tandem {

// One run of clients of ours on an opened pair, with its ledger. Started once, stopped once.
// figures() and what lies behind workload() and ledger() is safe from every thread; the rest is
// blocking, one thread at a time.
class ClientsRun
{
public:
    // Writing begins at once. `session` outlives it.
    [[nodiscard]] static Result<std::unique_ptr<ClientsRun>> start(PairSession &session,
                                                                   const WorkloadOptions &options);

    [[nodiscard]] Workload &workload() { return *m_workload; }
    [[nodiscard]] const Ledger &ledger() const { return *m_ledger; }
    // Ends the sessions and closes the ledger; an error says why the ledger is not whole.
    Result<void> stop();
    // What of all records is on whoever accepts writes now, with the rows that are there.
    struct Whole
    {
        AuditReport report;
        std::vector<WriteKey> rows;
    };
    [[nodiscard]] Result<Whole> auditWhole(const StopToken &stop);
    // What of the records in the range is there.
    [[nodiscard]] Result<AuditReport> audit(RecordRange range, const StopToken &stop);

private:
    explicit ClientsRun(PairSession &session) : m_session(session) {}
    [[nodiscard]] Result<Connection> primary(const Deadline &deadline, const StopToken &stop);

    PairSession &m_session;
    std::unique_ptr<Ledger> m_ledger;
    std::unique_ptr<Workload> m_workload; // writes into the ledger, so it goes first
};

} // namespace tandem
