// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "core/runbook/script_requests.h"

#include <vector>

namespace tandem {

// What a watchdog has that node run beside its stages, as the server's user, with the values that
// it and its peer's watchdog give. Pure.
struct AgentText
{
    QString variable; // the name of the script in the watchdog
    ScriptRequest request;
};
[[nodiscard]] std::vector<AgentText> agentTexts(const NodeProfile &node);

} // namespace tandem
