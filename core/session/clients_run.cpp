// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/clients_run.h"

namespace tandem {

namespace {

constexpr std::chrono::seconds patience{30};

} // namespace

Result<std::unique_ptr<ClientsRun>> ClientsRun::start(PairSession &session,
                                                      const WorkloadOptions &options)
{
    if (auto checked = options.check(); !checked.ok())
        return checked.error();
    std::unique_ptr<ClientsRun> run(new ClientsRun(session));
    auto ledger = session.newLedger();
    if (!ledger.ok())
        return ledger.error();
    run->m_ledger = std::move(*ledger);
    run->m_workload =
        std::make_unique<Workload>(session.profile(), session.secrets(), options, *run->m_ledger);
    run->m_workload->start();
    return run;
}

Result<void> ClientsRun::stop()
{
    m_workload->stop();
    if (const auto failure = m_workload->figures().failure)
        return *failure;
    return m_ledger->close();
}

Result<Connection> ClientsRun::primary(const Deadline &deadline, const StopToken &stop)
{
    const Profile &profile = m_session.profile();
    std::vector<ConnectTarget> targets;
    for (const NodeProfile &node : profile.nodes)
        targets.push_back(
            m_session.access().target(node, QStringLiteral("admin"), profile.database));
    auto server = Connection::openWritable(targets, deadline, stop);
    if (!server.ok())
        return server.error();
    return std::move(server->second);
}

Result<ClientsRun::Whole> ClientsRun::auditWhole(const StopToken &stop)
{
    const auto contents = readLedger(m_ledger->fileName());
    if (!contents.ok())
        return contents.error();
    const Deadline deadline = Deadline::after(patience);
    auto server = primary(deadline, stop);
    if (!server.ok())
        return server.error();
    auto rows = readRows(m_ledger->runId(), *server, deadline, stop);
    if (!rows.ok())
        return rows.error();
    return Whole{compareLedger(*contents, *rows), std::move(*rows)};
}

Result<AuditReport> ClientsRun::audit(RecordRange range, const StopToken &stop)
{
    const auto contents = readLedger(m_ledger->fileName());
    if (!contents.ok())
        return contents.error();
    const Deadline deadline = Deadline::after(patience);
    auto server = primary(deadline, stop);
    if (!server.ok())
        return server.error();
    return auditRange(*contents, range, *server, deadline, stop);
}

} // namespace tandem
