// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tandem {

// The text of core/sandbox/scripts/NAME.sh. An unknown name is a programming error and aborts.
[[nodiscard]] QString sandboxScript(const char *name);

} // namespace tandem
