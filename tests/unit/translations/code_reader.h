// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>
#include <set>

namespace tandem::testing {

// A text for people as lupdate knows it.
struct SourceText
{
    QString context;
    QString english;
    bool operator<(const SourceText &other) const
    {
        return context != other.context ? context < other.context : english < other.english;
    }
};

// Reads C++ just far enough to tell texts for people from comments and other strings.
class CodeReader
{
public:
    explicit CodeReader(const QString &code) : m_code(code) {}

    // Every say("Context", "text"), adjacent literals joined.
    std::set<SourceText> texts()
    {
        std::set<SourceText> found;
        while (m_at < m_code.size()) {
            if (skipSpace() || skipQuoted())
                continue;
            const QString word = takeWord();
            if (word.isEmpty()) {
                ++m_at;
                continue;
            }
            if (word != QLatin1String("say") || !take(u'('))
                continue;
            const auto context = takeLiterals();
            if (!context || !take(u','))
                continue; // its declaration
            if (const auto english = takeLiterals())
                found.insert({*context, *english});
        }
        return found;
    }

private:
    [[nodiscard]] QChar now(qsizetype ahead = 0) const
    {
        return m_at + ahead < m_code.size() ? m_code.at(m_at + ahead) : QChar();
    }

    // White space and comments; true when there were any.
    bool skipSpace()
    {
        const qsizetype begin = m_at;
        for (;;) {
            if (now().isSpace())
                ++m_at;
            else if (now() == u'/' && now(1) == u'/')
                goTo(QStringLiteral("\n"));
            else if (now() == u'/' && now(1) == u'*')
                goTo(QStringLiteral("*/"));
            else
                return m_at != begin;
        }
    }
    void goTo(const QString &end)
    {
        const qsizetype at = m_code.indexOf(end, m_at);
        m_at = at < 0 ? m_code.size() : at + end.size();
    }

    bool skipQuoted()
    {
        if (now() == u'R' && now(1) == u'"') {
            const qsizetype open = m_code.indexOf(u'(', m_at);
            const QString delimiter = m_code.mid(m_at + 2, open - m_at - 2);
            goTo(u')' + delimiter + u'"');
            return true;
        }
        if (now() != u'"' && now() != u'\'')
            return false;
        const QChar quote = now();
        for (++m_at; m_at < m_code.size() && now() != quote; ++m_at) {
            if (now() == u'\\')
                ++m_at;
        }
        ++m_at;
        return true;
    }

    QString takeWord()
    {
        const qsizetype begin = m_at;
        while (now().isLetterOrNumber() || now() == u'_')
            ++m_at;
        // 1'000 holds no character literal
        while (m_at > begin && m_code.at(begin).isDigit() &&
               (now() == u'\'' || now().isLetterOrNumber()))
            ++m_at;
        return m_code.mid(begin, m_at - begin);
    }

    bool take(QChar c)
    {
        skipSpace();
        if (now() != c)
            return false;
        ++m_at;
        return true;
    }

    std::optional<QString> takeLiterals()
    {
        std::optional<QString> joined;
        for (skipSpace(); now() == u'"'; skipSpace()) {
            QString text = joined.value_or(QString());
            for (++m_at; m_at < m_code.size() && now() != u'"'; ++m_at) {
                if (now() != u'\\') {
                    text += now();
                    continue;
                }
                ++m_at;
                text += now() == u'n' ? QChar(u'\n') : now() == u't' ? QChar(u'\t') : now();
            }
            ++m_at;
            joined = text;
        }
        return joined;
    }

    const QString &m_code;
    qsizetype m_at = 0;
};

} // namespace tandem::testing
