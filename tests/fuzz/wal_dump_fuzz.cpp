// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/postgres/wal_dump.h"
#include "tests/fuzz/fuzz_entry.h"

namespace tandem::fuzz {

void readForeign(const QByteArray &bytes)
{
    const auto dump = parseWalDump(QString::fromUtf8(bytes));
    if (!dump.ok())
        return;
    require(dump->records > 0 && dump->commits <= dump->records, "commits are records");
    require(dump->shutdownCheckpoint.has_value() == dump->shutdownCheckpointEnd.has_value(),
            "a checkpoint has both its ends");
}

} // namespace tandem::fuzz
