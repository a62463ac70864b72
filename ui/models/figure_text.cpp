// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/figure_text.h"

#include "core/base/text.h"

#include <array>
#include <cmath>

namespace tandem {

namespace {

QString twoDigits(std::int64_t number)
{
    return QString::number(number).rightJustified(2, u'0');
}

} // namespace

QString durationText(double seconds)
{
    if (seconds < 0.9995)
        return say("Ui", "%1 ms").arg(qint64(std::llround(seconds * 1000))).translated();
    if (seconds < 100)
        return say("Ui", "%1 s").arg(QString::number(seconds, 'f', 2)).translated();
    const auto whole = std::int64_t(seconds);
    return say("Ui", "%1 min")
        .arg(QStringLiteral("%1:%2").arg(whole / 60).arg(twoDigits(whole % 60)))
        .translated();
}

QString bytesText(std::uint64_t bytes)
{
    static const std::array<Text, 5> units = {say("Ui", "%1 B"), say("Ui", "%1 KiB"),
                                              say("Ui", "%1 MiB"), say("Ui", "%1 GiB"),
                                              say("Ui", "%1 TiB")};
    if (bytes < 1024)
        return units[0].arg(qint64(bytes)).translated();
    double value = double(bytes);
    std::size_t unit = 0;
    while (value >= 1024 && unit + 1 < units.size()) {
        value /= 1024;
        ++unit;
    }
    return units[unit].arg(QString::number(value, 'f', value < 10 ? 1 : 0)).translated();
}

QString uptimeText(std::int64_t seconds)
{
    const std::int64_t hours = seconds / 3600;
    if (hours >= 24)
        return say("Ui", "%1 d %2 h").arg(qint64(hours / 24)).arg(qint64(hours % 24)).translated();
    const QString rest = twoDigits(seconds / 60 % 60) + u':' + twoDigits(seconds % 60);
    return hours > 0 ? QString::number(hours) + u':' + rest : rest;
}

QString progressText(const StepProgress &progress)
{
    const Text done = say("Ui", "%1 of %2")
                          .arg(bytesText(std::uint64_t(progress.doneBytes)))
                          .arg(bytesText(std::uint64_t(progress.totalBytes)));
    if (!progress.bytesPerSecond)
        return done.translated();
    return say("Ui", "%1, %2").arg(done).arg(paceText(progress)).translated();
}

QString paceText(const StepProgress &progress)
{
    if (!progress.bytesPerSecond)
        return {};
    const Text rate = say("Ui", "%1/s").arg(bytesText(std::uint64_t(*progress.bytesPerSecond)));
    if (!progress.secondsLeft)
        return rate.translated();
    const qint64 seconds = qRound64(*progress.secondsLeft);
    const Text left =
        seconds < 90 ? say("Ui", "%1 s").arg(seconds) : Text::verbatim(uptimeText(seconds));
    return say("Ui", "%1, %2 left").arg(rate).arg(left).translated();
}

QString countText(std::int64_t count)
{
    QString digits = QString::number(count);
    for (auto i = digits.size() - 3; i > (count < 0 ? 1 : 0); i -= 3)
        digits.insert(i, QChar(0x202f)); // narrow space that does not break
    return digits;
}

} // namespace tandem
