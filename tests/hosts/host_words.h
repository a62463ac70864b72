// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/live/stages/lab_words.h"
#include "tests/support/host_lab.h"

// What the tests on hosts say often.
namespace tandem::words {

inline const QString vm1 = QStringLiteral("vm1");
inline const QString vm2 = QStringLiteral("vm2");

// A new lab on the hosts; a failure of the test when there is none.
inline void openLab(std::unique_ptr<testing::HostLab> &lab, const QByteArray &profile)
{
    auto opened = testing::HostLab::open(profile);
    QVERIFY2(opened.ok(), opened.ok() ? "" : qPrintable(opened.error().sentence.english()));
    lab = std::move(*opened);
}

// The stage is done, and the pair is in that state.
inline void done(testing::HostLab &lab, Stage stage, PairState then, const QString &typed = {})
{
    const Outcome outcome = play(lab.session(), stage, typed);
    QVERIFY2(outcome.isDone(), told(outcome));
    QCOMPARE(lab.state(), tokenOf(then));
}

} // namespace tandem::words
