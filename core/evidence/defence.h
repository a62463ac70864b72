// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evidence/evidence.h"

namespace tandem {

// A question that a defence of the lab turns on: what theory says, and what was measured here.
struct DefenceAnswer
{
    Text question;
    Text theory;
    std::vector<Text> measured; // of this evidence; empty: nothing yet
    Text toDo;                  // which stages bring a figure
};

// The four questions, in their order: the modes, the outage, the loss, the way back. Pure.
[[nodiscard]] std::vector<DefenceAnswer> defenceOf(const LabEvidence &evidence);

} // namespace tandem
