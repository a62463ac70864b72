// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runbook/plan.h"

namespace tandem {

// Steps that take and give back the node-side record (see scripts/record_library.sh).
[[nodiscard]] Step takeRecordStep(const RecordClaim &claim, const Plan &plan, const QString &owner,
                                  const QString &goneOwner);
[[nodiscard]] Step releaseRecordStep(const RecordClaim &claim, const Plan &plan);

// What every script that reads or writes the record begins with.
[[nodiscard]] QString recordLibrary();

// The script that refreshes the heartbeat of a held record.
[[nodiscard]] ShellCommand heartbeatCommand(const RecordClaim &claim, quint64 epoch);

// Prefixes a script so that it refuses (exit 75) when the record is not ours any more, and names
// itself beside the record, for whoever finds it at work after our death. Wants $step besides.
[[nodiscard]] QString guardedScript(const QString &script);
[[nodiscard]] std::vector<Input> guardInputs(const RecordClaim &claim, quint64 epoch);

// A step that writes fields ("fenced=1\nunfenced_peer=") into the held record.
[[nodiscard]] QString recordSetScript();

constexpr int overtakenExit = 75;
constexpr int heldExit = 76;
constexpr int newerRecordExit = 78;
constexpr int busyExit = 79;
constexpr int unreadableRecordExit = 80;

// This process as written into records: user@host, process id. Words only, no newline.
[[nodiscard]] QString ownerOfThisProcess();
// True when the owner is a process of this machine that does not exist any more.
[[nodiscard]] bool isGone(const QString &owner);

} // namespace tandem
