// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every way to crash the primary: what the pair looks like then, the line in a log that tells of
// it, and the restore that brings back what was. One pair; each test leaves it healthy.
#include "core/postgres/node_probe.h"
#include "tests/live/stages/lab_words.h"

#include <thread>

using namespace tandem;
using namespace tandem::words;

class CrashVariantsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void variantAndRestore_data();
    void variantAndRestore();
    void aBackendIsNoFailover();
    void aStoppedReceiverLosesForSure();
    void aBusyOrphanIsEndedFirst();
    void aShortStallIsNoCrash();

private:
    NodeFacts factsOf(const QString &node) { return *m_lab->session().observe({}).node(node); }
    QString rows(const QString &node)
    {
        return m_lab->sql(node, QStringLiteral("select count(*) from pgtandem.nonce"));
    }
    bool comesTo(PairState state, int milliseconds = 60000)
    {
        return QTest::qWaitFor([&] { return m_lab->state() == state; }, milliseconds);
    }

    std::unique_ptr<LabPair> m_lab;
    QString m_home, m_other;
};

void CrashVariantsTest::initTestCase()
{
    auto lab = LabPair::setUp();
    QVERIFY2(lab.ok(), lab.ok() ? "" : qPrintable(lab.error().sentence.english()));
    m_lab = std::move(*lab);
    m_home = m_lab->home();
    m_other = m_lab->other();
}

void CrashVariantsTest::init()
{
    QVERIFY(comesTo(PairState::Healthy));
    QVERIFY(catchesUp(*m_lab, m_home, m_other));
}

void CrashVariantsTest::cleanup()
{
    QVERIFY(comesTo(PairState::Healthy));
    checkNothingIsLeft(*m_lab);
}

void CrashVariantsTest::variantAndRestore_data()
{
    QTest::addColumn<QString>("variant");
    QTest::addColumn<PairState>("state");
    QTest::addColumn<QString>("signature");
    const auto row = [](const char *variant, PairState state, const char *signature) {
        QTest::newRow(variant) << QString::fromLatin1(variant) << state
                               << QString::fromLatin1(signature);
    };
    row("all", PairState::PrimaryDown, "could not receive data from WAL stream");
    row("postmaster", PairState::PrimaryDown, "could not receive data from WAL stream");
    row("immediate", PairState::PrimaryDown, "received immediate shutdown request");
    row("freeze", PairState::PrimaryFrozen, "terminating walreceiver due to timeout");
    row("wal-link", PairState::StandbyLagging, "due to replication timeout");
    row("move-data", PairState::PrimaryDown, "could not receive data from WAL stream");
}

void CrashVariantsTest::variantAndRestore()
{
    QFETCH(QString, variant);
    QFETCH(PairState, state);
    QFETCH(QString, signature);
    const QString before = rows(m_home);
    const std::uint32_t timeline = timelineOf(*m_lab);
    const Outcome crashed = crashBy(m_lab->session(), *crashVariantOf(variant));
    QVERIFY2(crashed.isDone(), told(crashed));
    QVERIFY2(crashed.values.text(QStringLiteral("log_signature")).contains(signature),
             told(crashed));
    QCOMPARE(crashed.values.has(QStringLiteral("killed_at")), variant != QLatin1String("wal-link"));
    QVERIFY2(comesTo(state), qPrintable(tokenOf(m_lab->state())));
    const NodeFacts home = factsOf(m_home);
    if (variant == QLatin1String("move-data")) {
        QCOMPARE(home.data->kind, DataDirectoryFacts::Kind::Missing);
        QCOMPARE(home.data->asideDirectories.size(), 1);
    } else if (variant == QLatin1String("freeze")) {
        QCOMPARE(home.process->kind, ProcessFacts::Kind::Frozen);
    } else if (variant == QLatin1String("wal-link")) {
        QVERIFY(factsOf(m_other).process->receiverFrozen);
        QCOMPARE(recommended(m_lab->session().observe({})), Stage::Restore);
    } else {
        QVERIFY(home.process->kind == ProcessFacts::Kind::None ||
                home.process->kind == ProcessFacts::Kind::Zombie ||
                home.process->kind == ProcessFacts::Kind::OrphansOnly);
    }

    const Outcome restored = play(m_lab->session(), Stage::Restore);
    QVERIFY2(restored.isDone(), told(restored));
    QVERIFY2(comesTo(PairState::Healthy), qPrintable(tokenOf(m_lab->state())));
    // Nobody was promoted and nothing that was committed is gone.
    QTRY_COMPARE_WITH_TIMEOUT(timelineOf(*m_lab), timeline, 20000);
    QCOMPARE(rows(m_home), before);
    QVERIFY(factsOf(m_home).data->asideDirectories.isEmpty());
    const Outcome verified = play(m_lab->session(), Stage::Verify);
    QVERIFY2(verified.isDone(), told(verified));
    const Outcome again = play(m_lab->session(), Stage::Restore);
    QCOMPARE(again.kind, Outcome::Kind::Refused);
}

void CrashVariantsTest::aBackendIsNoFailover()
{
    const std::uint32_t timeline = timelineOf(*m_lab);
    const Outcome outcome = crashBy(m_lab->session(), CrashVariant::Backend);
    QVERIFY2(outcome.isDone(), told(outcome));
    QVERIFY2(outcome.values.text(QStringLiteral("log_signature"))
                 .contains(QStringLiteral("was terminated by signal 9")),
             told(outcome));
    const qint64 back = outcome.values.text(QStringLiteral("back_milliseconds")).toLongLong();
    QVERIFY2(back > 0 && back < 120000, told(outcome));
    QVERIFY(outcome.stateAfter.has_value());
    QCOMPARE(outcome.stateAfter->state, PairState::Healthy);
    QTRY_COMPARE_WITH_TIMEOUT(timelineOf(*m_lab), timeline, 20000);
}

// Writes behind a stopped receiver never leave the primary: the crash loses every one of them, the
// failover counts them, and nobody waits for the receiver that cannot answer.
void CrashVariantsTest::aStoppedReceiverLosesForSure()
{
    const Outcome paused = crashBy(m_lab->session(), CrashVariant::WalLink);
    QVERIFY2(paused.isDone(), told(paused));
    QVERIFY(comesTo(PairState::StandbyLagging));
    QCOMPARE(crashBy(m_lab->session(), CrashVariant::WalLink).kind, Outcome::Kind::Refused);
    QCOMPARE(play(m_lab->session(), Stage::Resync).kind, Outcome::Kind::Refused);
    for (int i = 0; i < 40; ++i)
        Q_UNUSED(m_lab->sql(
            m_home, QStringLiteral("insert into pgtandem.nonce values ('behind %1')").arg(i)))
    const Outcome crashed = crashBy(m_lab->session(), CrashVariant::All);
    QVERIFY2(crashed.isDone(), told(crashed));
    QVERIFY(comesTo(PairState::PrimaryDown));
    const Outcome failover = play(m_lab->session(), Stage::Failover);
    QVERIFY2(failover.isDone(), told(failover));
    QVERIFY2(failover.values.text(QStringLiteral("discarded_commits")).toLongLong() >= 40,
             told(failover));
    QCOMPARE(m_lab->sql(m_other, QStringLiteral("select count(*) from pgtandem.nonce where value "
                                                "like 'behind %'")),
             QStringLiteral("0"));
    // The old primary must not be restored beside the new one.
    const Outcome restored = play(m_lab->session(), Stage::Restore);
    QCOMPARE(restored.kind, Outcome::Kind::Refused);
    QVERIFY(restored.sentence.english().contains(QStringLiteral("resync")));
    const Outcome resynced = play(m_lab->session(), Stage::Resync);
    QVERIFY2(resynced.isDone(), told(resynced));
    const Outcome failback = play(m_lab->session(), Stage::Failback);
    QVERIFY2(failback.isDone(), told(failback));
}

// T4: a session that computes does not notice that its postmaster is gone and holds the memory.
void CrashVariantsTest::aBusyOrphanIsEndedFirst()
{
    const NodeProfile &node = *m_lab->session().profile().node(m_home);
    std::optional<Connection> busy;
    StopSource stop;
    std::thread worker([&] {
        auto opened =
            Connection::open(m_lab->session().access().target(node, QStringLiteral("admin"),
                                                              m_lab->session().profile().database),
                             Deadline::after(std::chrono::seconds(20)), stop.token());
        if (!opened.ok())
            return;
        busy.emplace(std::move(*opened));
        const auto rows = busy->exec(QStringLiteral("do $$ begin loop end loop; end $$"),
                                     Deadline::after(std::chrono::minutes(2)), stop.token());
        static_cast<void>(rows.ok());
    });
    const bool isBusy = QTest::qWaitFor(
        [&] {
            return m_lab->sql(m_home,
                              QStringLiteral("select count(*) from pg_stat_activity where query "
                                             "like 'do %loop%' and state = 'active'")) ==
                   QLatin1String("1");
        },
        20000);
    const Outcome crashed = crashBy(m_lab->session(), CrashVariant::Postmaster);
    const bool isDown = comesTo(PairState::PrimaryDown);
    const auto kind = factsOf(m_home).process->kind;
    const Outcome restored = play(m_lab->session(), Stage::Restore);
    stop.requestStop();
    worker.join();
    QVERIFY(isBusy && isDown);
    QVERIFY2(crashed.isDone(), told(crashed));
    QCOMPARE(kind, ProcessFacts::Kind::OrphansOnly);
    QVERIFY2(restored.isDone(), told(restored));
    const StepReport *ended = stepOf(restored, QStringLiteral("end-orphans"));
    QVERIFY(ended != nullptr && ended->status == StepStatus::Done);
    QVERIFY2(ended->output.contains(QStringLiteral("shared memory still in use")),
             qPrintable(ended->output));
}

// Half a second without an answer is no reason for anything.
void CrashVariantsTest::aShortStallIsNoCrash()
{
    const std::uint32_t timeline = timelineOf(*m_lab);
    QCOMPARE(m_lab->shell(m_home, QStringLiteral("p=$(head -n 1 \"$data/postmaster.pid\"); "
                                                 "kill -STOP $p; sleep 0.5; kill -CONT $p")),
             QString());
    QVERIFY(comesTo(PairState::Healthy));
    QCOMPARE(play(m_lab->session(), Stage::Failover).kind, Outcome::Kind::Refused);
    QTRY_COMPARE_WITH_TIMEOUT(timelineOf(*m_lab), timeline, 20000);
}

QTEST_GUILESS_MAIN(CrashVariantsTest)
#include "crash_variants_test.moc"
