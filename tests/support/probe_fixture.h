// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/postgres/node_probe.h"
#include "core/transport/local_shell.h"
#include "tests/support/scratch_server.h"

namespace tandem::testing {

// Secrets that are nowhere but in memory.
class MemorySecrets : public SecretStore
{
public:
    [[nodiscard]] std::optional<Secret> get(const QString &key) const override
    {
        const auto found = m_secrets.find(key);
        return found == m_secrets.end() ? std::nullopt : std::optional<Secret>(found->second);
    }
    Result<void> put(const QString &key, const Secret &secret) override
    {
        m_secrets[key] = secret;
        return {};
    }
    [[nodiscard]] std::map<QString, Secret> all() const override { return m_secrets; }

private:
    std::map<QString, Secret> m_secrets;
};

// A local node with the plain layout, reached through its socket.
[[nodiscard]] inline NodeProfile nodeOf(const ScratchServer &server, const QString &name)
{
    NodeProfile node;
    node.name = name;
    node.host = server.directory(); // the socket
    node.transport = TransportKind::Local;
    node.postgres.layout = LayoutKind::Plain;
    node.postgres.port = server.port();
    node.postgres.dataDirectory = server.dataDirectory();
    return node;
}

} // namespace tandem::testing
