// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/audit.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace tandem {

namespace {

constexpr std::size_t lostShown = 100;

// The last word about one write, and where in the ledger it stands.
struct LastWord
{
    WriteKey key;
    RecordKind kind;
    std::int64_t index;
};

// By key. An answer is never taken back: Ack outlives whatever is written after it.
std::vector<LastWord> lastWords(const std::vector<LedgerRecord> &records)
{
    std::vector<LastWord> words;
    words.reserve(records.size());
    for (std::size_t i = 0; i < records.size(); ++i)
        words.push_back({records[i].key, records[i].kind, std::int64_t(i)});
    std::sort(words.begin(), words.end(), [](const LastWord &a, const LastWord &b) {
        return std::tie(a.key, a.index) < std::tie(b.key, b.index);
    });
    std::vector<LastWord> last;
    for (const LastWord &word : words) {
        if (last.empty() || last.back().key != word.key)
            last.push_back(word);
        else if (last.back().kind != RecordKind::Ack)
            last.back() = word;
    }
    return last;
}

void count(AuditReport &report, const LastWord &word, bool present)
{
    switch (word.kind) {
    case RecordKind::Ack:
        ++report.acknowledged;
        if (present) {
            ++report.kept;
        } else {
            ++report.lostCount;
            if (report.lost.size() < lostShown)
                report.lost.push_back(word.key);
        }
        break;
    case RecordKind::Intend: // the client ended before it knew
    case RecordKind::Doubt:
        ++report.inDoubt;
        ++(present ? report.doubtPresent : report.doubtAbsent);
        break;
    case RecordKind::Abort:
        ++report.rolledBack;
        report.rolledBackPresent += present ? 1 : 0;
        break;
    }
}

Result<std::vector<WriteKey>> rowsOfRun(const QString &runId, Connection &server,
                                        const Deadline &deadline, const StopToken &stop)
{
    const QString open = QStringLiteral("begin isolation level repeatable read read only;"
                                        "declare tandem_audit no scroll cursor for"
                                        " select session, seq from pgtandem.ledger where run = %1"
                                        " order by session, seq")
                             .arg(server.literal(runId));
    if (auto opened = server.exec(open, deadline, stop); !opened)
        return opened.error();
    std::vector<WriteKey> keys;
    for (;;) {
        const auto piece =
            server.exec(QStringLiteral("fetch 10000 from tandem_audit"), deadline, stop);
        if (!piece)
            return piece.error();
        for (const auto &row : piece->rows)
            keys.push_back(
                {row[0].value_or(QString()).toInt(), row[1].value_or(QString()).toLongLong()});
        if (piece->rows.size() < 10000)
            break;
    }
    if (auto ended = server.exec(QStringLiteral("commit"), deadline, stop); !ended)
        return ended.error();
    return keys;
}

} // namespace

AuditReport compareLedger(const LedgerContents &contents, std::vector<WriteKey> rows,
                          RecordRange range)
{
    AuditReport report;
    std::sort(rows.begin(), rows.end());
    const auto unique = std::unique(rows.begin(), rows.end());
    report.duplicates = rows.end() - unique;
    rows.erase(unique, rows.end());

    const std::vector<LastWord> words = lastWords(contents.records);
    std::map<int, std::int64_t> newest; // session -> highest seq in the ledger
    auto row = rows.begin();
    const auto unknown = [&](WriteKey key) {
        const auto known = newest.find(key.session);
        const bool after = !contents.closed && (known == newest.end() || key.seq > known->second);
        ++(after ? report.rowsAfter : report.unknownRows);
    };
    for (const LastWord &word : words)
        newest[word.key.session] = word.key.seq;
    for (const LastWord &word : words) {
        for (; row != rows.end() && *row < word.key; ++row)
            unknown(*row);
        const bool present = row != rows.end() && *row == word.key;
        if (present)
            ++row;
        if (word.index >= range.begin && word.index < range.end)
            count(report, word, present);
    }
    for (; row != rows.end(); ++row)
        unknown(*row);
    return report;
}

Result<std::vector<WriteKey>> readRows(const QString &runId, Connection &server,
                                       const Deadline &deadline, const StopToken &stop)
{
    auto rows = rowsOfRun(runId, server, deadline, stop);
    // The session may live on; a half-read transaction must not stay in it.
    if (!rows && server.isOpen())
        (void)server.exec(QStringLiteral("rollback"), deadline, stop);
    return rows;
}

Result<AuditReport> auditRange(const LedgerContents &contents, RecordRange range,
                               Connection &server, const Deadline &deadline, const StopToken &stop)
{
    auto rows = readRows(contents.runId, server, deadline, stop);
    if (!rows)
        return rows.error();
    return compareLedger(contents, std::move(*rows), range);
}

Result<AuditReport> audit(const LedgerContents &contents, Connection &server,
                          const Deadline &deadline, const StopToken &stop)
{
    return auditRange(contents, {}, server, deadline, stop);
}

} // namespace tandem
