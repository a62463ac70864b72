// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/postgres/foreign_session.h"

#include <libpq-fe.h>

#include <sys/socket.h>

namespace tandem {

void breakOffSession(void *connection)
{
    if (connection == nullptr)
        return;
    const int socket = PQsocket(static_cast<PGconn *>(connection));
    if (socket >= 0)
        ::shutdown(socket, SHUT_RDWR);
}

} // namespace tandem
