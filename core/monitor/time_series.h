// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace tandem {

// The values of one stretch of time.
struct Spread
{
    double least = 0, mean = 0, most = 0;
    bool operator==(const Spread &) const = default;
};

// One point of a chart. Without values: a gap begins here, the line is to be broken.
struct ChartPoint
{
    MonotonicTime at{}; // the middle of its stretch
    std::optional<Spread> values;
};

// Numbers over time for charts: every value of the last minutes, then stretches of 1 s for two
// hours and of 10 s for 24 hours with their least, mean and most. A stretch without a value is a
// gap. Memory is bounded: 900,000 bytes at most, whatever comes. A value, one thread.
class TimeSeries
{
public:
    static constexpr std::size_t rawSize = 15000; // 5 minutes at 20 ms
    static constexpr std::chrono::seconds fineWidth{1};
    static constexpr std::size_t fineSize = 7200; // 2 hours
    static constexpr std::chrono::seconds coarseWidth{10};
    static constexpr std::size_t coarseSize = 8640; // 24 hours
    // Single values further apart are not joined by a line.
    static constexpr Milliseconds gapAfter{500};

    // Times grow; an earlier one is ignored, as is a value that is no finite number.
    void add(MonotonicTime at, double value);
    // At most about `pixels` points of [from, to), oldest first, from the finest values that still
    // reach back to `from`; gaps are marked once.
    [[nodiscard]] std::vector<ChartPoint> chart(MonotonicTime from, MonotonicTime to,
                                                int pixels) const;
    [[nodiscard]] std::size_t bytes() const;

private:
    struct Value
    {
        MonotonicTime at;
        double value;
    };
    struct Stretch
    {
        std::int64_t index = 0; // since the clock's epoch, in widths
        double least = 0, most = 0, sum = 0;
        std::uint32_t count = 0;
    };
    // Stretches that held a value, oldest first, the oldest overwritten by the newest.
    struct Level
    {
        MonotonicClock::duration width;
        std::size_t largestSize;
        std::vector<Stretch> ring{};
        std::size_t begin = 0;

        void add(MonotonicTime at, double value);
        [[nodiscard]] const Stretch &operator[](std::size_t i) const;
    };
    class Chart;

    void chartRaw(Chart &chart) const;
    static void chartLevel(const Level &level, Chart &chart);

    std::vector<Value> m_raw; // a ring too
    std::size_t m_rawBegin = 0;
    std::array<Level, 2> m_levels{Level{fineWidth, fineSize}, Level{coarseWidth, coarseSize}};
    std::optional<MonotonicTime> m_newest;
};

} // namespace tandem
