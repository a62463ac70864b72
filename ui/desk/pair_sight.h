// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/advice.h"
#include "core/cluster/not_up.h"
#include "core/cluster/pair_view.h"
#include "core/monitor/lag_reading.h"

#include <array>
#include <functional>
#include <optional>
#include <vector>

namespace tandem {

// Everything the window shows of a pair at one moment: a value that every widget gets as it is.
struct PairSight
{
    bool isLooked = false; // false: no look has ended yet
    ClusterSnapshot live;  // what counts as live; stale groups are absent
    std::array<NodeTimes, 2> times;
    std::array<NotUpVerdict, 2> notUp;
    // Transactions that committed a second; absent: not known.
    std::array<std::optional<double>, 2> commitsPerSecond;
    StateVerdict verdict;
    std::vector<Advice> advice;
    std::optional<Stage> next; // recommended
    LagReading lag;
    MonotonicTime now{};

    [[nodiscard]] const Advice *adviceOf(Stage stage) const;
};

// A login failed for want of a secret that `has` does not know: only a person can give it. Pure.
[[nodiscard]] bool wantsSecret(const PairSight &sight,
                               const std::function<bool(const QString &key)> &has);

// Judges a view: the same tables that the command line reads. Pure.
[[nodiscard]] PairSight sightOf(const PairView &view, const LagReading &lag, MonotonicTime now);

} // namespace tandem
