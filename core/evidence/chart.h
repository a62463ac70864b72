// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evidence/evidence.h"

namespace tandem {

// Charts as inline SVG. Colours are classes of the page's style; every series also differs in its
// dash or its hatching and is named in words. Pure; numbers have a fixed form.

// A moment or a time worth seeing in a chart, in seconds since the run's start.
struct ChartMark
{
    double at = 0;
    QString label; // a number that the page explains
};

struct ChartSpan
{
    double from = 0;
    double to = 0;
};

struct ChartFrame
{
    double seconds = 1; // the time axis goes from 0 to here
    std::vector<ChartMark> marks;
    std::vector<ChartSpan> outages; // shaded
};

enum class LagUnit
{
    Seconds,
    Bytes
};

// Receive, replay and loss exposure over time; a gap where nothing was seen. Of many points the
// highest of each column is drawn. `caption` is read out by a screen reader.
[[nodiscard]] QString lagChart(const std::vector<LagPoint> &points, LagUnit unit,
                               const ChartFrame &frame, const QString &caption);

// Acknowledged writes a slot, stacked by node.
[[nodiscard]] QString writesChart(const WriteSlots &writes, const ChartFrame &frame,
                                  const QString &caption);

// The parts of an outage in their order, as wide as they were long; empty when none is known.
[[nodiscard]] QString splitBar(const OutageSplit &split, const QString &caption);

// 1536 -> "1.5 KiB".
[[nodiscard]] QString bytesText(double bytes);

} // namespace tandem
