// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stages/recipe.h"

namespace tandem {

// The planned hand-over from the acting primary to its standby: failback and switchover.
// Certificate: E, the end of the shutdown checkpoint record, is replayed by the new primary, and
// its history file forks at E (PostgreSQL, xlog.c and pg_waldump; see shutdown_end.sh). Every
// failure before the promotion starts the acting primary again, and nothing is lost.
[[nodiscard]] Plan planHandover(Stage stage, const StageContext &context, const NodeProfile &acting,
                                const NodeProfile &next);

} // namespace tandem
