// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/postgres/connection.h"
#include "core/profile/secret_store.h"

#include <array>
#include <memory>

namespace tandem {

class SqlTunnel;

// The ways from here to the SQL of a pair's two servers: what turns a node and a role into the
// target of a connection, and the only place that does. A node whose profile says so ("via": "ssh")
// has a tunnel, which all sessions of this object share. Whoever opens sessions owns one; targets
// and connections keep their tunnel alive by themselves. Safe from every thread.
class SqlAccess
{
public:
    // `profile` and `secrets` outlive it.
    SqlAccess(const Profile &profile, const SecretStore &secrets);
    ~SqlAccess();
    SqlAccess(const SqlAccess &) = delete;
    SqlAccess &operator=(const SqlAccess &) = delete;

    // `roleKey`: "admin", "monitor", "replication", "rewind", "workload". `node` is one of the
    // profile's, or a change of one of them without a tunnel.
    [[nodiscard]] ConnectTarget target(const NodeProfile &node, const QString &roleKey,
                                       const QString &database) const;
    // Opens the way where there is something to open, which may take longer than a session does:
    // blocks at most until the deadline. What is wrong with it the next session's error says.
    void open(const NodeProfile &node, const Deadline &deadline, const StopToken &stop) const;

    [[nodiscard]] const Profile &profile() const { return m_profile; }
    [[nodiscard]] const SecretStore &secrets() const { return m_secrets; }

private:
    [[nodiscard]] std::shared_ptr<SqlTunnel> tunnelTo(const NodeProfile &node) const;

    const Profile &m_profile;
    const SecretStore &m_secrets;
    std::array<std::shared_ptr<SqlTunnel>, 2> m_tunnels; // none: straight to the port
};

} // namespace tandem
