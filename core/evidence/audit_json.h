// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/audit.h"

#include <QJsonObject>

namespace tandem {

// Every count of an audit, and the lost writes as [session, number]. auditOf(jsonOf(x)) == x.
[[nodiscard]] QJsonObject jsonOf(const AuditReport &audit);
// Absent when it is no object.
[[nodiscard]] std::optional<AuditReport> auditOf(const QJsonValue &json);

} // namespace tandem
