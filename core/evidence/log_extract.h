// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"

#include <QString>
#include <QStringList>

namespace tandem {

// Lines of one node's server log, redacted: the telling ones, or those that a person marked.
struct LogExtract
{
    QString node;
    QString file; // or directory, on the node
    QStringList lines;
    bool isMarked = false; // by a person
    bool operator==(const LogExtract &) const = default;
};

// Where the lines are from, as a report says it.
[[nodiscard]] inline Text originOf(const LogExtract &log)
{
    return log.isMarked ? say("Evidence", "lines that were marked in the window")
                        : Text::verbatim(log.file);
}

} // namespace tandem
