// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/lane.h"
#include "core/workload/pacer.h"
#include "core/workload/session_context.h"

#include <memory>
#include <random>
#include <vector>

namespace tandem {

// One writing client: transactions over users and orders, each noted in the ledger. After a loss
// it looks for the node that accepts writes and goes on there. Lives in the thread that runs it.
class WriterSession
{
public:
    WriterSession(int number, const SessionContext &context, Lane &lane);
    void run(); // until `finish`

private:
    struct Session
    {
        int node = 0;
        Connection connection;
        std::unique_ptr<PrimaryFinder::Lease> lease;
    };

    std::optional<Session> seek();
    std::optional<Session> take(int node, std::uint32_t timeline, std::optional<Session> held);
    void tellOldPrimary(const PrimaryFinder::View &view);
    void holdStandby(const PrimaryFinder::View &view, std::optional<Session> &held);
    void transaction();
    Result<void> writeRows(WriteKey key, const QString &kind, std::vector<QString> &newOrders);
    Result<void> insertUser(WriteKey key, std::vector<QString> &newOrders);
    Result<void> insertOrders(const QString &userId, std::vector<QString> &newOrders);
    Result<void> updateOrder();
    void rollBack(WriteKey key);
    void commit(WriteKey key, std::vector<QString> newOrders);
    void acknowledged(WriteKey key, MonotonicTime sentAt, std::vector<QString> newOrders);
    void refused(WriteKey key, const Error &error);
    void drop();
    Result<Rows> exec(const QString &sql, const std::vector<std::optional<QString>> &parameters);

    const int m_number;
    const SessionContext &m_context;
    Lane &m_lane;
    const QString m_name;
    std::mt19937_64 m_random;
    Pacer m_pacer;
    std::optional<Session> m_session;
    std::optional<int> m_lastNode;
    std::int64_t m_seq = 0;
    int m_failuresInARow = 0;
    std::vector<QString> m_ownOrders; // ids on the present node, the newest last
};

} // namespace tandem
