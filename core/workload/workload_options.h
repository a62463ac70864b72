// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <cstdint>

namespace tandem {

struct WorkloadOptions
{
    int writers = 4;
    int readers = 2;
    int pauseBetweenMs = 0; // between two transactions of one writer; 0: full speed
    int readPauseMs = 10;   // between two reads of one reader
    int rollbackEvery = 20; // every n-th transaction is rolled back on purpose; 0: none
    int updateEvery = 5;    // every n-th one also changes an earlier order of its own; 0: none
    std::uint64_t seed = 1; // the same seed writes the same products and amounts
    // A server that says nothing for so long counts as gone. COMMIT has its own patience: it may
    // rightly wait for a synchronous standby, and every wait given up leaves a backend behind.
    Milliseconds patience{2000};
    Milliseconds commitPatience{60000};
};

} // namespace tandem
