// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tandem {

// How one slot of a session's time went; an error outweighs what went well beside it.
enum class SlotState : std::uint8_t
{
    None,    // nothing was asked of a server
    Waiting, // something was under way or sought for, and nothing was answered
    Ok,
    Error, // refused, broken off or in doubt
};

// A session's newest slots, as a value: slot number n lasts from n to n + 1 slot lengths after the
// workload's start.
struct LaneTrack
{
    static constexpr Milliseconds slotLength{200};

    std::int64_t firstSlot = 0;
    std::vector<SlotState> slots; // oldest first; the last one still lasts
    bool operator==(const LaneTrack &) const = default;
};

// Keeps a track bounded: 3000 slots, the newest ten minutes, in 3000 bytes. For one hundred
// sessions that is 300 kB however long they run. Not safe from several threads: a Lane guards it.
class LaneTrackKeeper
{
public:
    static constexpr std::size_t capacity = 3000;

    void begin(MonotonicTime start) { m_start = start; }
    // Goes on to the slot of `now`; the slots that passed are `meanwhile`.
    void advance(MonotonicTime now, SlotState meanwhile);
    // What happened at `now`, in the slot of advance().
    void note(SlotState state);
    [[nodiscard]] LaneTrack newest(std::size_t count) const;

private:
    MonotonicTime m_start{};
    std::vector<SlotState> m_ring;
    std::int64_t m_slot = -1; // the newest one
};

} // namespace tandem
