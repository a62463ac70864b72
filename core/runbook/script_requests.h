// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "core/runbook/plan.h"

#include <optional>
#include <vector>

namespace tandem {

// One thing that the exported script of a plan asks a node to run as another user, as on_node of
// scripts/export_nodes.sh puts it together. Pure.
struct ScriptRequest
{
    struct Given
    {
        QString name;
        std::optional<QString> value; // nothing: known only when the script runs
        bool operator==(const Given &) const = default;
    };
    OsIdentity identity = OsIdentity::Postgres;
    std::vector<Given> given; // in their order
    QString body;             // POSIX sh behind these; its standard input is empty
};

// All that the plan's script may ask of that node and that needs another user than the login.
// Errors: Refused, for a plan that gives secrets or SQL to a node's standard input.
[[nodiscard]] Result<std::vector<ScriptRequest>>
requestsTo(const Plan &plan, const Profile &profile, const QString &node);

} // namespace tandem
