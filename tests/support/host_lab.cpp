// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/host_lab.h"

#include <QFile>

namespace tandem::testing {

Result<std::unique_ptr<HostLab>> HostLab::open(const QByteArray &profile)
{
    std::unique_ptr<HostLab> lab(new HostLab);
    for (const auto &[name, text, mode] :
         {std::tuple{lab->profileFile(), profile, QFile::ReadOwner | QFile::WriteOwner},
          std::tuple{lab->secretsFile(), QByteArray("{}\n"),
                     QFile::ReadOwner | QFile::WriteOwner}}) {
        QFile file(name);
        if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(mode) ||
            file.write(text) != text.size())
            qFatal("%s cannot be written", qPrintable(name));
    }
    auto session = PairSession::open(lab->profileFile(), lab->secretsFile(), lab->stateDirectory());
    if (!session.ok())
        return session.error();
    lab->m_session = std::move(*session);
    auto ledger = lab->m_session->newLedger();
    if (!ledger.ok())
        return ledger.error();
    lab->m_ledger = std::move(*ledger);
    lab->m_workload = std::make_unique<Workload>(
        lab->m_session->profile(), lab->m_session->secrets(), WorkloadOptions{}, *lab->m_ledger);
    lab->m_drill = std::make_unique<Drill>(*lab->m_session, *lab->m_workload, *lab->m_ledger);
    return lab;
}

HostLab::~HostLab()
{
    m_workload->stop();
    m_drill.reset();
    m_workload.reset();
    m_ledger.reset();
    m_session.reset();
}

void HostLab::startClients(const WorkloadOptions &options)
{
    m_workload->stop();
    m_drill.reset();
    m_workload =
        std::make_unique<Workload>(m_session->profile(), m_session->secrets(), options, *m_ledger);
    m_drill = std::make_unique<Drill>(*m_session, *m_workload, *m_ledger);
    m_workload->start();
}

QString HostLab::state()
{
    return tokenOf(deriveState(m_session->observe({})).state);
}

bool HostLab::comesTo(PairState wanted, int seconds)
{
    return QTest::qWaitFor([&] { return state() == tokenOf(wanted); }, seconds * 1000);
}

} // namespace tandem::testing
