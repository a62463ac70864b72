// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/redactor.h"
#include "core/evidence/run_events.h"

namespace tandem {

// A hand-over under clients of ours, and the journal of the stage that it was.
struct MeasuredHandover
{
    QString journal;       // file name without directory
    HandoverRecord record; // with the name of its clients' ledger
    OutageSplit split;     // as the clients saw it
};

// What clients measured, kept under stateDirectory()/handovers as soon as it is known, so that a
// later run of the program can report it. Blocking; each from one thread at a time.
[[nodiscard]] Result<void> keepHandover(const QString &stateDirectory, const Redactor &redactor,
                                        const MeasuredHandover &handover);
// Oldest first. A file that is not as it was written is left out: its stage has its journal still.
[[nodiscard]] std::vector<MeasuredHandover> readHandovers(const QString &stateDirectory);

} // namespace tandem
