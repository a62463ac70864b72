// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/session_target.h"

namespace tandem {

Result<Connection> openSession(const SessionTarget &node, const QString &sessionName,
                               Milliseconds patience, const StopToken &stop)
{
    ConnectTarget target = node.target;
    target.applicationName = sessionName;
    return Connection::open(target, Deadline::after(patience), stop);
}

Result<Sighting> askStance(Connection &connection, Milliseconds patience, const StopToken &stop)
{
    const auto rows = connection.exec(
        QStringLiteral("select case when not pg_is_in_recovery()"
                       " then substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) end as timeline"),
        Deadline::after(patience), stop);
    if (!rows)
        return rows.error();
    const QString timeline = rows->text(QStringLiteral("timeline"));
    if (timeline.isEmpty())
        return Sighting{NodeStance::Standby, 0};
    return Sighting{NodeStance::Primary, timeline.toUInt(nullptr, 16)};
}

Milliseconds pauseAfter(const Error &error)
{
    if (error.kind == ErrorKind::Unreachable)
        return Milliseconds(10);
    if (error.code.startsWith(QLatin1String("57P"))) // starting up or going down; each try is a
        return Milliseconds(50);                     // line in the server's log
    if (error.code.startsWith(QLatin1String("53")))  // no free connection, no memory
        return Milliseconds(200);
    if (error.code.startsWith(QLatin1String("28")) || error.code.startsWith(QLatin1String("3D")) ||
        error.code.startsWith(QLatin1String("42")))
        return Milliseconds(1000);
    return Milliseconds(50);
}

bool endsWriting(const Error &error, const Connection &connection)
{
    return !connection.isOpen() || error.code == QLatin1String("25006") ||
           error.code.startsWith(QLatin1String("57P")) ||
           error.code.startsWith(QLatin1String("08"));
}

} // namespace tandem
