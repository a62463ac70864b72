// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tandem {

// The text of core/workload/sql/NAME.sql:
// "lab_tables"       the laboratory's tables and rows; any number of statements, nothing to fill;
// "workload_schema"  the ledger's schema and grants, after lab_tables; fill "workload_role".
// An unknown name is a programming error and aborts.
[[nodiscard]] QString workloadSql(const QString &name);

} // namespace tandem
