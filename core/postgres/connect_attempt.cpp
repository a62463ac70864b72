// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/postgres/connect_attempt.h"

#include "core/postgres/ssl_mode.h"
#include "core/transport/sql_tunnel.h"

#include <QFile>

#include <array>
#include <cerrno>
#include <cstring>

#include <sys/socket.h>

namespace tandem {

namespace {

QString placeOf(const ConnectTarget &target)
{
    const bool isIpv6 = target.host.contains(QLatin1Char(':'));
    return (isIpv6 ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2"))
        .arg(target.host)
        .arg(target.port);
}

bool isSocketDirectory(const ConnectTarget &target)
{
    return target.host.startsWith(QLatin1Char('/'));
}

std::optional<Error> problemOf(const ConnectTarget &target)
{
    const auto hasZero = [](const QString &text) { return text.contains(QChar(0)); };
    // libpq reads a comma as a list of hosts.
    const bool isSound = !target.host.isEmpty() && !target.host.contains(QLatin1Char(',')) &&
                         target.port > 0 && target.port < 65536 && !hasZero(target.host) &&
                         !hasZero(target.database) && !hasZero(target.user) &&
                         !hasZero(target.applicationName) &&
                         !target.password.reveal().contains('\0');
    if (isSound)
        return std::nullopt;
    return Error{ErrorKind::Usage,
                 say("Postgres", "%1 cannot be connected to: the host must be one name, address or "
                                 "socket directory and the port a number from 1 to 65535.")
                     .arg(placeOf(target)),
                 {},
                 {}};
}

PGconn *startConnection(const ConnectTarget &target, int portNumber, const QStringList &addresses)
{
    const int count = static_cast<int>(addresses.size());
    QStringList hosts;
    for (int i = 0; i < std::max(count, 1); ++i)
        hosts += target.host;
    const QByteArray host = hosts.join(QLatin1Char(',')).toUtf8();
    const QByteArray hostAddress = addresses.join(QLatin1Char(',')).toUtf8();
    const QByteArray port = QByteArray::number(portNumber);
    // Without a name of its own the database is the user's, never one from the environment.
    const QByteArray database =
        (target.database.isEmpty() ? target.user : target.database).toUtf8();
    const QByteArray user = target.user.toUtf8();
    const QByteArray application = target.applicationName.toUtf8();
    const QByteArray rootCertificate = QFile::encodeName(target.rootCertificate);
    QByteArray options("-c search_path=pg_catalog,public");
    if (target.statementTimeout.count() > 0)
        options +=
            " -c statement_timeout=" + QByteArray::number(qint64(target.statementTimeout.count()));
    // Every keyword that the environment could set is set here; an empty value counts as not set.
    const std::array<std::pair<const char *, const char *>, 18> words{{
        {"host", host.constData()},
        {"hostaddr", hostAddress.constData()},
        {"port", port.constData()},
        {"dbname", database.constData()},
        {"user", user.constData()},
        {"password", target.password.reveal().constData()},
        {"passfile", "/nonexistent/pgtandem"},
        {"sslmode", sslModeFor(target.tls, target.host)},
        {"sslrootcert", rootCertificate.constData()},
        {"channel_binding", "prefer"},
        {"gssencmode", "disable"},
        {"application_name", application.constData()},
        {"client_encoding", "UTF8"},
        {"options", options.constData()},
        {"target_session_attrs", "any"},
        {"replication", target.replicationProtocol ? "true" : "false"},
        {"keepalives_idle", "10"},
        {"keepalives_interval", "5"},
    }};
    std::array<const char *, words.size() + 1> keys{};
    std::array<const char *, words.size() + 1> values{};
    for (size_t i = 0; i < words.size(); ++i) {
        keys[i] = words[i].first;
        values[i] = words[i].second;
    }
    return PQconnectStartParams(keys.data(), values.data(), 0);
}

bool isPostgresByte(char byte)
{
    // Answers to an SSL request (S, N) and first messages: authentication, error, negotiation.
    return std::strchr("SNREv", byte) != nullptr && byte != '\0';
}

} // namespace

ConnectAttempt::ConnectAttempt(ConnectTarget target, Wish wish)
    : m_target(std::move(target)), m_wish(wish), m_place(placeOf(m_target))
{
    if (auto problem = problemOf(m_target)) {
        failWith(*problem);
    } else if (isSocketDirectory(m_target)) {
        start({});
    } else if (m_target.through) {
        start({QStringLiteral("127.0.0.1")}); // the name is the host's own business
    } else if (NameLookup::isAddress(m_target.host)) {
        start({m_target.host});
    } else {
        m_phase = Phase::Resolving;
        m_lookup.emplace(m_target.host);
        if (!m_lookup->isValid())
            failWith(unresolvedError(m_target.host, m_lookup->answer()->problem));
    }
}

ConnectAttempt::ConnectAttempt(const ConnectTarget &target, Wish wish, MonotonicTime begun)
    : m_target(target), m_wish(wish), m_place(placeOf(m_target)), m_begun(begun)
{
}

ConnectAttempt ConnectAttempt::another() const
{
    ConnectAttempt attempt(m_target, m_wish, m_begun);
    attempt.start(m_addresses);
    return attempt;
}

bool ConnectAttempt::isUnheard() const
{
    return m_phase == Phase::Connecting && !m_target.through && !isSocketDirectory(m_target) &&
           PQstatus(m_session->raw()) == CONNECTION_STARTED;
}

void ConnectAttempt::start(const QStringList &addresses)
{
    m_addresses = addresses;
    m_traces = {};
    m_startedAt = MonotonicClock::now();
    m_roundTrip.reset();
    int port = m_target.port;
    if (m_target.through) {
        const auto entrance = m_target.through->port();
        if (!entrance) {
            failWith(entrance.error());
            return;
        }
        port = *entrance;
    }
    PGconn *connection = startConnection(m_target, port, addresses);
    if (!connection)
        qFatal("Out of memory while connecting to a server.");
    m_session = std::make_unique<PgSession>(connection, m_place);
    m_phase = Phase::Connecting;
    m_events = POLLOUT; // PQconnectPoll's rule: begin as if it had asked to write
    if (PQstatus(connection) == CONNECTION_BAD)
        connectionFailed();
}

pollfd ConnectAttempt::waitsFor() const
{
    switch (m_phase) {
    case Phase::Resolving:
        return {m_lookup->descriptor(), POLLIN, 0};
    case Phase::Connecting:
    case Phase::Asking:
        return {PQsocket(m_session->raw()), m_events, 0}; // may be another one after every poll
    case Phase::Open:
    case Phase::Failed:
        break;
    }
    return {-1, 0, 0};
}

void ConnectAttempt::advance(short revents)
{
    switch (m_phase) {
    case Phase::Resolving:
        if (const auto answer = m_lookup->answer()) {
            if (answer->addresses.isEmpty())
                failWith(unresolvedError(m_target.host, answer->problem));
            else
                start(answer->addresses);
        }
        return;
    case Phase::Connecting:
        advanceConnecting(revents);
        return;
    case Phase::Asking:
        advanceAsking();
        return;
    case Phase::Open:
    case Phase::Failed:
        return;
    }
}

void ConnectAttempt::peekAtServer(short revents)
{
    if ((revents & (POLLIN | POLLHUP | POLLERR)) == 0)
        return;
    if (PQstatus(m_session->raw()) == CONNECTION_STARTED)
        return; // not connected yet: only libpq may take the socket's error
    char byte = 0;
    const auto count = recv(PQsocket(m_session->raw()), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    m_traces.wasClosed =
        count == 0 || (count < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
    if (count == 1 && m_traces.peer == ServerTraces::Peer::Nothing)
        m_traces.peer =
            isPostgresByte(byte) ? ServerTraces::Peer::Postgres : ServerTraces::Peer::Stranger;
}

void ConnectAttempt::noteRoundTrip(bool wasConnected)
{
    if (m_roundTrip)
        return;
    const auto passed = MonotonicClock::now() - m_startedAt;
    if (!m_target.through) {
        if (!wasConnected && PQstatus(m_session->raw()) != CONNECTION_STARTED)
            m_roundTrip.emplace(passed);
    } else if (m_traces.peer != ServerTraces::Peer::Nothing) {
        m_roundTrip.emplace(passed / 2); // the tunnel's channel was opened, then the server asked
    }
}

MonotonicTime ConnectAttempt::worthUntil(const Deadline &deadline) const
{
    return m_roundTrip ? std::max(deadline.end(), m_startedAt + m_roundTrip->forConnecting())
                       : deadline.end();
}

void ConnectAttempt::advanceConnecting(short revents)
{
    peekAtServer(revents);
    PGconn *connection = m_session->raw();
    if (m_target.through)
        m_localPort = localPortOf(PQsocket(connection));
    const bool wasConnected = PQstatus(connection) != CONNECTION_STARTED;
    const PostgresPollingStatusType polled = PQconnectPoll(connection);
    noteRoundTrip(wasConnected);
    switch (polled) {
    case PGRES_POLLING_READING:
        m_events = POLLIN;
        break;
    case PGRES_POLLING_WRITING:
        m_events = POLLOUT;
        break;
    case PGRES_POLLING_OK:
        m_session->becomeReady(m_roundTrip.value_or(RoundTrip()));
        checkRole();
        return;
    default:
        connectionFailed();
        return;
    }
    if (wasConnected && PQstatus(connection) == CONNECTION_STARTED) {
        m_traces = {}; // the next address, or once more without TLS
        m_startedAt = MonotonicClock::now();
        m_roundTrip.reset();
    }
}

std::optional<Error> ConnectAttempt::tunnelProblem() const
{
    if (!m_target.through || m_localPort == 0 || m_traces.peer != ServerTraces::Peer::Nothing)
        return std::nullopt;
    auto problem = m_target.through->problemOf(m_localPort);
    if (problem && problem->code == QLatin1String("refused"))
        return refusedError(m_place, problem->details);
    return problem;
}

void ConnectAttempt::connectionFailed()
{
    if (auto problem = tunnelProblem()) {
        failWith(std::move(*problem));
        return;
    }
    Error error = connectError(m_session->raw(), m_place, m_target, m_traces);
    // A server that dies at this very moment drops what waits in its queue: ask once more, and a
    // dead one refuses.
    if (m_traces.wasClosed && !m_hasRetried && m_traces.peer != ServerTraces::Peer::Stranger &&
        error.code.size() != 5) {
        m_hasRetried = true;
        start(m_addresses);
        return;
    }
    failWith(std::move(error));
}

void ConnectAttempt::checkRole()
{
    if (m_wish == Wish::Any) {
        m_phase = Phase::Open;
        return;
    }
    // Told unasked from PostgreSQL 14 on.
    if (const char *standby = PQparameterStatus(m_session->raw(), "in_hot_standby")) {
        settleRole(std::strcmp(standby, "on") == 0);
        return;
    }
    m_phase = Phase::Asking;
    m_events = POLLIN;
    if (PQsendQuery(m_session->raw(), "select pg_is_in_recovery()") != 1)
        connectionFailed();
    else
        PQflush(m_session->raw()); // far smaller than any socket buffer
}

void ConnectAttempt::advanceAsking()
{
    PGconn *connection = m_session->raw();
    if (PQconsumeInput(connection) == 0) {
        failWith(connectError(connection, m_place, m_target, m_traces));
        return;
    }
    while (PQisBusy(connection) == 0) {
        const PgResult result(PQgetResult(connection));
        if (!result) { // the whole answer is in: the session is idle again
            settleRole(m_isStandby.value_or(true));
            return;
        }
        const auto rows = rowsFrom(result.get(), m_place);
        if (!rows) {
            failWith(rows.error());
            return;
        }
        m_isStandby = rows->text(QStringLiteral("pg_is_in_recovery")) == QLatin1String("t");
    }
}

void ConnectAttempt::settleRole(bool isStandby)
{
    if (!isStandby) {
        m_phase = Phase::Open;
        return;
    }
    failWith(Error{ErrorKind::Failed,
                   say("Postgres", "The server at %1 is a standby and accepts no writes; use the "
                                   "other node or promote it.")
                       .arg(m_place),
                   {},
                   QStringLiteral("25006")});
}

void ConnectAttempt::failWith(Error error)
{
    m_error = std::move(error);
    m_phase = Phase::Failed;
    m_session.reset();
}

std::unique_ptr<PgSession> ConnectAttempt::takeSession()
{
    return std::move(m_session);
}

Error ConnectAttempt::silence() const
{
    if (m_phase == Phase::Resolving)
        return unresolvedError(m_target.host, QStringLiteral("the name server did not answer"));
    const auto waited = std::chrono::round<Milliseconds>(MonotonicClock::now() - m_begun).count();
    return silentError(m_place, waited);
}

Error ConnectAttempt::cancelled() const
{
    return Error{ErrorKind::Cancelled,
                 say("Postgres", "Connecting to %1 was cancelled.").arg(m_place),
                 {},
                 {}};
}

} // namespace tandem
