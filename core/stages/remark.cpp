// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stages/remark.h"

namespace tandem {

namespace {

Text kilobytesText(const QString &kilobytes)
{
    return sizeText(kilobytes.toLongLong() * 1024);
}

struct ReasonRow
{
    const char *reason; // of sql/fork_point.sql
    Text sentence;      // %1 the bytes of a rewind, %2 of a copy
};

const std::vector<ReasonRow> &reasonRows()
{
    static const std::vector<ReasonRow> rows = {
        {"follows", say("Stages", "Follow: it has nothing of its own, so no byte is copied.")},
        {"no-past", say("Stages", "Copy of %2: its directory cannot tell its past.")},
        {"unfinished", say("Stages", "Copy of %2: a rewind of its directory was never finished.")},
        {"unreadable", say("Stages", "Copy of %2: its own WAL cannot be read.")},
        {"wal-gone", say("Stages", "Copy of %2: the WAL that it would need is gone.")},
    };
    return rows;
}

Text wayText(const Values &values)
{
    const QString method = values.text(QStringLiteral("method"));
    const QString reason = values.text(QStringLiteral("reason"));
    const Text rewind = kilobytesText(values.text(QStringLiteral("rewind_kilobytes")));
    const Text clone = kilobytesText(values.text(QStringLiteral("clone_kilobytes")));
    for (const ReasonRow &row : reasonRows()) {
        if (reason == QLatin1String(row.reason))
            return row.sentence.arg(rewind).arg(clone);
    }
    if (reason == QLatin1String("fewer"))
        return method == QLatin1String("rewind")
                   ? say("Stages", "Rewind: %1 of WAL and changed blocks instead of a copy of %2.")
                         .arg(rewind)
                         .arg(clone)
                   : say("Stages", "Copy: %2 instead of a rewind that moves %1 of WAL and changed "
                                   "blocks.")
                         .arg(rewind)
                         .arg(clone);
    return say("Stages", "%1, as was asked for (a rewind moves %2, a copy %3).")
        .arg(method)
        .arg(rewind)
        .arg(clone);
}

} // namespace

Text sizeText(std::int64_t bytes)
{
    if (bytes < 10LL * 1024 * 1024)
        return say("Stages", "%1 kB").arg(qint64((bytes + 1023) / 1024));
    if (bytes < 1000LL * 1024 * 1024)
        return say("Stages", "%1 MB").arg(qint64(bytes / (1024 * 1024)));
    return say("Stages", "%1 GB")
        .arg(QString::number(double(bytes) / (1024.0 * 1024 * 1024), 'f', 1));
}

std::optional<Text> remarkOn(const StepReport &report)
{
    const Values &values = report.captured;
    const auto told = [&](const char *name) { return values.text(QLatin1String(name)); };
    if (values.has(QStringLiteral("reason")) && values.has(QStringLiteral("method")))
        return wayText(values);
    if (!told("log_signature").isEmpty())
        return say("Stages", "The log of %1 says: %2").arg(report.node).arg(told("log_signature"));
    if (values.has(QStringLiteral("log_signature")))
        return say("Stages", "The log of %1 has no line that tells of it yet.").arg(report.node);
    if (values.has(QStringLiteral("back_milliseconds")))
        return say("Stages", "%1 restarted itself and was back after %2 ms.")
            .arg(report.node)
            .arg(told("back_milliseconds"));
    if (values.has(QStringLiteral("freed_kilobytes")))
        return say("Stages", "%1 were freed on %2.")
            .arg(kilobytesText(told("freed_kilobytes")))
            .arg(report.node);
    if (values.has(QStringLiteral("stays")) && told("stays") != QLatin1String("0"))
        return say("Stages", "On %1 stays: %2").arg(report.node).arg(told("stay_reasons"));
    return std::nullopt;
}

} // namespace tandem
