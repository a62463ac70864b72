// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stages/recipe.h"

namespace tandem {

// A full copy of `source` into a new directory beside the one of `target`, and its verification.
// `idSuffix` keeps the steps of one plan apart.

// Makes the copy and verifies it. When it fails or is cancelled, what it left is removed.
[[nodiscard]] Step copyStep(const StageContext &context, const NodeProfile &target,
                            const NodeProfile &source, const QString &idSuffix = {});
// Puts the verified copy in place by rename and keeps the old directory.
[[nodiscard]] Step swapStep(const NodeProfile &target, const QString &idSuffix = {});

} // namespace tandem
