// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/stop.h"

#include <QString>

#include <optional>

namespace tandem {

// Somebody sits at standard input and can be asked.
[[nodiscard]] bool isPersonThere();
// The line a person types, trimmed. Absent when the input ends or a stop is requested. Blocking.
[[nodiscard]] std::optional<QString> typedLine(const StopToken &stop);

} // namespace tandem
