// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/markdown_text.h"

namespace tandem {

namespace {

bool endsLine(QChar c)
{
    return c.category() == QChar::Other_Control || c.category() == QChar::Separator_Line ||
           c.category() == QChar::Separator_Paragraph;
}

// What opens a heading, a quote, a list, a rule or a fence when a line begins with it.
bool opensBlock(QChar c)
{
    return QStringLiteral("#>+-=~").contains(c);
}

// Escapes what opens a block: its first sign, or the sign behind the number of a list.
void protectStart(QString &line)
{
    if (line.isEmpty())
        return;
    if (opensBlock(line.at(0))) {
        line.insert(0, u'\\');
        return;
    }
    qsizetype digits = 0;
    while (digits < line.size() && line.at(digits).isDigit())
        ++digits;
    if (digits > 0 && digits < line.size() && (line.at(digits) == u'.' || line.at(digits) == u')'))
        line.insert(digits, u'\\');
}

} // namespace

QString inlineMarkdown(const QString &words)
{
    QString out;
    out.reserve(words.size());
    for (const QChar c : words) {
        if (endsLine(c))
            out += u' ';
        else if (c == u'<')
            out += QLatin1String("&lt;");
        else if (c == u'&')
            out += QLatin1String("&amp;");
        else if (QStringLiteral("\\`*[]|").contains(c))
            (out += u'\\') += c;
        else
            out += c;
    }
    out = out.trimmed();
    protectStart(out);
    return out;
}

QString fencedMarkdown(const QString &text)
{
    QString body = text;
    while (!body.isEmpty() && body.back().isSpace())
        body.chop(1);
    if (body.isEmpty())
        return {};
    QString fence = QStringLiteral("```");
    while (body.contains(fence))
        fence += u'`';
    return QStringLiteral("%1\n%2\n%1\n").arg(fence, body);
}

} // namespace tandem
