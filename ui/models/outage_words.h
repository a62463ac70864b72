// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desk/clients_desk.h"

namespace tandem {

// The stopwatch in words: what is measured, and how long it was or lasts already ("1.591 s"; "–":
// nothing was measured yet). In the program's language.
[[nodiscard]] QString outageCaption(const ClientsSight &sight);
[[nodiscard]] QString outageFigure(const ClientsSight &sight);

} // namespace tandem
