// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/sql_session.h"

#include "core/base/clock.h"
#include "core/postgres/foreign_session.h"
#include "core/postgres/ssl_mode.h"
#include "core/transport/sql_tunnel.h"

#include <QRegularExpression>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QVariant>

namespace tandem {

namespace {

const QString driver = QStringLiteral("QPSQL");
constexpr Milliseconds patience{5000};
constexpr int statementMilliseconds = 15000; // the server's own end of a statement

// The driver hands its options to libpq as one string of key=value; values are quoted as libpq
// wants it. It parts them at semicolons, so a value with one cannot be handed over.
QString quoted(const QString &value)
{
    QString text = value;
    text.replace(u'\\', QStringLiteral("\\\\")).replace(u'\'', QStringLiteral("\\'"));
    return u'\'' + text + u'\'';
}

QString optionsFor(const ConnectTarget &target, const QString &name)
{
    QStringList words{
        QStringLiteral("connect_timeout=3"),
        QStringLiteral("passfile=/nonexistent/pgtandem"),
        QStringLiteral("gssencmode=disable"),
        QStringLiteral("sslmode=") + QLatin1String(sslModeFor(target.tls, target.host)),
        QStringLiteral("application_name=") + quoted(name),
        QStringLiteral("options=") +
            quoted(QStringLiteral("-c statement_timeout=%1").arg(statementMilliseconds))};
    if (!target.rootCertificate.isEmpty())
        words << QStringLiteral("sslrootcert=") + quoted(target.rootCertificate);
    if (target.through)
        words << QStringLiteral("hostaddr=127.0.0.1");
    return words.join(u';');
}

Error errorOf(const QSqlError &error, const NodeProfile *node)
{
    const QString code = error.nativeErrorCode();
    const QString words = error.driverText().isEmpty() || !error.databaseText().isEmpty()
                              ? error.databaseText().trimmed()
                              : error.driverText();
    const QString first = words.section(u'\n', 0, 0);
    return {node != nullptr ? ErrorKind::Unreachable : ErrorKind::Failed,
            node != nullptr ? say("Data", "%1 takes no session: %2").arg(node->name).arg(first)
                            : Text::verbatim(first),
            words, code};
}

// COPY between the server and its client, also as one of several statements.
bool copiesToClient(const QString &sql)
{
    static const QRegularExpression copy(
        QStringLiteral("\\bcopy\\b.*\\b(to\\s+stdout|from\\s+stdin)\\b"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
    return copy.match(sql).hasMatch();
}

Error cancelled()
{
    return {ErrorKind::Cancelled, say("Data", "The statement was broken off."), {}, {}};
}

} // namespace

bool SqlSession::isDriverThere()
{
    return QSqlDatabase::isDriverAvailable(driver);
}

Text SqlSession::howToGetDriver()
{
    return say("Data", "Qt's PostgreSQL driver is not installed. On Debian: apt install "
                       "libqt6sql6-psql; on a Mac: brew install qt-postgresql. Then start the "
                       "program again; everything else works without it.");
}

Result<std::unique_ptr<SqlSession>> SqlSession::open(const SqlAccess &access,
                                                     const NodeProfile &node, const QString &name,
                                                     const StopToken &stop)
{
    if (!isDriverThere())
        return Error{ErrorKind::Refused, howToGetDriver(), {}, {}};
    if (stop.stopRequested())
        return cancelled();
    const ConnectTarget target =
        access.target(node, QStringLiteral("admin"), access.profile().database);
    int port = target.port;
    if (target.through) {
        // A session of our own first: the driver tells neither a dead server from a way that is
        // shut, nor can its wait be ended.
        const auto first = Connection::open(target, Deadline::after(patience), stop);
        if (!first)
            return Error{
                first.error().kind,
                say("Data", "%1 takes no session: %2").arg(node.name).arg(first.error().sentence),
                first.error().details, first.error().code};
        const auto entrance = target.through->port();
        if (!entrance)
            return entrance.error();
        port = *entrance;
    }
    std::unique_ptr<SqlSession> session(new SqlSession(name, target.through));
    QSqlDatabase database = QSqlDatabase::addDatabase(driver, name);
    database.setHostName(target.host);
    database.setPort(port);
    database.setDatabaseName(target.database);
    database.setUserName(target.user);
    if (!target.password.isEmpty())
        database.setPassword(QString::fromUtf8(target.password.reveal()));
    database.setConnectOptions(optionsFor(target, name));
    const bool isOpen = database.open();
    database.setPassword({}); // Qt would keep it as long as the session lives
    if (!isOpen)
        return errorOf(database.lastError(), &node);
    return session;
}

SqlSession::~SqlSession()
{
    {
        QSqlDatabase mine = database();
        mine.close();
    }
    QSqlDatabase::removeDatabase(m_name);
}

QSqlDatabase SqlSession::database() const
{
    return QSqlDatabase::database(m_name, false);
}

void *SqlSession::nativeHandle() const
{
    const QVariant handle = database().driver()->handle();
    // Qt names the type as it was declared, or by libpq's own structure.
    const QByteArray type = handle.isValid() ? QByteArray(handle.typeName()) : QByteArray();
    return type == "PGconn*" || type == "pg_conn*" ? *static_cast<void *const *>(handle.constData())
                                                   : nullptr;
}

Result<SqlTable> SqlSession::execute(const QString &sql, const StopToken &stop)
{
    if (copiesToClient(sql))
        return Error{ErrorKind::Refused,
                     say("Data", "COPY to or from the client is not possible here: use psql."),
                     {},
                     {}};
    const MonotonicTime begin = MonotonicClock::now();
    QSqlQuery query(database());
    query.setForwardOnly(true);
    bool isDone = false;
    {
        const StopCallback onStop(stop, [handle = nativeHandle()] { breakOffSession(handle); });
        isDone = query.exec(sql);
    }
    if (stop.stopRequested())
        return cancelled();
    if (!isDone)
        return errorOf(query.lastError(), nullptr);
    SqlTable table;
    table.seconds = secondsBetween(begin, MonotonicClock::now());
    if (!query.isSelect()) {
        table.affected = query.numRowsAffected();
        return table;
    }
    const QSqlRecord record = query.record();
    for (int i = 0; i < record.count(); ++i)
        table.columns << record.fieldName(i);
    while (query.next()) {
        if (table.rows.size() == SqlTable::mostRows) {
            table.isCut = true;
            break;
        }
        std::vector<std::optional<QString>> row;
        for (int i = 0; i < record.count(); ++i)
            row.push_back(query.isNull(i) ? std::nullopt
                                          : std::optional(query.value(i).toString()));
        table.rows.push_back(std::move(row));
    }
    return table;
}

} // namespace tandem
