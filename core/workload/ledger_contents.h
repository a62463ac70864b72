// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/ledger_record.h"

#include <vector>

namespace tandem {

// A ledger as it was read: a value.
struct LedgerContents
{
    QString runId;
    std::vector<LedgerRecord> records; // in the order of the file
    bool closed = false;               // the end mark is there: nothing is missing
    std::int64_t tornBytes = 0;        // bytes after the last whole line, left out
};

// A last line without its end is torn: reported in tornBytes. Anything else that is not as it was
// written (a changed byte, a missing line, an unknown version) is an Error that names the line.
[[nodiscard]] Result<LedgerContents> readLedger(const QString &fileName);
[[nodiscard]] Result<LedgerContents> parseLedger(const QByteArray &bytes, const QString &fileName);

// The payloads of the first and the last line.
[[nodiscard]] QByteArray ledgerHeader(const QString &runId);
[[nodiscard]] QByteArray ledgerEnd(std::int64_t records);

} // namespace tandem
