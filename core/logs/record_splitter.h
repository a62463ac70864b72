// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstdint>
#include <vector>

namespace tandem {

// One line of a log, or one record of a csvlog, without its line end.
struct LogRecord
{
    QByteArray bytes;
    std::int64_t cutBytes = 0; // more than that was there; left out
    bool isWhole = true;       // false: its line end never came, or a quote in it never ended
};

// Cuts a stream of bytes into records in bounded memory: of each, the first largestRecord bytes are
// kept and the rest is counted. In a csvlog a line end within double quotes belongs to the record;
// a quote that runs on past largestRecord is a torn one: what is kept of it comes out as not whole
// and the record ends with its line. Pure.
class RecordSplitter
{
public:
    static constexpr qsizetype largestRecord = 256 * 1024;

    explicit RecordSplitter(bool hasQuotes) : m_hasQuotes(hasQuotes) {}

    void feed(const QByteArray &bytes, std::vector<LogRecord> &out);
    // What has no line end yet, as a record that is not whole; then the splitter is as new.
    void finish(std::vector<LogRecord> &out);
    // The bytes that come next begin in the middle of a record: up to its line end they are left
    // out and counted in skippedBytes().
    void skipToLineEnd();
    [[nodiscard]] std::int64_t skippedBytes() const { return m_skipped; }

private:
    void keep(const char *from, qsizetype size);
    void emitRecord(std::vector<LogRecord> &out, bool isWhole);

    bool m_hasQuotes;
    bool m_isSkipping = false;
    bool m_isQuoted = false;
    LogRecord m_record;
    std::int64_t m_skipped = 0;
};

} // namespace tandem
