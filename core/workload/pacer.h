// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <cstdint>

namespace tandem {

// When one writer's transactions are due: a fixed grid on the monotonic clock, so that lateness
// never adds up. What was missed by more than a second is left out, not made up for in a burst.
// One thread at a time.
class Pacer
{
public:
    // `period` 0: always at once. `phase` keeps the grids of several writers apart.
    Pacer(MonotonicTime start, std::chrono::nanoseconds period, std::chrono::nanoseconds phase);

    // The next transaction's moment; it may be past.
    [[nodiscard]] MonotonicTime next(MonotonicTime now);

private:
    const MonotonicTime m_origin;
    const std::chrono::nanoseconds m_period;
    std::int64_t m_number = 0; // of the next point of the grid
};

} // namespace tandem
