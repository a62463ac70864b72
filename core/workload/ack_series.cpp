// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/ack_series.h"

#include <algorithm>

namespace tandem {

AckSeries::AckSeries(std::size_t capacity) : m_capacity(std::max<std::size_t>(capacity, 1)) {}

void AckSeries::add(AckPoint point)
{
    const std::lock_guard lock(m_mutex);
    if (m_ring.size() < m_capacity) {
        m_ring.push_back(point);
        return;
    }
    m_ring[m_next] = point;
    m_next = (m_next + 1) % m_capacity;
}

std::vector<AckPoint> AckSeries::points() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<AckPoint> out = m_ring;
    std::rotate(out.begin(), out.begin() + std::ptrdiff_t(m_next), out.end());
    return out;
}

} // namespace tandem
