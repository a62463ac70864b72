// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evidence/run_events.h"

namespace tandem {

// report.json: the figures of a report for programs. {format, run, pair, state, seconds, stages,
// whole_run, expectations, sources, files, seal}; each stage as jsonOf(StageEvidence) with its
// outcome and journal. "sources" names the files the report was made of with their digests, "files"
// the digests of the other renderings. "seal" is the SHA-256 of the text before it. Same input,
// same bytes. Pure.
[[nodiscard]] QByteArray reportFigures(const LabEvidence &evidence, const RunSources &sources,
                                       const QJsonObject &files);

} // namespace tandem
