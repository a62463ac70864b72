// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/advice.h"
#include "core/postgres/layout.h"
#include "core/profile/profile.h"
#include "core/runbook/plan.h"
#include "core/stages/stage_options.h"

namespace tandem {

// What a recipe is built from. Pure values; a recipe reads nothing else.
struct StageContext
{
    const Profile &profile;
    const ClusterSnapshot &snapshot;
    StageOptions options = {};
    QString rootCertificate =
        {}; // the text of the file that the profile names; only setup reads it
};

// Builds the plan of a stage, or refuses with the reason of the advice table.
[[nodiscard]] Result<Plan> planFor(Stage stage, const StageContext &context);

// One recipe a stage, one file a recipe.
[[nodiscard]] Result<Plan> planPrepare(const StageContext &context);
[[nodiscard]] Result<Plan> planSetup(const StageContext &context);
[[nodiscard]] Result<Plan> planSeedData(const StageContext &context);
[[nodiscard]] Result<Plan> planVerify(const StageContext &context);
[[nodiscard]] Result<Plan> planCrash(const StageContext &context);
[[nodiscard]] Result<Plan> planRestore(const StageContext &context);
[[nodiscard]] Result<Plan> planFailover(const StageContext &context);
[[nodiscard]] Result<Plan> planResync(const StageContext &context);
[[nodiscard]] Result<Plan> planFailback(const StageContext &context);
[[nodiscard]] Result<Plan> planSwitchover(const StageContext &context);
[[nodiscard]] Result<Plan> planModeSync(const StageContext &context);
[[nodiscard]] Result<Plan> planModeAsync(const StageContext &context);
[[nodiscard]] Result<Plan> planClean(const StageContext &context);

} // namespace tandem
