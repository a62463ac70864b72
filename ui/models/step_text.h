// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/step_model.h"

namespace tandem {

// Everything about one step for the pane beside the list: which way it goes today, what cannot be
// undone, its result, its output and its command.
[[nodiscard]] QString stepText(const StepRow &row);

} // namespace tandem
