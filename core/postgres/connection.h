// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/secret.h"
#include "core/base/stop.h"
#include "core/cluster/node_facts.h"
#include "core/profile/profile.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

struct pg_conn;

namespace tandem {

class SqlTunnel;

// How to reach one server. Values are passed by key to libpq, never concatenated.
struct ConnectTarget
{
    QString host; // name, address, or a socket directory
    int port = 5432;
    // Carries the session to that port through SSH; `host` is then the name that TLS checks. None:
    // straight to the port. SqlAccess sets it.
    std::shared_ptr<SqlTunnel> through;
    QString database;
    QString user;
    Secret password;
    TlsMode tls = TlsMode::Require;
    QString rootCertificate; // file for verify-full; empty: libpq's default file
    QString applicationName = QStringLiteral("pgtandem");
    Milliseconds statementTimeout{
        0}; // the server's own end of a statement; 0: the server's default
    bool replicationProtocol = false; // replication=true: IDENTIFY_SYSTEM, TIMELINE_HISTORY
};

// Rows as text; a missing value is SQL's NULL.
struct Rows
{
    QStringList columns;
    std::vector<std::vector<std::optional<QString>>> rows;
    QString commandTag; // "INSERT 0 1"
    std::int64_t affected = 0;

    [[nodiscard]] std::optional<QString> value(size_t row, const QString &column) const;
    // First row's column as text; empty when NULL or absent.
    [[nodiscard]] QString text(const QString &column) const;
};

struct Notice
{
    QString severity, code, message; // code: SQLSTATE
};

// One libpq connection. Created, used and destroyed in one thread; every call is blocking, has our
// own deadline (libpq's connect_timeout has a floor of 2 s) and ends at once when `stop` fires.
// Deadlines are for near servers: one that is far, as connecting to it showed, gets up to 4 s for
// that and 2 s for a statement (see round_trip.h). Silence and a frozen server get nothing.
// After a deadline or stop in exec the connection is closed: isOpen() is false.
// Every session sets search_path = pg_catalog, public; LC messages are never parsed, SQLSTATE is.
class Connection
{
public:
    // Errors: kind Unreachable with code refused | silent | resolve | not-postgres | tunnel (SSH
    // has no way to the server, of which nothing is known then), or kind Failed with the server's
    // SQLSTATE.
    [[nodiscard]] static Result<Connection> open(const ConnectTarget &target,
                                                 const Deadline &deadline, const StopToken &stop);
    Connection(Connection &&) noexcept;
    Connection &operator=(Connection &&) noexcept;
    ~Connection();

    // One statement with parameters ($1 ...), or without parameters any number of statements;
    // the last result is returned. A server error has code = SQLSTATE and leaves the session open.
    // A session that is lost meanwhile: kind Unreachable, code 08006 (08003: it was lost before);
    // what the server said last, as 57P01, goes before that. COPY to the client is ended: Usage.
    Result<Rows> exec(const QString &sql, const std::vector<std::optional<QString>> &parameters,
                      const Deadline &deadline, const StopToken &stop);
    Result<Rows> exec(const QString &sql, const Deadline &deadline, const StopToken &stop);
    // One query that is asked again and again. From its second time on this session it is prepared
    // under `name` (a plain identifier), because planning can take ten times as long as the answer;
    // a question asked once costs no round trip more. `sql` must be the same each time.
    Result<Rows> execRepeated(const QString &name, const QString &sql, const Deadline &deadline,
                              const StopToken &stop);

    // Waits until the session ends (EOF, reset: true) or the deadline passes (false).
    // Event driven: a killed server is noticed in milliseconds. For an idle session only.
    Result<bool> waitForEnd(const Deadline &deadline, const StopToken &stop);

    // Asks the server to cancel what runs; from another thread while exec blocks. Bounded by 1 s.
    void cancelRunning();

    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] int serverVersion() const;
    [[nodiscard]] std::vector<Notice> takeNotices();
    // Quoted for SQL text, also after the session has ended. A value with a zero byte gives an
    // empty text, which no server takes for a value.
    [[nodiscard]] QString literal(const QString &value) const;
    [[nodiscard]] QString identifier(const QString &value) const;
    // SCRAM verifier for ALTER ROLE, so that the plain password never reaches the server's log.
    [[nodiscard]] Result<QString> passwordVerifier(const QString &role, const Secret &password);

    // Two targets at once, each with its own timer; the first that accepts writes wins and the
    // other attempt is closed. Error: none did before the deadline (details say what each said).
    [[nodiscard]] static Result<std::pair<int, Connection>>
    openWritable(const std::vector<ConnectTarget> &targets, const Deadline &deadline,
                 const StopToken &stop);

private:
    struct Impl;
    explicit Connection(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

// Takes libpq's variables (PGSERVICE, PGPASSFILE ...) out of this process's environment. Everything
// that matters is given to libpq by key, but a PGSERVICE it does not find fails every connection.
// To be called once at the start of main(), before there are threads.
void forgetLibpqEnvironment();

// What a failed open() means for the node.
[[nodiscard]] ServerAnswer answerOf(const Error &error);

// The text of core/postgres/sql/NAME.sql. An unknown name is a programming error and aborts.
[[nodiscard]] QString sqlNamed(const QString &name);

// Fills psql's own spellings :'name' (literal) and :"name" (identifier) in `sql`, quoted for that
// connection. A name without a value is a programming error and comes back as an Error.
[[nodiscard]] Result<QString> fillSql(const Connection &connection, const QString &sql,
                                      const std::vector<std::pair<QString, QString>> &values);

} // namespace tandem
