// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/advice.h"
#include "core/cluster/pair_view.h"
#include "core/monitor/lag_reading.h"

#include <QJsonObject>
#include <QStringList>

namespace tandem {

// All that the status verbs show: what is live, when each node was heard, and the lag.
struct StatusSight
{
    ClusterSnapshot live;
    std::array<NodeTimes, 2> times;
    LagReading lag;
    MonotonicTime now{};
};

// The object of `status --json`; unseen values are null.
[[nodiscard]] QJsonObject statusObject(const StatusSight &sight);
// The page for people.
[[nodiscard]] QStringList statusLines(const StatusSight &sight);
// One line of `status --watch`, without its time.
[[nodiscard]] QString watchLine(const StatusSight &sight);
// Equal as long as nothing but positions, ages and figures changes.
[[nodiscard]] QString changeKey(const StatusSight &sight);

// "✓", "✕", or "?" when it is not known.
[[nodiscard]] QString markOf(std::optional<bool> holds);

} // namespace tandem
