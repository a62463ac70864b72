// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/outage.h"

#include <algorithm>
#include <array>

namespace tandem {

namespace {

std::optional<double> between(const std::optional<MonotonicTime> &from,
                              const std::optional<MonotonicTime> &to)
{
    if (!from || !to)
        return std::nullopt;
    return secondsBetween(*from, *to);
}

} // namespace

std::optional<double> Outage::seconds() const
{
    if (!firstAfter)
        return std::nullopt;
    return secondsBetween(lastBefore.at, firstAfter->at);
}

std::optional<Outage> outageAround(std::vector<AckPoint> acks, MonotonicTime event,
                                   MonotonicTime until)
{
    std::stable_sort(acks.begin(), acks.end(),
                     [](const AckPoint &a, const AckPoint &b) { return a.at < b.at; });
    acks.erase(std::find_if(acks.begin(), acks.end(),
                            [until](const AckPoint &ack) { return ack.at > until; }),
               acks.end());
    const auto after = std::find_if(acks.begin(), acks.end(),
                                    [event](const AckPoint &ack) { return ack.at > event; });
    if (after == acks.begin())
        return std::nullopt;
    const AckPoint before = *(after - 1);

    const auto moved = std::find_if(
        after, acks.end(), [&before](const AckPoint &ack) { return ack.node != before.node; });
    if (moved != acks.end())
        return Outage{*(moved - 1), *moved};
    if (after == acks.end())
        return Outage{before, std::nullopt};

    Outage longest{before, *after};
    for (auto next = after + 1; next != acks.end(); ++next) {
        if (next->at - (next - 1)->at > longest.firstAfter->at - longest.lastBefore.at)
            longest = {*(next - 1), *next};
    }
    return longest;
}

OutageSplit splitOutage(OutageMarks marks)
{
    const std::array<std::optional<MonotonicTime> *, 6> order = {
        &marks.crashedAt, &marks.detectedAt, &marks.decidedAt,
        &marks.fencedAt,  &marks.promotedAt, &marks.firstAckAt};
    std::optional<MonotonicTime> earlier;
    for (std::optional<MonotonicTime> *mark : order) {
        if (!mark->has_value())
            continue;
        if (marks.firstAckAt)
            *mark = std::min(**mark, *marks.firstAckAt);
        if (earlier)
            *mark = std::max(**mark, *earlier);
        earlier = *mark;
    }
    OutageSplit split;
    split.detect = between(marks.crashedAt, marks.detectedAt);
    split.decide = between(marks.detectedAt, marks.decidedAt);
    split.fence = between(marks.decidedAt, marks.fencedAt);
    split.promote = between(marks.fencedAt, marks.promotedAt);
    split.reconnect = between(marks.promotedAt, marks.firstAckAt);
    split.total = between(marks.crashedAt, marks.firstAckAt);
    return split;
}

} // namespace tandem
