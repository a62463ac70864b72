// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/source_text.h"

#include <QRegularExpression>

namespace tandem::architecture {

namespace {

// Where the piece that starts at `from` ends, and how many of its characters are kept.
struct Piece
{
    qsizetype end = 0;
    bool blank = false;
};

qsizetype endAfter(const QString &text, const QString &closing, qsizetype from)
{
    const qsizetype found = text.indexOf(closing, from);
    return found < 0 ? text.size() : found + closing.size();
}

qsizetype endOfQuoted(const QString &text, qsizetype from)
{
    const QChar quote = text.at(from);
    for (qsizetype i = from + 1; i < text.size(); ++i) {
        if (text.at(i) == u'\\') {
            ++i;
        } else if (text.at(i) == quote || text.at(i) == u'\n') {
            return i + 1;
        }
    }
    return text.size();
}

bool isWordCharacter(const QString &text, qsizetype at)
{
    return at >= 0 && at < text.size() && (text.at(at).isLetterOrNumber() || text.at(at) == u'_');
}

Piece pieceAt(const QString &text, qsizetype from)
{
    const QStringView rest = QStringView(text).mid(from);
    if (rest.startsWith(u"//")) {
        const qsizetype end = text.indexOf(u'\n', from);
        return {end < 0 ? text.size() : end, true};
    }
    if (rest.startsWith(u"/*")) {
        return {endAfter(text, QStringLiteral("*/"), from + 2), true};
    }
    if (rest.startsWith(u"R\"")) {
        const qsizetype open = text.indexOf(u'(', from);
        const QString delimiter = text.mid(from + 2, open - from - 2);
        return {endAfter(text, u')' + delimiter + u'"', open), true};
    }
    // A quote inside a number (1'000) is no character literal.
    if (rest.startsWith(u'"') || (rest.startsWith(u'\'') && !isWordCharacter(text, from - 1))) {
        return {endOfQuoted(text, from), true};
    }
    return {from + 1, false};
}

} // namespace

QString codeOf(const QString &text)
{
    QString code = text;
    qsizetype at = 0;
    while (at < text.size()) {
        const Piece piece = pieceAt(text, at);
        for (qsizetype i = at; piece.blank && i < piece.end; ++i) {
            if (text.at(i) != u'\n') {
                code[i] = u' ';
            }
        }
        at = piece.end;
    }
    return code;
}

std::vector<Include> includesOf(const QString &text)
{
    static const QRegularExpression pattern(
        QStringLiteral("^[ \\t]*#[ \\t]*include[ \\t]*([<\"])([^>\"]+)[>\"]"));
    std::vector<Include> includes;
    const QStringList lines = text.split(u'\n');
    for (int i = 0; i < lines.size(); ++i) {
        const QRegularExpressionMatch match = pattern.match(lines.at(i));
        if (match.hasMatch()) {
            includes.push_back({match.captured(2), match.captured(1) == u"\"", i + 1});
        }
    }
    return includes;
}

int lineCountOf(const QString &text)
{
    const int breaks = static_cast<int>(text.count(u'\n'));
    return text.isEmpty() || text.endsWith(u'\n') ? breaks : breaks + 1;
}

QString roomOf(const QString &path, const QString &top)
{
    const QStringList parts = path.split(u'/');
    return parts.size() > 2 && parts.at(0) == top ? parts.at(1) : QString();
}

} // namespace tandem::architecture
