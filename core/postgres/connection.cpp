// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/postgres/connection.h"

#include "core/postgres/connect_calls.h"
#include "core/postgres/pg_session.h"
#include "core/postgres/scram.h"
#include "core/transport/stoppable_poll.h"

#include <algorithm>
#include <cstdlib>
#include <map>

namespace tandem {

namespace {

enum class Asked
{
    Never,
    Once,
    Prepared
};

} // namespace

struct Connection::Impl
{
    std::shared_ptr<SqlTunnel> through; // carries the session, so it goes after it
    std::unique_ptr<PgSession> session;
    std::map<QString, Asked> asked; // by the name of a repeated question
};

namespace {

enum class DriveEnd
{
    OneIsOpen,
    AllFailed,
    Silence,
    Stopped
};

// Calls all servers until one stands, none can any more, or time or patience is over.
DriveEnd drive(std::vector<ConnectCalls> &servers, const Deadline &deadline, const StopToken &stop,
               size_t &winner)
{
    StoppablePoll poll(stop);
    for (;;) {
        std::vector<pollfd> descriptors;
        bool isAnyUnderWay = false;
        MonotonicTime end = deadline.end();
        for (const ConnectCalls &server : servers) {
            if (server.isOver())
                continue;
            isAnyUnderWay = true;
            end = std::max(end, server.worthUntil(deadline));
        }
        if (!isAnyUnderWay)
            return DriveEnd::AllFailed;
        MonotonicTime wakeAt = end;
        for (ConnectCalls &server : servers) {
            server.joinIfDue();
            wakeAt = std::min(wakeAt, server.joinsAt().value_or(end));
            server.addWaits(descriptors);
        }
        const auto left = std::chrono::ceil<Milliseconds>(wakeAt - MonotonicClock::now());
        switch (poll.wait(descriptors, std::max(left, Milliseconds(0)))) {
        case StoppablePoll::Outcome::Stopped:
            return DriveEnd::Stopped;
        case StoppablePoll::Outcome::TimedOut:
            if (wakeAt == end)
                return DriveEnd::Silence;
            break;
        case StoppablePoll::Outcome::Ready:
            break;
        }
        std::span<const pollfd> waits = descriptors;
        for (size_t i = 0; i < servers.size(); ++i) {
            const size_t own = servers[i].count();
            servers[i].advance(waits.first(own));
            waits = waits.subspan(own);
            if (servers[i].isOpen()) {
                winner = i;
                return DriveEnd::OneIsOpen;
            }
        }
    }
}

Error noneWritable(const std::vector<ConnectCalls> &servers, DriveEnd end)
{
    QStringList words;
    std::vector<Error> errors;
    for (const ConnectCalls &server : servers) {
        const ConnectAttempt &attempt = server.attempt();
        if (end == DriveEnd::Stopped)
            return attempt.cancelled();
        errors.push_back(attempt.isOver() ? attempt.error() : attempt.silence());
        words += errors.back().sentence.english();
        if (!errors.back().details.isEmpty())
            words += errors.back().details;
    }
    if (errors.size() == 1)
        return errors.front();
    // A live standby tells more than a dead node beside it.
    QString code;
    for (const auto &error : errors) {
        if (code.isEmpty() || error.code == QLatin1String("25006"))
            code = error.code;
    }
    return Error{ErrorKind::Unreachable,
                 say("Postgres", "No node accepts writes now: neither answered as a primary in "
                                 "time; look at the state of the pair."),
                 words.join(QLatin1Char('\n')), code};
}

} // namespace

Connection::Connection(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Connection::Connection(Connection &&) noexcept = default;
Connection &Connection::operator=(Connection &&) noexcept = default;
Connection::~Connection() = default;

Result<Connection> Connection::open(const ConnectTarget &target, const Deadline &deadline,
                                    const StopToken &stop)
{
    std::vector<ConnectCalls> servers;
    servers.emplace_back(target, ConnectAttempt::Wish::Any);
    size_t winner = 0;
    const DriveEnd end = drive(servers, deadline, stop, winner);
    ConnectAttempt &attempt = servers.front().attempt();
    switch (end) {
    case DriveEnd::OneIsOpen:
        break;
    case DriveEnd::AllFailed:
        return attempt.error();
    case DriveEnd::Silence:
        return attempt.silence();
    case DriveEnd::Stopped:
        return attempt.cancelled();
    }
    return Connection(std::make_unique<Impl>(Impl{target.through, attempt.takeSession(), {}}));
}

Result<std::pair<int, Connection>>
Connection::openWritable(const std::vector<ConnectTarget> &targets, const Deadline &deadline,
                         const StopToken &stop)
{
    std::vector<ConnectCalls> servers;
    servers.reserve(targets.size());
    for (const auto &target : targets)
        servers.emplace_back(target, ConnectAttempt::Wish::AcceptsWrites);
    size_t winner = 0;
    const auto end = drive(servers, deadline, stop, winner);
    if (end != DriveEnd::OneIsOpen)
        return noneWritable(servers, end);
    return std::pair<int, Connection>(
        static_cast<int>(winner),
        Connection(std::make_unique<Impl>(
            Impl{targets[winner].through, servers[winner].attempt().takeSession(), {}})));
}

Result<Rows> Connection::exec(const QString &sql,
                              const std::vector<std::optional<QString>> &parameters,
                              const Deadline &deadline, const StopToken &stop)
{
    return m_impl->session->exec(sql, &parameters, deadline, stop);
}

Result<Rows> Connection::exec(const QString &sql, const Deadline &deadline, const StopToken &stop)
{
    return m_impl->session->exec(sql, nullptr, deadline, stop);
}

Result<Rows> Connection::execRepeated(const QString &name, const QString &sql,
                                      const Deadline &deadline, const StopToken &stop)
{
    Asked &asked = m_impl->asked[name];
    switch (asked) {
    case Asked::Never:
        asked = Asked::Once;
        return exec(sql, deadline, stop);
    case Asked::Once:
        if (auto prepared = exec(QStringLiteral("prepare %1 as ").arg(name) + sql, deadline, stop);
            !prepared)
            return prepared;
        asked = Asked::Prepared;
        break;
    case Asked::Prepared:
        break;
    }
    return exec(QStringLiteral("execute ") + name, deadline, stop);
}

Result<bool> Connection::waitForEnd(const Deadline &deadline, const StopToken &stop)
{
    return m_impl->session->waitForEnd(deadline, stop);
}

void Connection::cancelRunning()
{
    m_impl->session->cancel(Milliseconds(1000));
}

bool Connection::isOpen() const
{
    return m_impl && m_impl->session->isOpen();
}

int Connection::serverVersion() const
{
    return PQserverVersion(m_impl->session->raw());
}

std::vector<Notice> Connection::takeNotices()
{
    return m_impl->session->takeNotices();
}

QString Connection::literal(const QString &value) const
{
    if (value.contains(QChar(0)))
        return {};
    const QByteArray bytes = value.toUtf8();
    const PgText quoted(PQescapeLiteral(m_impl->session->raw(), bytes.constData(),
                                        static_cast<size_t>(bytes.size())));
    return QString::fromUtf8(quoted.get());
}

QString Connection::identifier(const QString &value) const
{
    if (value.contains(QChar(0)))
        return {};
    const QByteArray bytes = value.toUtf8();
    const PgText quoted(PQescapeIdentifier(m_impl->session->raw(), bytes.constData(),
                                           static_cast<size_t>(bytes.size())));
    return QString::fromUtf8(quoted.get());
}

Result<QString> Connection::passwordVerifier(const QString &, const Secret &password)
{
    return scramVerifier(password); // SCRAM, unlike md5, does not depend on the role's name
}

void forgetLibpqEnvironment()
{
    for (const char *name : {"PGSERVICE",
                             "PGSERVICEFILE",
                             "PGSYSCONFDIR",
                             "PGHOST",
                             "PGHOSTADDR",
                             "PGPORT",
                             "PGDATABASE",
                             "PGUSER",
                             "PGPASSWORD",
                             "PGPASSFILE",
                             "PGOPTIONS",
                             "PGAPPNAME",
                             "PGSSLMODE",
                             "PGREQUIRESSL",
                             "PGSSLCERT",
                             "PGSSLKEY",
                             "PGSSLROOTCERT",
                             "PGSSLCRL",
                             "PGSSLCRLDIR",
                             "PGSSLSNI",
                             "PGSSLCOMPRESSION",
                             "PGSSLNEGOTIATION",
                             "PGSSLCERTMODE",
                             "PGSSLMINPROTOCOLVERSION",
                             "PGSSLMAXPROTOCOLVERSION",
                             "PGREQUIREAUTH",
                             "PGREQUIREPEER",
                             "PGCHANNELBINDING",
                             "PGGSSENCMODE",
                             "PGKRBSRVNAME",
                             "PGGSSLIB",
                             "PGGSSDELEGATION",
                             "PGCONNECT_TIMEOUT",
                             "PGCLIENTENCODING",
                             "PGTARGETSESSIONATTRS",
                             "PGLOADBALANCEHOSTS",
                             "PGMINPROTOCOLVERSION",
                             "PGMAXPROTOCOLVERSION",
                             "PGDATESTYLE",
                             "PGTZ",
                             "PGGEQO"})
        unsetenv(name);
}

} // namespace tandem
