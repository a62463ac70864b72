// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <QString>
#include <QStringList>

namespace tandem::testing {

// Where a program that tells its steps as JSON lines is killed.
struct KillPoint
{
    QString step;
    bool atEnd = false;    // at the line that tells its end; else the one that tells its begin
    Milliseconds delay{0}; // behind that line
};

// What a run of the program came to.
struct KilledRun
{
    bool killed = false; // the point was reached and SIGKILL ended it
    int exitCode = -1;   // of a run that ended by itself
    QStringList lines;
};

// Runs the program and kills -9 that process, and no other, at the point. Reads its lines as they
// come, so the point is met within a millisecond. Blocking; ends after `patience` at the latest.
[[nodiscard]] KilledRun runAndKill(const QString &program, const QStringList &arguments,
                                   const KillPoint &point,
                                   Milliseconds patience = Milliseconds(180000));

// Processes of stages, not of servers, that still work below the directory: "pid: what it is".
[[nodiscard]] QStringList commandsLeftBelow(const QString &directory);

} // namespace tandem::testing
