// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runbook/world.h"
#include "core/stages/stages.h"

namespace tandem {

// One hop of the way to a pair, looked at; nothing is mended.
struct CheckRow
{
    QString node;
    Text hop;                  // what was looked at
    std::optional<bool> holds; // absent: could not be looked at, because an earlier hop failed
    Text verdict;              // what was seen; when it does not hold: why, and what to do
    QString code;              // SQLSTATE or the Error's own code
};

// Every hop of both nodes, then what must agree between them. Blocking; reads only.
[[nodiscard]] std::vector<CheckRow> checkPair(const StageContext &context, World &world,
                                              const StopToken &stop);

} // namespace tandem
