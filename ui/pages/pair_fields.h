// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/pair_draft.h"

namespace tandem {

// A field of a new pair's form.
struct PairField
{
    const char *key; // as FieldProblem has it, without the node
    Text name;
    QString &(*value)(PairDraft &draft, std::size_t node);
};

[[nodiscard]] const std::vector<PairField> &pairFields();
[[nodiscard]] const std::vector<PairField> &nodeFields();

} // namespace tandem
