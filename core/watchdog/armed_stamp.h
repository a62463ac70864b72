// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/watchdog/sighting.h"

#include <QString>

#include <cstdint>
#include <optional>

namespace tandem {

// What the standby was when both were last seen well: who may be promoted without asking anybody
// is decided by that, so whoever starts anew reads it from the disk.
struct ArmedStamp
{
    Armed armed = Armed::No;
    Backlog backlog = Backlog::Within;
    QString primary;
    std::int64_t atMilliseconds = 0; // Unix time
    bool operator==(const ArmedStamp &) const = default;
};

// DIRECTORY/observer.json; absent: none that can be read.
[[nodiscard]] std::optional<ArmedStamp> readArmedStamp(const QString &directory);
Result<void> writeArmedStamp(const QString &directory, const ArmedStamp &stamp);

} // namespace tandem
