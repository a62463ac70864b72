// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/cluster/lsn.h"

#include <QString>

#include <cstdint>

namespace tandem {

// What pg_controldata tells of a data directory (13 to 18).
struct ControlFile
{
    QString state; // pg_controldata's own words: "shut down", "in production" ...
    std::uint64_t systemIdentifier = 0;
    Lsn checkpoint; // start of the latest checkpoint's record
    Lsn redo;
    std::uint32_t timeline = 0; // of the latest checkpoint
    std::uint32_t prevTimeline = 0;
    Lsn minRecoveryEnd;
    bool walLogHints = false;
    bool dataChecksums = false;
    int pgControlVersion = 0;

    bool operator==(const ControlFile &) const = default;
};

// `output`: all that `LC_ALL=C pg_controldata` printed, standard error included. A value counts
// only with the end of its line, so a cut output is an Error (kind Failed) and never a wrong
// number. A control file whose checksum does not match is an Error.
[[nodiscard]] Result<ControlFile> parseControlFile(const QString &output);

} // namespace tandem
