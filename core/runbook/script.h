// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "core/runbook/plan.h"

namespace tandem {

// The plan as one bash script (3.2 or newer) that does what run() does: same looks, guards, waits,
// bring-backs, records, sentences and exit codes. English, clean under shellcheck, no secret in it.
// `from`: a node's name (that node's own commands run there, the peer is reached from it), or empty
// for a client, which reaches both. `powers`: the path of a program on nodes that are no local
// ones, which runs as another user what requestsTo() lists, and is asked in place of a shell by
// sudo; empty: there is none. Pure. Errors: Refused or Usage, with what cannot be exported.
[[nodiscard]] Result<QString> scriptOf(const Plan &plan, const Profile &profile,
                                       const QString &from, const QString &powers = {});

// One step alone as a command to paste, with the inputs that are known now; what earlier steps tell
// is left to fill in. `stepId` may be that of a group's part or of a bring-back. It takes no
// record.
[[nodiscard]] Result<QString> stepScriptOf(const Plan &plan, const Profile &profile,
                                           const QString &stepId, const QString &from);

} // namespace tandem
