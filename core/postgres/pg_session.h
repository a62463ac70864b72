// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/stop.h"
#include "core/postgres/connection.h"
#include "core/postgres/round_trip.h"

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include <libpq-fe.h>

namespace tandem {

class StoppablePoll;

struct PgFree
{
    void operator()(PGconn *connection) const { PQfinish(connection); }
    void operator()(PGresult *result) const { PQclear(result); }
    void operator()(void *memory) const { PQfreemem(memory); }
};
using PgConnection = std::unique_ptr<PGconn, PgFree>;
using PgResult = std::unique_ptr<PGresult, PgFree>;
using PgText = std::unique_ptr<char, PgFree>;

// A libpq connection with what belongs to it, from the start of connecting to its end.
// Does not move: libpq holds a pointer to it. One thread, but for cancel().
class PgSession
{
public:
    // `place` is "host:port", for the sentences.
    PgSession(PGconn *connection, QString place);
    PgSession(const PgSession &) = delete;
    PgSession &operator=(const PgSession &) = delete;

    [[nodiscard]] PGconn *raw() const { return m_connection.get(); }
    [[nodiscard]] const QString &place() const { return m_place; }
    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] std::vector<Notice> takeNotices() { return std::exchange(m_notices, {}); }

    // Connecting is over: from now on cancel() works.
    void becomeReady(const RoundTrip &roundTrip);
    Result<Rows> exec(const QString &sql, const std::vector<std::optional<QString>> *parameters,
                      const Deadline &asked, const StopToken &stop);
    Result<bool> waitForEnd(const Deadline &deadline, const StopToken &stop);
    // From any thread. Asks in a thread of its own and waits for it at most that long; false: it
    // may reach the server yet.
    bool cancel(Milliseconds patience);
    // Ends the session for both sides at once; the object stays good for quoting.
    void close();

private:
    // For one statement: `asked`, or longer where the server is far.
    [[nodiscard]] Deadline fairDeadline(const Deadline &asked) const;
    static void noteNotice(void *session, const PGresult *result);
    [[nodiscard]] bool send(const QByteArray &sql,
                            const std::vector<std::optional<QString>> *parameters);
    // Waits until libpq has a result. Error: deadline, stop.
    Result<void> waitForResult(StoppablePoll &poll, const Deadline &deadline);
    Result<void> waitForServer(StoppablePoll &poll, const Deadline &deadline, bool alsoWrite);
    // Takes libpq out of a COPY that a statement began; nothing of it is kept.
    Result<void> leaveCopy(ExecStatusType state, StoppablePoll &poll, const Deadline &deadline);
    [[nodiscard]] Error lostError() const;

    QString m_place;
    RoundTrip m_roundTrip;
    std::vector<Notice> m_notices;
    std::mutex m_cancelMutex;
    std::shared_ptr<PGcancel> m_cancel;
    bool m_isClosed = false;
    PgConnection m_connection; // last: its end may still tell notices
};

// Reads a finished result. A refused statement is an Error with its SQLSTATE.
[[nodiscard]] Result<Rows> rowsFrom(const PGresult *result, const QString &place);

} // namespace tandem
