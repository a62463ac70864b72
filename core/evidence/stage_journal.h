// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evidence/evidence.h"

namespace tandem {

// What a stage's journal tells of it: steps with commands and output, captures, how it ended. A
// journal without its end is a stage that was broken off, and says so. Pure.
// `start`: of the run, for the times of the report.
[[nodiscard]] StageEvidence stageOf(const std::vector<QJsonObject> &events, MonotonicTime start);

// A moment as the journal keeps it: nanoseconds of the monotonic clock.
[[nodiscard]] std::optional<MonotonicTime> momentOf(const QJsonValue &nanoseconds);
[[nodiscard]] QJsonValue nanosecondsOf(const std::optional<MonotonicTime> &moment);

} // namespace tandem
