// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/writer_session.h"

#include "core/workload/commit_outcome.h"

#include <algorithm>
#include <array>

namespace tandem {

namespace {

constexpr std::size_t ordersRemembered = 50;

constexpr std::array<const char *, 6> products = {"laptop",  "mouse",   "keyboard",
                                                  "monitor", "headset", "webcam"};

std::int64_t wallMilliseconds()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

} // namespace

WriterSession::WriterSession(int number, const SessionContext &context, Lane &lane)
    : m_number(number),
      m_context(context),
      m_lane(lane),
      m_name(QStringLiteral("tandem writer %1").arg(number)),
      m_random(context.options.seed * 1000003u + std::uint64_t(number)),
      m_pacer(context.startedAt, context.options.period(),
              context.options.period() * (number - 1) / std::max(context.options.writers, 1))
{
}

void WriterSession::run()
{
    const Milliseconds pause(m_context.options.pauseBetweenMs);
    while (!m_context.finish.stopRequested()) {
        if (!m_session) {
            m_lane.seeks();
            m_session = seek();
            if (!m_session)
                break;
            m_lastNode = m_session->node;
            m_lane.connectedTo(m_context.targets[std::size_t(m_session->node)].name);
        }
        const MonotonicTime now = MonotonicClock::now();
        const MonotonicTime due = m_pacer.next(now);
        if (due > now && m_context.finish.sleepFor(due - now))
            break;
        m_lane.works();
        transaction();
        if (m_session)
            m_lane.pauses();
        // Refusals that come at once (a missing table) must not become a storm.
        const Milliseconds calm = m_failuresInARow > 1
                                      ? Milliseconds(10 << std::min(m_failuresInARow - 2, 6))
                                      : Milliseconds(0);
        const Milliseconds wait = std::max(pause, calm);
        if (wait.count() > 0)
            m_context.finish.sleepFor(wait);
    }
    drop();
    m_lane.ends();
}

void WriterSession::transaction()
{
    const WriteKey key{m_number, ++m_seq};
    const WorkloadMix::Kind wanted = m_context.options.mix.kindOf(key.seq);
    const bool isUpdate = wanted == WorkloadMix::Kind::Update && !m_ownOrders.empty();
    const QString kind = isUpdate ? QStringLiteral("update") : QStringLiteral("order");
    std::vector<QString> newOrders;
    if (auto written = writeRows(key, kind, newOrders); !written) {
        refused(key, written.error());
        return;
    }
    if (wanted == WorkloadMix::Kind::Rollback) {
        rollBack(key);
        return;
    }
    const QString tables = isUpdate ? QStringLiteral("orders") : QStringLiteral("users,orders");
    if (auto noted = m_context.ledger.intend(key, kind, tables); !noted) {
        m_context.fail(noted.error());
        drop(); // the server rolls back what was begun
        return;
    }
    commit(key, std::move(newOrders));
}

Result<void> WriterSession::writeRows(WriteKey key, const QString &kind,
                                      std::vector<QString> &newOrders)
{
    if (auto begun = exec(QStringLiteral("begin"), {}); !begun)
        return begun.error();
    auto rows = kind == QLatin1String("update") ? updateOrder() : insertUser(key, newOrders);
    if (!rows)
        return rows;
    const auto row = exec(
        QStringLiteral("insert into pgtandem.ledger (run, session, seq, kind)"
                       " values ($1, $2, $3, $4)"),
        {m_context.ledger.runId(), QString::number(key.session), QString::number(key.seq), kind});
    if (!row)
        return row.error();
    return {};
}

Result<void> WriterSession::updateOrder()
{
    const QString order = m_ownOrders[m_random() % m_ownOrders.size()];
    const auto changed =
        exec(QStringLiteral("update public.orders set amount = amount + 1 where id = $1"), {order});
    if (!changed)
        return changed.error();
    return {};
}

Result<void> WriterSession::insertUser(WriteKey key, std::vector<QString> &newOrders)
{
    const QString run = m_context.ledger.runId();
    const QString name = QStringLiteral("client %1.%2").arg(key.session).arg(key.seq);
    const QString email =
        QStringLiteral("%1.%2.%3@workload.example").arg(run).arg(key.session).arg(key.seq);
    const auto user =
        exec(QStringLiteral("insert into public.users (name, email) values ($1, $2) returning id"),
             {name, email});
    if (!user)
        return user.error();
    return insertOrders(user->text(QStringLiteral("id")), newOrders);
}

Result<void> WriterSession::insertOrders(const QString &userId, std::vector<QString> &newOrders)
{
    const std::uint64_t count = 1 + m_random() % 2;
    for (std::uint64_t i = 0; i < count; ++i) {
        const QString product = QString::fromLatin1(products[m_random() % products.size()]);
        const QString amount = QString::number(double(100 + m_random() % 100000) / 100.0, 'f', 2);
        const auto order =
            exec(QStringLiteral("insert into public.orders (user_id, product, amount)"
                                " values ($1, $2, $3) returning id"),
                 {userId, product, amount});
        if (!order)
            return order.error();
        newOrders.push_back(order->text(QStringLiteral("id")));
    }
    return {};
}

void WriterSession::rollBack(WriteKey key)
{
    // COMMIT is never sent, so this holds whatever becomes of the session.
    if (auto noted = m_context.ledger.abort(key); !noted)
        m_context.fail(noted.error());
    m_lane.rolledBack();
    if (auto ended = exec(QStringLiteral("rollback"), {}); !ended)
        drop();
}

void WriterSession::commit(WriteKey key, std::vector<QString> newOrders)
{
    Connection &connection = m_session->connection;
    (void)connection.takeNotices();
    const MonotonicTime sentAt = MonotonicClock::now();
    const auto answer =
        connection.exec(QStringLiteral("commit"), Deadline::after(m_context.options.commitPatience),
                        m_session->lease->token());
    const std::vector<Notice> notices = connection.takeNotices();
    switch (judgeCommit(answer, notices, connection.isOpen())) {
    case CommitOutcome::Acknowledged:
        acknowledged(key, sentAt, std::move(newOrders));
        return;
    case CommitOutcome::NotCommitted:
        refused(key, answer.ok() ? Error{ErrorKind::Failed,
                                         say("Workload", "The server rolled the transaction back "
                                                         "instead of committing it; see its log."),
                                         {},
                                         {}}
                                 : answer.error());
        return;
    case CommitOutcome::InDoubt:
        if (auto noted = m_context.ledger.doubt(key); !noted)
            m_context.fail(noted.error());
        m_lane.doubted(answer.ok() ? (notices.empty() ? QString() : notices.front().message)
                                   : answer.error().sentence.english());
        if (!answer.ok() || !connection.isOpen())
            drop();
        return;
    }
}

void WriterSession::acknowledged(WriteKey key, MonotonicTime sentAt, std::vector<QString> newOrders)
{
    const MonotonicTime at = MonotonicClock::now();
    const int node = m_session->node;
    auto kept = m_context.ledger.acknowledge(key, m_context.targets[std::size_t(node)].name, at,
                                             wallMilliseconds());
    if (!kept) {
        m_context.fail(kept.error());
        return;
    }
    m_failuresInARow = 0;
    m_lane.acknowledged(at, at - sentAt);
    m_context.acks.add({at, node});
    for (QString &order : newOrders)
        m_ownOrders.push_back(std::move(order));
    if (m_ownOrders.size() > ordersRemembered)
        m_ownOrders.erase(m_ownOrders.begin(),
                          m_ownOrders.end() - std::ptrdiff_t(ordersRemembered));
}

void WriterSession::refused(WriteKey key, const Error &error)
{
    ++m_failuresInARow;
    if (auto noted = m_context.ledger.abort(key); !noted)
        m_context.fail(noted.error());
    m_lane.failed(error);
    if (endsWriting(error, m_session->connection)) {
        drop();
        return;
    }
    if (auto ended = exec(QStringLiteral("rollback"), {}); !ended)
        drop();
}

void WriterSession::drop()
{
    m_session.reset();
    m_ownOrders.clear(); // ids of lost rows may be given out again on another node
    m_lane.disconnected();
}

Result<Rows> WriterSession::exec(const QString &sql,
                                 const std::vector<std::optional<QString>> &parameters)
{
    return m_session->connection.exec(sql, parameters, Deadline::after(m_context.options.patience),
                                      m_session->lease->token());
}

} // namespace tandem
