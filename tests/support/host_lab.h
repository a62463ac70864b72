// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/guarded_directory.h"
#include "tests/support/lab_clients.h"
#include "tests/support/test_hosts.h"

namespace tandem::testing {

// An open session on the pair of two test hosts, with clients that can be started.
class HostLab
{
public:
    // `profile`: TestHosts::profile(), or a change of it.
    [[nodiscard]] static Result<std::unique_ptr<HostLab>> open(const QByteArray &profile);
    HostLab(const HostLab &) = delete;
    HostLab &operator=(const HostLab &) = delete;

    [[nodiscard]] PairSession &session() { return *m_session; }
    [[nodiscard]] Workload &workload() { return m_clients->workload(); }
    [[nodiscard]] Ledger &ledger() { return m_clients->ledger(); }
    [[nodiscard]] Drill &drill() { return m_clients->drill(); }
    [[nodiscard]] QString profileFile() const { return m_place.path(QStringLiteral("p.json")); }
    [[nodiscard]] QString secretsFile() const { return m_place.path(QStringLiteral("s.json")); }
    [[nodiscard]] QString stateDirectory() const { return m_place.path(QStringLiteral("state")); }
    // Clients with the secrets that are there now, which replace those of before.
    void startClients(const WorkloadOptions &options = calmClients());
    [[nodiscard]] QString state();
    // Waits for a state; false after `seconds`.
    [[nodiscard]] bool comesTo(PairState wanted, int seconds);

private:
    HostLab() = default;
    GuardedDirectory m_place;
    std::unique_ptr<PairSession> m_session;
    std::unique_ptr<LabClients> m_clients; // goes before the session
};

} // namespace tandem::testing
