// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/postgres/scram.h"

#include <libpq-fe.h>

#include <memory>

namespace tandem {

Result<QString> scramVerifier(const Secret &password)
{
    // libpq wants a connection object only to keep its error text in: port 0 never connects.
    static const char *const keys[] = {"hostaddr", "port", nullptr};
    static const char *const values[] = {"127.0.0.1", "0", nullptr};
    const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(
        PQconnectStartParams(keys, values, 0), &PQfinish);
    const std::unique_ptr<char, decltype(&PQfreemem)> verifier(
        connection ? PQencryptPasswordConn(connection.get(), password.reveal().constData(), "",
                                           "scram-sha-256")
                   : nullptr,
        &PQfreemem);
    if (!verifier)
        return Error{
            ErrorKind::Failed,
            say("Postgres", "The password cannot be prepared for the server: use another one."),
            connection ? QString::fromUtf8(PQerrorMessage(connection.get())) : QString(),
            {}};
    return QString::fromUtf8(verifier.get());
}

} // namespace tandem
