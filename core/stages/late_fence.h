// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stages/stages.h"

namespace tandem {

// The begin of a resync, for a node that is seen again after its peer was promoted without being
// able to fence it: fence it before anything else, and write down that it is. `promoted` keeps the
// debt. What the node acknowledged since is not looked at here: a resync keeps it aside.
[[nodiscard]] Plan planLateFence(const StageContext &context, const QString &promoted);

// On `promoted`: its peer is fenced now.
[[nodiscard]] Step settleDebtStep(const NodeProfile &promoted, const NodeProfile &fenced);

} // namespace tandem
