// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/drill.h"

namespace tandem {

// Clients that leave a small and busy machine room for the pair itself: what comes of a fault does
// not hang on how many they are. At full speed with --soak; benches say what they want.
[[nodiscard]] WorkloadOptions calmClients();

// The clients of an opened pair: a ledger, a workload that writes it, and the drill of both.
class LabClients
{
public:
    // `session` outlives them. They are not started.
    [[nodiscard]] static Result<std::unique_ptr<LabClients>> of(PairSession &session);
    ~LabClients();
    LabClients(const LabClients &) = delete;
    LabClients &operator=(const LabClients &) = delete;

    [[nodiscard]] Ledger &ledger() { return *m_ledger; }
    [[nodiscard]] Workload &workload() { return *m_workload; }
    [[nodiscard]] Drill &drill() { return *m_drill; }
    // Others in their place, with the secrets that are there now; not started. The ledger stays.
    void renew(const WorkloadOptions &options);

private:
    LabClients(PairSession &session, std::unique_ptr<Ledger> ledger);
    PairSession &m_session;
    std::unique_ptr<Ledger> m_ledger;
    std::unique_ptr<Workload> m_workload;
    std::unique_ptr<Drill> m_drill;
};

} // namespace tandem
