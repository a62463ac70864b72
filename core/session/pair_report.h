// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/handover_book.h"
#include "core/session/pair_session.h"
#include "core/session/report_files.h"

namespace tandem {

// What became of the clients that were started last.
struct ClientsRecord
{
    QString ledger;                      // file; empty: none ran
    std::optional<AuditReport> wholeRun; // once they were stopped
    std::vector<WriteKey> rows;          // of the run on the primary then
};

// What an opened pair knows beside its journals.
struct PairReportParts
{
    // File names without directory of the stages that are wanted; empty: every one that was run
    // since this machine was started.
    QStringList journals;
    ClientsRecord clients;
    std::vector<LogExtract> marked; // lines of the logs that a person marked
    bool isStageRunning = false;    // its journal has no end yet and is left out
};

// The report of what was run on an opened pair, by this run of the program or an earlier one: its
// journals, the hand-overs as clients measured them, the lag that the session's monitor saw, the
// writes of the last clients, the telling log lines. It is kept as a run of its own, so that the
// same report can be made again. Blocking.
[[nodiscard]] Result<void> writePairReport(PairSession &session, const PairReportParts &parts,
                                           const ReportPlace &place, const StopToken &stop);

// The report of one stage alone, with copies of its journal (NAME.jsonl) and of its steps as text
// (NAME.txt) beside it; the report's JSON names them all with their checksums.
[[nodiscard]] Result<void> exportStage(const PairSession &session, const QString &journalFile,
                                       const QString &text, const ReportPlace &place);

} // namespace tandem
