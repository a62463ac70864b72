// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/cluster/lsn.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace tandem {

// One line of a timeline's .history file: `timeline` ended at `fork`, where its child begins.
struct HistoryEntry
{
    std::uint32_t timeline = 0;
    Lsn fork;
    QString reason;

    bool operator==(const HistoryEntry &) const = default;
};

// `text`: the file's contents, oldest ancestor first. A line that is cut, malformed or not newer
// than the one before makes it an Error (kind Failed): a fork is never guessed.
[[nodiscard]] Result<std::vector<HistoryEntry>> parseHistoryFile(const QString &text);

// Where that timeline was left; nothing: it is no ancestor.
[[nodiscard]] std::optional<Lsn> forkOf(const std::vector<HistoryEntry> &history,
                                        std::uint32_t timeline);

} // namespace tandem
