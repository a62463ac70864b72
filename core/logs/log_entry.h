// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace tandem {

// PostgreSQL's severities; Plain: a line that has none, kept as it is.
enum class LogSeverity
{
    Plain,
    Debug,
    Info,
    Notice,
    Warning,
    Error,
    Log,
    Fatal,
    Panic
};

// "plain", "debug" ... as the JSON output names them.
[[nodiscard]] QString tokenOf(LogSeverity severity);
// A warning, an error or worse.
[[nodiscard]] bool isTrouble(LogSeverity severity);

// One entry of a server's log. Every text is made visible (see log_text.h) and is plain text:
// whoever shows it escapes it for his medium.
struct LogEntry
{
    std::optional<std::int64_t> timeMilliseconds; // Unix time, by the node's clock
    std::optional<std::int64_t> pid;
    LogSeverity severity = LogSeverity::Plain;
    QString sqlState; // empty: the log does not carry it
    QString user;     // empty: a process of the server itself, or the log does not carry it
    QString database;
    QString application;
    QString message; // with its continuation lines, parted by line ends
    QString detail;
    QString hint;
    QString context;
    QString statement;
    std::int64_t cutBytes = 0; // the end of a huge entry that was left out

    bool operator==(const LogEntry &) const = default;
};

// By time, stable; an entry without a time stays behind the one it follows.
void sortByTime(std::vector<LogEntry> &entries);

} // namespace tandem
