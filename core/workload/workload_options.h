// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/workload/workload_mix.h"

#include <cstdint>

namespace tandem {

struct WorkloadOptions
{
    static constexpr int mostSessions = 100; // writers and readers together
    static constexpr int fastestRate = 100000;

    int writers = 4;
    int readers = 2; // on the standby while there is one
    // Transactions a second, of all writers together or of each one; 0: full speed. At most one of
    // the two is set.
    double rate = 0;
    double ratePerWriter = 0;
    WorkloadMix mix;
    int pauseBetweenMs = 0; // between two transactions of one writer, beside the rate
    int readPauseMs = 10;   // between two reads of one reader
    std::uint64_t seed = 1; // the same seed writes the same products and amounts
    // A server that says nothing for so long counts as gone. COMMIT has its own patience: it may
    // rightly wait for a synchronous standby, and every wait given up leaves a backend behind.
    Milliseconds patience{2000};
    Milliseconds commitPatience{60000};

    // Errors are of kind Usage and name the range.
    [[nodiscard]] Result<void> check() const;
    // The time from one transaction of a writer to its next; 0: full speed.
    [[nodiscard]] std::chrono::nanoseconds period() const;
};

} // namespace tandem
