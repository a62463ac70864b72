// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/logs/log_merge.h"
#include "core/logs/telling_line.h"
#include "core/session/log_extracts.h"

#include <deque>
#include <set>

namespace tandem {

// One line of the log view: a server's entry, or a word of ours about a log.
struct LogLine
{
    NodeLogEntry entry;
    const TellingRule *telling = nullptr; // static storage; null: an ordinary line
    Text note;                            // a word of ours; the entry is then empty
    bool isMarked = false;                // by a person, to find it again
};

// Which lines are shown.
struct LogFilter
{
    QString node; // empty: both
    enum class Level
    {
        All,
        Telling, // the lines that the lab asks for, and trouble
        Trouble  // warnings, errors and worse
    };
    Level level = Level::All;
    QString words; // case does not matter
    bool operator==(const LogFilter &) const = default;
};

// The newest lines of both servers' logs and an index of those that pass the filter: a view asks
// for line n of the index. Bounded: the oldest lines go. GUI thread; no copy is made for a view.
class LogBook
{
public:
    static constexpr std::size_t mostLines = 100000;

    // In the order in which they are to stand.
    void add(std::vector<LogLine> lines);
    void clear();
    void setFilter(const LogFilter &filter);
    [[nodiscard]] const LogFilter &filter() const { return m_filter; }

    [[nodiscard]] int count() const { return int(m_shown.size()); }
    [[nodiscard]] const LogLine &at(int row) const;
    void setMarked(int row, bool isMarked);
    // Numbers that stay with a line however many come or go.
    [[nodiscard]] std::int64_t numberAt(int row) const { return m_shown[std::size_t(row)]; }
    [[nodiscard]] int rowOf(std::int64_t number) const; // the first row at or behind it
    // The first row of that moment or later, by our clock; count() when there is none.
    [[nodiscard]] int rowAt(std::int64_t ourMilliseconds) const;
    [[nodiscard]] std::int64_t dropped() const { return m_first; } // lines that are gone
    // The marked lines as a report prints them, one extract for each node that has some.
    [[nodiscard]] std::vector<LogExtract> markedExtracts() const;

private:
    [[nodiscard]] bool passes(const LogLine &line) const;

    std::deque<LogLine> m_lines;
    std::int64_t m_first = 0; // number of m_lines.front()
    std::deque<std::int64_t> m_shown;
    LogFilter m_filter;
};

// One line as a person reads or copies it, without its node and time.
[[nodiscard]] QString messageOf(const LogLine &line);
// Everything an entry carries, for the pane beside the list.
[[nodiscard]] QString detailsOf(const LogLine &line);

} // namespace tandem
