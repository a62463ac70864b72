// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/log_parser.h"

#include "core/logs/structured_record.h"
#include "core/logs/text_line.h"

namespace tandem {

namespace {

QString LogEntry::*fieldOf(LinePart part)
{
    switch (part) {
    case LinePart::Entry:
        return &LogEntry::message;
    case LinePart::Detail:
        return &LogEntry::detail;
    case LinePart::Hint:
        return &LogEntry::hint;
    case LinePart::Statement:
        return &LogEntry::statement;
    case LinePart::Context:
    case LinePart::Other:
        return &LogEntry::context;
    }
    return &LogEntry::message;
}

} // namespace

LogParser::LogParser(LogFormat format) : m_format(format), m_splitter(format == LogFormat::Csv) {}

void LogParser::feed(const QByteArray &bytes, std::vector<LogEntry> &out)
{
    std::vector<LogRecord> records;
    m_splitter.feed(bytes, records);
    for (const LogRecord &record : records)
        take(record, out);
}

void LogParser::flush(std::vector<LogEntry> &out)
{
    if (m_held)
        out.push_back(std::move(*m_held));
    m_held.reset();
}

void LogParser::finish(std::vector<LogEntry> &out)
{
    std::vector<LogRecord> records;
    m_splitter.finish(records);
    for (const LogRecord &record : records)
        take(record, out);
    flush(out);
}

void LogParser::skipToLineEnd(std::vector<LogEntry> &out)
{
    finish(out);
    m_splitter.skipToLineEnd();
}

void LogParser::take(const LogRecord &record, std::vector<LogEntry> &out)
{
    switch (m_format) {
    case LogFormat::Text:
        takeText(record, out);
        break;
    case LogFormat::Csv:
        out.push_back(parseCsvRecord(record));
        break;
    case LogFormat::Json:
        out.push_back(parseJsonRecord(record));
        break;
    }
}

void LogParser::takeText(const LogRecord &record, std::vector<LogEntry> &out)
{
    TextLine line = parseTextLine(record.bytes);
    const bool isMore =
        m_held && m_held->pid && m_held->pid == line.entry.pid && line.part != LinePart::Entry;
    if (isMore || (m_held && line.isContinued)) {
        if (isMore)
            m_field = fieldOf(line.part);
        m_held->cutBytes += record.cutBytes;
        QString &field = *m_held.*m_field;
        append(field, line.entry.message, !field.isEmpty());
        return;
    }
    flush(out);
    if (line.part != LinePart::Entry)
        line.entry.message.prepend(line.word + QStringLiteral(":  "));
    line.entry.cutBytes = record.cutBytes;
    m_heldSize = line.entry.message.size();
    m_field = &LogEntry::message;
    m_held = std::move(line.entry);
}

// An entry of endless continued lines is cut as one of an endless line is.
void LogParser::append(QString &to, const QString &text, bool isNewLine)
{
    const qsizetype room = RecordSplitter::largestRecord - m_heldSize;
    if (room <= 0) {
        m_held->cutBytes += text.toUtf8().size() + 1;
        return;
    }
    const qsizetype kept = std::min(text.size(), room);
    m_held->cutBytes += text.mid(kept).toUtf8().size();
    if (isNewLine)
        to += u'\n';
    to += text.left(kept);
    m_heldSize += kept + 1;
}

std::vector<LogEntry> parseLog(LogFormat format, const QByteArray &bytes)
{
    std::vector<LogEntry> entries;
    LogParser parser(format);
    parser.feed(bytes, entries);
    parser.finish(entries);
    return entries;
}

} // namespace tandem
