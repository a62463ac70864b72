// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "core/runbook/plan.h"

#include <vector>

namespace tandem {

// One stage that the watchdog of a node may have to run, planned for whatever it will meet: what a
// plan decides by facts is decided by its steps when it runs.
struct AgentPlan
{
    QString name; // of its script: failover, failover-unfenced, resync, failback ...
    Plan plan;
};

// Those of the watchdog on that node. Pure.
[[nodiscard]] Result<std::vector<AgentPlan>> agentPlans(const Profile &profile,
                                                        const QString &node);

} // namespace tandem
