// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace tandem {

enum class LaneKind
{
    Writer,
    Reader
};

// What a session does now.
enum class LaneState
{
    Off,     // not started, or ended
    Idle,    // connected, between two transactions
    Busy,    // a transaction is under way
    Seeking, // no server to work on
};

// One session's figures: a value.
struct LaneFigures
{
    QString name; // the session's application_name
    LaneKind kind = LaneKind::Writer;
    QString node; // where it is connected, or was last
    bool connected = false;
    LaneState state = LaneState::Off;
    std::int64_t ok = 0;        // writer: acknowledged and on disk in the ledger; reader: reads
    std::int64_t errors = 0;    // refused, or broken off before COMMIT was sent
    std::int64_t rollbacks = 0; // on purpose
    std::int64_t doubts = 0;    // COMMIT sent, answer never seen
    std::optional<MonotonicTime> lastAck; // writer: last acknowledgement; reader: last answer
    QString problem; // the last error's own words, in English; empty while all is well
};

struct WorkloadFigures
{
    std::vector<LaneFigures> lanes; // writers first
    std::optional<Error> failure;   // why the whole workload ended by itself
    [[nodiscard]] std::int64_t acknowledged() const;
};

} // namespace tandem
