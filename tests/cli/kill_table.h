// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/advice.h"

#include <QStringList>

#include <vector>

// What the kill test plays: stages, their beginnings, and a line of its table.
namespace tandem::testing {

// What the pair is when the stage begins; each is made from a pair that replicates.
enum class Start
{
    Bare,
    Healthy,
    Swapped,
    Synchronous,
    Crashed,
    Equal,    // failed over, the old primary has nothing of its own
    Diverged, // failed over, it has
    Empty,    // failed over, its directory is gone
};

struct Variant
{
    const char *name;
    Stage stage;
    Start start;
    bool writes;  // clients write all the time
    bool mayLose; // a crash of an asynchronous pair is part of it
    std::vector<const char *> always;
};

[[nodiscard]] inline const std::vector<Variant> &variants()
{
    static const std::vector<Variant> all{
        {"setup", Stage::Setup, Start::Bare, false, false, {"clone"}},
        {"seed-data", Stage::SeedData, Start::Healthy, false, false, {}},
        {"mode-sync", Stage::ModeSync, Start::Healthy, true, false, {}},
        {"mode-async", Stage::ModeAsync, Start::Synchronous, true, false, {}},
        {"switchover", Stage::Switchover, Start::Healthy, true, false, {"stop-ACTING"}},
        {"failback", Stage::Failback, Start::Swapped, true, false, {"promote"}},
        {"failover", Stage::Failover, Start::Crashed, true, true, {"fence-ACTING"}},
        {"resync by following", Stage::Resync, Start::Equal, true, true, {}},
        {"resync by rewind", Stage::Resync, Start::Diverged, true, true, {"rewind"}},
        {"resync by copy", Stage::Resync, Start::Empty, true, true, {"clone"}},
    };
    return all;
}

inline const QStringList moments{QStringLiteral("begin"), QStringLiteral("amid"),
                                 QStringLiteral("end")};

struct Row
{
    QString step, moment, left, next, state;
    QStringList broken;
};

} // namespace tandem::testing
