// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/state.h"

namespace tandem {

constexpr std::uint64_t pairIdentifier = 7391234567890123456ULL;

inline Lsn lsn(const char *text)
{
    return *Lsn::parse(QString::fromLatin1(text));
}

// What a look at one node gives, as the probe fills it in.
inline NodeFacts seenHost(const char *name, const char *controlState, std::uint32_t timeline,
                          std::uint64_t identifier = pairIdentifier)
{
    NodeFacts node;
    node.name = QString::fromLatin1(name);
    node.host = HostFacts{QStringLiteral("boot-1"), 1700000000000, 5000000000};
    DataDirectoryFacts data;
    data.kind = DataDirectoryFacts::Kind::Initialised;
    data.majorVersion = 15;
    data.controlState = QString::fromLatin1(controlState);
    data.systemIdentifier = identifier;
    data.timeline = timeline;
    data.latestCheckpoint = lsn("0/3000060");
    node.data = data;
    return node;
}

inline NodeFacts running(NodeFacts node, bool inRecovery, bool streaming, std::uint32_t timeline)
{
    node.process = ProcessFacts{ProcessFacts::Kind::Running, 4711, 8};
    node.sql = SqlFacts{ServerAnswer::Accepts, {}, {}};
    ReplicationFacts facts;
    facts.inRecovery = inRecovery;
    facts.systemIdentifier = node.data ? node.data->systemIdentifier : pairIdentifier;
    facts.timeline = timeline;
    facts.receiverStreaming = streaming;
    if (inRecovery) {
        facts.received = facts.replayed = lsn("0/3000148");
        node.data->standbySignal = true;
    } else {
        facts.insert = lsn("0/3000148");
    }
    node.replication = facts;
    return node;
}

inline NodeFacts primaryNode(const char *name, std::uint32_t timeline = 1)
{
    return running(seenHost(name, "in production", timeline), false, false, timeline);
}

inline NodeFacts standbyNode(const char *name, bool streaming, std::uint32_t timeline = 1)
{
    return running(seenHost(name, "in archive recovery", timeline), true, streaming, timeline);
}

inline NodeFacts deadNode(const char *name, const char *controlState = "in production",
                          std::uint32_t timeline = 1)
{
    NodeFacts node = seenHost(name, controlState, timeline);
    node.process = ProcessFacts{};
    node.sql = SqlFacts{ServerAnswer::Refused, QStringLiteral("refused"), {}};
    return node;
}

inline NodeFacts silentNode(const char *name)
{
    NodeFacts node;
    node.name = QString::fromLatin1(name);
    node.hostProblem = Text::verbatim(QStringLiteral("no answer within 5 s"));
    node.sql = SqlFacts{ServerAnswer::Silent, QStringLiteral("silent"), {}};
    return node;
}

inline NodeFacts unseenNode(const char *name)
{
    NodeFacts node;
    node.name = QString::fromLatin1(name);
    return node;
}

inline RecordFacts released(std::uint64_t epoch = 1)
{
    RecordFacts record;
    record.epoch = epoch;
    record.paired = true;
    return record;
}

inline NodeFacts with(NodeFacts node, const RecordFacts &record)
{
    node.record = record;
    return node;
}

inline ClusterSnapshot pairOf(const NodeFacts &home, const NodeFacts &peer)
{
    ClusterSnapshot snapshot;
    snapshot.nodes = {home, peer};
    snapshot.homePrimary = home.name;
    return snapshot;
}

} // namespace tandem
