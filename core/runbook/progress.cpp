// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runbook/progress.h"

#include <QList>

namespace tandem {

namespace {

const QByteArray prefix = "progress_kilobytes=";
constexpr Milliseconds shortestPause{250};
// A rate over less than that is a guess.
constexpr double shortestMeasure = 2.0;
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
    return StepProgress{*done, *total, std::nullopt};
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
    if (!m_first)
        m_first = Sample{now, newest->doneBytes};
    if (m_toldAt && now - *m_toldAt < shortestPause)
        return std::nullopt;
    m_toldAt = now;
    const double seconds = secondsBetween(m_first->at, now);
    const std::int64_t moved = newest->doneBytes - m_first->doneBytes;
    const std::int64_t left = newest->totalBytes - newest->doneBytes;
    if (seconds >= shortestMeasure && moved > 0 && left > 0)
        newest->secondsLeft = double(left) * seconds / double(moved);
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
