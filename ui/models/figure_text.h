// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runbook/progress.h"

#include <QString>

#include <cstdint>

namespace tandem {

// Figures as a person reads them, in the program's language. Absent figures are "–".

// "12 ms", "1.31 s", "2:05 min".
[[nodiscard]] QString durationText(double seconds);
// "0 B", "12.3 KiB", "1.2 GiB": by 1024, as PostgreSQL counts.
[[nodiscard]] QString bytesText(std::uint64_t bytes);
// "1:02" under an hour, "3:04:05", "2 d 3 h".
[[nodiscard]] QString uptimeText(std::int64_t seconds);
// "120 MiB of 1.5 GiB, 117 MiB/s, 12 s left".
[[nodiscard]] QString progressText(const StepProgress &progress);
// Of that the rate and the time left; empty while they are not known.
[[nodiscard]] QString paceText(const StepProgress &progress);
// "1 234 567".
[[nodiscard]] QString countText(std::int64_t count);

} // namespace tandem
