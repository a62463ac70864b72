// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transport/ssh_session.h"

namespace tandem {

// Logs in on a session whose host key was checked: agent, key files, keyboard-interactive,
// password, in this order and as far as the server offers them. The value is the way that worked.
// Errors: Refused, with what was tried in the details; code "agent-exhausted" when the server hung
// up over the agent's keys. TimedOut, Cancelled.
[[nodiscard]] Result<QString> logIn(const SshSession &session, const SshSecrets &secrets,
                                    bool withAgent, const Deadline &deadline,
                                    const StopToken &stop);

} // namespace tandem
