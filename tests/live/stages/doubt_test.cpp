// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Primaries that are not simply dead: frozen, survived by a backend, left as a zombie. One pair;
// each test fails over from whoever is primary and brings the other one back.
#include "core/base/embedded_text.h"
#include "tests/live/stages/lab_words.h"

using namespace tandem;
using namespace tandem::words;

class DoubtTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void aFrozenPrimaryIsFencedAndReplaced();
    void aBackendThatOutlivesItsPostmasterIsEndedBeforeThePromotion();
    void aZombiePostmasterHoldsNothingUp();

private:
    QString serverPids(const QString &node)
    {
        return m_lab->shell(node,
                            embeddedText(QStringLiteral(":/stages/scripts/node_library.sh")) +
                                QStringLiteral("find_server_pids \"$data\"; printf %s \"$pids\""));
    }
    const NodeFacts &factsOf(const QString &node)
    {
        m_snapshot = m_lab->session().observe({});
        return *m_snapshot.node(node);
    }
    void checkFailover(const Outcome &outcome);

    std::unique_ptr<LabPair> m_lab;
    ClusterSnapshot m_snapshot;
    QString m_primary, m_standby; // at the test's begin
    std::uint32_t m_timeline = 0;
};

void DoubtTest::initTestCase()
{
    auto lab = LabPair::setUp();
    QVERIFY2(lab.ok(), lab.ok() ? "" : qPrintable(lab.error().sentence.english()));
    m_lab = std::move(*lab);
}

void DoubtTest::init()
{
    const ClusterSnapshot snapshot = m_lab->session().observe({});
    QVERIFY(snapshot.primary() != nullptr && snapshot.standby() != nullptr);
    m_primary = snapshot.primary()->name;
    m_standby = snapshot.standby()->name;
    m_timeline = timelineOf(*m_lab);
    QVERIFY(catchesUp(*m_lab, m_primary, m_standby));
}

void DoubtTest::cleanup()
{
    if (m_lab->state() == PairState::FailedOver) {
        const Outcome outcome = play(m_lab->session(), Stage::Resync);
        QVERIFY2(outcome.isDone(), told(outcome));
    }
    checkNothingIsLeft(*m_lab);
    checkEqual(*m_lab);
}

void DoubtTest::checkFailover(const Outcome &outcome)
{
    QVERIFY2(outcome.isDone(), told(outcome));
    QCOMPARE(serverPids(m_primary), QString());
    QCOMPARE(recordField(*m_lab, m_primary, QStringLiteral("fenced")), QStringLiteral("1"));
    QCOMPARE(timelineOf(*m_lab), m_timeline + 1);
    QCOMPARE(m_lab->state(), PairState::FailedOver);
    const StepReport *fence = stepOf(outcome, QStringLiteral("fence-") + m_primary);
    const StepReport *promote = stepOf(outcome, QStringLiteral("promote"));
    QVERIFY(fence != nullptr && promote != nullptr);
    QVERIFY(fence->status == StepStatus::Done && fence->endedAt <= promote->startedAt);
}

void DoubtTest::aFrozenPrimaryIsFencedAndReplaced()
{
    const QStringList pids = serverPids(m_primary).split(u' ', Qt::SkipEmptyParts);
    QVERIFY(pids.size() > 3);
    QCOMPARE(m_lab->shell(m_primary, QStringLiteral("kill -STOP ") + pids.join(u' ')), QString());
    QCOMPARE(m_lab->state(), PairState::PrimaryFrozen);
    const Outcome outcome = play(m_lab->session(), Stage::Failover);
    checkFailover(outcome);
    QVERIFY(outcome.values.text(QStringLiteral("killed")).toInt() > 3);
}

void DoubtTest::aBackendThatOutlivesItsPostmasterIsEndedBeforeThePromotion()
{
    QCOMPARE(m_lab->shell(
                 m_primary,
                 QStringLiteral(
                     "\"$bin\"/psql -X -h \"${data%/*}/run\" -p \"$(sed -n 4p "
                     "\"$data/postmaster.pid\")\" "
                     "-U postgres -d postgres -c 'do $$ begin loop perform 1; end loop; end $$' "
                     "</dev/null >/dev/null 2>&1 &")),
             QString());
    const QString busy = QStringLiteral(
        "select pid from pg_stat_activity where query like 'do %' and state = 'active'");
    QTRY_VERIFY_WITH_TIMEOUT(!m_lab->sql(m_primary, busy).isEmpty(), 10000);
    const QString pid = m_lab->sql(m_primary, busy);
    QCOMPARE(m_lab->shell(m_primary,
                          QStringLiteral("kill -9 \"$(head -n 1 \"$data/postmaster.pid\")\"")),
             QString());
    QTRY_COMPARE_WITH_TIMEOUT(factsOf(m_primary).process->kind, ProcessFacts::Kind::OrphansOnly,
                              10000);
    QTRY_COMPARE_WITH_TIMEOUT(m_lab->state(), PairState::PrimaryDown, 10000);
    QVERIFY(serverPids(m_primary).split(u' ').contains(pid));
    const Outcome outcome = play(m_lab->session(), Stage::Failover);
    checkFailover(outcome);
    QVERIFY(outcome.values.text(QStringLiteral("killed")).toInt() >= 1);
}

void DoubtTest::aZombiePostmasterHoldsNothingUp()
{
    // The server's parent never asks how it ended.
    QCOMPARE(m_lab->shell(m_primary,
                          QStringLiteral("\"$bin\"/pg_ctl -D \"$config\" -s -w -m fast stop")),
             QString());
    const QString parent =
        m_lab
            ->shell(m_primary, QStringLiteral("{ \"$bin\"/postgres -D \"$config\" "
                                              ">\"$log/zombie.log\" 2>&1 & exec sleep 120; } "
                                              "</dev/null >/dev/null 2>&1 &\necho $!"))
            .trimmed();
    const auto buried = qScopeGuard(
        [&, node = m_primary] { Q_UNUSED(m_lab->shell(node, QStringLiteral("kill ") + parent)) });
    QTRY_COMPARE_WITH_TIMEOUT(
        m_lab->sql(m_primary, QStringLiteral("select count(*) from pg_stat_replication where "
                                             "state = 'streaming'")),
        QStringLiteral("1"), 20000);
    const QString postmaster =
        m_lab->shell(m_primary, QStringLiteral("head -n 1 \"$data/postmaster.pid\"")).trimmed();
    const auto isZombie = [&] {
        return m_lab->shell(m_primary, QStringLiteral("ps -o stat= -p ") + postmaster)
            .startsWith(u'Z');
    };
    crash(*m_lab, m_primary);
    // It gives its memory back first.
    QTRY_VERIFY_WITH_TIMEOUT(isZombie(), 10000);
    QTRY_COMPARE_WITH_TIMEOUT(m_lab->state(), PairState::PrimaryDown, 10000);
    checkFailover(play(m_lab->session(), Stage::Failover));
    const Outcome outcome = play(m_lab->session(), Stage::Resync);
    QVERIFY2(outcome.isDone(), told(outcome));
    // It was a zombie to the end, and the server started beside it.
    QVERIFY(isZombie());
}

QTEST_GUILESS_MAIN(DoubtTest)
#include "doubt_test.moc"
