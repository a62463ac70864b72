// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <cstddef>
#include <mutex>
#include <vector>

namespace tandem {

// One acknowledged write: when, and by which node (its index in Profile::nodes).
struct AckPoint
{
    MonotonicTime at{};
    int node = 0;
    bool operator==(const AckPoint &) const = default;
};

// The newest acknowledgements, bounded: the oldest go first. Safe from every thread.
class AckSeries
{
public:
    explicit AckSeries(std::size_t capacity = 200000);

    void add(AckPoint point);
    // Oldest first; sessions run side by side, so times may be out of order by a little.
    [[nodiscard]] std::vector<AckPoint> points() const;

private:
    const std::size_t m_capacity;
    mutable std::mutex m_mutex;
    std::vector<AckPoint> m_ring;
    std::size_t m_next = 0; // where the ring goes on once it is full
};

} // namespace tandem
