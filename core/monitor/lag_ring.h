// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/cluster/lsn.h"

#include <optional>
#include <vector>

namespace tandem {

// Seconds that a standby is behind. Both absent: not known.
struct Delay
{
    std::optional<double> seconds;
    // Set instead of `seconds` when the standby is further behind than the ring reaches back.
    std::optional<double> secondsAtLeast;
    bool operator==(const Delay &) const = default;
};

// Which WAL position a primary had when, on our own monotonic clock: one timeline of one server.
// The age of a standby's position is now minus the time at which the primary passed it.
//
// Positions are kept apart by at most the larger of the sampling period and 1/512 of their age,
// for 24 hours: some 5,000 entries, never more than `largestSize`. A value, one thread.
class LagRing
{
public:
    static constexpr std::size_t largestSize = 12000; // 24 bytes each
    static constexpr std::chrono::hours reach{24};

    // Samples come in the order of time; a position that goes back is ignored.
    void add(MonotonicTime at, Lsn position);
    void clear() { m_entries.clear(); }

    // How long ago the primary passed `position`, as of `now`; 0: it did not pass it yet.
    // The moment lies between two samples: their middle is taken.
    [[nodiscard]] Delay delayOf(Lsn position, MonotonicTime now) const;
    [[nodiscard]] std::optional<Lsn> newest() const;
    [[nodiscard]] std::size_t size() const { return m_entries.size(); }

private:
    struct Entry
    {
        MonotonicTime first, last; // of the samples that found this position
        Lsn position;
    };
    void thin(MonotonicTime now);

    std::vector<Entry> m_entries; // position and times grow
    std::size_t m_addedSinceThinning = 0;
};

} // namespace tandem
