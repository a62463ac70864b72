// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QString>

namespace tandem {

// How the ready-made widgets look in these colours. Widgets choose by the property "kind":
// buttons primary | plain | danger | link, frames card | band | danger-band, labels muted | title.
[[nodiscard]] QString styleSheetOf(const Tokens &tokens);

} // namespace tandem
