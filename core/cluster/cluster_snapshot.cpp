// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/cluster_snapshot.h"

namespace tandem {

namespace {

const NodeFacts *onlyOne(const std::array<NodeFacts, 2> &nodes, bool inRecovery)
{
    const NodeFacts *found = nullptr;
    for (const NodeFacts &node : nodes) {
        if (!node.replication || node.replication->inRecovery != inRecovery)
            continue;
        if (found != nullptr)
            return nullptr;
        found = &node;
    }
    return found;
}

} // namespace

const NodeFacts *ClusterSnapshot::node(const QString &name) const
{
    for (const NodeFacts &facts : nodes) {
        if (facts.name == name)
            return &facts;
    }
    return nullptr;
}

const NodeFacts *ClusterSnapshot::peerOf(const QString &name) const
{
    if (nodes[0].name == name)
        return &nodes[1];
    return nodes[1].name == name ? &nodes[0] : nullptr;
}

const NodeFacts *ClusterSnapshot::primary() const
{
    return onlyOne(nodes, false);
}

const NodeFacts *ClusterSnapshot::standby() const
{
    return onlyOne(nodes, true);
}

} // namespace tandem
