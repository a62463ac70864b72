// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stages/recipe.h"
#include "tests/live/watchdog/faults.h"
#include "tests/support/invariants.h"
#include "tests/support/watched_pair.h"

#include <QTest>

namespace tandem::testing {

// A pair on this machine.
class LabArena : public Arena
{
public:
    explicit LabArena(LabPair &lab) : m_lab(lab) {}
    PairSession &session() override { return m_lab.session(); }
    Drill &drill() override { return m_lab.drill(); }
    Ledger &ledger() override { return m_lab.ledger(); }
    QString shell(const QString &node, const QString &script) override
    {
        return m_lab.shell(node, QLatin1String(shellWords) + script);
    }
    QString start(const QString &node) override
    {
        return m_lab.shell(node, stageScript(QStringLiteral("start_server")));
    }
    QStringList writableNodes() override { return testing::writableNodes(m_lab.pair().sandbox()); }
    void outside(const QString &words) override { qFatal("%s", qPrintable(words)); }

private:
    LabPair &m_lab;
};

// Plays the sequence of that seed on a pair of its own, under clients. `Care` is made from the lab
// and a session on it; its end() ends it. `played`: faults that were got over.
template <typename Care>
void playFaults(quint32 seed, const QString &name, int &played)
{
    using namespace std::chrono_literals;
    auto made = LabPair::setUp();
    QVERIFY2(made.ok(), made.ok() ? "" : qPrintable(made.error().sentence.english()));
    LabPair &lab = **made;
    Automation policy = lab.session().profile().automation;
    policy.failbackWaitSeconds = 0;
    policy.cooldownSeconds = 0;
    policy.restartSeconds = 10;
    const auto session = sessionWith(lab, policy, name);
    lab.workload().start();
    const WriteSampler sampler(*session);
    Care care(lab, *session);
    QVERIFY2(care.isReady(), qPrintable(care.story()));
    QVERIFY(lab.drill().waitForWrites(lab.home(), 20, Deadline::after(20s), {}));
    LabArena arena(lab);
    FaultPlay play(arena, care, seed);
    play.playSome(faults(), 10, sampler);
    played = play.played();
    if (QTest::currentTestFailed())
        return;
    lab.workload().stop();
    InvariantCheck check;
    check.mayLose = true; // crashes of an asynchronous pair
    const auto audit = lab.drill().auditSince(0, {});
    QVERIFY2(audit.ok(), audit.ok() ? "" : qPrintable(audit.error().sentence.english()));
    check.audit = *audit;
    check.journals = {session->stateDirectory() + QStringLiteral("/journal")};
    QVERIFY(care.end().ok());
    QCOMPARE(brokenInvariants(lab.pair().sandbox(), check), QStringList());
}

} // namespace tandem::testing
