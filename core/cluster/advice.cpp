// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/advice.h"

#include "core/cluster/advice_table.h"
#include "core/cluster/held_writes.h"
#include "core/cluster/state_table.h"
#include "core/cluster/unended_stage.h"

#include <algorithm>

namespace tandem {

namespace {

bool matches(const AdviceRow &row, const PairCase &pair, PairState state, Stage stage)
{
    return row.stage == stage &&
           std::find(row.states.begin(), row.states.end(), state) != row.states.end() &&
           (row.holds == nullptr || row.holds(pair));
}

} // namespace

QString tokenOf(Stage stage)
{
    switch (stage) {
    case Stage::Prepare:
        return QStringLiteral("prepare");
    case Stage::Setup:
        return QStringLiteral("setup");
    case Stage::SeedData:
        return QStringLiteral("seed-data");
    case Stage::Verify:
        return QStringLiteral("verify");
    case Stage::Crash:
        return QStringLiteral("crash");
    case Stage::Restore:
        return QStringLiteral("restore");
    case Stage::Failover:
        return QStringLiteral("failover");
    case Stage::Resync:
        return QStringLiteral("resync");
    case Stage::Failback:
        return QStringLiteral("failback");
    case Stage::Switchover:
        return QStringLiteral("switchover");
    case Stage::ModeSync:
        return QStringLiteral("mode-sync");
    case Stage::ModeAsync:
        return QStringLiteral("mode-async");
    case Stage::Clean:
        return QStringLiteral("clean");
    }
    return {};
}

std::optional<Stage> stageOf(const QString &token)
{
    for (const Stage stage : allStages()) {
        if (tokenOf(stage) == token)
            return stage;
    }
    return std::nullopt;
}

std::vector<Stage> allStages()
{
    return {Stage::Prepare,  Stage::Setup,     Stage::SeedData, Stage::Verify,   Stage::Crash,
            Stage::Restore,  Stage::Failover,  Stage::Resync,   Stage::Failback, Stage::Switchover,
            Stage::ModeSync, Stage::ModeAsync, Stage::Clean};
}

const AdviceRow &adviceRowFor(const PairCase &pair, PairState state, Stage stage)
{
    const auto &rows = adviceTable();
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const AdviceRow &r) {
        return matches(r, pair, state, stage);
    });
    // The table is complete; without a row nothing is allowed all the same.
    return row != rows.end() ? *row : rows.back();
}

std::vector<Advice> adviceFor(const ClusterSnapshot &snapshot)
{
    std::vector<Advice> advice;
    for (const Stage stage : allStages())
        advice.push_back(adviceFor(snapshot, stage));
    return advice;
}

Advice adviceFor(const ClusterSnapshot &snapshot, Stage stage)
{
    const PairCase pair = caseOf(snapshot);
    const AdviceRow &row = adviceRowFor(pair, rowFor(pair).state, stage);
    if (!row.allowed && isUnended(snapshot, stage)) {
        const Text reason = say(
            "Cluster", "%1 accepts writes and %2 follows it, but this stage has not ended: only "
                       "what it lacks is done and proven.");
        return {stage, true, withNames(reason, pair, snapshot)};
    }
    return {stage, row.allowed, withNames(row.reason, pair, snapshot)};
}

std::optional<Stage> recommended(PairState state)
{
    switch (state) {
    case PairState::Bare:
        return Stage::Setup;
    case PairState::PrimaryDown:
    case PairState::PrimaryFrozen:
        return Stage::Failover;
    case PairState::FailedOver:
    case PairState::Diverged:
    case PairState::StandbyDown:
        return Stage::Resync;
    case PairState::Swapped:
    case PairState::HandoverInterrupted:
        return Stage::Failback;
    case PairState::SplitBrain:
    case PairState::NotOnePair:
    case PairState::BothStandby:
    case PairState::PrimaryUnreachable: // doubt: a person decides, nothing is suggested
    case PairState::Resyncing:
    case PairState::StandbyLagging:
    case PairState::Healthy:
    case PairState::Unknown:
        return std::nullopt;
    }
    return std::nullopt;
}

std::optional<Stage> recommendedFor(const PairCase &pair, PairState state)
{
    // What a crash stage stopped is best woken again before anything else.
    if (pair.flags.linkPaused && adviceRowFor(pair, state, Stage::Restore).allowed &&
        state == PairState::StandbyLagging)
        return Stage::Restore;
    // A standby that would not come back is mended before it is relied on.
    if (pair.flags.fenceLeft && adviceRowFor(pair, state, Stage::Resync).allowed)
        return Stage::Resync;
    // Where home has no data directory there is nothing yet that a setup could begin with.
    if (state == PairState::Bare && pair.home == NodeCondition::Bare)
        return Stage::Prepare;
    const std::optional<Stage> usual = recommended(state);
    if (!usual || adviceRowFor(pair, state, *usual).allowed)
        return usual;
    // An open switchover is ended by a switchover; an unseen or newer node by nothing.
    const bool switchable = state == PairState::HandoverInterrupted &&
                            adviceRowFor(pair, state, Stage::Switchover).allowed;
    return switchable ? std::optional(Stage::Switchover) : std::nullopt;
}

std::optional<Stage> recommended(const ClusterSnapshot &snapshot)
{
    const PairCase pair = caseOf(snapshot);
    const PairState state = rowFor(pair).state;
    // Clients that hang come first; a rebuild may follow in peace.
    if (heldWritesIn(snapshot) && adviceRowFor(pair, state, Stage::ModeAsync).allowed)
        return Stage::ModeAsync;
    if (const auto abandoned = abandonedStage(snapshot))
        return abandoned;
    return recommendedFor(pair, state);
}

} // namespace tandem
