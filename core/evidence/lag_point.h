// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <optional>

namespace tandem {

// How far the standby was behind at one moment: a value of the report, in the order of time.
// Absent = not seen then; a chart shows a gap there.
struct LagPoint
{
    double at = 0; // seconds since the run's start
    // What the standby has not received, not replayed, and what a crash of the primary would lose
    // at worst.
    std::optional<qint64> receiveBytes, replayBytes, exposureBytes;
    std::optional<double> receiveSeconds, replaySeconds, exposureSeconds;
    bool operator==(const LagPoint &) const = default;
};

} // namespace tandem
