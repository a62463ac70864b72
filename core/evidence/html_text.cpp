// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/html_text.h"

#include "core/base/cut_text.h"

namespace tandem {

namespace {

constexpr qsizetype longestBlock = 40000;

constexpr char16_t controlPictures = 0x2400; // SYMBOL FOR NULL and those after it
constexpr char16_t deletePicture = 0x2421;
constexpr char16_t replacement = 0xFFFD;

bool isDirectionSign(QChar c)
{
    return (c.unicode() >= 0x202A && c.unicode() <= 0x202E) ||
           (c.unicode() >= 0x2066 && c.unicode() <= 0x2069);
}

} // namespace

QString htmlText(const QString &words)
{
    QString out;
    out.reserve(words.size());
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QChar c = words.at(i);
        const char16_t code = c.unicode();
        if (c.isHighSurrogate() && i + 1 < words.size() && words.at(i + 1).isLowSurrogate()) {
            out += words.mid(i++, 2);
        } else if (c.isSurrogate() || code >= 0xFFFE || isDirectionSign(c) ||
                   (code >= 0x80 && code < 0xA0)) {
            out += QChar(replacement);
        } else if (code < 0x20 && c != u'\n' && c != u'\t') {
            out += QChar(char16_t(controlPictures + code));
        } else if (code == 0x7F) {
            out += QChar(deletePicture);
        } else if (c == u'<') {
            out += QLatin1String("&lt;");
        } else if (c == u'>') {
            out += QLatin1String("&gt;");
        } else if (c == u'&') {
            out += QLatin1String("&amp;");
        } else if (c == u'"') {
            out += QLatin1String("&quot;");
        } else if (c == u'\'') {
            out += QLatin1String("&#39;");
        } else {
            out += c;
        }
    }
    return out;
}

QString htmlBlock(const QString &text)
{
    QString body = text;
    while (!body.isEmpty() && body.back().isSpace())
        body.chop(1);
    if (body.isEmpty())
        return {};
    return QStringLiteral("<pre>") + htmlText(cutText(body, longestBlock)) +
           QStringLiteral("</pre>\n");
}

} // namespace tandem
