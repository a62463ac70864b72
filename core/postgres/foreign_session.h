// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tandem {

// Ends every wait of a libpq session that another library owns, from any thread: its socket is shut
// down, so that the call that waits comes back with an error. The session is of no use afterwards
// and is closed by its owner as ever. `connection`: a PGconn, or null.
void breakOffSession(void *connection);

} // namespace tandem
