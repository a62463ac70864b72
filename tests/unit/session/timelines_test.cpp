// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/timelines.h"

#include <QTest>

using namespace tandem;

namespace {

StageEvidence handover(const char *stage, const char *timeline, const char *fork)
{
    StageEvidence evidence;
    evidence.stage = QLatin1String(stage);
    evidence.startedAt = QStringLiteral("2026-01-02T03:04:05Z");
    evidence.outcome.values.set(QStringLiteral("old_timeline"),
                                {CaptureType::Integer, QLatin1String(timeline)});
    evidence.outcome.values.set(QStringLiteral("fork_lsn"),
                                {CaptureType::Lsn, QLatin1String(fork)});
    return evidence;
}

} // namespace

class TimelinesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFreshPairHasOne()
    {
        const auto stretches = timelinesOf({}, 1, {});
        QCOMPARE(stretches.size(), std::size_t(1));
        QCOMPARE(stretches[0].timeline, 1U);
        QVERIFY(!stretches[0].fork);
    }

    void whatCouldNotBeCountedIsNotNone()
    {
        StageEvidence failover = handover("failover", "1", "0/3000148");
        failover.outcome.values.set(QStringLiteral("discarded_commits"),
                                    {CaptureType::Text, QStringLiteral("unknown")});
        const auto stretches = timelinesOf({{1, Lsn{0x3000148}, QString()}}, 2, {failover});
        QCOMPARE(stretches[0].stage, QStringLiteral("failover"));
        QVERIFY(!stretches[0].discardedCommits);
    }

    void journalsTellWhichStageForkedIt()
    {
        StageEvidence failover = handover("failover", "1", "0/3000148");
        failover.outcome.values.set(QStringLiteral("discarded_commits"),
                                    {CaptureType::Text, QStringLiteral("7")});
        // Of another pair that lived in the same place: its fork lies elsewhere.
        const StageEvidence foreign = handover("switchover", "2", "0/9999999");
        const auto stretches =
            timelinesOf({{1, Lsn{0x3000148}, QString()}, {2, Lsn{0x5000060}, QString()}}, 3,
                        {failover, foreign});
        QCOMPARE(stretches.size(), std::size_t(3));
        QCOMPARE(stretches[0].stage, QStringLiteral("failover"));
        QCOMPARE(stretches[0].discardedCommits, std::optional<std::int64_t>(7));
        QCOMPARE(stretches[1].fork, std::optional<Lsn>(Lsn{0x5000060}));
        QVERIFY(stretches[1].stage.isEmpty());
        QVERIFY(!stretches[1].discardedCommits);
        QCOMPARE(stretches[2].timeline, 3U);
    }
};

QTEST_APPLESS_MAIN(TimelinesTest)
#include "timelines_test.moc"
