// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stages/stages.h"

#include <functional>

// The lab's profile, and an observation for every stage in which it is allowed.
namespace tandem::lab {

// The lab's own machines: Debian over SSH.
inline Profile profileOfHosts()
{
    Profile profile;
    profile.name = QStringLiteral("lab");
    profile.homePrimary = QStringLiteral("vm1");
    profile.clientNetworks = {QStringLiteral("192.168.56.0/24")};
    for (size_t i = 0; i < 2; ++i) {
        NodeProfile &node = profile.nodes[i];
        node.name = QStringLiteral("vm%1").arg(i + 1);
        node.host = QStringLiteral("192.168.56.%1").arg(i + 2);
        node.transport = TransportKind::Ssh;
        node.ssh.user = QStringLiteral("main");
        node.postgres.layout = LayoutKind::Debian;
        node.postgres.version = 17;
    }
    return profile;
}

inline Profile profileOfLab()
{
    Profile profile;
    profile.name = QStringLiteral("lab");
    profile.homePrimary = QStringLiteral("vm1");
    profile.clientNetworks = {QStringLiteral("127.0.0.1/32")};
    profile.tls = TlsMode::Prefer;
    for (size_t i = 0; i < 2; ++i) {
        NodeProfile &node = profile.nodes[i];
        node.name = QStringLiteral("vm%1").arg(i + 1);
        node.host = QStringLiteral("127.0.0.1");
        node.transport = TransportKind::Local;
        node.postgres.layout = LayoutKind::Plain;
        node.postgres.port = 5501 + static_cast<int>(i);
        node.postgres.dataDirectory = QStringLiteral("/srv/%1/data").arg(node.name);
        node.postgres.configDirectory = QStringLiteral("/srv/%1/conf").arg(node.name);
        node.postgres.binDirectory = QStringLiteral("/opt/pg/bin");
    }
    return profile;
}

inline NodeFacts base(const QString &name)
{
    NodeFacts facts;
    facts.name = name;
    facts.host = HostFacts{QStringLiteral("boot"), 0, 1LL << 40};
    facts.data = DataDirectoryFacts{};
    facts.data->kind = DataDirectoryFacts::Kind::Initialised;
    facts.data->majorVersion = 15;
    facts.data->systemIdentifier = 7;
    facts.data->timeline = 1;
    facts.record = RecordFacts{};
    facts.record->epoch = 4;
    return facts;
}

inline NodeFacts server(const QString &name, bool inRecovery)
{
    NodeFacts facts = base(name);
    facts.process = ProcessFacts{ProcessFacts::Kind::Running, 10, 5};
    facts.sql = SqlFacts{ServerAnswer::Accepts, {}, {}};
    ReplicationFacts replication;
    replication.inRecovery = inRecovery;
    replication.systemIdentifier = 7;
    replication.serverVersion = 150000;
    replication.timeline = 1;
    replication.receiverStreaming = inRecovery;
    (inRecovery ? replication.replayed : replication.insert) = Lsn{0x3000000};
    if (inRecovery)
        replication.received = Lsn{0x3000000};
    else
        replication.senders = {
            {name == QLatin1String("vm1") ? QStringLiteral("vm2") : QStringLiteral("vm1"),
             QStringLiteral("streaming"), QStringLiteral("async"), Lsn{0x3000000}, Lsn{0x3000000},
             Lsn{0x3000000}, Lsn{0x3000000}}};
    facts.replication = replication;
    return facts;
}

inline NodeFacts down(const QString &name)
{
    NodeFacts facts = base(name);
    facts.process = ProcessFacts{};
    facts.sql = SqlFacts{ServerAnswer::Refused, QStringLiteral("refused"), {}};
    facts.data->controlState = QStringLiteral("in production");
    return facts;
}

inline ClusterSnapshot snapshotFor(Stage stage)
{
    ClusterSnapshot s;
    s.homePrimary = QStringLiteral("vm1");
    const QString one = QStringLiteral("vm1");
    const QString two = QStringLiteral("vm2");
    switch (stage) {
    case Stage::Prepare:
    case Stage::Setup: {
        NodeFacts a = server(one, false);
        NodeFacts b = server(two, false);
        for (NodeFacts *node : {&a, &b}) {
            node->record.reset();
            node->replication->senders.clear();
        }
        b.replication->systemIdentifier = b.data->systemIdentifier = 8;
        s.nodes = {a, b};
        return s;
    }
    case Stage::Failover:
    case Stage::Restore:
        s.nodes = {down(one), server(two, true)};
        s.nodes[1].replication->receiverStreaming = false;
        return s;
    case Stage::Clean:
        s.nodes = {server(one, false), server(two, true)};
        s.nodes[1].data->keptDirectories = {QStringLiteral(".kept-20260101T101010Z"),
                                            QStringLiteral(".kept-20260202T101010Z")};
        s.nodes[1].data->asideDirectories = {QStringLiteral(".aside-20260303T101010Z")};
        return s;
    case Stage::Resync:
        s.nodes = {down(one), server(two, false)};
        s.nodes[0].record->fenced = true;
        s.nodes[1].replication->timeline = 2;
        s.nodes[1].replication->senders.clear();
        return s;
    case Stage::Failback:
        s.nodes = {server(one, true), server(two, false)};
        return s;
    case Stage::SeedData:
    case Stage::Verify:
    case Stage::Crash:
    case Stage::Switchover:
    case Stage::ModeSync:
    case Stage::ModeAsync:
        s.nodes = {server(one, false), server(two, true)};
        return s;
    }
    return s;
}

// Every step, also those inside groups and those that a failure plays.
inline void everyStep(const std::vector<Step> &steps,
                      const std::function<void(const Step &)> &visit)
{
    for (const Step &step : steps) {
        if (!step.isGroup())
            visit(step);
        everyStep(step.together, visit);
        everyStep(step.onFailure, visit);
    }
}

} // namespace tandem::lab
