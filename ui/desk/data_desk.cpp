// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/data_desk.h"

#include <QUuid>

namespace tandem {

namespace {

constexpr int rowsShown = 200;

} // namespace

DataSession::DataSession(PairSession &session, std::size_t node, const QString &name)
    : m_session(session), m_node(node), m_name(name)
{
    m_worker.setFarewell([this] { m_sql.reset(); });
}

void DataSession::execute(const QString &sql)
{
    m_isBusy = true;
    m_worker.post([this, sql](const StopToken &stop) {
        const auto result = executeNow(sql, stop);
        QMetaObject::invokeMethod(
            this,
            [this, sql, result] {
                m_isBusy = false;
                if (result.ok())
                    Q_EMIT answered(sql, *result);
                else
                    Q_EMIT refused(sql, result.error());
            },
            Qt::QueuedConnection);
    });
}

Result<SqlTable> DataSession::executeNow(const QString &sql, const StopToken &stop)
{
    if (!m_sql) {
        // Qt's connections have names for the whole program: this one is nobody else's.
        auto opened =
            SqlSession::open(m_session.access(), m_session.profile().nodes[m_node],
                             QStringLiteral("pgtandem data %1 %2")
                                 .arg(m_name, QUuid::createUuid().toString(QUuid::Id128).left(8)),
                             stop);
        if (!opened.ok())
            return opened.error();
        m_sql = std::move(*opened);
    }
    auto result = m_sql->execute(sql, stop);
    // A session whose server went away is of no use any more; its class is 08, or it has no code.
    const bool isLost =
        !result.ok() && result.error().kind != ErrorKind::Refused &&
        (result.error().code.isEmpty() || result.error().code.startsWith(QLatin1String("08")) ||
         result.error().code.startsWith(QLatin1String("57P")));
    if (isLost)
        m_sql.reset();
    return result;
}

DataDesk::DataDesk(PairSession &session)
{
    for (std::size_t node = 0; node < 2; ++node) {
        m_readers[node] = std::make_unique<DataSession>(session, node, QStringLiteral("tables"));
        connect(m_readers[node].get(), &DataSession::answered, this,
                [this, node](const QString &, const SqlTable &table) {
                    take(node, table, std::nullopt);
                });
        connect(m_readers[node].get(), &DataSession::refused, this,
                [this, node](const QString &, const Error &error) { take(node, {}, error); });
        m_sessions[node * 2] = std::make_unique<DataSession>(session, node, QStringLiteral("A"));
        m_sessions[node * 2 + 1] =
            std::make_unique<DataSession>(session, node, QStringLiteral("B"));
    }
}

DataDesk::~DataDesk() = default;

QStringList DataDesk::tables()
{
    return {QStringLiteral("users"), QStringLiteral("orders")};
}

void DataDesk::readTable(const QString &table)
{
    if (m_readers[0]->isBusy() || m_readers[1]->isBusy() || !tables().contains(table))
        return;
    m_table = table;
    m_sides = {};
    for (const auto &reader : m_readers)
        reader->execute(QStringLiteral("select * from public.%1 order by 1 desc limit %2")
                            .arg(table)
                            .arg(rowsShown));
}

void DataDesk::take(std::size_t node, const SqlTable &table, const std::optional<Error> &error)
{
    m_sides[node] = Side{table, error, {}};
    if (!m_sides[0] || !m_sides[1])
        return;
    std::array<Side, 2> sides{*m_sides[0], *m_sides[1]};
    // The window of the newest rows is cut at its end on both sides alike.
    for (Side &side : sides)
        side.table.isCut = side.table.rows.size() == std::size_t(rowsShown);
    if (!sides[0].error && !sides[1].error) {
        const auto matches = matchRows(sides[0].table, sides[1].table);
        for (std::size_t i = 0; i < 2; ++i)
            sides[i].matches = matches[i];
    }
    Q_EMIT compared(m_table, sides);
}

} // namespace tandem
