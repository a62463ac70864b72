// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/watchdog/agent_plans.h"

#include "core/stages/late_fence.h"

namespace tandem {

namespace {

// The least that is to be known of a node for a plan that holds whatever else is so.
NodeFacts hostOf(const QString &name)
{
    NodeFacts facts;
    facts.name = name;
    facts.host = HostFacts{};
    facts.data = DataDirectoryFacts{};
    facts.data->kind = DataDirectoryFacts::Kind::Initialised;
    facts.record = RecordFacts{};
    facts.record->paired = true;
    return facts;
}

NodeFacts serverOf(const QString &name, bool inRecovery, std::uint32_t timeline)
{
    NodeFacts facts = hostOf(name);
    facts.process = ProcessFacts{ProcessFacts::Kind::Running, 1, 1, false};
    facts.sql = SqlFacts{ServerAnswer::Accepts, {}, {}};
    facts.replication = ReplicationFacts{};
    facts.replication->inRecovery = inRecovery;
    facts.replication->timeline = timeline;
    return facts;
}

NodeFacts streaming(NodeFacts standby)
{
    standby.replication->receiverStreaming = true;
    return standby;
}

NodeFacts dead(const QString &name, const char *controlState = "in production")
{
    NodeFacts facts = hostOf(name);
    facts.process = ProcessFacts{};
    facts.sql = SqlFacts{ServerAnswer::Refused, {}, {}};
    facts.data->controlState = QLatin1String(controlState);
    return facts;
}

// Its processes are there and do not answer.
NodeFacts frozen(const QString &name)
{
    NodeFacts facts = dead(name);
    facts.process = ProcessFacts{ProcessFacts::Kind::Frozen, 1, 1, false};
    facts.sql = SqlFacts{ServerAnswer::Silent, {}, {}};
    return facts;
}

NodeFacts silent(const QString &name)
{
    NodeFacts facts;
    facts.name = name;
    facts.sql = SqlFacts{ServerAnswer::Silent, {}, {}};
    return facts;
}

// Fenced by the failover, or not at all: its debt is settled, and a server that runs is stopped.
NodeFacts replaced(const QString &name)
{
    NodeFacts facts = dead(name);
    facts.record->fenced = true;
    facts.data->timeline = 1;
    return facts;
}

NodeFacts handedOver(const QString &name)
{
    NodeFacts facts = dead(name, "shut down");
    facts.record->fenced = true;
    facts.record->operation = tokenOf(Stage::Failback);
    facts.record->heartbeatAgeMilliseconds = 3600000;
    return facts;
}

ClusterSnapshot snapshotOf(const Profile &profile, const NodeFacts &one, const NodeFacts &two)
{
    ClusterSnapshot snapshot;
    snapshot.homePrimary = profile.homePrimary;
    const bool isFirst = profile.nodes[0].name == one.name;
    snapshot.nodes = {isFirst ? one : two, isFirst ? two : one};
    return snapshot;
}

} // namespace

Result<std::vector<AgentPlan>> agentPlans(const Profile &profile, const QString &node)
{
    const QString &peer = profile.peerOf(node).name;
    const QString &home = profile.homePrimary;
    const QString &away = profile.peerOf(home).name;
    NodeFacts promoted = serverOf(node, false, 2);
    promoted.record->unfencedPeer = peer;
    struct Case
    {
        const char *name;
        Stage stage;
        ClusterSnapshot snapshot;
    };
    const Case cases[] = {
        {"failover", Stage::Failover, snapshotOf(profile, dead(peer), serverOf(node, true, 1))},
        {"failover-frozen", Stage::Failover,
         snapshotOf(profile, frozen(peer), serverOf(node, true, 1))},
        {"failover-unfenced", Stage::Failover,
         snapshotOf(profile, silent(peer), serverOf(node, true, 1))},
        {"restore", Stage::Restore, snapshotOf(profile, dead(peer), serverOf(node, true, 1))},
        {"resync", Stage::Resync, snapshotOf(profile, replaced(peer), promoted)},
        {"failback", Stage::Failback,
         snapshotOf(profile, streaming(serverOf(home, true, 2)), serverOf(away, false, 2))},
        {"failback-end", Stage::Failback,
         snapshotOf(profile, serverOf(home, true, 2), handedOver(away))},
    };
    std::vector<AgentPlan> plans;
    for (const Case &each : cases) {
        StageOptions options;
        options.isAutomatic = true;
        auto plan = planFor(each.stage, {profile, each.snapshot, options});
        if (!plan.ok())
            return plan.error();
        plans.push_back({QLatin1String(each.name), *plan});
    }
    const ClusterSnapshot both = snapshotOf(profile, serverOf(peer, false, 1), promoted);
    plans.push_back({QStringLiteral("late-fence"), planLateFence({profile, both}, node)});
    return plans;
}

} // namespace tandem
