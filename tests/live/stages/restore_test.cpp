// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a restore must not do: start or wake an old primary beside a new one, or put a directory in
// place that is not the pair's. One pair; each test leaves it replicating in the original roles.
#include "core/runbook/record_steps.h"
#include "tests/live/stages/lab_words.h"

using namespace tandem;
using namespace tandem::words;

class RestoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void aFrozenPrimaryIsEndedByTheFailover();
    void aPeerPromotedMeanwhileStopsIt();
    void aFrozenStandbyIsWoken();
    void aForeignDirectoryIsNotPutInPlace();
    void aFencedNodeIsLeftAlone();

private:
    bool comesTo(PairState state, int milliseconds = 60000)
    {
        return QTest::qWaitFor([&] { return m_lab->state() == state; }, milliseconds);
    }
    ProcessFacts processOf(const QString &node)
    {
        const ClusterSnapshot snapshot = m_lab->session().observe({});
        return snapshot.node(node)->process.value_or(ProcessFacts());
    }
    // Back to the original roles after somebody was promoted.
    void bringBack();

    std::unique_ptr<LabPair> m_lab;
    QString m_home, m_other;
};

void RestoreTest::initTestCase()
{
    auto lab = LabPair::setUp();
    QVERIFY2(lab.ok(), lab.ok() ? "" : qPrintable(lab.error().sentence.english()));
    m_lab = std::move(*lab);
    m_home = m_lab->home();
    m_other = m_lab->other();
}

void RestoreTest::init()
{
    QVERIFY(comesTo(PairState::Healthy));
    QVERIFY(catchesUp(*m_lab, m_home, m_other));
}

void RestoreTest::cleanup()
{
    QVERIFY(comesTo(PairState::Healthy));
    checkNothingIsLeft(*m_lab);
}

void RestoreTest::bringBack()
{
    const Outcome resync = play(m_lab->session(), Stage::Resync);
    QVERIFY2(resync.isDone(), told(resync));
    const Outcome failback = play(m_lab->session(), Stage::Failback);
    QVERIFY2(failback.isDone(), told(failback));
}

// A server that can wake at any time is ended before anybody takes its place.
void RestoreTest::aFrozenPrimaryIsEndedByTheFailover()
{
    const Outcome frozen = crashBy(m_lab->session(), CrashVariant::Freeze);
    QVERIFY2(frozen.isDone(), told(frozen));
    QVERIFY(comesTo(PairState::PrimaryFrozen));
    const Outcome failover = play(m_lab->session(), Stage::Failover);
    QVERIFY2(failover.isDone(), told(failover));
    QCOMPARE(processOf(m_home).processCount, 0);
    QCOMPARE(recordField(*m_lab, m_home, QStringLiteral("fenced")), QStringLiteral("1"));
    const Outcome restore = play(m_lab->session(), Stage::Restore);
    QCOMPARE(restore.kind, Outcome::Kind::Refused);
    QCOMPARE(restore.exitCode, 3);
    QVERIFY(restore.sentence.english().contains(QStringLiteral("resync")));
    QCOMPARE(processOf(m_home).processCount, 0);
    bringBack();
}

// The plan was made before somebody promoted the peer by hand: the peer is asked again.
void RestoreTest::aPeerPromotedMeanwhileStopsIt()
{
    const Outcome crashed = crashBy(m_lab->session(), CrashVariant::All);
    QVERIFY2(crashed.isDone(), told(crashed));
    QVERIFY(comesTo(PairState::PrimaryDown));
    const ClusterSnapshot before = m_lab->session().observe({});
    const auto plan = m_lab->session().plan(Stage::Restore, before);
    QVERIFY(plan.ok());
    QCOMPARE(m_lab->sql(m_other, QStringLiteral("select pg_promote()")), QStringLiteral("t"));
    const Outcome restore = m_lab->session().run(*plan, before, {}, {});
    QCOMPARE(restore.kind, Outcome::Kind::Refused);
    QVERIFY2(isStep(restore, QStringLiteral("peer-stands-by"), StepStatus::Failed), told(restore));
    QVERIFY(restore.sentence.english().contains(QStringLiteral("resync")));
    QCOMPARE(processOf(m_home).processCount, 0);
    QCOMPARE(m_lab->state(), PairState::FailedOver);
    bringBack();
}

// A standby beside its own primary may always be woken.
void RestoreTest::aFrozenStandbyIsWoken()
{
    // A frozen server tells the timeline of its last restart point: without one on the newest
    // timeline it is taken for an old primary.
    Q_UNUSED(m_lab->sql(m_home, QStringLiteral("checkpoint")))
    QVERIFY(catchesUp(*m_lab, m_home, m_other));
    Q_UNUSED(m_lab->sql(m_other, QStringLiteral("checkpoint")))
    QCOMPARE(m_lab->shell(m_other, stageScript(QStringLiteral("freeze_server")))
                 .contains(QStringLiteral("frozen=")),
             true);
    QVERIFY(comesTo(PairState::StandbyDown));
    const Outcome restore = play(m_lab->session(), Stage::Restore);
    QVERIFY2(restore.isDone(), told(restore));
    QVERIFY(wasDone(restore, QStringLiteral("wake")));
}

void RestoreTest::aForeignDirectoryIsNotPutInPlace()
{
    const Outcome moved = crashBy(m_lab->session(), CrashVariant::MoveData);
    QVERIFY2(moved.isDone(), told(moved));
    QVERIFY(comesTo(PairState::PrimaryDown));
    // Somebody else's database lies there under a name of ours, younger than the true one.
    const QString name = QStringLiteral(".aside-20990101T000000Z");
    QCOMPARE(
        m_lab->shell(
            m_home,
            QStringLiteral("\"$bin\"/initdb -A trust -D \"$data%1\" >/dev/null 2>&1").arg(name)),
        QString());
    const Outcome foreign = play(m_lab->session(), Stage::Restore);
    QCOMPARE(foreign.kind, Outcome::Kind::Failed);
    QVERIFY2(foreign.details.contains(QStringLiteral("is of the system")), told(foreign));
    QCOMPARE(processOf(m_home).processCount, 0);
    // A link is no directory of ours either.
    QCOMPARE(m_lab->shell(m_home,
                          QStringLiteral("rm -rf \"$data%1\" && ln -s /tmp \"$data%1\"").arg(name)),
             QString());
    const Outcome restore = play(m_lab->session(), Stage::Restore);
    QVERIFY2(restore.isDone(), told(restore));
    QCOMPARE(m_lab->shell(m_home, QStringLiteral("rm \"$data%1\"").arg(name)), QString());
}

// A failover that stopped behind its fence: the node must stay down.
void RestoreTest::aFencedNodeIsLeftAlone()
{
    const Outcome crashed = crashBy(m_lab->session(), CrashVariant::Immediate);
    QVERIFY2(crashed.isDone(), told(crashed));
    QVERIFY(comesTo(PairState::PrimaryDown));
    const ClusterSnapshot before = m_lab->session().observe({});
    const auto plan = m_lab->session().plan(Stage::Restore, before);
    QVERIFY(plan.ok());
    QCOMPARE(m_lab->shell(m_home, recordLibrary() + QStringLiteral("echo fenced=1 | record_merge")),
             QString());
    const Outcome restore = m_lab->session().run(*plan, before, {}, {});
    QVERIFY2(!restore.isDone(), told(restore));
    QCOMPARE(processOf(m_home).processCount, 0);
    QCOMPARE(play(m_lab->session(), Stage::Restore).kind, Outcome::Kind::Refused);
    const Outcome failover = play(m_lab->session(), Stage::Failover);
    QVERIFY2(failover.isDone(), told(failover));
    bringBack();
}

QTEST_GUILESS_MAIN(RestoreTest)
#include "restore_test.moc"
