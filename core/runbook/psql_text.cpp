// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runbook/psql_text.h"

#include <QRegularExpression>

namespace tandem {

QString psqlText(const QString &sql, const std::vector<std::pair<QString, QString>> &values)
{
    QString text;
    for (const auto &[name, value] : values) {
        QString quoted = value;
        quoted.replace(u'\\', QLatin1String("\\\\"))
            .replace(u'\'', QLatin1String("\\'"))
            .replace(u'\n', QLatin1String("\\n"))
            .replace(u'\r', QLatin1String("\\r"))
            .replace(u'\t', QLatin1String("\\t"));
        text += QStringLiteral("\\set %1 '%2'\n").arg(name, quoted);
    }
    text += sql;
    if (!sql.trimmed().endsWith(u';'))
        text += u';';
    return text + u'\n';
}

QString databaseConninfo(const QString &database)
{
    QString quoted = database;
    quoted.replace(u'\\', QLatin1String("\\\\")).replace(u'\'', QLatin1String("\\'"));
    return QStringLiteral("dbname='%1'").arg(quoted);
}

Result<Rows> rowsFromPsql(const QString &node, const ShellResult &result)
{
    if (result.exitCode != 0) {
        const QString errors = QString::fromUtf8(result.errors);
        static const QRegularExpression state(
            QStringLiteral("(?:ERROR|FATAL|PANIC):\\s+([0-9A-Z]{5}):\\s*([^\\n]*)"));
        const auto match = state.match(errors);
        return Error{ErrorKind::Failed,
                     say("Runbook", "The server of %1 refused a statement: %2.")
                         .arg(node)
                         .arg(match.hasMatch() ? match.captured(2) : errors.left(200).trimmed()),
                     errors, match.captured(1)};
    }
    Rows rows;
    const QStringList lines = QString::fromUtf8(result.output).split(u'\n');
    std::vector<std::optional<QString>> row;
    const auto endRow = [&] {
        if (!row.empty())
            rows.rows.push_back(std::move(row));
        row.clear();
    };
    for (const QString &line : lines) {
        const qsizetype equals = line.indexOf(u'=');
        if (equals <= 0) {
            endRow();
            continue;
        }
        if (rows.rows.empty())
            rows.columns << line.left(equals);
        row.emplace_back(line.mid(equals + 1));
    }
    endRow();
    return rows;
}

} // namespace tandem
