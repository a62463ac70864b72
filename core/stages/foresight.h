// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stages/stages.h"

namespace tandem {

// Which branches of the stage's plan today's facts would take, and why. Pure; what the snapshot
// does not tell is left out.
[[nodiscard]] std::vector<Foreseen> foresee(Stage stage, const StageContext &context);

} // namespace tandem
