// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/profile/profile.h"
#include "core/watchdog/agent_files.h"

namespace tandem {

// What the watchdogs of both nodes may do on this one as the server's user and as root, when it is
// no local one: a bash program with the very scripts of their stages and the values of this pair,
// which runs nothing else, whoever asks. sudo is to allow the login this program and nothing more.
// Pure. Errors: what agentPlans() and requestsTo() refuse.
[[nodiscard]] Result<std::vector<AgentFile>> powersFiles(const Profile &profile,
                                                         const NodeProfile &node);

// Its path on such a node.
[[nodiscard]] QString powersPath(const NodeProfile &node);

// The rule for /etc/sudoers.d that allows it; empty: the login needs none.
[[nodiscard]] QString sudoRule(const NodeProfile &node);

} // namespace tandem
