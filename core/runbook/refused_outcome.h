// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runbook/runner.h"

namespace tandem {

// The end of a stage of which nothing was run: cancelled, or refused, with the error's words.
[[nodiscard]] Outcome refusedOutcome(const Error &error);

} // namespace tandem
