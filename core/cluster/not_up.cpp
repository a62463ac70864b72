// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/not_up.h"

#include "core/cluster/state.h"

#include <algorithm>
#include <vector>

namespace tandem {

namespace {

struct NotUpRow
{
    NotUp kind;
    bool (*holds)(const NodeFacts &node);
    Text sentence; // %1 the node, %2 the server's code
};

bool answers(const NodeFacts &node, ServerAnswer answer)
{
    return node.sql && node.sql->answer == answer;
}

bool is(const NodeFacts &node, NodeCondition condition)
{
    return conditionOf(node) == condition;
}

// What a server said of itself goes before what its host shows; the last row holds always.
const std::vector<NotUpRow> &notUpTable()
{
    using N = const NodeFacts &;
    using A = ServerAnswer;
    using C = NodeCondition;
    static const std::vector<NotUpRow> rows = {
        {NotUp::None, [](N n) { return n.replication || answers(n, A::Accepts); }, {}},
        {NotUp::LoginRefused, [](N n) { return answers(n, A::LoginRefused); },
         say("Cluster", "%1 is alive but refuses our login (%2): check the role's password, "
                        "pg_hba.conf and the TLS setting.")},
        {NotUp::Frozen, [](N n) { return is(n, C::Frozen); },
         say("Cluster", "%1 is frozen: its processes are there but do not answer; look at its "
                        "host, disks and whether somebody paused it.")},
        {NotUp::Starting, [](N n) { return answers(n, A::StartingUp); },
         say("Cluster", "The server of %1 is starting or recovering: wait until it accepts "
                        "connections.")},
        {NotUp::Refuses, [](N n) { return answers(n, A::ShuttingDown); },
         say("Cluster", "The server of %1 is shutting down and takes no new sessions.")},
        {NotUp::Refuses, [](N n) { return answers(n, A::Full); },
         say("Cluster", "%1 is alive but has no free connection (%2): close idle sessions or raise "
                        "max_connections.")},
        {NotUp::Refuses,
         [](N n) { return answers(n, A::NotPostgres) && (is(n, C::Alive) || !n.process); },
         say("Cluster", "What answers at the address of %1 is no PostgreSQL: check host and port "
                        "in the profile.")},
        {NotUp::Refuses, [](N n) { return answers(n, A::Refused) && is(n, C::Alive); },
         say("Cluster", "The server of %1 runs but does not listen where we call: check "
                        "listen_addresses, the port and the firewall.")},
        {NotUp::ServerDown, [](N n) { return is(n, C::Fenced); },
         say("Cluster", "The server of %1 is down and fenced, so that it stays down.")},
        {NotUp::ServerDown, [](N n) { return is(n, C::CleanStopped); },
         say("Cluster", "The server of %1 was stopped in order.")},
        {NotUp::ServerDown, [](N n) { return is(n, C::Bare); },
         say("Cluster", "%1 has no data directory yet, so no server runs there.")},
        {NotUp::ServerDown, [](N n) { return is(n, C::Down) && n.host; },
         say("Cluster", "The host of %1 is up but its server is down: read its log, then start it "
                        "or promote the standby.")},
        {NotUp::ServerDown, [](N n) { return is(n, C::Down); },
         say("Cluster", "Nobody listens at the address of %1: its server is down.")},
        {NotUp::HostUnreachable, [](N n) { return is(n, C::Unreachable); },
         say("Cluster", "%1 is not reachable: neither its host nor its server answers; check the "
                        "network and whether the host is on.")},
        // Its host shows a server, but nobody asked it yet.
        {NotUp::None, [](N n) { return is(n, C::Alive); }, {}},
        {NotUp::Unknown, [](N) { return true; },
         say("Cluster", "Nothing is known of %1 now: no look at it has ended.")},
    };
    return rows;
}

} // namespace

NotUpVerdict notUpOf(const NodeFacts &node)
{
    const auto &rows = notUpTable();
    const auto row = std::find_if(rows.begin(), rows.end(),
                                  [&node](const NotUpRow &r) { return r.holds(node); });
    if (row->sentence.isEmpty())
        return {row->kind, {}};
    return {row->kind, row->sentence.arg(node.name).arg(node.sql ? node.sql->code : QString())};
}

QString tokenOf(NotUp kind)
{
    switch (kind) {
    case NotUp::None:
        return QStringLiteral("none");
    case NotUp::LoginRefused:
        return QStringLiteral("login_refused");
    case NotUp::Frozen:
        return QStringLiteral("frozen");
    case NotUp::Starting:
        return QStringLiteral("starting");
    case NotUp::Refuses:
        return QStringLiteral("refuses");
    case NotUp::ServerDown:
        return QStringLiteral("server_down");
    case NotUp::HostUnreachable:
        return QStringLiteral("host_unreachable");
    case NotUp::Unknown:
        return QStringLiteral("unknown");
    }
    return {};
}

} // namespace tandem
