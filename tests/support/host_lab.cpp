// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/host_lab.h"

#include "tests/support/comes_true.h"

#include <QFile>

namespace tandem::testing {

Result<std::unique_ptr<HostLab>> HostLab::open(const QByteArray &profile)
{
    std::unique_ptr<HostLab> lab(new HostLab);
    for (const auto &[name, text] : {std::pair{lab->profileFile(), profile},
                                     std::pair{lab->secretsFile(), QByteArray("{}\n")}}) {
        QFile file(name);
        if (!file.open(QIODevice::WriteOnly) ||
            !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) ||
            file.write(text) != text.size())
            qFatal("%s cannot be written", qPrintable(name));
    }
    auto session = PairSession::open(lab->profileFile(), lab->secretsFile(), lab->stateDirectory());
    if (!session.ok())
        return session.error();
    lab->m_session = std::move(*session);
    auto clients = LabClients::of(*lab->m_session);
    if (!clients.ok())
        return clients.error();
    lab->m_clients = std::move(*clients);
    return lab;
}

void HostLab::startClients(const WorkloadOptions &options)
{
    m_clients->renew(options);
    m_clients->workload().start();
}

QString HostLab::state()
{
    return tokenOf(deriveState(m_session->observe({})).state);
}

bool HostLab::comesTo(PairState wanted, int seconds)
{
    return comesTrue([&] { return state() == tokenOf(wanted); }, std::chrono::seconds(seconds));
}

} // namespace tandem::testing
