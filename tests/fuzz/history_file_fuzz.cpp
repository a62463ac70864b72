// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/postgres/history_file.h"
#include "tests/fuzz/fuzz_entry.h"

namespace tandem::fuzz {

void readForeign(const QByteArray &bytes)
{
    const auto history = parseHistoryFile(QString::fromUtf8(bytes));
    if (!history.ok())
        return;
    std::uint32_t last = 0;
    for (const HistoryEntry &entry : *history) {
        require(entry.timeline > last, "every timeline is newer than the one before");
        require(forkOf(*history, entry.timeline) == entry.fork, "a fork is found again");
        last = entry.timeline;
    }
}

} // namespace tandem::fuzz
