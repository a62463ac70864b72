// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"
#include "core/cluster/cluster_snapshot.h"

#include <optional>

namespace tandem {

// A primary whose commits wait for a synchronous standby that is not there: every write hangs until
// it is back, or until nobody is waited for any more.
struct HeldWrites
{
    QString primary;
    QString standby;                                    // the pair's other node
    int waiting = 0;                                    // sessions whose commit waits now
    std::optional<std::int64_t> oldestWaitMilliseconds; // absent: nobody waits yet
    bool isReadOnly = false; // new sessions are, by default_transaction_read_only
    bool operator==(const HeldWrites &) const = default;
};

// Absent: nobody is named synchronous, or one that is streams, or there is no single primary.
[[nodiscard]] std::optional<HeldWrites> heldWritesIn(const ClusterSnapshot &snapshot);

// Names who waits for whom, since when, and the relief.
[[nodiscard]] Text sentenceOf(const HeldWrites &held);

} // namespace tandem
