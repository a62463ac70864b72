// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runbook/plan.h"

namespace tandem {

// How the plan reads for a person: why, what must be typed, every step with its node, user and
// command, what is undone how, what cannot be. Pure; contains names of secrets, never a secret.
// A guarded step says which way it goes by today's facts and why, or which step decides it.
// `translated`: in the user's language, else English (golden files, journals).
[[nodiscard]] QString previewOf(const Plan &plan, bool withCommands, bool translated);

// Which way a guarded step goes by today's facts and why, or which step decides it; empty: the step
// has no guard.
[[nodiscard]] Text todayOf(const Step &step, const Plan &plan);

// One step's command as a person could paste it.
[[nodiscard]] QString commandOf(const Step &step);

} // namespace tandem
