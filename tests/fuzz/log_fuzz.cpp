// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/log_parser.h"
#include "core/logs/telling_line.h"
#include "tests/fuzz/fuzz_entry.h"

#include <algorithm>

namespace tandem::fuzz {

namespace {

bool isVisible(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) {
        return c == u'\n' || c == u'\t' || (c.unicode() >= 0x20 && c.unicode() != 0x7F);
    });
}

} // namespace

// The first byte chooses the format and the size of the pieces.
void readForeign(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return;
    const auto choice = static_cast<unsigned char>(bytes.front());
    const auto format = static_cast<LogFormat>(choice % 3);
    const QByteArray log = bytes.mid(1);
    const auto whole = parseLog(format, log);
    std::vector<LogEntry> entries;
    LogParser parser(format);
    const qsizetype size = 1 + choice / 3;
    for (qsizetype at = 0; at < log.size(); at += size)
        parser.feed(log.mid(at, size), entries);
    parser.finish(entries);
    require(entries == whole, "pieces give what the whole gives");
    for (const LogEntry &entry : whole) {
        for (const QString &text :
             {entry.user, entry.database, entry.application, entry.sqlState, entry.message,
              entry.detail, entry.hint, entry.context, entry.statement})
            require(isVisible(text), "every text is visible");
        const TellingRule *rule = tellingRuleOf(entry);
        require(rule == nullptr || rule->severity == entry.severity, "a rule keeps its severity");
    }
    require(log.isEmpty() || !whole.empty(), "nothing is dropped");
}

} // namespace tandem::fuzz
