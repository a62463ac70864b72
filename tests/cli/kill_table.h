// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/unended_stage.h"
#include "core/session/pair_session.h"

#include <QStringList>

#include <vector>

// What the kill test plays: stages, their beginnings, a line of its table, and what is left to do.
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
    QStringList words{}; // more of the call that is killed
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
        {"resync by rewind",
         Stage::Resync,
         Start::Diverged,
         true,
         true,
         {"rewind"},
         {QStringLiteral("--method"), QStringLiteral("rewind")}},
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

[[nodiscard]] inline QString lineOf(const Variant &variant, const Row &row)
{
    return QStringLiteral("%1 | %2 | %3 | %4 | %5 | %6 | %7\n")
        .arg(QLatin1String(variant.name), row.step, row.moment,
             row.left.isEmpty() ? QStringLiteral("-") : row.left, row.next, row.state,
             row.broken.isEmpty() ? QStringLiteral("hold") : row.broken.join(u';'));
}

// What is left to do: the end that a stage lacks, else what is advised while the pair does not
// replicate. A server that starts or stops is waited for, as the program says.
[[nodiscard]] inline std::optional<Stage> nextStage(PairSession &pair)
{
    const Deadline deadline = Deadline::after(std::chrono::seconds(20));
    do {
        const ClusterSnapshot snapshot = pair.observe({});
        for (const Stage stage : allStages()) {
            if (isUnended(snapshot, stage))
                return stage;
        }
        const PairState state = deriveState(snapshot).state;
        if (state == PairState::Healthy || state == PairState::Swapped)
            return std::nullopt;
        if (const auto stage = recommended(snapshot))
            return stage;
    } while (!deadline.expired() && !StopToken().sleepFor(Milliseconds(100)));
    return std::nullopt;
}

} // namespace tandem::testing
