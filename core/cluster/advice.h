// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/state.h"

#include <optional>

namespace tandem {

// The stages a person can ask for; tokens are the CLI's words.
enum class Stage
{
    Prepare,
    Setup,
    SeedData,
    Verify,
    Crash,
    Restore,
    Failover,
    Resync,
    Failback,
    Switchover,
    ModeSync,
    ModeAsync,
    Clean
};

struct Advice
{
    Stage stage = Stage::Verify;
    bool allowed = false;
    Text reason; // why it is allowed or refused, one sentence
};

[[nodiscard]] QString tokenOf(Stage stage);
[[nodiscard]] std::optional<Stage> stageOf(const QString &token);
[[nodiscard]] std::vector<Stage> allStages();

// What makes sense now, every stage in its usual order. One table: state x stage.
[[nodiscard]] std::vector<Advice> adviceFor(const ClusterSnapshot &snapshot);
[[nodiscard]] Advice adviceFor(const ClusterSnapshot &snapshot, Stage stage);
// The one stage to recommend, if any.
[[nodiscard]] std::optional<Stage> recommended(PairState state);
// The same with the facts at hand: never a stage that adviceFor() refuses.
[[nodiscard]] std::optional<Stage> recommended(const ClusterSnapshot &snapshot);

} // namespace tandem
