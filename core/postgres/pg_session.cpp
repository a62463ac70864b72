// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/postgres/pg_session.h"

#include <condition_variable>
#include <thread>

#include <sys/socket.h>

namespace tandem {

PgSession::PgSession(PGconn *connection, QString place)
    : m_place(std::move(place)), m_connection(connection)
{
    // Verbose: the text of a failed login then carries its SQLSTATE, the only way to learn it.
    PQsetErrorVerbosity(connection, PQERRORS_VERBOSE);
    PQsetNoticeReceiver(connection, &PgSession::noteNotice, this);
}

void PgSession::noteNotice(void *session, const PGresult *result)
{
    constexpr size_t most = 1000; // a chatty statement must not fill the memory
    auto &notices = static_cast<PgSession *>(session)->m_notices;
    if (notices.size() >= most)
        return;
    const auto field = [result](int code) {
        return QString::fromUtf8(PQresultErrorField(result, code));
    };
    QString severity = field(PG_DIAG_SEVERITY_NONLOCALIZED);
    if (severity.isEmpty())
        severity = field(PG_DIAG_SEVERITY);
    notices.push_back({severity, field(PG_DIAG_SQLSTATE), field(PG_DIAG_MESSAGE_PRIMARY)});
}

bool PgSession::isOpen() const
{
    return !m_isClosed && PQstatus(raw()) == CONNECTION_OK;
}

void PgSession::becomeReady(const RoundTrip &roundTrip)
{
    m_roundTrip = roundTrip;
    PQsetnonblocking(raw(), 1);
    const std::lock_guard lock(m_cancelMutex);
    m_cancel = std::shared_ptr<PGcancel>(PQgetCancel(raw()), &PQfreeCancel);
}

Deadline PgSession::fairDeadline(const Deadline &asked) const
{
    const Milliseconds needed = m_roundTrip.forStatement();
    return asked.end() < MonotonicClock::now() + needed ? Deadline::after(needed) : asked;
}

void PgSession::close()
{
    if (std::exchange(m_isClosed, true))
        return;
    // The server sees the end now; libpq's own object lives on until ours goes.
    if (const int fd = PQsocket(raw()); fd >= 0)
        shutdown(fd, SHUT_RDWR);
    const std::lock_guard lock(m_cancelMutex);
    m_cancel.reset();
}

bool PgSession::cancel(Milliseconds patience)
{
    struct Request
    {
        std::mutex mutex;
        std::condition_variable changed;
        bool isDone = false;
        std::shared_ptr<PGcancel> key;
    };
    const auto request = std::make_shared<Request>();
    {
        const std::lock_guard lock(m_cancelMutex);
        request->key = m_cancel;
    }
    if (!request->key)
        return false;
    // PQcancel connects without any deadline: a silent host must only hold up its own thread.
    std::thread([request] {
        char ignored[256];
        PQcancel(request->key.get(), ignored, sizeof ignored);
        const std::lock_guard lock(request->mutex);
        request->isDone = true;
        request->changed.notify_all();
    }).detach();
    std::unique_lock lock(request->mutex);
    return request->changed.wait_for(lock, patience, [&request] { return request->isDone; });
}

} // namespace tandem
