// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/reader_session.h"

#include <algorithm>

namespace tandem {

namespace {

constexpr Milliseconds openPatience{500};

} // namespace

ReaderSession::ReaderSession(int number, const SessionContext &context, Lane &lane)
    : m_context(context), m_lane(lane), m_name(QStringLiteral("tandem reader %1").arg(number))
{
}

void ReaderSession::run()
{
    while (!m_context.finish.stopRequested()) {
        const auto best = chooseReadable(m_context.finder.view().seen);
        if (m_connection && best && *best != m_node) {
            m_connection.reset(); // a standby came back: leave the primary to the writers
            m_lane.disconnected();
        }
        if (m_connection) {
            m_lane.works();
            read();
            if (m_connection)
                m_lane.pauses();
            m_context.finish.sleepFor(Milliseconds(m_context.options.readPauseMs));
        } else {
            m_lane.seeks();
            connect();
        }
    }
    m_lane.ends();
}

void ReaderSession::connect()
{
    const PrimaryFinder::View view = m_context.finder.view();
    const auto node = chooseReadable(view.seen);
    if (!node) {
        m_context.finder.waitForNews(view.version, Milliseconds(50));
        return;
    }
    const auto pass = m_context.logins.enter(openPatience, m_context.finish);
    if (!pass)
        return;
    const SessionTarget &target = m_context.targets[std::size_t(*node)];
    auto opened = openSession(target, m_name, openPatience, m_context.finish);
    if (!opened) {
        if (opened.error().kind == ErrorKind::Cancelled)
            return;
        m_lane.failed(opened.error());
        m_context.finish.sleepFor(std::max(pauseAfter(opened.error()), Milliseconds(50)));
        return;
    }
    m_connection.emplace(std::move(*opened));
    m_node = *node;
    m_lane.connectedTo(target.name);
}

void ReaderSession::read()
{
    for (const char *sql :
         {"select id, name, email from public.users order by id desc limit 20",
          "select o.id, u.name, o.product, o.amount from public.orders o"
          " join public.users u on u.id = o.user_id order by o.id desc limit 20"}) {
        const auto rows =
            m_connection->exec(QString::fromLatin1(sql),
                               Deadline::after(m_context.options.patience), m_context.finish);
        if (rows)
            continue;
        if (rows.error().kind != ErrorKind::Cancelled)
            m_lane.failed(rows.error());
        if (!m_connection->isOpen()) {
            m_connection.reset();
            m_lane.disconnected();
        }
        m_context.finish.sleepFor(pauseAfter(rows.error()));
        return;
    }
    m_lane.hasRead(MonotonicClock::now());
}

} // namespace tandem
