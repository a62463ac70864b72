// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/write_slots.h"

#include <cmath>

namespace tandem {

namespace {

double slotLength(double span, int mostSlots)
{
    for (double unit = 0.1;; unit *= 10) {
        for (const double step : {1.0, 2.0, 5.0}) {
            if (span <= unit * step * mostSlots)
                return unit * step;
        }
    }
}

} // namespace

WriteSlots writeSlots(const std::vector<AckPoint> &acks, MonotonicTime start, double from,
                      double to, int mostSlots)
{
    WriteSlots slots;
    slots.from = from;
    const double span = std::max(to - from, 0.1);
    slots.length = slotLength(span, std::max(mostSlots, 1));
    slots.counts.resize(std::size_t(std::ceil(span / slots.length - 1e-9)), {0, 0});
    for (const AckPoint &ack : acks) {
        const double at = std::floor((secondsBetween(start, ack.at) - from) / slots.length + 1e-9);
        if (at >= 0 && at < double(slots.counts.size()) && (ack.node == 0 || ack.node == 1))
            ++slots.counts[std::size_t(at)][std::size_t(ack.node)];
    }
    return slots;
}

} // namespace tandem
