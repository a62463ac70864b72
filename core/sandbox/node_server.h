// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/stop.h"
#include "core/profile/profile.h"

namespace tandem {

// One server of an embedded pair, named by its profile (local transport, plain layout).
// Blocking; any thread, one at a time for a node. Each call opens and closes its own shell.

// Error::code of startServer when another program listens on the node's port.
inline constexpr char portTakenCode[] = "port-taken";

// initdb and the directories beside the data directory; the node's own directory must exist.
[[nodiscard]] Result<void> initialiseServer(const NodeProfile &node, int majorVersion,
                                            const StopToken &stop);
[[nodiscard]] Result<void> writeServerFiles(const NodeProfile &node, const QString &osUser,
                                            const StopToken &stop);

// Comes back when the server accepts connections, at once when it runs already. Ends orphans of a
// killed postmaster and clears a stale postmaster.pid first, after no process is left.
[[nodiscard]] Result<void> startServer(const NodeProfile &node, const StopToken &stop);

// Fast, after 10 s immediate, after 5 s more by SIGKILL; wakes frozen processes. Comes back when
// no server process works below the node's directory. Does not trust postmaster.pid.
[[nodiscard]] Result<void> stopServer(const NodeProfile &node, const StopToken &stop);

// Any server process works below the node's directory, be it an orphan or frozen.
[[nodiscard]] bool hasServerProcess(const NodeProfile &node);

[[nodiscard]] Result<QString> systemIdentifierOf(const NodeProfile &node, const StopToken &stop);
// standby.signal lies in the data directory: the server comes up read-only.
[[nodiscard]] bool isMarkedStandby(const NodeProfile &node);

// DIR/vmN: the directory with everything of the node.
[[nodiscard]] QString nodeDirectory(const NodeProfile &node);

} // namespace tandem
