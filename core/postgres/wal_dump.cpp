// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/postgres/wal_dump.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace tandem {

namespace {

constexpr std::uint64_t pageBytes = 8192;   // XLOG_BLCKSZ of every packaged server
constexpr std::uint64_t pageHeader = 24;    // SizeOfXLogShortPHD
constexpr std::uint64_t segmentHeader = 40; // SizeOfXLogLongPHD
// What a server can hold of one record (MaxAllocSize); a larger number is no length.
constexpr std::uint64_t largestRecord = 0x3fffffff;

std::uint64_t aligned(std::uint64_t bytes)
{
    return (bytes + 7) / 8 * 8;
}

struct Record
{
    QStringView manager;
    QStringView description;
    std::uint64_t length = 0;
    Lsn start;
};

// rmgr: XLOG  len (rec/tot): 114/ 114, tx: 0, lsn: 0/01554CA8, prev 0/01554C70, desc: NAME ...
std::optional<Record> recordIn(const QString &line)
{
    static const QRegularExpression pattern(
        QStringLiteral("^rmgr: (\\S+) +len \\(rec/tot\\): *\\d+/ *(\\d+), tx: *\\d+, "
                       "lsn: ([0-9A-F]+/[0-9A-F]+), prev [0-9A-F]+/[0-9A-F]+, desc: (.*)$"));
    const auto match = pattern.match(line);
    if (!match.hasMatch())
        return std::nullopt;
    const auto start = Lsn::parse(match.captured(3));
    bool isNumber = false;
    const std::uint64_t length = match.capturedView(2).toULongLong(&isNumber);
    if (!start || !isNumber || length > largestRecord)
        return std::nullopt;
    // Views of `line`, which outlives the record.
    return Record{QStringView(line).mid(match.capturedStart(1), match.capturedLength(1)),
                  QStringView(line).mid(match.capturedStart(4)), length, *start};
}

// The complaint names where the readable WAL ends in one of several ways: "invalid record length
// at X: ...", "record with incorrect prev-link P at X", "in record at X", "WAL segment S, LSN X,
// offset". The last position after "at", "after" or "LSN" is the innermost one.
std::optional<Lsn> positionIn(const QString &complaint)
{
    static const QRegularExpression pattern(
        QStringLiteral("(?:\\bat|\\bafter|\\bLSN|\\bby) ([0-9A-F]+/[0-9A-F]+)"));
    std::optional<Lsn> position;
    auto matches = pattern.globalMatch(complaint);
    while (matches.hasNext())
        position = Lsn::parse(matches.next().captured(1));
    return position;
}

Lsn endOf(const Record &record, std::uint64_t segmentBytes)
{
    const Lsn end = endOfRecord(record.start, record.length, segmentBytes);
    // The rest of the segment belongs to a switch.
    if (record.manager == QLatin1String("XLOG") &&
        record.description.startsWith(QLatin1String("SWITCH")))
        return Lsn{(end.position + segmentBytes - 1) / segmentBytes * segmentBytes};
    return end;
}

} // namespace

Lsn endOfRecord(Lsn start, std::uint64_t length, std::uint64_t segmentBytes)
{
    std::uint64_t position = start.position;
    std::uint64_t left = length;
    for (;;) {
        const std::uint64_t room = pageBytes - position % pageBytes;
        if (left <= room)
            return Lsn{position + aligned(left)};
        left -= room;
        position += room;
        position += position % segmentBytes == 0 ? segmentHeader : pageHeader;
    }
}

Result<WalDump> parseWalDump(const QString &output, std::uint64_t segmentBytes)
{
    WalDump dump;
    QStringList lines = output.split(QLatin1Char('\n'));
    lines.removeLast(); // empty, or a line that may be cut
    for (const QString &line : std::as_const(lines)) {
        if (line.startsWith(QLatin1String("pg_waldump:"))) {
            dump.stopReason = line;
            dump.stoppedAt = positionIn(line);
            continue;
        }
        const auto record = recordIn(line);
        if (!record)
            continue;
        ++dump.records;
        dump.last = record->start;
        dump.end = endOf(*record, segmentBytes);
        if (record->manager == QLatin1String("Transaction") &&
            record->description.startsWith(QLatin1String("COMMIT")))
            ++dump.commits;
        if (record->manager == QLatin1String("XLOG") &&
            record->description.startsWith(QLatin1String("CHECKPOINT_SHUTDOWN"))) {
            dump.shutdownCheckpoint = record->start;
            dump.shutdownCheckpointEnd = dump.end;
        }
    }
    if (dump.records > 0)
        return dump;
    return Error{ErrorKind::Failed,
                 say("Postgres", "No WAL record could be read where one must be; look at the WAL "
                                 "directory of that node."),
                 output.left(4000),
                 {}};
}

} // namespace tandem
