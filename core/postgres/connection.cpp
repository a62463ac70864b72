// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/postgres/connection.h"

#include "core/postgres/connect_attempt.h"
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

// Moves all attempts on until one stands, none can any more, or time or patience is over.
DriveEnd drive(std::vector<ConnectAttempt> &attempts, const Deadline &deadline,
               const StopToken &stop, size_t &winner)
{
    StoppablePoll poll(stop);
    for (;;) {
        std::vector<pollfd> descriptors;
        bool isAnyUnderWay = false;
        MonotonicTime end = deadline.end();
        for (size_t i = 0; i < attempts.size(); ++i) {
            if (attempts[i].isOpen()) {
                winner = i;
                return DriveEnd::OneIsOpen;
            }
            if (!attempts[i].isOver()) {
                isAnyUnderWay = true;
                end = std::max(end, attempts[i].worthUntil(deadline));
            }
            descriptors.push_back(attempts[i].waitsFor());
        }
        if (!isAnyUnderWay)
            return DriveEnd::AllFailed;
        const auto left = std::chrono::ceil<Milliseconds>(end - MonotonicClock::now());
        switch (poll.wait(descriptors, std::max(left, Milliseconds(0)))) {
        case StoppablePoll::Outcome::Stopped:
            return DriveEnd::Stopped;
        case StoppablePoll::Outcome::TimedOut:
            return DriveEnd::Silence;
        case StoppablePoll::Outcome::Ready:
            break;
        }
        for (size_t i = 0; i < attempts.size(); ++i) {
            if (descriptors[i].revents != 0)
                attempts[i].advance(descriptors[i].revents);
        }
    }
}

Error noneWritable(const std::vector<ConnectAttempt> &attempts, DriveEnd end)
{
    QStringList words;
    std::vector<Error> errors;
    for (const auto &attempt : attempts) {
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
    std::vector<ConnectAttempt> attempts;
    attempts.emplace_back(target, ConnectAttempt::Wish::Any);
    auto &attempt = attempts.front();
    size_t winner = 0;
    switch (drive(attempts, deadline, stop, winner)) {
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
    std::vector<ConnectAttempt> attempts;
    attempts.reserve(targets.size());
    for (const auto &target : targets)
        attempts.emplace_back(target, ConnectAttempt::Wish::AcceptsWrites);
    size_t winner = 0;
    const auto end = drive(attempts, deadline, stop, winner);
    if (end != DriveEnd::OneIsOpen)
        return noneWritable(attempts, end);
    return std::pair<int, Connection>(
        static_cast<int>(winner),
        Connection(std::make_unique<Impl>(
            Impl{targets[winner].through, attempts[winner].takeSession(), {}})));
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
