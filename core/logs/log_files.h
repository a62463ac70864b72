// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/stop.h"
#include "core/logs/log_parser.h"
#include "core/postgres/layout.h"
#include "core/transport/shell.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace tandem {

// A node's log is one or more streams; a stream is files that follow each other.
enum class LogStream
{
    Text, // logging_collector's .log, or Debian's postgresql-V-C.log
    Csv,
    Json,
    Start,  // start.log: what pg_ctl catches until the collector takes over
    Server, // server.log: the same of the embedded pair's servers
};

[[nodiscard]] LogFormat formatOf(LogStream stream);

struct LogFile
{
    QString path;
    LogStream stream = LogStream::Text;
    std::uint64_t inode = 0;
    std::int64_t size = 0;
    std::int64_t modifiedSeconds = 0; // Unix time, by the node's clock
    bool isRotated = false;           // .log.1: set aside by a rotation, nothing new by its name
    bool isCurrent = false;           // logging_collector says it writes there

    bool operator==(const LogFile &) const = default;
};

struct LogListing
{
    std::vector<LogFile> files; // oldest first, each inode once
    // How far the node's clock is ahead of ours; what the round trip cannot tell apart is 0.
    std::int64_t clockAheadMilliseconds = 0;

    [[nodiscard]] std::vector<LogFile> of(LogStream stream) const;
    // The stream that carries the server's messages now: what the collector says it writes (json,
    // else csv, else text), without it the one that was written last.
    [[nodiscard]] LogStream mainStream() const;
};

// What scripts/list_logs.sh printed. In a directory that several of Debian's clusters share, files
// named after another cluster are left out. Pure.
[[nodiscard]] LogListing parseLogListing(const QByteArray &output, const Layout &layout);

// Blocking; errors are the shell's.
[[nodiscard]] Result<LogListing> listLogs(Shell &shell, const Layout &layout,
                                          const StopToken &stop);

// A piece of a file, as it was when it was opened.
struct LogPiece
{
    std::uint64_t inode = 0;
    std::int64_t size = 0;
    QByteArray head; // its first bytes, at most 64
    QByteArray bytes;
};

[[nodiscard]] std::optional<LogPiece> parseLogPiece(const QByteArray &output);

// At most `limit` bytes from `offset` on. Nothing: the file is gone. Blocking.
[[nodiscard]] Result<std::optional<LogPiece>> readLogPiece(Shell &shell, const QString &path,
                                                           std::int64_t offset, std::int64_t limit,
                                                           const StopToken &stop);

} // namespace tandem
