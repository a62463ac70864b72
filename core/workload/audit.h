// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/postgres/connection.h"
#include "core/workload/ledger_contents.h"

#include <limits>
#include <vector>

namespace tandem {

// Records [begin, end) of a ledger. A write belongs to the range in which its last word lies.
struct RecordRange
{
    std::int64_t begin = 0;
    std::int64_t end = std::numeric_limits<std::int64_t>::max();
};

// The ledger against the rows of a server. acknowledged == kept + lostCount, always.
struct AuditReport
{
    std::int64_t acknowledged = 0;
    std::int64_t kept = 0;
    std::int64_t lostCount = 0;
    std::vector<WriteKey> lost; // the first 100, by session and seq
    std::int64_t inDoubt = 0;   // no answer to COMMIT; == doubtPresent + doubtAbsent
    std::int64_t doubtPresent = 0;
    std::int64_t doubtAbsent = 0;
    std::int64_t rolledBack = 0;        // certainly not committed
    std::int64_t rolledBackPresent = 0; // must be 0
    // Of the whole run, whatever the range:
    std::int64_t duplicates = 0;  // must be 0
    std::int64_t unknownRows = 0; // rows that the ledger does not know; must be 0
    std::int64_t rowsAfter = 0;   // rows newer than an unclosed ledger was when it was read
    bool operator==(const AuditReport &) const = default;
};

// Pure. `rows`: what the server has of that run, in any order.
[[nodiscard]] AuditReport compareLedger(const LedgerContents &contents, std::vector<WriteKey> rows,
                                        RecordRange range = {});

// The rows of a run that the server has, by session and seq; as below.
[[nodiscard]] Result<std::vector<WriteKey>>
readRows(const QString &runId, Connection &server, const Deadline &deadline, const StopToken &stop);

// Reads the run's rows from the server (one query in one snapshot, fetched in pieces; works on a
// standby too) and compares. Blocking.
[[nodiscard]] Result<AuditReport> auditRange(const LedgerContents &contents, RecordRange range,
                                             Connection &server, const Deadline &deadline,
                                             const StopToken &stop);
[[nodiscard]] Result<AuditReport> audit(const LedgerContents &contents, Connection &server,
                                        const Deadline &deadline, const StopToken &stop);

} // namespace tandem
