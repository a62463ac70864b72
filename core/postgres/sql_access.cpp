// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/postgres/sql_access.h"

#include "core/profile/root_certificate.h"
#include "core/transport/sql_tunnel.h"

namespace tandem {

SqlAccess::SqlAccess(const Profile &profile, const SecretStore &secrets)
    : m_profile(profile), m_secrets(secrets)
{
    for (std::size_t i = 0; i < m_tunnels.size(); ++i) {
        const NodeProfile &node = profile.nodes[i];
        if (node.postgres.viaSsh)
            m_tunnels[i] = std::make_shared<SqlTunnel>(node, sshSecretsOf(node.name, secrets));
    }
}

SqlAccess::~SqlAccess() = default;

std::shared_ptr<SqlTunnel> SqlAccess::tunnelTo(const NodeProfile &node) const
{
    if (!node.postgres.viaSsh)
        return nullptr;
    for (std::size_t i = 0; i < m_tunnels.size(); ++i) {
        if (m_profile.nodes[i].name == node.name)
            return m_tunnels[i];
    }
    qFatal("%s is no node of this pair.", qUtf8Printable(node.name));
}

ConnectTarget SqlAccess::target(const NodeProfile &node, const QString &roleKey,
                                const QString &database) const
{
    const std::pair<const char *, const QString &> roles[] = {
        {"admin", m_profile.roles.admin},       {"replication", m_profile.roles.replication},
        {"rewind", m_profile.roles.rewind},     {"monitor", m_profile.roles.monitor},
        {"workload", m_profile.roles.workload},
    };
    ConnectTarget target;
    target.host = node.host;
    target.port = node.postgres.port;
    target.through = tunnelTo(node);
    target.database = database;
    target.tls = m_profile.tls;
    target.rootCertificate = rootCertificateFile(m_profile);
    for (const auto &[key, name] : roles) {
        if (roleKey == QLatin1String(key))
            target.user = name;
    }
    if (target.user.isEmpty())
        qFatal("No role of a profile is called %s.", qUtf8Printable(roleKey));
    target.password = m_secrets.get(roleKey).value_or(Secret());
    return target;
}

void SqlAccess::open(const NodeProfile &node, const Deadline &deadline, const StopToken &stop) const
{
    if (const auto tunnel = tunnelTo(node))
        static_cast<void>(tunnel->waitUntilOpen(deadline, stop).ok());
}

} // namespace tandem
