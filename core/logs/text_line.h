// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/logs/log_words.h"

namespace tandem {

// One line of the text format, taken apart.
struct TextLine
{
    LogEntry entry; // with the line's own text as its message
    LinePart part = LinePart::Entry;
    QString word;             // as it is written
    bool isContinued = false; // begins with a tab: belongs to the text before it
};

// Reads log_line_prefix '%m [%p] %q%u@%d ' (Debian's), the same with '%a ' behind, and ours with
// '%e ' before '%q'. A line of another form is an entry without time, severity Plain.
//
// The application's name is the client's own words, so a client can make a line of its own session
// look like one of another severity. It cannot make one that has no user and database: what is
// concluded of the server itself is read from those alone (see telling_line.h).
[[nodiscard]] TextLine parseTextLine(const QByteArray &bytes);

} // namespace tandem
