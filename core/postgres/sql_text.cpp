// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/embedded_text.h"
#include "core/postgres/connection.h"

#include <algorithm>

namespace tandem {

namespace {

bool isNamePart(QChar c)
{
    return c == QLatin1Char('_') || c.isLetterOrNumber();
}

// Finds where the piece that begins at `at` ends: quotes, comments and dollar quotes are pieces of
// their own, so that nothing inside them is taken for a variable.
class SqlScanner
{
public:
    explicit SqlScanner(const QString &sql) : m_sql(sql) {}

    [[nodiscard]] qsizetype endOfPiece(qsizetype at) const
    {
        const QChar c = m_sql.at(at);
        if (c == QLatin1Char('\''))
            return endOfQuote(at, isEscapeString(at));
        if (c == QLatin1Char('"'))
            return endOfQuote(at, false);
        if (startsWith(at, "--"))
            return endAfter(m_sql.indexOf(QLatin1Char('\n'), at), 1);
        if (startsWith(at, "/*"))
            return endOfComment(at);
        if (c == QLatin1Char('$'))
            return endOfDollarQuote(at);
        if (startsWith(at, "::"))
            return at + 2;
        return at + 1;
    }

private:
    [[nodiscard]] bool startsWith(qsizetype at, const char *text) const
    {
        return QStringView(m_sql).mid(at).startsWith(QLatin1String(text));
    }
    [[nodiscard]] qsizetype endAfter(qsizetype found, qsizetype length) const
    {
        return found < 0 ? m_sql.size() : found + length;
    }
    [[nodiscard]] bool isEscapeString(qsizetype at) const
    {
        return at > 0 &&
               (m_sql.at(at - 1) == QLatin1Char('e') || m_sql.at(at - 1) == QLatin1Char('E')) &&
               (at == 1 || !isNamePart(m_sql.at(at - 2)));
    }
    [[nodiscard]] qsizetype endOfQuote(qsizetype at, bool backslashEscapes) const
    {
        const QChar quote = m_sql.at(at);
        for (qsizetype i = at + 1; i < m_sql.size(); ++i) {
            if (backslashEscapes && m_sql.at(i) == QLatin1Char('\\'))
                ++i;
            else if (m_sql.at(i) == quote)
                return i + 1; // a doubled quote begins the next piece
        }
        return m_sql.size();
    }
    [[nodiscard]] qsizetype endOfComment(qsizetype at) const
    {
        int depth = 0;
        for (qsizetype i = at; i < m_sql.size(); ++i) {
            if (startsWith(i, "/*")) {
                ++depth;
                ++i;
            } else if (startsWith(i, "*/")) {
                ++i;
                if (--depth == 0)
                    return i + 1;
            }
        }
        return m_sql.size();
    }
    [[nodiscard]] qsizetype endOfDollarQuote(qsizetype at) const
    {
        if (at > 0 && isNamePart(m_sql.at(at - 1)))
            return at + 1; // a dollar inside a name
        qsizetype end = at + 1;
        while (end < m_sql.size() && isNamePart(m_sql.at(end)))
            ++end;
        const bool isTag =
            end < m_sql.size() && m_sql.at(end) == QLatin1Char('$') && !m_sql.at(at + 1).isDigit();
        if (!isTag)
            return at + 1; // a parameter like $1
        const QString tag = m_sql.mid(at, end + 1 - at);
        return endAfter(m_sql.indexOf(tag, end + 1), tag.size());
    }

    const QString &m_sql;
};

// The name of a :'name' or :"name" at that place, else empty.
QString variableAt(const QString &sql, qsizetype at)
{
    if (sql.at(at) != QLatin1Char(':') || at + 3 >= sql.size())
        return {};
    const QChar quote = sql.at(at + 1);
    if (quote != QLatin1Char('\'') && quote != QLatin1Char('"'))
        return {};
    qsizetype end = at + 2;
    while (end < sql.size() && isNamePart(sql.at(end)))
        ++end;
    return end < sql.size() && sql.at(end) == quote ? sql.mid(at + 2, end - at - 2) : QString();
}

Error unfilled(const QString &name, const char *why)
{
    return Error{ErrorKind::Usage,
                 say("Postgres", "A statement was not sent, because its value %1 cannot be filled "
                                 "in; correct the value.")
                     .arg(name),
                 QString::fromLatin1(why),
                 {}};
}

} // namespace

QString sqlNamed(const QString &name)
{
    return embeddedText(QStringLiteral(":/postgres/sql/%1.sql").arg(name));
}

Result<QString> fillSql(const Connection &connection, const QString &sql,
                        const std::vector<std::pair<QString, QString>> &values)
{
    const SqlScanner scanner(sql);
    QString filled;
    qsizetype at = 0;
    while (at < sql.size()) {
        const QString name = variableAt(sql, at);
        if (name.isEmpty()) {
            const qsizetype end = scanner.endOfPiece(at);
            filled += QStringView(sql).mid(at, end - at);
            at = end;
            continue;
        }
        const auto entry = std::find_if(values.begin(), values.end(),
                                        [&name](const auto &value) { return value.first == name; });
        if (entry == values.end())
            return unfilled(name, "It has no value.");
        const bool isLiteral = sql.at(at + 1) == QLatin1Char('\'');
        const QString quoted =
            isLiteral ? connection.literal(entry->second) : connection.identifier(entry->second);
        if (quoted.isEmpty())
            return unfilled(name, "Its value has a zero byte.");
        filled += quoted;
        at += name.size() + 3;
    }
    return filled;
}

} // namespace tandem
