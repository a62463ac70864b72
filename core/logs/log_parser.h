// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/logs/log_entry.h"
#include "core/logs/record_splitter.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace tandem {

enum class LogFormat
{
    Text,
    Csv,
    Json
};

// Turns the bytes of one log file into entries, in bounded memory, in the order of the file.
// Nothing is dropped: what has no known form is an entry of severity Plain. Pure, one thread.
//
// In the text format DETAIL, HINT, CONTEXT and STATEMENT are lines of their own behind the entry,
// so the last entry is held back until another one begins, or flush().
class LogParser
{
public:
    explicit LogParser(LogFormat format);

    void feed(const QByteArray &bytes, std::vector<LogEntry> &out);
    // The entry that was held back; more lines of it would come as entries of their own.
    void flush(std::vector<LogEntry> &out);
    // The file's end: also a last line without its end. Then the parser is as new.
    void finish(std::vector<LogEntry> &out);
    // What comes next begins somewhere in the file: its first, cut line is left out.
    void skipToLineEnd(std::vector<LogEntry> &out);
    // Bytes left out since the last skipToLineEnd().
    [[nodiscard]] std::int64_t skippedBytes() const { return m_splitter.skippedBytes(); }

private:
    void take(const LogRecord &record, std::vector<LogEntry> &out);
    void takeText(const LogRecord &record, std::vector<LogEntry> &out);
    void append(QString &to, const QString &text, bool isNewLine);

    LogFormat m_format;
    RecordSplitter m_splitter;
    std::optional<LogEntry> m_held;
    QString LogEntry::*m_field = &LogEntry::message; // of m_held: where a continued line goes
    qsizetype m_heldSize = 0;
};

// Every entry of a piece of a file.
[[nodiscard]] std::vector<LogEntry> parseLog(LogFormat format, const QByteArray &bytes);

} // namespace tandem
