// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/lab_clients.h"

namespace tandem {

WorkloadOptions calmClients()
{
    WorkloadOptions options;
    if (!qEnvironmentVariableIsSet("TANDEM_SOAK")) {
        options.rate = 200;
        options.readPauseMs = 50;
    }
    return options;
}

LabClients::LabClients(PairSession &session, std::unique_ptr<Ledger> ledger)
    : m_session(session), m_ledger(std::move(ledger))
{
    renew(calmClients());
}

LabClients::~LabClients()
{
    m_workload->stop();
}

Result<std::unique_ptr<LabClients>> LabClients::of(PairSession &session)
{
    auto ledger = session.newLedger();
    if (!ledger.ok())
        return ledger.error();
    return std::unique_ptr<LabClients>(new LabClients(session, std::move(*ledger)));
}

void LabClients::renew(const WorkloadOptions &options)
{
    m_drill.reset();
    m_workload =
        std::make_unique<Workload>(m_session.profile(), m_session.secrets(), options, *m_ledger);
    m_drill = std::make_unique<Drill>(m_session, *m_workload, *m_ledger);
}

} // namespace tandem
