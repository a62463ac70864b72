// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/postgres/connection.h"
#include "core/transport/shell.h"

namespace tandem {

// SQL for psql's standard input: \set lines for the values (psql quotes them itself at :'name' and
// :"name"), then the statement.
[[nodiscard]] QString psqlText(const QString &sql,
                               const std::vector<std::pair<QString, QString>> &values);

// A database as psql's -d wants it: a bare name with "=" in it would be taken for a whole conninfo.
[[nodiscard]] QString databaseConninfo(const QString &database);

// The rows of `psql -A -t -x -F=`: column=value lines, a blank line between rows.
// A failed psql is an Error with the SQLSTATE that it named.
[[nodiscard]] Result<Rows> rowsFromPsql(const QString &node, const ShellResult &result);

} // namespace tandem
