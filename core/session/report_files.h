// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evidence/run_events.h"

namespace tandem {

// A pair's runs on the disk, and the report that is made of one. Blocking.

[[nodiscard]] QString runDirectory(const QString &stateDirectory);
[[nodiscard]] QString journalDirectory(const QString &stateDirectory);
[[nodiscard]] QString ledgerDirectory(const QString &stateDirectory);
// SHA-256 in hex; empty when the file cannot be read.
[[nodiscard]] QString digestOfFile(const QString &fileName);

// The name of every run, oldest first.
[[nodiscard]] QStringList runsOf(const QString &stateDirectory);

// Everything a report is made of; `run` is a name or "latest". Refuses files that are not as they
// were written: a changed byte in the run file, a journal or the ledger is an error that names it.
[[nodiscard]] Result<RunSources> readRun(const QString &stateDirectory, const QString &run);

// Stages that were run one by one: every journal of the pair, oldest first.
[[nodiscard]] Result<std::vector<std::vector<QJsonObject>>>
readJournals(const QString &stateDirectory);

// Where the three files of a report go.
struct ReportPlace
{
    QString directory;
    QString name = QStringLiteral("report"); // report.md, report.html, report.json
    [[nodiscard]] QString file(const char *ending) const;
};

// Writes the report in the program's language. The same run gives the same bytes in the same
// language. `sources` of a run that was read; its files' digests go into report.json, with those of
// `companions`, files that lie beside it (what each is, and its digest).
[[nodiscard]] Result<void> writeReport(const LabEvidence &evidence, const RunSources &sources,
                                       const ReportPlace &place,
                                       const QJsonObject &companions = {});

// The report of the stages that were run one by one, from every journal of the pair.
[[nodiscard]] Result<void> writeReportOfJournals(const QString &stateDirectory, const QString &pair,
                                                 const std::array<QString, 2> &nodes,
                                                 const ReportPlace &place);

} // namespace tandem
