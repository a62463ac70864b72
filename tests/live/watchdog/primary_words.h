// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stages/recipe.h"
#include "tests/support/lab_pair.h"
#include "tests/support/node_words.h"

#include <QTest>

#include <signal.h>

// What the tests of automation do to the home primary of their pair.
namespace tandem::words {

// kill -9 of its postmaster; when.
inline MonotonicTime killPrimary(LabPair &lab)
{
    const auto process = postmasterId(*lab.session().profile().node(lab.home()));
    const MonotonicTime now = MonotonicClock::now();
    if (process <= 1 || ::kill(pid_t(process), SIGKILL) != 0)
        qFatal("the primary cannot be killed");
    return now;
}

// As its stages start it: stale locks of the killed one are no hindrance.
inline void startAgain(LabPair &lab)
{
    const QString told = lab.shell(lab.home(), stageScript(QStringLiteral("start_server")));
    QVERIFY2(lab.sql(lab.home(), QStringLiteral("select 1")) == QLatin1String("1"),
             qPrintable(told));
}

} // namespace tandem::words
