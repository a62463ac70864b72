// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/watchdog/watched.h"

#include <QTest>

using namespace tandem;
using namespace tandem::words;
using namespace std::chrono_literals;

class SightBookTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCrashIsSeenAsOne()
    {
        Watched pair;
        QCOMPARE(pair.decide(healthy()), QStringLiteral("nothing healthy"));
        QVERIFY(pair.book().stamp().has_value());
        QCOMPARE(pair.book().stamp()->armed, Armed::Streaming);
        QCOMPARE(pair.decide(crashed(true)), QStringLiteral("nothing still_receives"));
        QCOMPARE(pair.decide(crashed()), QStringLiteral("failover dead"));
        QCOMPARE(pair.book().primary(), QStringLiteral("vm1"));
    }

    // A refusal alone does not tell a crash from an orderly stop: the host's look is waited for.
    void aRefusalWaitsForTheHost()
    {
        Watched pair;
        pair.see(healthy());
        ClusterSnapshot refused = crashed();
        refused.nodes[0].process.reset();
        refused.nodes[0].data->controlState.clear();
        pair.isHostLookUnderWay = true;
        QCOMPARE(pair.decide(refused), QStringLiteral("wait unclear"));
        // However slow it is.
        pair.seeFor(refused, 2500ms);
        QCOMPARE(pair.decide(refused), QStringLiteral("wait unclear"));
        pair.isHostLookUnderWay = false;
        QCOMPARE(pair.decide(pairOf(deadNode("vm1", "shut down"), crashed().nodes[1])),
                 QStringLiteral("wait stopped_by_somebody"));
        pair.seeFor(pairOf(deadNode("vm1", "shut down"), crashed().nodes[1]), 31s);
        QCOMPARE(pair.decide(pairOf(deadNode("vm1", "shut down"), crashed().nodes[1])),
                 QStringLiteral("ask stopped_for_long"));
    }

    void aRefusalWithoutAHostIsNoProof()
    {
        Watched pair;
        pair.see(healthy());
        ClusterSnapshot refused = crashed();
        refused.nodes[0].host.reset();
        refused.nodes[0].data.reset();
        refused.nodes[0].process.reset();
        refused.nodes[0].record.reset();
        QCOMPARE(pair.see(refused).fence, Fence::Impossible);
        QCOMPARE(pair.decide(refused), QStringLiteral("ask cannot_fence_asynchronous"));
        Watched mute;
        mute.see(healthy());
        mute.isHostLookUnderWay = true;
        QCOMPARE(mute.decide(refused), QStringLiteral("wait unclear"));
        mute.seeFor(refused, 1500ms);
        QCOMPARE(mute.decide(refused), QStringLiteral("ask cannot_fence_asynchronous"));
    }

    void silenceIsWaitedOut()
    {
        Watched pair;
        pair.see(healthy());
        pair.isHostLookUnderWay = true;
        QCOMPARE(pair.decide(unplugged(true)), QStringLiteral("wait unclear"));
        pair.seeFor(unplugged(true), 1s);
        QCOMPARE(pair.decide(unplugged(true), 600ms), QStringLiteral("nothing still_receives"));
        QCOMPARE(pair.decide(unplugged()), QStringLiteral("ask cannot_fence_asynchronous"));
    }

    void aSynchronousStandbyMayBePromotedUnfenced()
    {
        Watched pair;
        ClusterSnapshot sync = healthy();
        sync.nodes[0].replication->synchronousStandbyNames = QStringLiteral("vm2");
        sync.nodes[0].replication->senders = {{QStringLiteral("vm2"),
                                               QStringLiteral("streaming"),
                                               QStringLiteral("sync"),
                                               {},
                                               {},
                                               {},
                                               {}}};
        QCOMPARE(pair.see(sync).armed, Armed::Synchronous);
        pair.seeFor(unplugged(), 1400ms);
        QCOMPARE(pair.decide(unplugged()), QStringLiteral("wait confirming"));
        QCOMPARE(pair.decide(unplugged()), QStringLiteral("failover unfenced"));
    }

    void aFrozenServerIsDoubt()
    {
        Watched pair;
        pair.see(healthy());
        const ClusterSnapshot frozen = unanswered(ProcessFacts::Kind::Frozen);
        QCOMPARE(pair.decide(frozen), QStringLiteral("wait confirming"));
        QCOMPARE(pair.decide(healthy()), QStringLiteral("nothing healthy"));
        pair.seeFor(frozen, 1500ms);
        QCOMPARE(pair.decide(frozen), QStringLiteral("failover frozen"));
    }

    // The way to it was cut for long and is there again: its host answers first.
    void aServerThatRunsIsAskedOnceMore()
    {
        Watched pair;
        pair.see(healthy());
        const ClusterSnapshot silent = unanswered(ProcessFacts::Kind::Running);
        ClusterSnapshot cut = silent;
        cut.nodes[0].host.reset();
        cut.nodes[0].process.reset();
        pair.seeFor(cut, 5s);
        QCOMPARE(pair.decide(silent), QStringLiteral("wait confirming"));
        QCOMPARE(pair.decide(silent), QStringLiteral("failover frozen"));
        pair.seeFor(cut, 5s);
        QCOMPARE(pair.decide(silent), QStringLiteral("wait confirming"));
        QCOMPARE(pair.decide(healthy()), QStringLiteral("nothing healthy"));
        // Asked while the way was still cut is not asked since.
        pair.sqlLookTakes = 1000ms;
        pair.seeFor(cut, 5s);
        pair.seeFor(silent, 1000ms);
        QCOMPARE(pair.decide(silent), QStringLiteral("wait confirming"));
        QCOMPARE(pair.decide(silent), QStringLiteral("failover frozen"));
    }

    // The last that the host told was that the server runs: then the way was cut.
    void aHostThatWasHeardBeforeIsNoWitness()
    {
        Watched pair;
        pair.see(healthy());
        const ClusterSnapshot silent = unanswered(ProcessFacts::Kind::Running);
        pair.see(silent);
        pair.isHostLookUnderWay = true;
        pair.seeFor(silent, 2900ms);
        QCOMPARE(pair.decide(silent), QStringLiteral("wait confirming"));
        pair.isHostLookUnderWay = false;
        QCOMPARE(pair.decide(silent), QStringLiteral("failover frozen"));
    }

    // A host that slept sees a world that went on without it.
    void aClockThatJumpedDisarms()
    {
        Watched pair;
        pair.see(healthy());
        pair.jumpClock(3600000);
        QCOMPARE(pair.decide(crashed()), QStringLiteral("ask not_armed"));
        pair.see(healthy());
        QCOMPARE(pair.decide(crashed()), QStringLiteral("failover dead"));
    }

    void nothingIsDecidedHalfSeen()
    {
        SightBook book(Automation::standardOf(Environment::Lab), std::nullopt);
        PairView view;
        view.snapshot = crashed();
        view.times[1].sqlSeen = view.times[1].shellSeen = view.times[0].sqlSeen = MonotonicTime(1h);
        QCOMPARE(book.take(view, {}, MonotonicTime(1h), 0).primary, PrimarySeen::Unclear);
        QVERIFY(book.take({}, {}, MonotonicTime(1h), 0).primary == PrimarySeen::Unclear);
    }

    void theWayBackIsSeen()
    {
        Watched pair;
        pair.see(healthy());
        NodeFacts old = with(deadNode("vm1"), released());
        old.record->fenced = true;
        const NodeFacts winner = with(primaryNode("vm2", 2), promoted());
        QCOMPARE(pair.decide(pairOf(old, winner)), QStringLiteral("resync old_primary_back"));
        QCOMPARE(pair.decide(pairOf(silentNode("vm1"), winner)),
                 QStringLiteral("wait old_primary_out_of_sight"));
        const ClusterSnapshot swapped =
            pairOf(with(standbyNode("vm1", true, 2), released()), winner);
        QCOMPARE(pair.decide(swapped), QStringLiteral("wait failback_waits"));
        pair.seeFor(swapped, 5s);
        QCOMPARE(pair.decide(swapped), QStringLiteral("failback failback"));
        const ClusterSnapshot back = pairOf(with(primaryNode("vm1", 3), released()),
                                            with(standbyNode("vm2", true, 3), promoted()));
        QCOMPARE(pair.decide(back), QStringLiteral("nothing settled"));
        ClusterSnapshot cooling = back;
        cooling.nodes[1].record->failoverFromTimeline = 0;
        cooling.nodes[1].record->failoverSettledAgeMilliseconds = 1000;
        QCOMPARE(pair.decide(cooling), QStringLiteral("nothing healthy"));
        ClusterSnapshot again = crashed();
        again.nodes[1].record = cooling.nodes[1].record;
        QCOMPARE(pair.decide(again), QStringLiteral("wait cooldown"));
        again.nodes[1].record->failoverSettledAgeMilliseconds = 31000;
        QCOMPARE(pair.decide(again), QStringLiteral("failover dead"));
    }

    // It was brought back and answers too late, or recovers for long: taking it down helps nobody.
    void aSlowReturnIsNotTakenDown()
    {
        const NodeFacts winner = with(primaryNode("vm2", 2), promoted());
        NodeFacts slow = with(deadNode("vm1"), released());
        slow.sql = SqlFacts{ServerAnswer::Silent, {}, {}};
        slow.process = ProcessFacts{ProcessFacts::Kind::Running, 1, 9, false};
        NodeFacts recovering = slow;
        recovering.sql = SqlFacts{ServerAnswer::StartingUp, {}, {}};
        for (const auto &[node, patience] : {std::pair{slow, 10s}, std::pair{recovering, 60s}}) {
            Watched pair;
            pair.see(healthy());
            QCOMPARE(pair.decide(pairOf(node, winner)), QStringLiteral("nothing standby_out"));
            pair.seeFor(pairOf(node, winner), patience - 1s);
            QCOMPARE(pair.decide(pairOf(node, winner)), QStringLiteral("nothing standby_out"));
            QCOMPARE(pair.decide(pairOf(node, winner), 2s),
                     QStringLiteral("resync old_primary_back"));
            // It was done, and took its time: the next look may be too early again.
            pair.book().noteStageDone();
            QCOMPARE(pair.decide(pairOf(node, winner), 50s), QStringLiteral("nothing standby_out"));
        }
        NodeFacts stopped = slow;
        stopped.process->kind = ProcessFacts::Kind::Frozen;
        Watched pair;
        pair.see(healthy());
        QCOMPARE(pair.decide(pairOf(stopped, winner)), QStringLiteral("resync old_primary_back"));
    }

    // Whoever was only about to be promoted when its program died may be tried again.
    void aNoteBeforeThePromotionHoldsNobodyBack()
    {
        Watched pair;
        pair.see(healthy());
        ClusterSnapshot begun = crashed();
        begun.nodes[1].record = promoted();
        QCOMPARE(pair.decide(begun), QStringLiteral("failover dead"));
    }

    // Promoted without a fence, and the old primary is there again: the debt tells which is which.
    void anUnfencedPrimaryIsKnownAgain()
    {
        Watched pair;
        pair.see(healthy());
        RecordFacts debt = promoted();
        debt.unfencedPeer = QStringLiteral("vm1");
        const ClusterSnapshot both =
            pairOf(with(primaryNode("vm1", 1), released()), with(primaryNode("vm2", 2), debt));
        QCOMPARE(pair.decide(both), QStringLiteral("resync unfenced_back"));
        QCOMPARE(pair.book().primary(), QStringLiteral("vm2"));
        debt.unfencedPeer.clear();
        QCOMPARE(pair.decide(pairOf(both.nodes[0], with(primaryNode("vm2", 2), debt))),
                 QStringLiteral("ask split_brain"));
    }

    void aPersonsFailoverIsTheirs()
    {
        Watched pair;
        pair.see(healthy());
        NodeFacts old = with(deadNode("vm1"), released());
        old.record->fenced = true;
        QCOMPARE(pair.decide(pairOf(old, with(primaryNode("vm2", 2), released()))),
                 QStringLiteral("nothing replaced_by_a_person"));
    }

    void aPauseOutlastsASilentHost()
    {
        Watched pair;
        ClusterSnapshot paused = healthy();
        paused.nodes[0].record->automationPaused = true;
        QCOMPARE(pair.decide(paused), QStringLiteral("nothing paused"));
        pair.seeFor(unplugged(), 5s);
        QCOMPARE(pair.decide(unplugged()), QStringLiteral("nothing paused"));
    }

    void aStageAtWorkIsLeftAlone()
    {
        Watched pair;
        pair.see(healthy());
        ClusterSnapshot held = crashed();
        held.nodes[1].record->operation = QStringLiteral("crash");
        held.nodes[1].record->owner = QStringLiteral("somebody@elsewhere process 1");
        QCOMPARE(pair.decide(held), QStringLiteral("wait stage_at_work"));
        held.nodes[1].record->heartbeatAgeMilliseconds = 21000;
        QCOMPARE(pair.decide(held), QStringLiteral("failover dead"));
    }

    void aHandOverThatWasCutOffIsEnded()
    {
        Watched pair;
        NodeFacts acting = with(deadNode("vm2", "shut down", 2), released());
        acting.record->operation = QStringLiteral("failback");
        acting.record->heartbeatAgeMilliseconds = 60000;
        acting.record->fenced = true;
        NodeFacts next = with(standbyNode("vm1", false, 2), released());
        QCOMPARE(pair.decide(pairOf(next, acting)), QStringLiteral("failback handover_cut_off"));
    }
};

QTEST_APPLESS_MAIN(SightBookTest)
#include "sight_book_test.moc"
