// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/ledger_contents.h"
#include "tests/fuzz/fuzz_entry.h"

namespace tandem::fuzz {

namespace {

// Payloads a line, with the checksums that they should have.
QByteArray withChecksums(const QByteArray &payloads)
{
    QByteArray file;
    LedgerChecksum checksum;
    for (const QByteArray &payload : payloads.split('\n'))
        file += checksum.next(payload) + ' ' + payload + '\n';
    return file;
}

} // namespace

// Behind a '+' stand payloads alone, or no input would ever pass the checksum.
void readForeign(const QByteArray &bytes)
{
    const QByteArray file = bytes.startsWith('+') ? withChecksums(bytes.mid(1)) : bytes;
    const auto ledger = parseLedger(file, QStringLiteral("a.ledger"));
    if (!ledger.ok()) {
        require(!ledger.error().sentence.isEmpty(), "a refusal has a sentence");
        return;
    }
    require(ledger->tornBytes >= 0 && ledger->tornBytes <= file.size(), "torn bytes are bytes");
    for (const LedgerRecord &record : ledger->records) {
        const auto again = parseLedgerPayload(ledgerPayload(record));
        require(again && *again == record, "a record written is the record read");
    }
}

} // namespace tandem::fuzz
