// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/postgres/connect_error.h"

#include "core/postgres/connection.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <cerrno>
#include <cstring>

#include <libpq-fe.h>

namespace tandem {

namespace {

// "SEVERITY:  SQLSTATE: MESSAGE", the severity in the server's language.
QRegularExpressionMatch verboseMatch(const QString &text)
{
    static const QRegularExpression pattern(
        QStringLiteral("[^\\s:\"]+:  ([0-9A-Z]{5}): ([^\\n]*)"));
    return pattern.match(text);
}

bool names(const QString &text, int number)
{
    return text.contains(QString::fromLocal8Bit(std::strerror(number)));
}

Error strangerError(const QString &place, const QString &words)
{
    return Error{ErrorKind::Unreachable,
                 say("Postgres", "What listens at %1 does not speak PostgreSQL's protocol; check "
                                 "host and port.")
                     .arg(place),
                 words, QStringLiteral("not-postgres")};
}

Error unreachableError(const QString &place, const QString &words)
{
    return Error{ErrorKind::Unreachable,
                 say("Postgres", "There is no way to %1: no answer came from there; check the "
                                 "network and that the host is up.")
                     .arg(place),
                 words, QStringLiteral("silent")};
}

// libpq does not tell which of the reasons it was.
Error untrustedError(const QString &place, const QString &words)
{
    return Error{ErrorKind::Failed,
                 say("Postgres", "The certificate of the server at %1 is not trusted: it has "
                                 "expired or was not issued under the root certificate in use; "
                                 "renew it, or name the right one in the profile.")
                     .arg(place),
                 words,
                 {}};
}

} // namespace

QString sqlStateIn(const QString &text)
{
    return verboseMatch(text).captured(1);
}

Error refusedError(const QString &place, const QString &words)
{
    return Error{ErrorKind::Unreachable,
                 say("Postgres", "Nobody listens at %1: the server there is stopped or dead; start "
                                 "it or read its log.")
                     .arg(place),
                 words, QStringLiteral("refused")};
}

Error silentError(const QString &place, qint64 milliseconds)
{
    return Error{ErrorKind::Unreachable,
                 say("Postgres", "%1 did not answer within %2 ms: the server may be frozen or the "
                                 "network cut; look at the host.")
                     .arg(place)
                     .arg(milliseconds),
                 {},
                 QStringLiteral("silent")};
}

Error unresolvedError(const QString &host, const QString &problem)
{
    return Error{ErrorKind::Unreachable,
                 say("Postgres", "The host name %1 could not be resolved; check its spelling, the "
                                 "name server, or use an address.")
                     .arg(host),
                 problem, QStringLiteral("resolve")};
}

Error connectError(const pg_conn *connection, const QString &place, const ConnectTarget &target,
                   const ServerTraces &traces)
{
    const QString words = QString::fromUtf8(PQerrorMessage(connection)).trimmed();
    if (const auto match = verboseMatch(words);
        match.hasMatch() && traces.peer != ServerTraces::Peer::Stranger) {
        return Error{ErrorKind::Failed,
                     say("Postgres", "The server at %1 refused the login of %2 with SQLSTATE %3: "
                                     "%4.")
                         .arg(place)
                         .arg(target.user)
                         .arg(match.captured(1))
                         .arg(match.captured(2)),
                     words, match.captured(1)};
    }
    switch (traces.peer) {
    case ServerTraces::Peer::Stranger:
        return strangerError(place, words);
    case ServerTraces::Peer::Nothing:
        if (names(words, ECONNREFUSED) || names(words, ENOENT))
            return refusedError(place, words);
        if (names(words, EHOSTUNREACH) || names(words, ENETUNREACH) || names(words, ETIMEDOUT) ||
            names(words, EHOSTDOWN))
            return unreachableError(place, words);
        if (traces.wasClosed)
            return strangerError(place, words);
        break;
    case ServerTraces::Peer::Postgres:
        break;
    }
    if (PQconnectionNeedsPassword(connection) == 1) {
        return Error{ErrorKind::Failed,
                     say("Postgres", "The server at %1 wants a password of %2 and none is stored; "
                                     "store it first.")
                         .arg(place)
                         .arg(target.user),
                     words,
                     {}};
    }
    if (words.contains(QLatin1String("certificate verify failed")))
        return untrustedError(place, words); // OpenSSL's own words, the same in every language
    if (!target.rootCertificate.isEmpty() && !QFileInfo(target.rootCertificate).isReadable()) {
        return Error{ErrorKind::Failed,
                     say("Postgres",
                         "The root certificate %1 cannot be read, so the certificate of "
                         "%2 cannot be checked: put the file there or name another in "
                         "the profile.")
                         .arg(target.rootCertificate)
                         .arg(place),
                     words,
                     {}};
    }
    return Error{ErrorKind::Failed,
                 say("Postgres", "No session with %1 came about, most likely over its TLS setting, "
                                 "certificate or authentication: %2")
                     .arg(place)
                     .arg(words),
                 words,
                 {}};
}

ServerAnswer answerOf(const Error &error)
{
    const QString &code = error.code;
    if (code == QLatin1String("refused"))
        return ServerAnswer::Refused;
    if (code == QLatin1String("not-postgres"))
        return ServerAnswer::NotPostgres;
    if (code == QLatin1String("57P03")) {
        // One SQLSTATE for both directions; only an English server's words tell them apart.
        return error.details.contains(QLatin1String("shutting down")) ? ServerAnswer::ShuttingDown
                                                                      : ServerAnswer::StartingUp;
    }
    if (code == QLatin1String("57P01") || code == QLatin1String("57P02"))
        return ServerAnswer::ShuttingDown;
    if (code == QLatin1String("53300"))
        return ServerAnswer::Full;
    if (code.isEmpty() || code.startsWith(QLatin1String("08")) || code.size() != 5) {
        const bool isAlive = error.kind == ErrorKind::Failed && code.isEmpty();
        return isAlive ? ServerAnswer::LoginRefused : ServerAnswer::Silent;
    }
    return ServerAnswer::LoginRefused;
}

} // namespace tandem
