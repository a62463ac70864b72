// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runbook/psql_text.h"
#include "tests/fuzz/fuzz_entry.h"

namespace tandem::fuzz {

// The first byte says whether psql failed; then the bytes are its errors.
void readForeign(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return;
    ShellResult result;
    result.exitCode = bytes.front() == '1' ? 1 : 0;
    (result.exitCode == 0 ? result.output : result.errors) = bytes.mid(1);
    const auto rows = rowsFromPsql(QStringLiteral("vm1"), result);
    require(rows.ok() == (result.exitCode == 0), "only a failed psql is an error");
    if (!rows.ok()) {
        require(rows.error().code.isEmpty() || rows.error().code.size() == 5, "a state has 5");
        return;
    }
    for (const auto &row : rows->rows)
        require(!row.empty(), "a row has a column");
}

} // namespace tandem::fuzz
