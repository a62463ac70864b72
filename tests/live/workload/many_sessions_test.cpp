// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/outage.h"
#include "tests/live/workload/workload_checks.h"

#include <QDir>
#include <QTemporaryDir>

#include <algorithm>

using namespace tandem;
using namespace tandem::testing;

// A hundred sessions, and a rate that is kept.
class ManySessionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aRateIsKept();
    void aHundredSessionsGoThroughAFailover();

private:
    // Of this process; absent where there is no /proc.
    static std::optional<qsizetype> threads()
    {
        const QDir tasks(QStringLiteral("/proc/self/task"));
        if (!tasks.exists())
            return std::nullopt;
        return tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot).size();
    }
    QTemporaryDir m_directory;
    ScratchPair m_pair;
};

void ManySessionsTest::initTestCase()
{
    QCOMPARE(m_pair.begin(), QString());
    QCOMPARE(m_pair.addStandby(), QString());
}

void ManySessionsTest::aRateIsKept()
{
    const auto ledger =
        Ledger::create(m_directory.filePath(QStringLiteral("rate")), QStringLiteral("rate"));
    QVERIFY(ledger.ok());
    WorkloadOptions options;
    options.writers = 8;
    options.readers = 4;
    options.rate = 40;
    options.mix = {80, 20, 0};
    Workload workload(m_pair.profile(), m_pair.secrets(), options, **ledger);
    workload.start();
    QVERIFY2(acknowledges(workload, 20), qPrintable(problems(workload)));
    const std::int64_t from = std::int64_t(workload.seconds(100000).size()) + 1;
    QVERIFY(QTest::qWaitFor(
        [&] { return std::int64_t(workload.seconds(100000).size()) >= from + 8; }, patience));
    QVERIFY(stopSeconds(workload) < 1.0);
    double sum = 0, count = 0;
    for (const SecondFigures &second : workload.seconds(100000)) {
        if (second.second < from || second.second >= from + 8)
            continue;
        sum += double(second.acknowledged);
        count += 1;
        QVERIFY(second.medianMs && *second.medianMs <= *second.p95Ms &&
                *second.p95Ms <= *second.maxMs);
    }
    QCOMPARE(count, 8.0);
    QVERIFY2(sum / count > 36 && sum / count < 44, qPrintable(QString::number(sum / count)));
}

void ManySessionsTest::aHundredSessionsGoThroughAFailover()
{
    const auto before = threads();
    const auto made =
        Ledger::create(m_directory.filePath(QStringLiteral("many")), QStringLiteral("many"));
    QVERIFY(made.ok());
    const Ledger &ledger = **made;
    WorkloadOptions options;
    options.writers = 80;
    options.readers = 20;
    QVERIFY(options.check().ok());
    Workload workload(m_pair.profile(), m_pair.secrets(), options, **made);
    workload.start();
    QVERIFY(QTest::qWaitFor(
        [&] {
            return allOn(workload, LaneKind::Writer, QStringLiteral("one")) &&
                   allOn(workload, LaneKind::Reader, QStringLiteral("two"));
        },
        patience * 2));
    const std::int64_t first = workload.figures().acknowledged();
    m_pair.killAll(0);
    QVERIFY(m_pair.promote(1).has_value());
    QVERIFY(QTest::qWaitFor(
        [&] { return allOn(workload, LaneKind::Writer, QStringLiteral("two")); }, patience * 2));
    QVERIFY2(acknowledges(workload, 200), qPrintable(problems(workload)));
    const std::vector<LaneTrack> tracks = workload.tracks(LaneTrackKeeper::capacity);
    QVERIFY(stopSeconds(workload) < 2.0);
    QVERIFY(made->get()->close().ok());
    if (before)
        QTRY_COMPARE(*threads(), *before + 1); // the ledger's own thread is left

    const auto report = auditOn(m_pair, 1, ledger);
    QVERIFY(report.ok());
    checkSound(*report, workload);
    QVERIFY(report->acknowledged > first);
    // The seconds and the sessions count the same events.
    SecondFigures sum;
    for (const SecondFigures &second : workload.seconds(100000)) {
        sum.acknowledged += second.acknowledged;
        sum.reads += second.reads;
    }
    QVERIFY(sum.acknowledged <= report->acknowledged);
    QVERIFY(sum.acknowledged > report->acknowledged / 2); // all but the last second
    QVERIFY(sum.reads > 0);
    // Every lane shows what went well, and every writer's shows the outage.
    QCOMPARE(tracks.size(), std::size_t(100));
    for (std::size_t i = 0; i < tracks.size(); ++i) {
        const auto has = [&](SlotState state) {
            const auto &slots = tracks[i].slots;
            return std::find(slots.begin(), slots.end(), state) != slots.end();
        };
        QVERIFY(has(SlotState::Ok));
        QVERIFY(i >= 80 || has(SlotState::Error) || has(SlotState::Waiting));
    }
    qInfo("%lld acknowledged, %lld lost, %lld in doubt, %llu syncs", qint64(report->acknowledged),
          qint64(report->lostCount), qint64(report->inDoubt), qulonglong(ledger.syncCount()));
}

QTEST_GUILESS_MAIN(ManySessionsTest)
#include "many_sessions_test.moc"
