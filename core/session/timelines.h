// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evidence/evidence.h"
#include "core/postgres/history_file.h"
#include "core/session/pair_session.h"

namespace tandem {

// One timeline of the pair's WAL, and how it ended.
struct TimelineStretch
{
    std::uint32_t timeline = 0;
    std::optional<Lsn> fork; // where its child begins; absent: it is the one that goes on
    QString stage;           // token of the stage that ended it; empty: no journal tells
    QString endedAt;         // UTC, ISO 8601
    // Transactions that only the old primary had committed behind the fork; absent: not counted.
    std::optional<std::int64_t> discardedCommits;
    bool operator==(const TimelineStretch &) const = default;
};

// `history` of the timeline `current` with what the journals of the hand-overs know, oldest first.
// Pure.
[[nodiscard]] std::vector<TimelineStretch> timelinesOf(const std::vector<HistoryEntry> &history,
                                                       std::uint32_t current,
                                                       const std::vector<StageEvidence> &stages);

// From the node that goes on the newest timeline, and the journals. Blocking.
[[nodiscard]] Result<std::vector<TimelineStretch>> readTimelines(PairSession &session,
                                                                 const StopToken &stop);

} // namespace tandem
