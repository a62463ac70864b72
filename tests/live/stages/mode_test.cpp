// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Synchronous and asynchronous mode, both ways, on a real pair.
#include "core/cluster/held_writes.h"
#include "tests/support/lab_pair.h"

#include <QScopeGuard>
#include <QTest>

#include <thread>

using namespace tandem;

class ModeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void becomesSynchronousOnlyWhileItStreams();
    void staysSynchronousOverASwitchover();
    void aDeadStandbyHoldsWritesUntilRelieved();
    void refusesANameWithoutAStandby();

private:
    QString syncState(const QString &primary, const QString &standby)
    {
        return m_lab->sql(primary,
                          QStringLiteral("select sync_state from pg_stat_replication where "
                                         "application_name = '%1'")
                              .arg(standby));
    }
    std::unique_ptr<LabPair> m_lab;
};

void ModeTest::initTestCase()
{
    auto lab = LabPair::setUp();
    QVERIFY2(lab.ok(), lab.ok() ? "" : qPrintable(lab.error().sentence.english()));
    m_lab = std::move(*lab);
    QCOMPARE(syncState(m_lab->home(), m_lab->other()), QStringLiteral("async"));
}

void ModeTest::becomesSynchronousOnlyWhileItStreams()
{
    const Outcome outcome = m_lab->drill().stage(Stage::ModeSync, {}, {});
    QVERIFY2(outcome.isDone(), qPrintable(outcome.sentence.english() + outcome.details));
    QCOMPARE(syncState(m_lab->home(), m_lab->other()), QStringLiteral("sync"));
    // The order that never hangs a write: streams, caught up, only then the name.
    QStringList order;
    for (const StepReport &step : outcome.steps)
        order << step.id;
    const auto at = [&](const QString &id) { return order.indexOf(id); };
    QVERIFY(at(QStringLiteral("streams-for-sync")) >= 0);
    QVERIFY(at(QStringLiteral("streams-for-sync")) < at(QStringLiteral("caught-up-for-sync")));
    QVERIFY(at(QStringLiteral("caught-up-for-sync")) <
            at(QStringLiteral("set-names-") + m_lab->home()));
    // Both figures come from the server itself: a commit that waits cannot be faster than none.
    const double before = outcome.values.text(QStringLiteral("commit_ms_before")).toDouble();
    const double after = outcome.values.text(QStringLiteral("commit_ms_after")).toDouble();
    QVERIFY2(before > 0 && after > 0 && after < 1000,
             qPrintable(QStringLiteral("%1 ms, then %2 ms").arg(before).arg(after)));
    // Again: nothing is changed.
    const Outcome again = m_lab->drill().stage(Stage::ModeSync, {}, {});
    QVERIFY(again.isDone());
    for (const StepReport &step : again.steps) {
        if (step.id.startsWith(QLatin1String("set-names-vm")))
            QCOMPARE(step.status, StepStatus::AlreadyDone);
    }
}

void ModeTest::staysSynchronousOverASwitchover()
{
    const Outcome there = m_lab->drill().stage(Stage::Switchover, {}, {});
    QVERIFY2(there.isDone(), qPrintable(there.sentence.english() + there.details));
    QCOMPARE(syncState(m_lab->other(), m_lab->home()), QStringLiteral("sync"));
    // The standby's own file is empty: should it become primary, nothing hangs.
    QVERIFY(
        m_lab->shell(m_lab->home(), QStringLiteral("cat \"$config/conf.d/60-pgtandem-role.conf\""))
            .contains(QStringLiteral("synchronous_standby_names = ''")));
    const Outcome back = m_lab->drill().stage(Stage::Failback, {}, {});
    QVERIFY2(back.isDone(), qPrintable(back.sentence.english() + back.details));
    QCOMPARE(syncState(m_lab->home(), m_lab->other()), QStringLiteral("sync"));
}

void ModeTest::aDeadStandbyHoldsWritesUntilRelieved()
{
    (void)m_lab->shell(m_lab->other(),
                       QStringLiteral("PATH=\"$bin:$PATH\" pg_ctl -D \"$config\" -m fast -w stop"));
    QCOMPARE(m_lab->state(), PairState::StandbyDown);
    QString error;
    (void)m_lab->sql(
        m_lab->home(),
        QStringLiteral("set statement_timeout = '500ms'; insert into pgtandem.nonce (value) "
                       "values ('waits for nobody there')"),
        &error);
    QCOMPARE(error, QString()); // a cancelled wait comes back as COMMIT with a warning
    const QString waited = m_lab->sql(
        m_lab->home(), QStringLiteral("reset statement_timeout; show synchronous_standby_names"));
    QVERIFY2(waited.contains(m_lab->other()), qPrintable(waited));
    // A write that hangs is named with its relief, without a wait for anything.
    auto client = m_lab->anotherSession();
    QVERIFY(client.ok());
    std::thread hanging([&] {
        const SqlCall write{{QStringLiteral("insert into pgtandem.nonce (value) values ('hangs')"),
                             QStringLiteral("admin"), m_lab->session().profile().database, false},
                            {},
                            Milliseconds(20000)};
        (void)(*client)->world().sql(m_lab->home(), write, {});
    });
    const auto joined = qScopeGuard([&] { hanging.join(); });
    HeldWrites held;
    const auto oneWaits = [&] {
        held = heldWritesIn(m_lab->session().observe({})).value_or(HeldWrites{});
        return held.waiting == 1;
    };
    QTRY_VERIFY_WITH_TIMEOUT(oneWaits(), 5000);
    QCOMPARE(held.primary, m_lab->home());
    QVERIFY(held.oldestWaitMilliseconds.has_value());
    const ClusterSnapshot seen = m_lab->session().observe({});
    const QString told = deriveState(seen).sentence.english();
    QVERIFY2(told.contains(m_lab->other()) && told.contains(QStringLiteral("mode-async")),
             qPrintable(told));
    QCOMPARE(recommended(seen), std::optional(Stage::ModeAsync));
    const Outcome relief = m_lab->drill().stage(Stage::ModeAsync, {}, {});
    QVERIFY(!relief.values.has(QStringLiteral("commit_ms_before")));
    QVERIFY(relief.values.text(QStringLiteral("commit_ms_after")).toDouble() > 0);
    QVERIFY2(relief.isDone(), qPrintable(relief.sentence.english() + relief.details));
    const MonotonicTime before = MonotonicClock::now();
    (void)m_lab->sql(m_lab->home(),
                     QStringLiteral("insert into pgtandem.nonce (value) values ('goes on')"),
                     &error);
    QCOMPARE(error, QString());
    QVERIFY(secondsBetween(before, MonotonicClock::now()) < 0.4);
}

void ModeTest::refusesANameWithoutAStandby()
{
    const Outcome refused = m_lab->drill().stage(Stage::ModeSync, {}, {});
    QCOMPARE(refused.kind, Outcome::Kind::Refused);
    QCOMPARE(m_lab->sql(m_lab->home(), QStringLiteral("show synchronous_standby_names")),
             QString());
    const Outcome resync = m_lab->drill().stage(Stage::Resync, {}, {});
    QVERIFY2(resync.isDone(), qPrintable(resync.sentence.english() + resync.details));
    QCOMPARE(m_lab->state(), PairState::Healthy);
    QCOMPARE(syncState(m_lab->home(), m_lab->other()), QStringLiteral("async"));
}

QTEST_GUILESS_MAIN(ModeTest)
#include "mode_test.moc"
