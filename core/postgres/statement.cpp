// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/postgres/pg_session.h"
#include "core/transport/stoppable_poll.h"

#include <algorithm>

namespace tandem {

namespace {

constexpr Milliseconds noPatience{0};
constexpr Milliseconds cancelPatience{2000};

Error badText()
{
    return Error{ErrorKind::Usage,
                 say("Postgres", "A text with a zero byte cannot be sent to a server; remove it."),
                 {},
                 {}};
}

Error copyError(const QString &place)
{
    return Error{ErrorKind::Usage,
                 say("Postgres", "COPY from or to the client was sent to %1 and ended, because it "
                                 "is not supported here; use a query instead.")
                     .arg(place),
                 {},
                 {}};
}

bool isCopy(ExecStatusType state)
{
    return state == PGRES_COPY_IN || state == PGRES_COPY_OUT || state == PGRES_COPY_BOTH;
}

} // namespace

Error PgSession::lostError() const
{
    return Error{ErrorKind::Unreachable,
                 say("Postgres", "The session with %1 was lost while a statement ran: whether it "
                                 "took effect is not known; connect again and look.")
                     .arg(m_place),
                 QString::fromUtf8(PQerrorMessage(raw())).trimmed(), QStringLiteral("08006")};
}

bool PgSession::send(const QByteArray &sql, const std::vector<std::optional<QString>> *parameters)
{
    // The simple protocol: several statements at once, and all that a WAL sender understands.
    if (!parameters || parameters->empty())
        return PQsendQuery(raw(), sql.constData()) == 1;
    std::vector<QByteArray> texts;
    std::vector<const char *> values;
    texts.reserve(parameters->size());
    for (const auto &parameter : *parameters) {
        texts.push_back(parameter.value_or(QString()).toUtf8());
        values.push_back(parameter ? texts.back().constData() : nullptr);
    }
    return PQsendQueryParams(raw(), sql.constData(), static_cast<int>(values.size()), nullptr,
                             values.data(), nullptr, nullptr, 0) == 1;
}

Result<void> PgSession::waitForServer(StoppablePoll &poll, const Deadline &deadline, bool alsoWrite)
{
    const short events = alsoWrite ? POLLIN | POLLOUT : POLLIN;
    std::vector<pollfd> descriptors{{PQsocket(raw()), events, 0}};
    switch (poll.wait(descriptors, deadline.remaining())) {
    case StoppablePoll::Outcome::Ready:
        return {};
    case StoppablePoll::Outcome::TimedOut:
        return Error{ErrorKind::TimedOut,
                     say("Postgres", "A statement on %1 did not end in time and its session was "
                                     "closed: whether it took effect is not known; look again.")
                         .arg(m_place),
                     {},
                     {}};
    case StoppablePoll::Outcome::Stopped:
        break;
    }
    return Error{ErrorKind::Cancelled,
                 say("Postgres", "A statement on %1 was cancelled and its session was closed: "
                                 "whether it took effect is not known; look again.")
                     .arg(m_place),
                 {},
                 {}};
}

Result<void> PgSession::waitForResult(StoppablePoll &poll, const Deadline &deadline)
{
    for (;;) {
        const int unsent = PQflush(raw());
        if (unsent == 0 && PQisBusy(raw()) == 0)
            return {};
        if (unsent < 0) {
            // What the server said before it went away is still to be read.
            PQconsumeInput(raw());
            if (PQisBusy(raw()) == 0)
                return {};
        }
        if (auto waited = waitForServer(poll, deadline, unsent > 0); !waited)
            return waited;
        if (PQconsumeInput(raw()) == 0)
            return {}; // the connection is gone: PQgetResult tells how
    }
}

Result<void> PgSession::leaveCopy(ExecStatusType state, StoppablePoll &poll,
                                  const Deadline &deadline)
{
    if (state == PGRES_COPY_BOTH) {
        close(); // a WAL stream does not end otherwise
        return {};
    }
    if (state == PGRES_COPY_IN) {
        while (PQputCopyEnd(raw(), "not supported by this client") == 0) {
            if (auto waited = waitForServer(poll, deadline, true); !waited)
                return waited;
        }
        return {};
    }
    // One that comes late would end the next statement.
    if (!cancel(std::min(deadline.remaining(), cancelPatience))) {
        close();
        return {};
    }
    for (;;) {
        char *row = nullptr;
        const int size = PQgetCopyData(raw(), &row, 1);
        const PgText owned(row);
        if (size < 0)
            return {};
        if (size > 0)
            continue;
        if (auto waited = waitForServer(poll, deadline, false); !waited)
            return waited;
        if (PQconsumeInput(raw()) == 0)
            return {};
    }
}

Result<Rows> PgSession::exec(const QString &sql,
                             const std::vector<std::optional<QString>> *parameters,
                             const Deadline &asked, const StopToken &stop)
{
    const Deadline deadline = fairDeadline(asked);
    if (!isOpen()) {
        return Error{ErrorKind::Unreachable,
                     say("Postgres", "The session with %1 has ended; connect again.").arg(m_place),
                     {},
                     QStringLiteral("08003")};
    }
    bool hasZero = sql.contains(QChar(0));
    if (parameters) {
        for (const auto &parameter : *parameters)
            hasZero = hasZero || (parameter && parameter->contains(QChar(0)));
    }
    if (hasZero)
        return badText();

    StoppablePoll poll(stop);
    if (!send(sql.toUtf8(), parameters)) {
        close();
        return lostError();
    }
    PgResult last;
    bool hadCopy = false;
    for (;;) {
        auto waited = waitForResult(poll, deadline);
        PgResult next(waited ? PQgetResult(raw()) : nullptr);
        if (waited && next && isCopy(PQresultStatus(next.get()))) {
            hadCopy = true;
            waited = leaveCopy(PQresultStatus(next.get()), poll, deadline);
        }
        if (!waited) {
            // Nobody will read the answer: the server need not work on.
            cancel(noPatience);
            close();
            return waited.error();
        }
        if (m_isClosed)
            return copyError(m_place);
        if (!next)
            break;
        // What the server said counts, not the loss of the connection that follows it.
        if (!last || PQresultErrorField(last.get(), PG_DIAG_SQLSTATE) == nullptr)
            last = std::move(next);
    }
    const bool isLost = PQstatus(raw()) != CONNECTION_OK;
    if (isLost)
        close();
    if (hadCopy && !isLost)
        return copyError(m_place);
    const char *code = last ? PQresultErrorField(last.get(), PG_DIAG_SQLSTATE) : nullptr;
    if (isLost && !code)
        return lostError();
    return rowsFrom(last.get(), m_place);
}

Result<bool> PgSession::waitForEnd(const Deadline &deadline, const StopToken &stop)
{
    StoppablePoll poll(stop);
    while (isOpen()) {
        std::vector<pollfd> descriptors{{PQsocket(raw()), POLLIN, 0}};
        switch (poll.wait(descriptors, deadline.remaining())) {
        case StoppablePoll::Outcome::TimedOut:
            return false;
        case StoppablePoll::Outcome::Stopped:
            return Error{
                ErrorKind::Cancelled,
                say("Postgres", "Watching the session with %1 was cancelled.").arg(m_place),
                {},
                {}};
        case StoppablePoll::Outcome::Ready:
            break;
        }
        if (PQconsumeInput(raw()) == 0)
            break;
        // Takes in what an idle session can hear: notices, and the server's farewell.
        while (PQisBusy(raw()) == 0) {
            const PgResult result(PQgetResult(raw()));
            if (!result)
                break;
        }
    }
    close();
    return true;
}

} // namespace tandem
