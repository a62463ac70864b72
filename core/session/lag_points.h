// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evidence/lag_point.h"
#include "core/monitor/history.h"

#include <vector>

namespace tandem {

// The lag that the monitor saw in [since, until) as a report keeps it: at most about `count`
// points, each the worst of its stretch; a stretch in which a source was silent is a gap.
[[nodiscard]] std::vector<LagPoint> lagPointsOf(const History &history, MonotonicTime since,
                                                MonotonicTime until, int count);

} // namespace tandem
