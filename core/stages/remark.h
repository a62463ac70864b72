// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runbook/runner.h"

#include <optional>

namespace tandem {

// What a step that ended has found out and people want to read at once: why a way was chosen, the
// line that tells of a crash, what was freed. Pure; by what the step captured. Absent: nothing.
[[nodiscard]] std::optional<Text> remarkOn(const StepReport &report);

// A number of bytes in the unit that fits: "340 kB", "120 MB", "1.5 GB".
[[nodiscard]] Text sizeText(std::int64_t bytes);

} // namespace tandem
