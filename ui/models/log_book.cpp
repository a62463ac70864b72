// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/log_book.h"

#include <algorithm>

namespace tandem {

void LogBook::add(std::vector<LogLine> lines)
{
    for (LogLine &line : lines) {
        const std::int64_t number = m_first + std::int64_t(m_lines.size());
        m_lines.push_back(std::move(line));
        if (passes(m_lines.back()))
            m_shown.push_back(number);
        if (m_lines.size() > mostLines) {
            m_lines.pop_front();
            ++m_first;
        }
    }
    while (!m_shown.empty() && m_shown.front() < m_first)
        m_shown.pop_front();
}

void LogBook::clear()
{
    m_first += std::int64_t(m_lines.size());
    m_lines.clear();
    m_shown.clear();
}

void LogBook::setFilter(const LogFilter &filter)
{
    m_filter = filter;
    m_shown.clear();
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        if (passes(m_lines[i]))
            m_shown.push_back(m_first + std::int64_t(i));
    }
}

const LogLine &LogBook::at(int row) const
{
    return m_lines[std::size_t(m_shown[std::size_t(row)] - m_first)];
}

void LogBook::setMarked(int row, bool isMarked)
{
    m_lines[std::size_t(m_shown[std::size_t(row)] - m_first)].isMarked = isMarked;
}

int LogBook::rowOf(std::int64_t number) const
{
    return int(std::lower_bound(m_shown.begin(), m_shown.end(), number) - m_shown.begin());
}

int LogBook::rowAt(std::int64_t ourMilliseconds) const
{
    const auto row = std::find_if(m_shown.begin(), m_shown.end(), [&](std::int64_t number) {
        return m_lines[std::size_t(number - m_first)].entry.ourMilliseconds >= ourMilliseconds;
    });
    return int(row - m_shown.begin());
}

std::vector<LogExtract> LogBook::markedExtracts() const
{
    std::vector<LogExtract> extracts;
    for (const LogLine &line : m_lines) {
        if (!line.isMarked || !line.note.isEmpty())
            continue;
        const QString &node = line.entry.node;
        auto extract = std::find_if(extracts.begin(), extracts.end(),
                                    [&node](const LogExtract &one) { return one.node == node; });
        if (extract == extracts.end())
            extract = extracts.insert(extracts.end(), LogExtract{node, {}, {}, true});
        extract->lines << reportLineOf(line.entry.entry);
    }
    return extracts;
}

bool LogBook::passes(const LogLine &line) const
{
    if (!m_filter.node.isEmpty() && line.entry.node != m_filter.node)
        return false;
    const bool isNote = !line.note.isEmpty();
    const bool isTroubling = isTrouble(line.entry.entry.severity);
    if (m_filter.level == LogFilter::Level::Trouble && !isTroubling && !isNote)
        return false;
    if (m_filter.level == LogFilter::Level::Telling && !isTroubling && !isNote &&
        line.telling == nullptr)
        return false;
    return m_filter.words.isEmpty() ||
           messageOf(line).contains(m_filter.words, Qt::CaseInsensitive) ||
           line.entry.entry.sqlState.compare(m_filter.words, Qt::CaseInsensitive) == 0;
}

QString messageOf(const LogLine &line)
{
    return line.note.isEmpty() ? line.entry.entry.message : line.note.translated();
}

QString detailsOf(const LogLine &line)
{
    const LogEntry &entry = line.entry.entry;
    QStringList lines{messageOf(line)};
    const std::pair<const char *, const QString &> parts[] = {
        {"DETAIL", entry.detail},     {"HINT", entry.hint},
        {"CONTEXT", entry.context},   {"STATEMENT", entry.statement},
        {"SQLSTATE", entry.sqlState}, {"user", entry.user},
        {"database", entry.database}, {"application", entry.application}};
    for (const auto &[name, words] : parts) {
        if (!words.isEmpty())
            lines << QStringLiteral("%1: %2").arg(QLatin1String(name), words);
    }
    if (line.telling != nullptr)
        lines << QString() << line.telling->sentence.translated();
    return lines.join(u'\n');
}

} // namespace tandem
