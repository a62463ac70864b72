// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/cluster/lsn.h"

#include <QString>

#include <cstdint>
#include <optional>

namespace tandem {

// What pg_waldump (13 to 18) told of a stretch of WAL.
struct WalDump
{
    Lsn last; // start of the last valid record
    // One past the last valid record, as the server itself counts: what it replays up to, where a
    // history file forks. Computed from that record's size, because the position that pg_waldump
    // complains about lies behind a page header when the record ends with its page.
    Lsn end;
    std::optional<Lsn> stoppedAt; // the position in pg_waldump's complaint, if it has one
    QString stopReason;           // the complaint, in English; empty: it was not the end of the WAL
    std::optional<Lsn> shutdownCheckpoint;    // start of the last CHECKPOINT_SHUTDOWN
    std::optional<Lsn> shutdownCheckpointEnd; // one past it
    std::int64_t records = 0;
    std::int64_t commits = 0; // transactions, prepared ones included

    bool operator==(const WalDump &) const = default;
};

// `output`: standard output and error of `LC_ALL=C pg_waldump`, in any order; lines without an end
// are left out. `segmentBytes`: the cluster's WAL segment size. Error (kind Failed): no record.
[[nodiscard]] Result<WalDump> parseWalDump(const QString &output,
                                           std::uint64_t segmentBytes = 16U * 1024 * 1024);

// One past a record that starts at `start`: page headers skipped, rounded up to 8 bytes.
[[nodiscard]] Lsn endOfRecord(Lsn start, std::uint64_t length, std::uint64_t segmentBytes);

} // namespace tandem
