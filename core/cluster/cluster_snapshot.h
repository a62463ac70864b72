// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/cluster/node_facts.h"

#include <array>

namespace tandem {

// Both nodes as seen by one observation. A value, never edited after it was made.
struct ClusterSnapshot
{
    std::array<NodeFacts, 2> nodes; // in the profile's order
    QString homePrimary;            // name of the node that is primary in the original roles
    MonotonicTime seenAt{};

    [[nodiscard]] const NodeFacts *node(const QString &name) const;
    [[nodiscard]] const NodeFacts *peerOf(const QString &name) const;
    // The only node that accepts writes: SQL answered and it is not in recovery. Null: none or two.
    [[nodiscard]] const NodeFacts *primary() const;
    // The only node that SQL showed in recovery. Null: none or two.
    [[nodiscard]] const NodeFacts *standby() const;
};

} // namespace tandem
