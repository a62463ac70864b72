// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/advice.h"
#include "core/cluster/held_writes.h"
#include "tests/unit/cluster/facts.h"

#include <QTest>

using namespace tandem;

namespace {

NodeFacts naming(NodeFacts primary, const char *names, const char *syncState = nullptr)
{
    primary.replication->synchronousStandbyNames = QString::fromLatin1(names);
    if (syncState != nullptr) {
        SenderFacts sender;
        sender.applicationName = QStringLiteral("vm2");
        sender.state = QStringLiteral("streaming");
        sender.syncState = QString::fromLatin1(syncState);
        primary.replication->senders = {sender};
    }
    return primary;
}

const char *const vm2 = "FIRST 1 (\"vm2\")";

} // namespace

class HeldWritesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nobodyIsWaitedFor()
    {
        const NodeFacts standby = with(standbyNode("vm2", true), released());
        QVERIFY(!heldWritesIn(pairOf(primaryNode("vm1"), standby)));
        QVERIFY(!heldWritesIn(pairOf(naming(primaryNode("vm1"), vm2, "sync"), standby)));
        QVERIFY(!heldWritesIn(pairOf(naming(primaryNode("vm1"), vm2, "quorum"), standby)));
    }

    void noSinglePrimaryNoWord()
    {
        QVERIFY(!heldWritesIn(pairOf(naming(primaryNode("vm1"), vm2), primaryNode("vm2"))));
        QVERIFY(!heldWritesIn(pairOf(unseenNode("vm1"), standbyNode("vm2", false))));
        // A standby's own setting holds nobody.
        QVERIFY(!heldWritesIn(
            pairOf(naming(standbyNode("vm1", false), vm2), standbyNode("vm2", false))));
    }

    void aDeadStandbyIsNamedBeforeAnybodyWaits()
    {
        const ClusterSnapshot pair =
            pairOf(naming(primaryNode("vm1"), vm2), with(deadNode("vm2"), released()));
        const auto held = heldWritesIn(pair);
        QVERIFY(held);
        QCOMPARE(*held, (HeldWrites{QStringLiteral("vm1"), QStringLiteral("vm2"), 0, {}}));
        const StateVerdict verdict = deriveState(pair);
        QCOMPARE(verdict.state, PairState::StandbyDown);
        QVERIFY(verdict.sentence.english().contains(QStringLiteral("will wait for vm2")));
        QCOMPARE(recommended(pair), std::optional(Stage::ModeAsync));
    }

    void aPrimaryThatMayBeReplacedTakesNoWrites()
    {
        NodeFacts primary = naming(primaryNode("vm1"), vm2);
        primary.replication->readOnly = true;
        primary.replication->commitsWaiting = 3;
        primary.replication->oldestWaitMilliseconds = 12345;
        const ClusterSnapshot pair = pairOf(primary, with(deadNode("vm2"), released()));
        const QString told = deriveState(pair).sentence.english();
        QVERIFY2(told.contains(QStringLiteral("sessions: 3, the oldest for 12 s")),
                 qPrintable(told));
        QVERIFY2(told.contains(QStringLiteral("New sessions on vm1 are read-only")),
                 qPrintable(told));
        QCOMPARE(recommended(pair), std::optional(Stage::ModeAsync));
    }

    void whoWaitsSinceWhen()
    {
        NodeFacts primary = naming(primaryNode("vm1"), vm2, "async");
        primary.replication->commitsWaiting = 3;
        primary.replication->oldestWaitMilliseconds = 12345;
        const ClusterSnapshot pair = pairOf(primary, with(standbyNode("vm2", true), released()));
        const QString told = deriveState(pair).sentence.english();
        QVERIFY2(told.contains(QStringLiteral("sessions: 3, the oldest for 12 s")),
                 qPrintable(told));
        QVERIFY(told.contains(QStringLiteral("mode-async")));
        QCOMPARE(recommended(pair), std::optional(Stage::ModeAsync));
    }
};

QTEST_GUILESS_MAIN(HeldWritesTest)
#include "held_writes_test.moc"
