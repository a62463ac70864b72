// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evidence/chart.h"

#include <functional>

namespace tandem {

// The plane of one chart: axes, grid, marks, shading, and where a value lies on it.
class SvgFrame
{
public:
    static constexpr double width = 960, height = 220;
    static constexpr double left = 64, right = 948, top = 22, bottom = 196;

    // The time axis is [from, to], the other one [0, highest] in round multiples of `unit`.
    SvgFrame(double from, double to, double highest, double unit = 1);

    [[nodiscard]] double x(double seconds) const;
    [[nodiscard]] double y(double value) const;
    // What lies behind the data: shaded outages, grid and axis labels.
    [[nodiscard]] QString behind(const ChartFrame &frame,
                                 const std::function<QString(double)> &label) const;
    // What lies before it: the marks.
    [[nodiscard]] QString before(const ChartFrame &frame) const;
    [[nodiscard]] QString wrapped(const QString &content, const QString &caption) const;

private:
    double m_from, m_to, m_highest, m_step;
};

// A coordinate with one digit, never "-0.0".
[[nodiscard]] QString coordinate(double value);
// A rectangle of that class.
[[nodiscard]] QString rectangle(const char *style, double x, double y, double width, double height);

} // namespace tandem
