// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/stop.h"
#include "core/transport/shell.h"

namespace tandem {

struct PostgresBinaries
{
    QString directory;
    int majorVersion = 0;
    int minorVersion = 0;
    bool operator==(const PostgresBinaries &) const = default;
};

// The newest of the lines that scripts/find_binaries.sh prints, the first one of equals. Pure.
// Refused when there is none, or none of version 13 or later.
[[nodiscard]] Result<PostgresBinaries> newestBinaries(const QByteArray &lines);

// Looks in the usual places and in PATH, as the server's user; `pinned`, when not empty, only
// there.
[[nodiscard]] Result<PostgresBinaries> findBinaries(const QString &pinned, Shell &shell,
                                                    const StopToken &stop);

} // namespace tandem
