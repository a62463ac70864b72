// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/held_writes.h"

#include <algorithm>

namespace tandem {

namespace {

Text whoWaits(const HeldWrites &held)
{
    if (!held.oldestWaitMilliseconds)
        return say("Cluster", "Every write on %1 will wait for %2, which does not confirm: bring "
                              "%2 back, or let the writes go on with mode-async.")
            .arg(held.primary)
            .arg(held.standby);
    return say("Cluster", "Writes on %1 wait for %2, which does not confirm (sessions: %3, the "
                          "oldest for %4 s): bring %2 back, or let them go on with mode-async.")
        .arg(held.primary)
        .arg(held.standby)
        .arg(held.waiting)
        .arg(*held.oldestWaitMilliseconds / 1000);
}

} // namespace

std::optional<HeldWrites> heldWritesIn(const ClusterSnapshot &snapshot)
{
    const NodeFacts *primary = snapshot.primary();
    if (primary == nullptr || primary->replication->synchronousStandbyNames.isEmpty())
        return std::nullopt;
    const ReplicationFacts &seen = *primary->replication;
    const bool confirms =
        std::any_of(seen.senders.begin(), seen.senders.end(), [](const SenderFacts &sender) {
            return sender.syncState == QLatin1String("sync") ||
                   sender.syncState == QLatin1String("quorum");
        });
    if (confirms)
        return std::nullopt;
    return HeldWrites{primary->name, snapshot.peerOf(primary->name)->name, seen.commitsWaiting,
                      seen.oldestWaitMilliseconds, seen.readOnly};
}

Text sentenceOf(const HeldWrites &held)
{
    if (!held.isReadOnly)
        return whoWaits(held);
    return say("Cluster", "%1 New sessions on %2 are read-only meanwhile "
                          "(default_transaction_read_only).")
        .arg(whoWaits(held))
        .arg(held.primary);
}

} // namespace tandem
