// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stages/recipe.h"

namespace tandem {

// Whether a commit waits for the standby: synchronous_standby_names in the node's role file.

// No commit on the primary waits for a standby; the settings are read again.
[[nodiscard]] std::vector<Step> waitForNobodySteps(const StageContext &context,
                                                   const NodeProfile &primary);

// The same on a standby that runs: should somebody promote it by hand, no commit waits for its
// peer.
[[nodiscard]] std::vector<Step> standbyRoleSteps(const StageContext &context,
                                                 const NodeProfile &standby);

// Every commit on the primary waits for the standby. The names are written only once it streams and
// has caught up, and are taken back when it does not become synchronous: a name without a standby
// hangs every write.
[[nodiscard]] std::vector<Step> waitForStandbySteps(const StageContext &context,
                                                    const NodeProfile &standby,
                                                    const NodeProfile &primary);

// How long a commit on the primary takes: median and worst of 30, as commit_ms_SUFFIX and
// worst_commit_ms_SUFFIX. The procedure that measures is made once.
[[nodiscard]] std::vector<Step>
commitLatencySteps(const StageContext &context, const NodeProfile &primary, const QString &suffix);

// Does the pair work synchronously: by its profile, by what its primary does now, or by what the
// former primary did when a hand-over was broken off?
[[nodiscard]] bool isSynchronous(const StageContext &context);

} // namespace tandem
