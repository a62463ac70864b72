// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/outage_watch.h"

#include <QTest>

using namespace tandem;
using std::chrono::milliseconds;

namespace {

MonotonicTime at(int ms)
{
    return MonotonicTime(std::chrono::hours(1)) + milliseconds(ms);
}

StepReport ended(Phase phase, int ms)
{
    StepReport step;
    step.phase = phase;
    step.status = StepStatus::Done;
    step.startedAt = at(ms - 10);
    step.endedAt = at(ms);
    return step;
}

} // namespace

class OutageWatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Before the first write there is nothing that could be out.
    void nothingBeforeTheFirstWrite()
    {
        OutageWatch watch;
        QVERIFY(!watch.look(std::nullopt, 0, at(0)));
        QVERIFY(!watch.look(std::nullopt, 0, at(60000)));
        QVERIFY(!watch.current());
    }

    void runsFromTheLastWriteAndEndsWithTheNext()
    {
        OutageWatch watch;
        QVERIFY(!watch.look(at(0), 7, at(10)));
        QVERIFY(!watch.look(at(0), 9, at(250)));
        QVERIFY(!watch.current());
        QVERIFY(!watch.look(at(0), 9, at(300)));
        QVERIFY(watch.current());
        QCOMPARE(watch.current()->since, at(0));
        // What was begun meanwhile belongs to the outage.
        QCOMPARE(watch.current()->recordsBefore, std::int64_t(7));
        const auto over = watch.look(at(900), 12, at(950));
        QVERIFY(over);
        QCOMPARE(over->since, at(0));
        QCOMPARE(*over->until, at(900));
        QCOMPARE(over->recordsBefore, std::int64_t(7));
        QVERIFY(!watch.current());
        // It is given out once.
        QVERIFY(!watch.look(at(950), 13, at(1000)));
    }

    // Clients that are told to write once a second are not out between two writes.
    void slowClientsAreNotOut()
    {
        OutageWatch watch(std::chrono::seconds(1));
        QVERIFY(!watch.look(at(0), 1, at(5)));
        QVERIFY(!watch.look(at(0), 1, at(2900)));
        QVERIFY(!watch.current());
        QVERIFY(!watch.look(at(0), 1, at(3000)));
        QVERIFY(watch.current());
    }

    void splitAddsUpToTheOutage()
    {
        const Outage outage{{at(0), 0}, AckPoint{at(1000), 1}};
        Outcome outcome;
        outcome.steps = {ended(Phase::Decide, 400), ended(Phase::Fence, 600),
                         ended(Phase::Promote, 900)};
        const OutageSplit split = splitOf(outage, at(100), outcome);
        QCOMPARE(*split.total, 1.0);
        QCOMPARE(*split.detect, 0.1);
        const double sum =
            *split.detect + *split.decide + *split.fence + *split.promote + *split.reconnect;
        QVERIFY(qAbs(sum - *split.total) < 1e-9);
    }

    // A loss noticed before the last write was another one: nothing took time to be noticed.
    void anOlderNoticeDoesNotCount()
    {
        const Outage outage{{at(500), 0}, AckPoint{at(1000), 1}};
        Outcome outcome;
        outcome.steps = {ended(Phase::Decide, 700), ended(Phase::Fence, 800),
                         ended(Phase::Promote, 900)};
        QCOMPARE(*splitOf(outage, at(100), outcome).detect, 0.0);
        QCOMPARE(*splitOf(outage, std::nullopt, outcome).detect, 0.0);
    }
};

QTEST_GUILESS_MAIN(OutageWatchTest)
#include "outage_watch_test.moc"
