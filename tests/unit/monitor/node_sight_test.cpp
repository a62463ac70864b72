// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/state.h"
#include "core/monitor/node_sight.h"
#include "tests/unit/cluster/facts.h"

#include <QTest>

using namespace tandem;
using std::chrono::milliseconds;

namespace {

const MonotonicTime start(std::chrono::hours(10));

Look sqlLook(int begun, int ended, const NodeFacts &facts)
{
    Look look;
    look.facts.sql = facts.sql;
    look.facts.replication = facts.replication;
    look.begunAt = start + milliseconds(begun);
    look.endedAt = start + milliseconds(ended);
    return look;
}

Look shellLook(int begun, int ended, NodeFacts facts)
{
    facts.sql.reset();
    facts.replication.reset();
    return {facts, start + milliseconds(begun), start + milliseconds(ended)};
}

NodeFacts answering(ServerAnswer answer)
{
    NodeFacts facts;
    facts.sql = SqlFacts{answer, {}, {}};
    return facts;
}

} // namespace

class NodeSightTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_sight.emplace(QStringLiteral("vm1")); }

    void joinsBothSides()
    {
        const NodeFacts whole = primaryNode("vm1");
        m_sight->takeShell(shellLook(0, 20, whole));
        QVERIFY(!m_sight->isServing());
        m_sight->takeSql(sqlLook(0, 5, whole));
        QCOMPARE(m_sight->facts(), whole);
        QVERIFY(m_sight->isServing());
        QCOMPARE(*m_sight->times().hostHeard, start + milliseconds(20));
        QCOMPARE(*m_sight->times().serverHeard, start + milliseconds(5));
        QCOMPARE(*m_sight->times().roleHeard, start + milliseconds(5));
    }

    void processesSeenBeforeTheCrashAreNotTold()
    {
        m_sight->takeShell(shellLook(0, 20, primaryNode("vm1")));
        m_sight->takeSql(sqlLook(0, 5, primaryNode("vm1")));
        m_sight->takeSql(sqlLook(500, 501, answering(ServerAnswer::Refused)));
        QVERIFY(!m_sight->facts().process);
        QVERIFY(m_sight->facts().host);
        QCOMPARE(conditionOf(m_sight->facts()), NodeCondition::Down);
        // A look from after the crash counts, and goes on counting while the answer stays.
        m_sight->takeShell(shellLook(510, 530, deadNode("vm1", "shut down")));
        QCOMPARE(conditionOf(m_sight->facts()), NodeCondition::CleanStopped);
        m_sight->takeSql(sqlLook(1000, 1001, answering(ServerAnswer::Refused)));
        QCOMPARE(conditionOf(m_sight->facts()), NodeCondition::CleanStopped);
        // It was started meanwhile and has crashed again: the old files say nothing of that.
        m_sight->takeSql(sqlLook(1500, 1501, answering(ServerAnswer::StartingUp)));
        m_sight->takeSql(sqlLook(2000, 2001, answering(ServerAnswer::Refused)));
        QCOMPARE(conditionOf(m_sight->facts()), NodeCondition::Down);
    }

    void aLookDuringTheSilenceTellsItsKind()
    {
        m_sight->takeSql(sqlLook(0, 5, primaryNode("vm1")));
        NodeFacts frozen = primaryNode("vm1");
        frozen.process->kind = ProcessFacts::Kind::Frozen;
        m_sight->takeShell(shellLook(700, 720, frozen));
        // The question was open since before that look.
        m_sight->takeSql(sqlLook(500, 1500, answering(ServerAnswer::Silent)));
        QCOMPARE(conditionOf(m_sight->facts()), NodeCondition::Frozen);
        QCOMPARE(*m_sight->times().serverHeard, start + milliseconds(5));
        QCOMPARE(*m_sight->times().sqlSeen, start + milliseconds(1500));
    }

    void theControlFileTellsTheDirection()
    {
        m_sight->takeSql(sqlLook(0, 5, answering(ServerAnswer::StartingUp)));
        m_sight->takeShell(shellLook(10, 20, seenHost("vm1", "shutting down", 1)));
        QCOMPARE(m_sight->facts().sql->answer, ServerAnswer::ShuttingDown);
    }

    void aFullServerThatServesUsKeepsItsProcesses()
    {
        m_sight->takeShell(shellLook(0, 20, primaryNode("vm1")));
        m_sight->takeSql(sqlLook(0, 5, primaryNode("vm1")));
        NodeFacts full = primaryNode("vm1");
        full.sql->answer = ServerAnswer::Full;
        m_sight->takeSql(sqlLook(500, 505, full));
        QVERIFY(m_sight->facts().process);
        QCOMPARE(conditionOf(m_sight->facts()), NodeCondition::Primary);
    }

    void aHostThatDoesNotAnswerIsSeenButNotHeard()
    {
        m_sight->takeShell(shellLook(0, 20, primaryNode("vm1")));
        m_sight->takeShell(shellLook(500, 5500, silentNode("vm1")));
        QVERIFY(!m_sight->facts().host);
        QCOMPARE(m_sight->facts().hostProblem, silentNode("vm1").hostProblem);
        QCOMPARE(*m_sight->times().hostHeard, start + milliseconds(20));
        QCOMPARE(*m_sight->times().shellSeen, start + milliseconds(5500));
    }

private:
    std::optional<NodeSight> m_sight;
};

QTEST_GUILESS_MAIN(NodeSightTest)
#include "node_sight_test.moc"
