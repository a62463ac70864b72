// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/foreign_readers.h"

#include <cctype>

namespace tandem::fuzz {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

bool isOctal(char c)
{
    return c >= '0' && c <= '7';
}

char escapedInConf(char c)
{
    switch (c) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return c;
    }
}

} // namespace

std::optional<QByteArray> readConfString(const QByteArray &text)
{
    if (!text.startsWith('\''))
        return std::nullopt;
    QByteArray value;
    for (qsizetype i = 1; i < text.size(); ++i) {
        const char c = text.at(i);
        const char next = i + 1 < text.size() ? text.at(i + 1) : '\n';
        if (c == '\n')
            return std::nullopt; // ([^'\\\n]|\\.|'')* has no line end
        if (c == '\'' && next != '\'')
            return i + 1 == text.size() ? std::optional<QByteArray>(value) : std::nullopt;
        if (c == '\'') {
            value += '\'';
            ++i;
        } else if (c == '\\') {
            if (next == '\n')
                return std::nullopt;
            if (isOctal(next)) {
                int octal = 0;
                for (int digits = 0; digits < 3 && i + 1 < text.size() && isOctal(text.at(i + 1));
                     ++digits)
                    octal = octal * 8 + (text.at(++i) - '0');
                value += static_cast<char>(octal);
            } else {
                value += escapedInConf(next);
                ++i;
            }
        } else {
            value += c;
        }
    }
    return std::nullopt; // never ended
}

std::optional<QByteArray> readConninfoPart(const QByteArray &text, const QByteArray &keyword)
{
    if (!text.startsWith(keyword + '='))
        return std::nullopt;
    QByteArray value;
    qsizetype at = keyword.size() + 1;
    while (at < text.size() && isspace(static_cast<unsigned char>(text.at(at))) != 0)
        ++at;
    if (at == text.size() || text.at(at) != '\'')
        return std::nullopt; // ours are always quoted
    for (++at; at < text.size(); ++at) {
        const char c = text.at(at);
        if (c == '\'')
            return at + 1 == text.size() ? std::optional<QByteArray>(value) : std::nullopt;
        if (c == '\\' && at + 1 < text.size())
            value += text.at(++at);
        else
            value += c;
    }
    return std::nullopt;
}

std::optional<QByteArray> readHbaName(const QByteArray &text)
{
    QByteArray value;
    bool isQuoted = false;
    bool wasQuote = false;
    qsizetype at = 0;
    for (; at < text.size() && (!isBlank(text.at(at)) || isQuoted); ++at) {
        const char c = text.at(at);
        if (c == '\n' || ((c == '#' || c == ',') && !isQuoted))
            return std::nullopt;
        if (c != '"' || wasQuote)
            value += c;
        wasQuote = isQuoted && c == '"' ? !wasQuote : false;
        if (c == '"')
            isQuoted = !isQuoted;
    }
    // An unquoted beginning may be a keyword, a group or a file's name.
    if (at != text.size() || isQuoted || !text.startsWith('"'))
        return std::nullopt;
    return value;
}

std::optional<QByteArray> readShellWord(const QByteArray &text)
{
    QByteArray value;
    bool isQuoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text.at(i);
        if (c == '\'')
            isQuoted = !isQuoted;
        else if (isQuoted)
            value += c;
        else if (c == '\\' && i + 1 < text.size())
            value += text.at(++i);
        else
            return std::nullopt; // another shell character, unquoted
    }
    return isQuoted ? std::nullopt : std::optional<QByteArray>(value);
}

} // namespace tandem::fuzz
