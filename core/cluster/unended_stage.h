// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/advice.h"

namespace tandem {

// A stage whose program died once the pair stood as the stage leaves it, but before the proofs were
// made or the nodes given back: their records still name it. Also true of a stage that is at work.
[[nodiscard]] bool isUnended(const ClusterSnapshot &snapshot, Stage stage);

// The same, where no program has refreshed the record for so long that none is at work.
[[nodiscard]] std::optional<Stage> abandonedStage(const ClusterSnapshot &snapshot);

} // namespace tandem
