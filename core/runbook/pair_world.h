// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/postgres/node_probe.h"
#include "core/profile/secret_store.h"
#include "core/runbook/node_lane.h"

#include <array>

namespace tandem {

// The real world: two nodes, each with a lane for steps, one for looking, one for heartbeats, so
// that a long step never keeps the others waiting. `profile` and `secrets` must outlive it.
class PairWorld : public World
{
public:
    PairWorld(const Profile &profile, const SecretStore &secrets, const Redactor &redactor);

    Result<ShellResult> shell(const QString &node, const ShellCommand &command,
                              const StopToken &stop, const OutputSink &sink) override;
    Result<ShellResult> aside(const QString &node, const ShellCommand &command,
                              const StopToken &stop) override;
    Result<Rows> sql(const QString &node, const SqlCall &call, const StopToken &stop) override;
    Result<Secret> secret(const QString &key) override;
    ClusterSnapshot observe(const StopToken &stop) override;
    [[nodiscard]] const Redactor &redactor() const override { return m_redactor; }

    // Asks both servers by SQL only, with fresh connections, and takes what a shell told from
    // `before`: for the moments in which every millisecond is somebody's write. What it carries
    // over is compared again by the steps themselves (the record's epoch, the fence).
    [[nodiscard]] ClusterSnapshot observeServers(const ClusterSnapshot &before,
                                                 const StopToken &stop);
    // Opens the sessions a hand-over needs beforehand, so that it does not pay for them.
    void warmUp(const StopToken &stop);
    [[nodiscard]] const Profile &profile() const { return m_profile; }
    [[nodiscard]] const SqlAccess &access() const { return m_access; }

private:
    struct NodeLanes
    {
        NodeLane steps, probe, aside;
    };
    [[nodiscard]] ClusterSnapshot look(const ProbeOptions &options, const StopToken &stop);
    [[nodiscard]] std::optional<size_t> indexOf(const QString &node) const;
    Result<ShellResult> runIn(NodeLane NodeLanes::*lane, const QString &node,
                              const ShellCommand &command, const StopToken &stop,
                              const OutputSink &sink);
    Shell &shellOf(size_t index, LaneTools &tools);
    Result<Rows> sqlAsServerUser(const QString &node, const SqlCall &call, const StopToken &stop);
    Result<Connection *> sessionOf(size_t index, const SqlCall &call, LaneTools &tools,
                                   const Deadline &deadline, const StopToken &stop);

    const Profile &m_profile;
    const SecretStore &m_secrets;
    const Redactor &m_redactor;
    const SqlAccess m_access;
    std::array<NodeLanes, 2> m_lanes;
};

} // namespace tandem
