// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/figures.h"

namespace tandem {

std::int64_t WorkloadFigures::acknowledged() const
{
    std::int64_t sum = 0;
    for (const LaneFigures &lane : lanes)
        sum += lane.kind == LaneKind::Writer ? lane.ok : 0;
    return sum;
}

} // namespace tandem
