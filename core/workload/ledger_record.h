// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"

#include <QByteArray>
#include <QString>

#include <compare>
#include <cstdint>
#include <optional>

namespace tandem {

// Which write: session and seq are unique within one run. Also a row of pgtandem.ledger.
struct WriteKey
{
    int session = 0;
    std::int64_t seq = 0;
    auto operator<=>(const WriteKey &) const = default;
};

// What a client knows of a write at one moment. The last word about a write wins.
enum class RecordKind
{
    Intend, // COMMIT is about to be sent
    Ack,    // the server answered COMMIT
    Abort,  // certainly not committed: rolled back on purpose, or refused by the server
    Doubt,  // COMMIT was sent and its answer never came, or came with a warning
};

struct LedgerRecord
{
    RecordKind kind = RecordKind::Intend;
    WriteKey key;
    QString writeKind;                 // Intend: what the transaction does
    QString tables;                    // Intend: names, comma separated
    QString node;                      // Ack: the node that answered
    MonotonicTime at{};                // Ack: when the answer came, by this machine's clock
    std::int64_t wallMilliseconds = 0; // Ack: the same moment, Unix time
    bool operator==(const LedgerRecord &) const = default;
};

// The text of one record: words separated by one space, names percent-encoded, no line end.
[[nodiscard]] QByteArray ledgerPayload(const LedgerRecord &record);
[[nodiscard]] std::optional<LedgerRecord> parseLedgerPayload(const QByteArray &payload);

// A line is "CHECKSUM PAYLOAD\n". The checksum (FNV-1a, 64 bits, 16 hex digits) runs on over all
// payloads, so that a changed byte and a line taken out or moved are noticed alike.
class LedgerChecksum
{
public:
    // The checksum field of the next line.
    [[nodiscard]] QByteArray next(const QByteArray &payload);

private:
    std::uint64_t m_state = 0xcbf29ce484222325ULL;
};

} // namespace tandem
