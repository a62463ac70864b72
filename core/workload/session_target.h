// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/postgres/connection.h"
#include "core/workload/node_choice.h"

namespace tandem {

// One node as the workload's sessions see it.
struct SessionTarget
{
    QString name; // of the node
    ConnectTarget target;
};

using SessionTargets = std::array<SessionTarget, 2>;

// Opens a session that shows up under its own name on the server.
[[nodiscard]] Result<Connection> openSession(const SessionTarget &node, const QString &sessionName,
                                             Milliseconds patience, const StopToken &stop);

// Asks the server what it is now; blocking, one round trip.
[[nodiscard]] Result<Sighting> askStance(Connection &connection, Milliseconds patience,
                                         const StopToken &stop);

// How long to leave a node alone after this error: a dead server is asked again soon, a wrong
// password or a full server seldom.
[[nodiscard]] Milliseconds pauseAfter(const Error &error);

// True when the session is of no more use for writing: broken, read-only, or being shut down.
[[nodiscard]] bool endsWriting(const Error &error, const Connection &connection);

} // namespace tandem
