// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/text_line.h"

#include "core/logs/log_text.h"

#include <QRegularExpression>

#include <algorithm>

namespace tandem {

namespace {

// User, database and application have 63 bytes each; the word follows them.
constexpr qsizetype longestHead = 320;

// USER@DATABASE or USER@DATABASE APPLICATION. Another form is somebody's words all the same.
void readWho(LogEntry &entry, const QString &who)
{
    const qsizetype at = who.indexOf(u'@');
    if (at < 0) {
        entry.application = who;
        return;
    }
    const qsizetype space = who.indexOf(u' ', at);
    entry.user = who.left(at);
    entry.database = who.mid(at + 1, space < 0 ? -1 : space - at - 1);
    entry.application = space < 0 ? QString() : who.mid(space + 1);
}

// Finds the first known word that ends with ":  " and what stands on both sides of it.
bool readWord(TextLine &line, const QString &rest)
{
    const qsizetype limit = std::min(rest.size(), longestHead);
    for (qsizetype colon = rest.indexOf(QLatin1String(":  ")); colon >= 0 && colon < limit;
         colon = rest.indexOf(QLatin1String(":  "), colon + 1)) {
        const qsizetype begin = colon == 0 ? 0 : rest.lastIndexOf(u' ', colon - 1) + 1;
        const QString word = rest.mid(begin, colon - begin);
        const auto known = lineWordOf(word);
        if (!known)
            continue;
        line.part = known->part;
        line.word = word;
        line.entry.severity = known->severity;
        line.entry.message = rest.mid(colon + 3);
        if (begin > 1)
            readWho(line.entry, rest.left(begin - 1));
        return true;
    }
    return false;
}

} // namespace

TextLine parseTextLine(const QByteArray &bytes)
{
    static const QRegularExpression prefix(
        QStringLiteral("^([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{3})?) "
                       "([A-Za-z0-9+:-]{1,10}) \\[([0-9]{1,10})\\] (?:([0-9A-Z]{5}) )?"));
    TextLine line;
    const QString text = visibleText(bytes);
    if (text.startsWith(u'\t')) {
        line.isContinued = true;
        line.entry.message = text.mid(1);
        return line;
    }
    const auto match = prefix.match(text.left(longestHead));
    const QString rest = text.mid(match.capturedLength());
    if (!match.hasMatch() || !readWord(line, rest)) {
        line.entry.message = text;
        return line;
    }
    line.entry.timeMilliseconds = logTime(match.captured(1), match.captured(2));
    line.entry.pid = match.captured(3).toLongLong();
    line.entry.sqlState = match.captured(4);
    return line;
}

} // namespace tandem
