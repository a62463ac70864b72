// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/watchdog/decision.h"
#include "core/watchdog/fact_columns.h"

namespace tandem {

// One row: what it is about, what follows, and what a person reads. In sentences %1 is the primary
// and %2 the standby.
struct DecisionRow
{
    const char *reason;
    Remedy remedy;
    Pattern pattern;
    Text sentence;
};

// First match wins, the most dangerous first; the last row holds always.
[[nodiscard]] const std::vector<DecisionRow> &decisionTable();
[[nodiscard]] const DecisionRow &rowFor(const PairSighting &sighting, const Automation &policy);

// The table as a bash function: decide CODE sets $action, $reason and $sentence, in which
// $primary and $standby are filled in.
[[nodiscard]] QString shellDecisionTable();

} // namespace tandem
