// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "ui/desk/worker.h"

#include <QObject>

namespace tandem {

// Tries the way to both nodes of a profile that is in no file yet: every hop with what was seen.
// Changes nothing. GUI thread; the test waits in a thread of its own.
class PairTester : public QObject
{
    Q_OBJECT

public:
    void test(const Profile &profile); // answered() follows

Q_SIGNALS:
    void answered(const QString &words); // a line for each hop

private:
    Worker m_worker;
};

} // namespace tandem
