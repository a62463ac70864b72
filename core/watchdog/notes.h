// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "core/transport/shell.h"

namespace tandem {

// What automation and its people write into a node's record outside a stage. Commands for that
// node, as the server's user.

// The failover is settled: by itself, once the pair is whole (`cools`: the cooldown begins), or by
// a person. Exit 75 when the record is not at that epoch any more.
[[nodiscard]] ShellCommand settleCommand(const NodeProfile &node, std::uint64_t epoch, bool cools);
// Exit 3 when there is no record yet.
[[nodiscard]] ShellCommand pauseCommand(const NodeProfile &node, bool paused);

} // namespace tandem
