// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/report_files.h"

namespace tandem {

// What --report names: a directory, or one of the files by its ending.
[[nodiscard]] ReportPlace reportPlace(const QString &word);
// A place that cannot be written to is told before the work and not after it.
[[nodiscard]] Result<void> checkReportPlace(const ReportPlace &place);
// Reads the run from the disk and writes its report.
[[nodiscard]] Result<void> writeReportOf(const QString &stateDirectory, const QString &run,
                                         const ReportPlace &place);

} // namespace tandem
