// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The five-second promotion (T1): with stock settings the startup process eats a promote request
// while its receiver restarts, and then sleeps out wal_retrieve_retry_interval.
#include "tests/live/stages/lab_words.h"

using namespace tandem;
using namespace tandem::words;

class PromotionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void isNeverSlowRightAfterACrash();

private:
    std::unique_ptr<LabPair> m_lab;
};

void PromotionTest::initTestCase()
{
    auto lab = LabPair::setUp();
    QVERIFY2(lab.ok(), lab.ok() ? "" : qPrintable(lab.error().sentence.english()));
    m_lab = std::move(*lab);
    for (const QString &node : {m_lab->home(), m_lab->other()}) {
        QCOMPARE(m_lab->shell(node, QStringLiteral("echo 'wal_retrieve_retry_interval = 5s' "
                                                   ">\"$config/conf.d/70-test.conf\"")),
                 QString());
        QCOMPARE(m_lab->sql(node, QStringLiteral("select pg_reload_conf()")), QStringLiteral("t"));
        QTRY_COMPARE(m_lab->sql(node, QStringLiteral("show wal_retrieve_retry_interval")),
                     QStringLiteral("5s"));
    }
}

void PromotionTest::isNeverSlowRightAfterACrash()
{
    for (int round = 0; round < 6; ++round) {
        PairSession &session = m_lab->session();
        const ClusterSnapshot before = session.observe({});
        QVERIFY(before.primary() != nullptr && before.standby() != nullptr);
        const QString primary = before.primary()->name;
        QVERIFY(catchesUp(*m_lab, primary, before.standby()->name));
        session.world().warmUp({});

        crash(*m_lab, primary);
        const ClusterSnapshot now = session.world().observeServers(before, {});
        const auto plan = session.plan(Stage::Failover, now);
        QVERIFY2(plan.ok(), plan.ok() ? "" : qPrintable(plan.error().sentence.english()));
        const Outcome failover = session.run(*plan, now, {}, {});
        QVERIFY2(failover.isDone(), told(failover));
        const StepReport *promote = stepOf(failover, QStringLiteral("promote"));
        QVERIFY(promote != nullptr);
        const double seconds = secondsBetween(promote->startedAt, promote->endedAt);
        qInfo("promotion took %.3f s", seconds);
        QVERIFY2(seconds < 1.5, told(failover));
        // The cure, not luck: whoever is still in recovery is asked again.
        for (const Step &step : plan->steps) {
            if (step.id == QLatin1String("promote"))
                QVERIFY(step.wait && step.wait->reissue && step.wait->every <= Milliseconds(20));
        }
        const Outcome resync = play(session, Stage::Resync);
        QVERIFY2(resync.isDone(), told(resync));
    }
    checkNothingIsLeft(*m_lab);
}

QTEST_GUILESS_MAIN(PromotionTest)
#include "promotion_test.moc"
