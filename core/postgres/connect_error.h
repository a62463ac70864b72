// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QString>

struct pg_conn;

namespace tandem {

struct ConnectTarget;

// What was seen of the other side while connecting, beside libpq's own words.
struct ServerTraces
{
    enum class Peer
    {
        Nothing,
        Postgres,
        Stranger
    }; // by the first byte of its answer
    Peer peer = Peer::Nothing;
    bool wasClosed = false; // the other side ended or reset the connection
};

// Reads why libpq gave up. Nothing here depends on a language: the SQLSTATE is taken from the
// verbose text, the system's reason is compared with this process's own spelling of it.
[[nodiscard]] Error connectError(const pg_conn *connection, const QString &place,
                                 const ConnectTarget &target, const ServerTraces &traces);

[[nodiscard]] Error refusedError(const QString &place, const QString &words);
[[nodiscard]] Error silentError(const QString &place, qint64 milliseconds);
[[nodiscard]] Error unresolvedError(const QString &host, const QString &problem);

// The SQLSTATE in the verbose text of a failed login ("FATAL:  28P01: ..."), else empty.
[[nodiscard]] QString sqlStateIn(const QString &text);

} // namespace tandem
