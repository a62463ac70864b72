// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stages/recipe.h"

namespace tandem {

// The server of one node goes down and comes up, in an orderly way.

[[nodiscard]] Step stopStep(const NodeProfile &node);
[[nodiscard]] Step startStep(const NodeProfile &node);
// For the end of every plan with a startStep: systemd, two seconds later than its clients,
// has the server as running. No steps where systemd does not start it.
[[nodiscard]] std::vector<Step> settleSteps(const NodeProfile &node);

} // namespace tandem
