// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <QByteArray>

#include <deque>
#include <optional>

namespace tandem {

// How far a long step has come.
struct StepProgress
{
    std::int64_t doneBytes = 0;
    std::int64_t totalBytes = 0;          // as predicted; more than that can be done in the end
    std::optional<double> bytesPerSecond; // lately; absent: not known yet; 0: it stands still
    std::optional<double> secondsLeft;    // at that rate; absent: not to be told
    bool operator==(const StepProgress &) const = default;
};

// Reads the lines "progress_kilobytes=DONE/TOTAL" out of a command's output as it comes. Tells of
// them four times a second at most. The rate is that of the last twenty seconds, so that a line
// that grew slower, or stands still, is told as it is; the time left is told after five seconds.
// One command, one thread.
class ProgressMeter
{
public:
    // What the piece tells anew; absent: nothing, or too soon after the last time.
    std::optional<StepProgress> take(const QByteArray &piece, MonotonicTime now);

private:
    struct Sample
    {
        MonotonicTime at{};
        std::int64_t doneBytes = 0;
    };
    QByteArray m_rest;            // a line that is not whole yet
    std::deque<Sample> m_samples; // of lately, the oldest first
    std::optional<MonotonicTime> m_toldAt;
};

// The output without the lines that only tell of progress.
[[nodiscard]] QByteArray withoutProgress(const QByteArray &output);

} // namespace tandem
