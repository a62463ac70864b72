// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/monitor/lag_reading.h"

#include <array>

namespace tandem {

// One look at a node's WAL positions, at the middle of its round trip.
struct PositionSample
{
    MonotonicTime at{};
    bool inRecovery = false;
    std::uint32_t timeline = 0;  // 0: not told
    Lsn inserted, flushed;       // of a primary
    std::optional<Lsn> received; // of a standby; advisory, a restart rewinds it
    std::optional<Lsn> replayed; // of a standby
    bool replayPaused = false;

    // The same node at the same place, only later.
    [[nodiscard]] bool isAt(const PositionSample &other) const
    {
        return inRecovery == other.inRecovery && timeline == other.timeline &&
               inserted == other.inserted && flushed == other.flushed &&
               received == other.received && replayed == other.replayed;
    }
};

// Turns the samples of both nodes into the lag. It follows the roles by itself: the one node that
// is not in recovery is the primary, a new primary or a new timeline begins a new ring, and two
// primaries or two timelines give no lag. A value, one thread.
//
// Seconds come from positions and our own monotonic clock only: no clock of a node counts.
// Method: ring of (time, position) of the primary, read at the standby's position.
class LagBook
{
public:
    // A node that was not sampled for so long is silent; the same as our deadline for an answer.
    static constexpr Milliseconds silentAfter{1000};

    explicit LagBook(std::array<QString, 2> names) : m_names(std::move(names)) {}

    void add(std::size_t node, const PositionSample &sample);
    // The node does not answer any more; its positions are not live.
    void markSilent(std::size_t node);

    [[nodiscard]] LagReading read(MonotonicTime now) const;

private:
    [[nodiscard]] const PositionSample *live(std::size_t node, MonotonicTime now) const;
    void followPrimary(std::size_t node, const PositionSample &sample);

    const std::array<QString, 2> m_names;
    std::array<std::optional<PositionSample>, 2> m_samples; // the last of each node
    // Whose positions the rings hold.
    std::optional<std::size_t> m_source;
    std::uint32_t m_timeline = 0;
    LagRing m_flushed, m_inserted;
};

} // namespace tandem
