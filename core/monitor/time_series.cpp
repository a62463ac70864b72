// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/time_series.h"

#include <algorithm>
#include <cmath>

namespace tandem {

namespace {

using Duration = MonotonicClock::duration;

// Appends to a ring of at most `largest` entries.
template <typename T>
void push(std::vector<T> &ring, std::size_t &begin, std::size_t largest, const T &entry)
{
    if (ring.size() < largest) {
        // Grown in steps of our own, so that the reserve never doubles the bound.
        if (ring.size() == ring.capacity())
            ring.reserve(std::min(largest, ring.size() + std::max<std::size_t>(256, largest / 8)));
        ring.push_back(entry);
        return;
    }
    ring[begin] = entry;
    begin = (begin + 1) % largest;
}

template <typename T>
const T &at(const std::vector<T> &ring, std::size_t begin, std::size_t i)
{
    return ring[(begin + i) % ring.size()];
}

} // namespace

// Collects values into stretches of the chart and marks the gaps between them.
class TimeSeries::Chart
{
public:
    Chart(MonotonicTime from, MonotonicTime to, Duration step, Duration gap)
        : m_from(from), m_to(to), m_step(step), m_gap(gap)
    {
    }

    // [begin, end] is the time that the values stand for.
    void take(MonotonicTime begin, MonotonicTime end, double least, double most, double sum,
              std::uint32_t count)
    {
        if (end < m_from || begin >= m_to)
            return;
        const std::int64_t cell = (std::max(begin, m_from) - m_from) / m_step;
        if (m_count > 0 && (cell != m_cell || begin - m_end > m_gap))
            flush();
        if (m_end != MonotonicTime{} && begin - m_end > m_gap)
            m_points.push_back({m_end + (begin - m_end) / 2, std::nullopt});
        if (m_count == 0) {
            m_cell = cell;
            m_values = {least, 0, most};
            m_sum = 0;
        }
        m_values.least = std::min(m_values.least, least);
        m_values.most = std::max(m_values.most, most);
        m_sum += sum;
        m_count += count;
        m_end = end;
    }

    std::vector<ChartPoint> finish()
    {
        flush();
        if (m_end != MonotonicTime{} && m_to - m_end > m_gap)
            m_points.push_back({m_end + (m_to - m_end) / 2, std::nullopt});
        return std::move(m_points);
    }

private:
    void flush()
    {
        if (m_count == 0)
            return;
        m_values.mean = m_sum / m_count;
        m_points.push_back({m_from + m_cell * m_step + m_step / 2, m_values});
        m_count = 0;
    }

    const MonotonicTime m_from, m_to;
    const Duration m_step, m_gap;
    std::vector<ChartPoint> m_points;
    std::int64_t m_cell = 0;
    Spread m_values;
    double m_sum = 0;
    std::uint32_t m_count = 0;
    MonotonicTime m_end{}; // of the newest value taken; the epoch: none yet
};

void TimeSeries::Level::add(MonotonicTime at, double value)
{
    const std::int64_t index = at.time_since_epoch() / width;
    if (!ring.empty()) {
        Stretch &newest = ring[(begin + ring.size() - 1) % ring.size()];
        if (newest.index == index) {
            newest.least = std::min(newest.least, value);
            newest.most = std::max(newest.most, value);
            newest.sum += value;
            ++newest.count;
            return;
        }
    }
    push(ring, begin, largestSize, Stretch{index, value, value, value, 1});
}

const TimeSeries::Stretch &TimeSeries::Level::operator[](std::size_t i) const
{
    return at(ring, begin, i);
}

void TimeSeries::add(MonotonicTime at, double value)
{
    if ((m_newest && at < *m_newest) || !std::isfinite(value))
        return;
    m_newest = at;
    push(m_raw, m_rawBegin, rawSize, Value{at, value});
    for (Level &level : m_levels)
        level.add(at, value);
}

void TimeSeries::chartRaw(Chart &chart) const
{
    for (std::size_t i = 0; i < m_raw.size(); ++i) {
        const Value &value = at(m_raw, m_rawBegin, i);
        chart.take(value.at, value.at, value.value, value.value, value.value, 1);
    }
}

void TimeSeries::chartLevel(const Level &level, Chart &chart)
{
    for (std::size_t i = 0; i < level.ring.size(); ++i) {
        const Stretch &stretch = level[i];
        const MonotonicTime begin(stretch.index * level.width);
        chart.take(begin, begin + level.width - Duration(1), stretch.least, stretch.most,
                   stretch.sum, stretch.count);
    }
}

std::vector<ChartPoint> TimeSeries::chart(MonotonicTime from, MonotonicTime to, int pixels) const
{
    if (m_raw.empty() || from >= to || pixels < 1)
        return {};
    const Duration pixel = std::max((to - from) / pixels, Duration(1));
    // While nothing was overwritten, the single values reach back as far as there are any.
    if (m_raw.size() < rawSize || at(m_raw, m_rawBegin, 0).at <= from) {
        Chart chart(from, to, pixel, gapAfter);
        chartRaw(chart);
        return chart.finish();
    }
    const Level &fine = m_levels.front();
    const bool fineReaches =
        fine.ring.size() < fine.largestSize || MonotonicTime(fine[0].index * fine.width) <= from;
    const Level &level = fineReaches ? fine : m_levels.back();
    // Cells begin where stretches begin, so that each stretch belongs to one of them.
    const MonotonicTime start(from.time_since_epoch() / level.width * level.width);
    const Duration step = (pixel + level.width - Duration(1)) / level.width * level.width;
    Chart chart(start, to, step, level.width);
    chartLevel(level, chart);
    return chart.finish();
}

std::size_t TimeSeries::bytes() const
{
    std::size_t all = m_raw.capacity() * sizeof(Value);
    for (const Level &level : m_levels)
        all += level.ring.capacity() * sizeof(Stretch);
    return all;
}

} // namespace tandem
