// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stages/server_steps.h"

namespace tandem {

// Steps that several stages share; each is built for one node.

// Keeps the server down, also over a start by hand, and ends what is left of it.
// `handoverEnd`: E of a planned hand-over, kept in the record until the node follows.
[[nodiscard]] Step fenceStep(const NodeProfile &node, const Operand &handoverEnd = {});
// Writes one field into the node's record, which says it until another step changes it.
[[nodiscard]] Step recordStep(const NodeProfile &node, const QString &id, const Text &title,
                              const QString &field, const Operand &value, const Text &undo);
[[nodiscard]] Step liftFenceStep(const NodeProfile &node);

// The chosen node becomes primary: promote, new timeline, history line, checkpoint, no waiting for
// a synchronous standby, a committed probe write.
[[nodiscard]] std::vector<Step> promoteSteps(const StageContext &context, const NodeProfile &node);

// The node starts as a standby of the other one and streams; leftover slots on it are dropped.
[[nodiscard]] std::vector<Step> followSteps(const StageContext &context, const NodeProfile &standby,
                                            const NodeProfile &primary);

// The standby streams from the primary; waited for.
[[nodiscard]] Step streamingStep(const StageContext &context, const NodeProfile &standby,
                                 const NodeProfile &primary);

// A WAL receiver that was stopped by a signal goes on.
[[nodiscard]] Step wakeReceiverStep(const NodeProfile &standby);

// Slot for `standby` on `primary` (also while that one is itself still a standby).
[[nodiscard]] Step slotStep(const StageContext &context, const NodeProfile &primary,
                            const NodeProfile &standby);

// A nonce written on the primary arrives on the standby, a write there is refused with 25006, and
// the ledgers of both are equal.
[[nodiscard]] std::vector<Step> proofSteps(const StageContext &context, const NodeProfile &standby,
                                           const NodeProfile &primary);

// A receiver_state step also needs the admin role to be superuser: what follows would be refused
// half way.
void needSuperuser(StepBuilder &step, const StageContext &context, const NodeProfile &node);

// Refuses when the file system of the data directory has less free than $needed_kilobytes, an input
// that the caller adds.
[[nodiscard]] StepBuilder roomStep(const NodeProfile &node, const QString &id);

// The lines of the node's log that tell what happened.
[[nodiscard]] Step logLinesStep(const NodeProfile &node);

} // namespace tandem
