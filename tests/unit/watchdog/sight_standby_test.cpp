// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/watchdog/watched.h"

#include <QTest>

using namespace tandem;
using namespace tandem::words;
using namespace std::chrono_literals;

// What the book holds of the standby: since when it received, what it lacks, whether that counts.
class SightStandbyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatTheStandbyLacksIsKnown()
    {
        Watched lost;
        lost.see(healthy());
        const ClusterSnapshot apart = pairOf(healthy().nodes[0], crashed().nodes[1]);
        lost.seeFor(apart, 2s);
        QCOMPARE(lost.decide(crashed()), QStringLiteral("failover dead"));
        lost.see(healthy());
        lost.seeFor(apart, 4s);
        QCOMPARE(lost.decide(crashed()), QStringLiteral("ask receiver_lost_before"));

        Watched never;
        never.seeFor(apart, 1s);
        QCOMPARE(never.decide(crashed()), QStringLiteral("ask not_armed"));

        Watched behind;
        behind.lag().primary = QStringLiteral("vm1");
        behind.lag().replay.bytes = behind.lag().exposure.bytes = 17 * 1024 * 1024;
        behind.see(healthy());
        QCOMPARE(behind.decide(crashed()), QStringLiteral("ask beyond_limit"));
    }

    // Its disk is full, say: it comes again and again and writes nothing.
    void aReceiverThatBringsNothingIsNoReceiver()
    {
        ClusterSnapshot whole = healthy();
        whole.nodes[0].replication->insert = Lsn{0x5000000};
        whole.nodes[1].replication->received = Lsn{0x5000000};
        whole.nodes[1].replication->replayed = Lsn{0x4fff000};
        ClusterSnapshot comes = whole;
        comes.nodes[0].replication->insert = Lsn{0x5800000};
        ClusterSnapshot goes = comes;
        goes.nodes[1].replication->receiverStreaming = false;
        Watched pair;
        const auto flap = [&pair](const ClusterSnapshot &gone, const ClusterSnapshot &back) {
            for (int i = 0; i < 8; ++i) {
                pair.seeFor(gone, 400ms);
                pair.see(back);
            }
        };
        pair.see(whole);
        flap(goes, comes);
        QCOMPARE(pair.decide(crashed()), QStringLiteral("ask receiver_lost_before"));
        // Of one that was never seen to receive more nobody knows what it has.
        Watched fresh;
        for (int i = 0; i < 8; ++i) {
            fresh.seeFor(goes, 400ms);
            fresh.see(comes);
        }
        QCOMPARE(fresh.decide(crashed()), QStringLiteral("ask not_armed"));
        // It counts again with the first WAL that comes, and where none is to come.
        comes.nodes[1].replication->received = Lsn{0x5000008};
        pair.see(goes);
        pair.see(comes);
        QCOMPARE(pair.decide(crashed()), QStringLiteral("failover dead"));
        goes.nodes[1].replication->received = Lsn{0x57ffff0};
        comes.nodes[1].replication->received = Lsn{0x57ffff0};
        pair.seeFor(goes, 4s);
        pair.see(comes);
        QCOMPARE(pair.decide(crashed()), QStringLiteral("failover dead"));
    }

    // Its disk is full, say, and the primary is slow: a server that lives keeps its role then.
    void aSlowServerWhoseStandbyHadLeftIsNotReplaced()
    {
        const ClusterSnapshot slow = unanswered(ProcessFacts::Kind::Running);
        const ClusterSnapshot apart = pairOf(healthy().nodes[0], crashed().nodes[1]);
        Watched pair;
        pair.see(healthy());
        pair.seeFor(apart, 300ms);
        pair.seeFor(slow, 5s);
        QCOMPARE(pair.decide(slow), QStringLiteral("ask receiver_lost_before"));
        // One that was killed is another matter: its standby may be torn off a look before.
        pair.see(healthy());
        pair.seeFor(apart, 300ms);
        QCOMPARE(pair.decide(crashed()), QStringLiteral("failover dead"));
        // Nor does it count against one that is received from again.
        pair.see(healthy());
        pair.seeFor(slow, 5s);
        QCOMPARE(pair.decide(slow), QStringLiteral("failover frozen"));
    }

    // It follows, but a restart would not bring it up again: a failback is refused, a resync lifts
    // the fence.
    void aServerStartedRoundItsFenceIsBroughtBack()
    {
        NodeFacts old = with(standbyNode("vm1", true, 2), released());
        old.record->fenced = true;
        const NodeFacts winner = with(primaryNode("vm2", 2), promoted());
        Watched pair;
        pair.see(healthy());
        QCOMPARE(pair.decide(pairOf(old, winner)), QStringLiteral("nothing standby_out"));
        pair.seeFor(pairOf(old, winner), 9s);
        QCOMPARE(pair.decide(pairOf(old, winner)), QStringLiteral("nothing standby_out"));
        QCOMPARE(pair.decide(pairOf(old, winner), 1s), QStringLiteral("resync old_primary_back"));
        old.record->fenced = false;
        QCOMPARE(pair.decide(pairOf(old, winner)), QStringLiteral("wait failback_waits"));
    }

    void aStampIsGoodForAWhile()
    {
        const auto decideAfter = [](std::int64_t age) {
            Watched fresh;
            const ArmedStamp stamp{Armed::Streaming, Backlog::Within, QStringLiteral("vm1"),
                                   fresh.wall() - age};
            Watched pair(Automation::standardOf(Environment::Lab), stamp);
            return pair.decide(crashed());
        };
        QCOMPARE(decideAfter(20000), QStringLiteral("failover dead"));
        QCOMPARE(decideAfter(40000), QStringLiteral("ask not_armed"));
    }
};

QTEST_APPLESS_MAIN(SightStandbyTest)
#include "sight_standby_test.moc"
