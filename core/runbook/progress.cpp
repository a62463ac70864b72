// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runbook/progress.h"

#include <QList>

#include <algorithm>

namespace tandem {

namespace {

const QByteArray prefix = "progress_kilobytes=";
constexpr Milliseconds shortestPause{250};
// A rate over less than that is a guess.
constexpr double shortestMeasure = 2.0;
// What is counted grows by whole blocks: on a narrow line a time told earlier is off by half.
constexpr double shortestForecast = 5.0;
constexpr std::chrono::seconds lately{20};
constexpr qsizetype longestLine = 200;
constexpr std::int64_t largestKilobytes = std::int64_t(1) << 50;

std::optional<std::int64_t> kilobytesIn(const QByteArray &digits)
{
    bool ok = false;
    const qlonglong number = digits.toLongLong(&ok);
    if (!ok || number < 0 || number > largestKilobytes)
        return std::nullopt;
    return number * 1024;
}

std::optional<StepProgress> progressIn(const QByteArray &line)
{
    if (!line.startsWith(prefix))
        return std::nullopt;
    const QList<QByteArray> parts = line.mid(prefix.size()).split('/');
    if (parts.size() != 2)
        return std::nullopt;
    const auto done = kilobytesIn(parts.at(0));
    const auto total = kilobytesIn(parts.at(1));
    if (!done || !total)
        return std::nullopt;
    return StepProgress{*done, *total, std::nullopt, std::nullopt};
}

} // namespace

std::optional<StepProgress> ProgressMeter::take(const QByteArray &piece, MonotonicTime now)
{
    m_rest += piece;
    QList<QByteArray> lines = m_rest.split('\n');
    m_rest = lines.takeLast();
    if (m_rest.size() > longestLine)
        m_rest.clear();
    std::optional<StepProgress> newest;
    for (const QByteArray &line : lines) {
        if (const auto told = progressIn(line))
            newest = told;
    }
    if (!newest)
        return std::nullopt;
    if (m_toldAt && now - *m_toldAt < shortestPause)
        return std::nullopt;
    m_toldAt = now;
    m_samples.push_back({now, newest->doneBytes});
    while (m_samples.size() > 2 && now - m_samples[1].at >= lately)
        m_samples.pop_front();
    const Sample &oldest = m_samples.front();
    const double seconds = secondsBetween(oldest.at, now);
    if (seconds < shortestMeasure)
        return newest;
    const double rate =
        double(std::max<std::int64_t>(newest->doneBytes - oldest.doneBytes, 0)) / seconds;
    newest->bytesPerSecond = rate;
    const std::int64_t left = newest->totalBytes - newest->doneBytes;
    if (seconds >= shortestForecast && rate > 0 && left > 0)
        newest->secondsLeft = double(left) / rate;
    return newest;
}

QByteArray withoutProgress(const QByteArray &output)
{
    if (!output.contains(prefix))
        return output;
    QByteArray kept;
    for (qsizetype from = 0; from < output.size();) {
        const qsizetype end = output.indexOf('\n', from);
        const qsizetype next = end < 0 ? output.size() : end + 1;
        const QByteArray line = output.mid(from, next - from);
        if (!line.startsWith(prefix))
            kept += line;
        from = next;
    }
    return kept;
}

} // namespace tandem
