// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/not_up.h"
#include "core/monitor/monitor.h"
#include "tests/support/probe_fixture.h"

#include <QTest>

#include <csignal>

namespace tandem::testing {

// A streaming pair "a" and "b" to be watched, its roles without passwords through the sockets.
struct WatchedServers
{
    std::unique_ptr<ScratchServer> primary, standby;
    Profile profile;
    MemorySecrets secrets;

    [[nodiscard]] bool create()
    {
        primary = ScratchServer::create({QStringLiteral("max_connections = 20")});
        if (!primary)
            return false;
        primary->sql(QStringLiteral("create table public.written (at timestamptz)"));
        standby = ScratchServer::standbyOf(*primary);
        if (!standby || !standby->start())
            return false;
        profile.homePrimary = QStringLiteral("a");
        profile.roles.admin = QStringLiteral("postgres");
        profile.tls = TlsMode::Prefer;
        profile.nodes = {nodeOf(*primary, QStringLiteral("a")),
                         nodeOf(*standby, QStringLiteral("b"))};
        return true;
    }

    void write() const
    {
        primary->sql(QStringLiteral("insert into public.written values (now())"));
    }

    // The postmaster and its children.
    static void signalAll(const ScratchServer &server, int signal)
    {
        server.script(QStringLiteral("kill -%1 %2 $(ps -o pid= --ppid %2)")
                          .arg(signal)
                          .arg(server.postmasterPid()));
    }
};

// Long enough for a machine that is busy with other tests.
constexpr int patience = 20000;

[[nodiscard]] inline PairState stateOf(const Monitor &monitor)
{
    return deriveState(monitor.liveNow()).state;
}

} // namespace tandem::testing
