// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace tandem {

// The telling lines of one node's server log, redacted.
struct LogExtract
{
    QString node;
    QString file; // or directory, on the node
    QStringList lines;
    bool operator==(const LogExtract &) const = default;
};

} // namespace tandem
