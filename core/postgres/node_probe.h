// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/node_facts.h"
#include "core/postgres/connection.h"
#include "core/postgres/sql_access.h"
#include "core/profile/profile.h"
#include "core/transport/shell.h"

namespace tandem {

// Looks at one node once: shell facts (host, data directory, processes, record) and SQL facts.
// Blocking, in the caller's thread; never throws, never guesses: what was not seen stays absent.
// `admin` may be empty or closed: then a fresh connection is made as the monitor or admin role and
// left open in it for the next look. `freshConnection` forces a new one (a witness).
// `sqlPatience` is our own deadline for SQL (default of callers: 1 s), and the server's for a
// statement of a session made here. A silent server whose processes run on a host that answers is
// asked once more, for 3 s, before its silence is told: a packet may have been lost.
struct ProbeOptions
{
    Milliseconds sqlPatience{1000};
    Milliseconds shellPatience{5000};
    Milliseconds tunnelPatience{5000}; // until a way through SSH is open; SQL's own comes after it
    bool freshConnection = false;
    bool withShell = true;
    bool withSql = true;
    bool checkFiles = false; // look for unwritable files (slow on large directories)
};

[[nodiscard]] NodeFacts probeNode(const NodeProfile &node, const SqlAccess &access, Shell *shell,
                                  std::optional<Connection> &connection,
                                  const ProbeOptions &options, const StopToken &stop);

// A session for looking: as the monitor role; before the setup made that one, or with a stale
// password, as the admin. `patience` is the deadline, and the server's for each statement later.
[[nodiscard]] Result<Connection> openForProbe(const SqlAccess &access, const NodeProfile &node,
                                              Milliseconds patience, const StopToken &stop);

// One SQLSTATE says that a server starts and that it shuts down; the control file knows the
// direction in every language. For facts whose two halves were found at about the same time.
void settleDirection(NodeFacts &facts);

} // namespace tandem
