// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/workload_sql.h"

#include "core/base/embedded_text.h"

namespace tandem {

QString workloadSql(const QString &name)
{
    return embeddedText(QStringLiteral(":/workload/sql/%1.sql").arg(name));
}

} // namespace tandem
