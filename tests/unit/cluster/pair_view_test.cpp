// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/pair_view.h"
#include "core/cluster/state.h"
#include "tests/unit/cluster/facts.h"

#include <QTest>

using namespace tandem;
using std::chrono::milliseconds;
using std::chrono::seconds;

class PairViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void freshFactsAreLive()
    {
        const ClusterSnapshot live = liveSnapshot(m_view, m_seen + seconds(3));
        QCOMPARE(live.nodes[0], m_view.snapshot.nodes[0]);
        QCOMPARE(live.nodes[1], m_view.snapshot.nodes[1]);
        QCOMPARE(live.homePrimary, QStringLiteral("vm1"));
        QCOMPARE(deriveState(live).state, PairState::Healthy);
        QVERIFY(!isStale(m_view.times[0], m_seen + seconds(3)));
    }

    void eachGroupGrowsOldByItself()
    {
        PairView view = m_view;
        view.times[0].sqlSeen = m_seen + seconds(2);
        const MonotonicTime now = m_seen + milliseconds(3001);
        const ClusterSnapshot live = liveSnapshot(view, now);
        QVERIFY(live.nodes[0].sql && live.nodes[0].replication);
        QVERIFY(!live.nodes[0].host && !live.nodes[0].data && !live.nodes[0].process &&
                !live.nodes[0].record);
        QVERIFY(isStale(view.times[0], now));
        // The view itself keeps what was seen.
        QVERIFY(view.snapshot.nodes[0].host);
    }

    void nothingHeardForThreeSecondsIsUnknown()
    {
        const MonotonicTime now = m_seen + seconds(5);
        const ClusterSnapshot live = liveSnapshot(m_view, now);
        QCOMPARE(deriveState(live).state, PairState::Unknown);
        QCOMPARE(roleToken(live.nodes[0]), QStringLiteral("unknown"));
        QCOMPARE(heardText(m_view.times[0], now).english(), QStringLiteral("last heard 5.0 s ago"));
        QCOMPARE(heardText(m_view.times[0], now + seconds(60)).english(),
                 QStringLiteral("last heard 65 s ago"));
    }

    void aSideThatWasNeverSeenIsNotLive()
    {
        PairView view = m_view;
        view.times[1] = {};
        const ClusterSnapshot live = liveSnapshot(view, m_seen);
        QCOMPARE(live.nodes[1], unseenNode("vm2"));
        QVERIFY(!isStale(view.times[1], m_seen + seconds(60)));
        QVERIFY(!lastHeard(view.times[1]));
        QCOMPARE(heardText(view.times[1], m_seen).english(), QStringLiteral("not heard yet"));
    }

    void silenceIsSeenButNotHeard()
    {
        NodeTimes times = m_view.times[0];
        times.sqlSeen = m_seen + seconds(10);
        times.serverHeard = m_seen + seconds(1);
        QCOMPARE(*lastHeard(times), m_seen + seconds(1));
    }

private:
    static PairView madeView(MonotonicTime seen)
    {
        PairView view;
        view.number = 7;
        view.snapshot = pairOf(with(primaryNode("vm1"), released()),
                               with(standbyNode("vm2", true), released()));
        view.times.fill({seen, seen, seen, seen, seen, seen});
        return view;
    }
    const MonotonicTime m_seen = MonotonicTime(seconds(1000));
    const PairView m_view = madeView(m_seen);
};

QTEST_GUILESS_MAIN(PairViewTest)
#include "pair_view_test.moc"
