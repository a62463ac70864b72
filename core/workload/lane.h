// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/figures.h"
#include "core/workload/lane_track.h"
#include "core/workload/second_series.h"

#include <mutex>

namespace tandem {

// A session's figures as it keeps them, and its part in the workload's seconds. Safe from every
// thread.
class Lane
{
public:
    Lane(const QString &name, LaneKind kind, SecondSeries &seconds);

    [[nodiscard]] LaneFigures figures() const;
    // The newest slots up to now.
    [[nodiscard]] LaneTrack track(std::size_t newest);

    void begin(MonotonicTime start);
    void connectedTo(const QString &node);
    void disconnected();
    void seeks();
    void works();
    void pauses();
    void ends();
    void acknowledged(MonotonicTime at, std::chrono::nanoseconds commitTime);
    void hasRead(MonotonicTime at);
    void failed(const Error &error);
    void rolledBack();
    void doubted(const QString &why);
    void waits(const QString &why); // no error: shown until the next success

private:
    void enter(LaneState state); // with m_mutex held, like those below
    void note(MonotonicTime at, SlotState state);

    mutable std::mutex m_mutex;
    LaneFigures m_figures;
    LaneTrackKeeper m_track;
    SecondSeries &m_seconds;
};

} // namespace tandem
