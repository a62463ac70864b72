// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "core/runbook/script_requests.h"

#include <vector>

namespace tandem {

// What a watchdog has nodes run beside its stages, in their own POSIX sh. Pure.
struct AgentText
{
    QString variable; // its name in the watchdog
    QString text;
};
[[nodiscard]] std::vector<AgentText> agentTexts();

// These as requests to that node, with the values that its watchdog and its peer's give.
[[nodiscard]] std::vector<ScriptRequest> agentRequests(const NodeProfile &node);

} // namespace tandem
