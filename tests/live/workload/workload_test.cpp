// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/outage.h"
#include "tests/live/workload/workload_checks.h"

#include <QTemporaryDir>

#include <sys/resource.h>

using namespace tandem;
using namespace tandem::testing;

class WorkloadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theSchemaRunsTwiceAndKeepsTheLabRows();
    void aQuietRunLosesNothingAndRollsBackOnPurpose();
    void aKilledServerComesBackAndNothingIsLost();
    void aCancelledSynchronousWaitIsNotAcknowledged();
    void aFullDiskEndsTheWorkload();
    void stopIsPromptOverAFrozenServer();
    void aMissingTableIsNoStorm();

private:
    std::unique_ptr<Ledger> newLedger(const QString &run);
    QTemporaryDir m_directory;
    ScratchPair m_pair;
};

std::unique_ptr<Ledger> WorkloadTest::newLedger(const QString &run)
{
    auto made = Ledger::create(m_directory.filePath(run), run);
    return made ? std::move(*made) : nullptr;
}

void WorkloadTest::initTestCase()
{
    const QString problem = m_pair.begin();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

void WorkloadTest::theSchemaRunsTwiceAndKeepsTheLabRows()
{
    QCOMPARE(m_pair.prepareTables(), QString());
    QCOMPARE(m_pair.ask(0, "select string_agg(id || ' ' || name || ' ' || email, ', ' order by id)"
                           " from users"),
             QStringLiteral("1 alice alice@example.com, 2 bob bob@example.com, 3 charlie "
                            "charlie@example.com"));
    QCOMPARE(m_pair.ask(0, "select string_agg(id || ' ' || user_id || ' ' || product || ' ' ||"
                           " amount, ', ' order by id) from orders"),
             QStringLiteral("1 1 laptop 1200.00, 2 2 mouse 25.50, 3 3 keyboard 75.00, 4 1 monitor "
                            "300.00"));
}

void WorkloadTest::aQuietRunLosesNothingAndRollsBackOnPurpose()
{
    const auto ledger = newLedger(QStringLiteral("quiet"));
    WorkloadOptions options;
    options.mix = {74, 12, 14};
    Workload workload(m_pair.profile(), m_pair.secrets(), options, *ledger);
    workload.start();
    QVERIFY2(acknowledges(workload, 300), qPrintable(problems(workload)));
    QVERIFY(QTest::qWaitFor([&] { return sum(workload, LaneKind::Reader, &LaneFigures::ok) > 10; },
                            patience));
    QVERIFY(allOn(workload, LaneKind::Writer, QStringLiteral("one")));
    QCOMPARE(m_pair.ask(0, "select count(distinct application_name) from pg_stat_activity where"
                           " application_name ~ '^tandem writer [1-4]$' and usename ="
                           " 'tandem_workload'"),
             QStringLiteral("4"));
    QVERIFY(stopSeconds(workload) < 1.0);
    QVERIFY(ledger->close().ok());

    const auto report = auditOn(m_pair, 0, *ledger);
    QVERIFY(report.ok());
    checkSound(*report, workload);
    QCOMPARE(report->lostCount, 0);
    QCOMPARE(report->inDoubt, 0);
    const std::int64_t rollbacks = sum(workload, LaneKind::Writer, &LaneFigures::rollbacks);
    QVERIFY(rollbacks >= 300 * 14 / 100 - 20);
    QCOMPARE(report->rolledBack, rollbacks);
    // A transaction is whole: each ledger row has its user, each such user its orders.
    const QString kindRows = "select count(*) from pgtandem.ledger where run = 'quiet' and kind = ";
    const qint64 updates = m_pair.ask(0, kindRows + "'update'").toLongLong();
    QCOMPARE(m_pair.ask(0, "select count(*) from users where email like 'quiet.%'").toLongLong(),
             m_pair.ask(0, kindRows + "'order'").toLongLong());
    QVERIFY(updates > 300 * 12 / 100 - 30 && updates < report->kept / 3);
    QCOMPARE(m_pair.ask(0, "select count(*) from users u where email like 'quiet.%' and not exists"
                           " (select from orders o where o.user_id = u.id)"),
             QStringLiteral("0"));
}

void WorkloadTest::aKilledServerComesBackAndNothingIsLost()
{
    const auto ledger = newLedger(QStringLiteral("killed"));
    Workload workload(m_pair.profile(), m_pair.secrets(), {}, *ledger);
    workload.start();
    QVERIFY2(acknowledges(workload, 300), qPrintable(problems(workload)));
    const MonotonicTime crashedAt = MonotonicClock::now();
    const std::int64_t mark = ledger->recordCount();
    m_pair.killAll(0);
    QVERIFY(QTest::qWaitFor([&] { return !workload.figures().lanes[0].connected; }, patience));
    QCOMPARE(m_pair.start(0), QString());
    QVERIFY2(acknowledges(workload, 200), qPrintable(problems(workload)));
    QVERIFY(stopSeconds(workload) < 1.0);
    QVERIFY(ledger->close().ok());

    const auto outage = outageAround(workload.acks(), crashedAt);
    QVERIFY(outage && outage->seconds());
    qInfo("outage with restart %.3f s", *outage->seconds());
    QVERIFY(*outage->seconds() > 0.02);
    const auto report = auditOn(m_pair, 0, *ledger);
    QVERIFY(report.ok());
    checkSound(*report, workload);
    QCOMPARE(report->lostCount, 0);

    const auto contents = readLedger(ledger->fileName());
    auto server = Connection::open(m_pair.admin(0), Deadline::after(Milliseconds(5000)), {});
    QVERIFY(contents.ok() && server.ok());
    const Deadline deadline = Deadline::after(Milliseconds(5000));
    const auto before = auditRange(*contents, {0, mark}, *server, deadline, {});
    const auto after = auditRange(*contents, {mark}, *server, deadline, {});
    QVERIFY(before.ok() && after.ok());
    QVERIFY(before->acknowledged >= 300 && after->acknowledged >= 200);
    QCOMPARE(before->acknowledged + after->acknowledged, report->acknowledged);
}

void WorkloadTest::aCancelledSynchronousWaitIsNotAcknowledged()
{
    const auto ledger = newLedger(QStringLiteral("sync"));
    Workload workload(m_pair.profile(), m_pair.secrets(), {}, *ledger);
    workload.start();
    QVERIFY2(acknowledges(workload, 50), qPrintable(problems(workload)));
    m_pair.ask(0, "alter system set synchronous_standby_names = 'nobody'");
    m_pair.ask(0, "select pg_reload_conf()");
    const QString waiting = "select count(*) from pg_stat_activity where wait_event = 'SyncRep'"
                            " and application_name like 'tandem writer %'";
    QVERIFY(QTest::qWaitFor([&] { return m_pair.ask(0, waiting) == "4"; }, patience));
    const std::int64_t acknowledged = workload.figures().acknowledged();
    m_pair.ask(0, "select count(pg_cancel_backend(pid)) from pg_stat_activity where wait_event ="
                  " 'SyncRep'");
    QVERIFY(QTest::qWaitFor(
        [&] { return sum(workload, LaneKind::Writer, &LaneFigures::doubts) >= 4; }, patience));
    QCOMPARE(workload.figures().acknowledged(), acknowledged);
    m_pair.ask(0, "alter system reset synchronous_standby_names");
    m_pair.ask(0, "select pg_reload_conf()");
    QVERIFY2(acknowledges(workload, 50), qPrintable(problems(workload)));
    workload.stop();
    QVERIFY(ledger->close().ok());

    const auto report = auditOn(m_pair, 0, *ledger);
    QVERIFY(report.ok());
    checkSound(*report, workload);
    QCOMPARE(report->lostCount, 0);
    QVERIFY(report->inDoubt >= 4);
    QCOMPARE(report->doubtAbsent, 0); // the cancelled wait leaves a committed row
}

void WorkloadTest::aFullDiskEndsTheWorkload()
{
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto ledger = newLedger(QStringLiteral("full"));
    Workload workload(m_pair.profile(), m_pair.secrets(), {}, *ledger);
    rlimit small = before;
    small.rlim_cur = 20000;
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
    workload.start();
    const bool ended =
        QTest::qWaitFor([&] { return workload.figures().failure.has_value(); }, patience);
    const double seconds = stopSeconds(workload);
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
    QVERIFY(ended);
    QVERIFY(seconds < 1.0);
    QVERIFY(workload.figures().failure->sentence.english().contains(ledger->fileName()));

    const auto contents = readLedger(ledger->fileName());
    QVERIFY(contents.ok());
    QVERIFY(!contents->closed);
    const auto report = auditOn(m_pair, 0, *ledger);
    QVERIFY(report.ok());
    QCOMPARE(report->acknowledged, workload.figures().acknowledged());
    QVERIFY(report->kept > 20);
    QCOMPARE(report->lostCount, 0);
    QCOMPARE(report->rolledBackPresent, 0);
}

void WorkloadTest::stopIsPromptOverAFrozenServer()
{
    const auto ledger = newLedger(QStringLiteral("frozen"));
    Workload workload(m_pair.profile(), m_pair.secrets(), {}, *ledger);
    workload.start();
    QVERIFY2(acknowledges(workload, 50), qPrintable(problems(workload)));
    m_pair.signalAll(0, SIGSTOP);
    const std::int64_t acknowledged = workload.figures().acknowledged();
    const double seconds = stopSeconds(workload);
    m_pair.signalAll(0, SIGCONT);
    QVERIFY2(seconds < 1.0, qPrintable(QString::number(seconds)));
    QVERIFY(workload.figures().acknowledged() <= acknowledged + 4);
    QVERIFY(ledger->close().ok());
    const auto report = auditOn(m_pair, 0, *ledger);
    QVERIFY(report.ok());
    QCOMPARE(report->lostCount, 0);
    QCOMPARE(report->rolledBackPresent, 0);
}

void WorkloadTest::aMissingTableIsNoStorm()
{
    m_pair.ask(0, "alter table pgtandem.ledger rename to elsewhere");
    const auto ledger = newLedger(QStringLiteral("missing"));
    Workload workload(m_pair.profile(), m_pair.secrets(), {}, *ledger);
    workload.start();
    QVERIFY(QTest::qWaitFor(
        [&] { return sum(workload, LaneKind::Writer, &LaneFigures::errors) >= 24; }, patience));
    const MonotonicTime begun = MonotonicClock::now();
    const std::int64_t errors = sum(workload, LaneKind::Writer, &LaneFigures::errors);
    QVERIFY(QTest::qWaitFor(
        [&] { return sum(workload, LaneKind::Writer, &LaneFigures::errors) >= errors + 12; },
        patience));
    QVERIFY(secondsBetween(begun, MonotonicClock::now()) > 0.5);
    QVERIFY(!workload.figures().lanes[0].problem.isEmpty());
    QCOMPARE(workload.figures().acknowledged(), 0);
    m_pair.ask(0, "alter table pgtandem.elsewhere rename to ledger");
    QVERIFY2(acknowledges(workload, 20), qPrintable(problems(workload)));
    workload.stop();
    QVERIFY(ledger->close().ok());
    const auto report = auditOn(m_pair, 0, *ledger);
    QVERIFY(report.ok());
    checkSound(*report, workload);
}

QTEST_GUILESS_MAIN(WorkloadTest)
#include "workload_test.moc"
