// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/monitor/lag_ring.h"

#include <QString>

#include <cstdint>

namespace tandem {

// One side of the lag. Absent: a source is silent, or the two nodes are on different timelines.
struct Lag
{
    std::optional<std::uint64_t> bytes;
    Delay delay;
    bool operator==(const Lag &) const = default;
};

// How far the standby is behind the primary, as of `at`.
struct LagReading
{
    MonotonicTime at{};
    MonotonicTime sampledAt{}; // of the older of the two samples that it rests on, when known
    QString primary, standby;  // empty: there is not exactly one that answers
    std::uint32_t timeline = 0;
    Lag receive;  // flushed on the primary, not yet flushed on the standby
    Lag replay;   // flushed on the primary, not yet visible on the standby
    Lag exposure; // written on the primary, flushed or not, and not on the standby: at most that
                  // is lost when the primary dies now
    bool replayPaused = false;

    [[nodiscard]] bool isKnown() const { return replay.bytes.has_value(); }
};

} // namespace tandem
