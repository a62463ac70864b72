// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stages/stages.h"

namespace tandem {

// Ends a stage whose program died when only its last steps were missing: nothing is copied,
// promoted or stopped again. For a snapshot in which isUnended() holds.
[[nodiscard]] Plan planEnding(Stage stage, const StageContext &context);

// From now on two servers that do not fit together are a broken pair, no longer two bare ones.
[[nodiscard]] Step pairedStep(const NodeProfile &node);

} // namespace tandem
