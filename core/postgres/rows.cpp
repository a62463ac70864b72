// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/postgres/pg_session.h"

namespace tandem {

namespace {

QString fieldOf(const PGresult *result, int code)
{
    return QString::fromUtf8(PQresultErrorField(result, code));
}

Error statementError(const PGresult *result, const QString &place)
{
    const QString code = fieldOf(result, PG_DIAG_SQLSTATE);
    const PgText verbose(
        PQresultVerboseErrorMessage(result, PQERRORS_VERBOSE, PQSHOW_CONTEXT_ERRORS));
    const QString details = QString::fromUtf8(verbose.get()).trimmed();
    const QString message = fieldOf(result, PG_DIAG_MESSAGE_PRIMARY);
    return Error{ErrorKind::Failed,
                 say("Postgres", "The server at %1 refused a statement with SQLSTATE %2: %3.")
                     .arg(place)
                     .arg(code)
                     .arg(message),
                 details, code};
}

} // namespace

Result<Rows> rowsFrom(const PGresult *result, const QString &place)
{
    const auto status = result ? PQresultStatus(result) : PGRES_EMPTY_QUERY;
    if (status == PGRES_EMPTY_QUERY)
        return Rows{};
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        return statementError(result, place);
    Rows rows;
    const int columns = PQnfields(result);
    for (int column = 0; column < columns; ++column)
        rows.columns += QString::fromUtf8(PQfname(result, column));
    const int count = PQntuples(result);
    rows.rows.reserve(static_cast<size_t>(count));
    for (int row = 0; row < count; ++row) {
        auto &cells = rows.rows.emplace_back();
        cells.reserve(static_cast<size_t>(columns));
        for (int column = 0; column < columns; ++column) {
            if (PQgetisnull(result, row, column))
                cells.emplace_back();
            else
                cells.emplace_back(QString::fromUtf8(PQgetvalue(result, row, column),
                                                     PQgetlength(result, row, column)));
        }
    }
    rows.commandTag = QString::fromUtf8(PQcmdStatus(const_cast<PGresult *>(result)));
    rows.affected = QByteArray(PQcmdTuples(const_cast<PGresult *>(result))).toLongLong();
    return rows;
}

std::optional<QString> Rows::value(size_t row, const QString &column) const
{
    const auto index = columns.indexOf(column);
    if (index < 0 || row >= rows.size())
        return std::nullopt;
    return rows[row][static_cast<size_t>(index)];
}

QString Rows::text(const QString &column) const
{
    return value(0, column).value_or(QString());
}

} // namespace tandem
