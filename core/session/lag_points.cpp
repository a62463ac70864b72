// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/lag_points.h"

#include <cmath>
#include <map>

namespace tandem {

std::vector<LagPoint> lagPointsOf(const History &history, MonotonicTime since, MonotonicTime until,
                                  int count)
{
    using Put = void (*)(LagPoint &, double);
    static const std::pair<Measure, Put> measures[] = {
        {Measure::ReceiveBytes, [](LagPoint &p, double v) { p.receiveBytes = std::llround(v); }},
        {Measure::ReplayBytes, [](LagPoint &p, double v) { p.replayBytes = std::llround(v); }},
        {Measure::ExposureBytes, [](LagPoint &p, double v) { p.exposureBytes = std::llround(v); }},
        {Measure::ReceiveSeconds, [](LagPoint &p, double v) { p.receiveSeconds = v; }},
        {Measure::ReplaySeconds, [](LagPoint &p, double v) { p.replaySeconds = v; }},
        {Measure::ExposureSeconds, [](LagPoint &p, double v) { p.exposureSeconds = v; }},
    };
    // One range in equal stretches: the measures' points fall on the same moments.
    std::map<MonotonicTime, LagPoint> points;
    for (const auto &[measure, put] : measures) {
        for (const ChartPoint &point : history.chart(measure, since, until, count)) {
            LagPoint &at = points[point.at];
            if (point.values)
                put(at, point.values->most);
        }
    }
    std::vector<LagPoint> inOrder;
    inOrder.reserve(points.size());
    for (auto &[at, point] : points) {
        point.at = secondsBetween(since, at);
        inOrder.push_back(point);
    }
    return inOrder;
}

} // namespace tandem
