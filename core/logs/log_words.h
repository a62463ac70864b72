// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/logs/log_entry.h"

#include <QString>

#include <optional>

namespace tandem {

// What the word before ":  " makes of a line: an entry's beginning, or more of the one before it.
enum class LinePart
{
    Entry,
    Detail,
    Hint,
    Context,
    Statement,
    Other // QUERY, LOCATION, BACKTRACE: goes to the context
};

struct LineWord
{
    LinePart part = LinePart::Entry;
    LogSeverity severity = LogSeverity::Plain;
};

// PostgreSQL's own words, in English and as its German and Russian translations write them
// (lc_messages before our settings hold). Nothing: no such word.
[[nodiscard]] std::optional<LineWord> lineWordOf(const QString &word);

} // namespace tandem
