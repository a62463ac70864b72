// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"
#include "core/monitor/lag_reading.h"
#include "core/monitor/time_series.h"

#include <QString>

#include <array>
#include <deque>
#include <mutex>

namespace tandem {

// What a chart can show, all of the standby beside the primary.
enum class Measure
{
    ReceiveSeconds,
    ReplaySeconds,
    ReceiveBytes,
    ReplayBytes,
    ExposureBytes,
    ExposureSeconds,
};
constexpr std::size_t measureCount = 6;

// Something that happened, for marks on the charts.
struct EventMark
{
    enum class Kind
    {
        State,      // the pair's state changed
        SessionEnd, // an open session to a server ended
        Stall,      // a server answered late
        StageStart,
        StageEnd,
        Outage, // from `at` to `until` no write was acknowledged
    };
    Kind kind = Kind::State;
    MonotonicTime at{};
    std::optional<MonotonicTime> until;
    Text text; // one short sentence
};

// 24 hours of lag and events for charts. Bounded: 6 series of at most 0.9 MB each and the newest
// 2,000 marks. Safe from every thread.
class History
{
public:
    static constexpr std::size_t mostMarks = 2000;

    // What the reading does not know leaves a gap.
    void add(const LagReading &reading);
    void mark(const EventMark &mark);

    [[nodiscard]] std::vector<ChartPoint> chart(Measure measure, MonotonicTime from,
                                                MonotonicTime to, int pixels) const;
    // The marks that touch [from, to), oldest first.
    [[nodiscard]] std::vector<EventMark> marks(MonotonicTime from, MonotonicTime to) const;
    [[nodiscard]] std::size_t bytes() const; // of the series

private:
    mutable std::mutex m_mutex;
    std::array<TimeSeries, measureCount> m_series;
    std::deque<EventMark> m_marks; // by their time
};

} // namespace tandem
