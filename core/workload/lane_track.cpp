// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/lane_track.h"

#include <algorithm>

namespace tandem {

void LaneTrackKeeper::advance(MonotonicTime now, SlotState meanwhile)
{
    const std::int64_t slot = std::max<std::int64_t>((now - m_start) / LaneTrack::slotLength, 0);
    if (m_ring.empty())
        m_ring.resize(capacity, SlotState::None);
    const std::int64_t first = std::max(m_slot + 1, slot + 1 - std::int64_t(capacity));
    for (std::int64_t passed = first; passed <= slot; ++passed)
        m_ring[std::size_t(passed) % capacity] = meanwhile;
    m_slot = std::max(m_slot, slot);
}

void LaneTrackKeeper::note(SlotState state)
{
    if (m_slot < 0)
        return;
    SlotState &now = m_ring[std::size_t(m_slot) % capacity];
    now = std::max(now, state);
}

LaneTrack LaneTrackKeeper::newest(std::size_t count) const
{
    LaneTrack track;
    const std::int64_t wanted = std::int64_t(std::min(count, capacity));
    track.firstSlot = std::max<std::int64_t>(m_slot + 1 - wanted, 0);
    for (std::int64_t slot = track.firstSlot; slot <= m_slot; ++slot)
        track.slots.push_back(m_ring[std::size_t(slot) % capacity]);
    return track;
}

} // namespace tandem
