// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evidence/evidence.h"

namespace tandem {

// One thing the lab asks a report to show, and whether this evidence does.
struct ChecklistItem
{
    Text sentence;
    bool isThere = false;
};

// The lab's items in their order. Pure.
[[nodiscard]] std::vector<ChecklistItem> checklistOf(const LabEvidence &evidence);

} // namespace tandem
