// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/history.h"

#include <algorithm>

namespace tandem {

namespace {

std::optional<double> valueOf(const LagReading &reading, Measure measure)
{
    const auto number = [](const std::optional<std::uint64_t> &bytes) {
        return bytes ? std::optional<double>(static_cast<double>(*bytes)) : std::nullopt;
    };
    switch (measure) {
    case Measure::ReceiveSeconds:
        return reading.receive.delay.seconds;
    case Measure::ReplaySeconds:
        return reading.replay.delay.seconds;
    case Measure::ReceiveBytes:
        return number(reading.receive.bytes);
    case Measure::ReplayBytes:
        return number(reading.replay.bytes);
    case Measure::ExposureBytes:
        return number(reading.exposure.bytes);
    case Measure::ExposureSeconds:
        return reading.exposure.delay.seconds;
    }
    return std::nullopt;
}

} // namespace

void History::add(const LagReading &reading)
{
    const std::lock_guard lock(m_mutex);
    for (std::size_t i = 0; i < measureCount; ++i) {
        if (const auto value = valueOf(reading, static_cast<Measure>(i)))
            m_series[i].add(reading.at, *value);
    }
}

void History::mark(const EventMark &mark)
{
    const std::lock_guard lock(m_mutex);
    // Several threads mark, and an outage is known only once it is over.
    const auto place =
        std::upper_bound(m_marks.begin(), m_marks.end(), mark.at,
                         [](MonotonicTime at, const EventMark &other) { return at < other.at; });
    m_marks.insert(place, mark);
    if (m_marks.size() > mostMarks)
        m_marks.pop_front();
}

std::vector<ChartPoint> History::chart(Measure measure, MonotonicTime from, MonotonicTime to,
                                       int pixels) const
{
    const std::lock_guard lock(m_mutex);
    return m_series[static_cast<std::size_t>(measure)].chart(from, to, pixels);
}

std::vector<EventMark> History::marks(MonotonicTime from, MonotonicTime to) const
{
    const std::lock_guard lock(m_mutex);
    std::vector<EventMark> found;
    std::copy_if(m_marks.begin(), m_marks.end(), std::back_inserter(found),
                 [from, to](const EventMark &mark) {
                     return mark.at < to && mark.until.value_or(mark.at) >= from;
                 });
    return found;
}

std::size_t History::bytes() const
{
    const std::lock_guard lock(m_mutex);
    std::size_t all = 0;
    for (const TimeSeries &series : m_series)
        all += series.bytes();
    return all;
}

} // namespace tandem
