// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/log_entry.h"

#include <algorithm>
#include <utility>

namespace tandem {

QString tokenOf(LogSeverity severity)
{
    switch (severity) {
    case LogSeverity::Plain:
        return QStringLiteral("plain");
    case LogSeverity::Debug:
        return QStringLiteral("debug");
    case LogSeverity::Info:
        return QStringLiteral("info");
    case LogSeverity::Notice:
        return QStringLiteral("notice");
    case LogSeverity::Warning:
        return QStringLiteral("warning");
    case LogSeverity::Error:
        return QStringLiteral("error");
    case LogSeverity::Log:
        return QStringLiteral("log");
    case LogSeverity::Fatal:
        return QStringLiteral("fatal");
    case LogSeverity::Panic:
        return QStringLiteral("panic");
    }
    return {};
}

bool isTrouble(LogSeverity severity)
{
    switch (severity) {
    case LogSeverity::Plain:
    case LogSeverity::Debug:
    case LogSeverity::Info:
    case LogSeverity::Notice:
    case LogSeverity::Log:
        return false;
    case LogSeverity::Warning:
    case LogSeverity::Error:
    case LogSeverity::Fatal:
    case LogSeverity::Panic:
        return true;
    }
    return false;
}

void sortByTime(std::vector<LogEntry> &entries)
{
    std::vector<std::pair<std::int64_t, LogEntry>> keyed;
    keyed.reserve(entries.size());
    std::int64_t last = 0;
    for (LogEntry &entry : entries) {
        last = entry.timeMilliseconds.value_or(last);
        keyed.emplace_back(last, std::move(entry));
    }
    std::stable_sort(keyed.begin(), keyed.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
    std::transform(keyed.begin(), keyed.end(), entries.begin(),
                   [](auto &pair) { return std::move(pair.second); });
}

} // namespace tandem
