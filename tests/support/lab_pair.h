// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/lab_clients.h"
#include "tests/support/pair_fixture.h"

namespace tandem {

// A fresh pair with an open session on it and clients that can be started.
// made(): bare, as two freshly installed machines. setUp(): replicating, with the lab's data.
class LabPair
{
public:
    // `withSecrets`: all that setup would make are there already, as for an exported script.
    [[nodiscard]] static Result<std::unique_ptr<LabPair>> made(bool withSecrets = false);
    [[nodiscard]] static Result<std::unique_ptr<LabPair>>
    setUp(const WorkloadOptions &options = calmClients());
    LabPair(const LabPair &) = delete;
    LabPair &operator=(const LabPair &) = delete;

    [[nodiscard]] DemoPair &pair() { return *m_pair; }
    [[nodiscard]] PairSession &session() { return *m_session; }
    [[nodiscard]] Workload &workload() { return m_clients->workload(); }
    [[nodiscard]] Ledger &ledger() { return m_clients->ledger(); }
    [[nodiscard]] Drill &drill() { return m_clients->drill(); }
    [[nodiscard]] QString home() const { return m_session->profile().homePrimary; }
    [[nodiscard]] QString other() const { return m_session->profile().peerOf(home()).name; }
    // A second session on the same pair, as another operator would open it.
    [[nodiscard]] Result<std::unique_ptr<PairSession>> anotherSession() const;
    // The pair as somebody else would describe it: another profile, and the same secrets unless
    // another file is named. Its own files bear that name.
    [[nodiscard]] Result<std::unique_ptr<PairSession>>
    sessionWith(const Profile &profile, const QString &name, const QString &secrets = {}) const;
    // A shell command on a node as the server's user; its output. Fails the run when it cannot run.
    [[nodiscard]] QString shell(const QString &node, const QString &script);
    // One value of SQL as admin; an error comes back as its SQLSTATE or code in `error`.
    [[nodiscard]] QString sql(const QString &node, const QString &text, QString *error = nullptr);
    [[nodiscard]] PairState state();

private:
    LabPair() = default;
    std::unique_ptr<DemoPair> m_pair;
    std::unique_ptr<PairSession> m_session;
    std::unique_ptr<LabClients> m_clients; // goes before the session
};

} // namespace tandem
