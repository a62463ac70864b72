// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/logs/log_files.h"
#include "core/profile/profile.h"

namespace tandem {

// What was read of a node's log at one go.
struct LogExcerpt
{
    QString node;
    std::vector<LogEntry> entries; // in the order in which they were written
    std::int64_t clockAheadMilliseconds = 0;
    bool isComplete = true; // false: the wanted stretch begins before what was read
    bool hasFiles = true;   // false: the node has no log file where it should be
};

// How many bytes of log one call reads at most.
constexpr std::int64_t largestExcerpt = 16 * 1024 * 1024;

// The last `count` entries of the node's log, pg_ctl's included. Blocking.
[[nodiscard]] Result<LogExcerpt> readTail(Shell &shell, const NodeProfile &node, int count,
                                          const StopToken &stop);

// The entries from `from` to `to` (Unix milliseconds by our clock, both included). Entries without
// a time go with the one before them. Blocking.
[[nodiscard]] Result<LogExcerpt> readBetween(Shell &shell, const NodeProfile &node,
                                             std::int64_t from, std::int64_t to,
                                             const StopToken &stop);

} // namespace tandem
