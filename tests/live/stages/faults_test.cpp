// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Faults of servers that one machine can stage, each from a pair that replicates and back to one.
#include "tests/live/stages/lab_words.h"
#include "tests/support/invariants.h"
#include "tests/support/node_words.h"

#include <QProcess>

#include <unistd.h>

using namespace tandem;
using namespace tandem::words;

class FaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void whatWasReceivedIsKeptAndWhatWasNotIsCounted();
    void aPromotionThatNeverEndsIsBounded();
    void twoPrimariesAreLeftToAPerson();
    void twoStandbysAreTold();
    void anOrderlyStopIsNoCrash();
    void aFullWalDiskIsFailedOver();
    void failoversInARowLeaveNoDrift();

private:
    [[nodiscard]] PairState stateWithin(PairState wanted)
    {
        PairState state = m_lab->state();
        const bool isThere = QTest::qWaitFor(
            [&] {
                state = m_lab->state();
                return state == wanted;
            },
            10000);
        if (!isThere)
            qWarning("%s", qPrintable(tokenOf(state)));
        return state;
    }
    [[nodiscard]] const NodeProfile &profileOf(const QString &node)
    {
        return *m_lab->session().profile().node(node);
    }
    [[nodiscard]] QString backend(const QString &node, const QString &type)
    {
        return words::sql(
            profileOf(node),
            QStringLiteral("select pid from pg_stat_activity where backend_type = '%1'").arg(type));
    }
    // Why a stage is not allowed now; fails when it is.
    [[nodiscard]] QString refusalOf(Stage stage)
    {
        const Outcome outcome = play(m_lab->session(), stage);
        return outcome.kind == Outcome::Kind::Refused ? outcome.sentence.english() : QString();
    }
    void resync()
    {
        const Outcome outcome = play(m_lab->session(), Stage::Resync);
        QVERIFY2(outcome.isDone(), told(outcome));
    }

    std::unique_ptr<LabPair> m_lab;
    QString m_primary, m_standby; // at the test's begin
    std::uint32_t m_timeline = 0;
};

void FaultsTest::initTestCase()
{
    auto lab = LabPair::setUp();
    QVERIFY2(lab.ok(), lab.ok() ? "" : qPrintable(lab.error().sentence.english()));
    m_lab = std::move(*lab);
}

void FaultsTest::init()
{
    const ClusterSnapshot snapshot = m_lab->session().observe({});
    QVERIFY(snapshot.primary() != nullptr && snapshot.standby() != nullptr);
    m_primary = snapshot.primary()->name;
    m_standby = snapshot.standby()->name;
    m_timeline = timelineOf(*m_lab);
    QVERIFY(catchesUp(*m_lab, m_primary, m_standby));
}

void FaultsTest::cleanup()
{
    for (const QString &node : {m_primary, m_standby})
        Q_UNUSED(
            m_lab->shell(node, QStringLiteral("rm \"$config/conf.d/70-test.conf\" && kill -HUP "
                                              "\"$(head -n 1 \"$data/postmaster.pid\")\"")))
    const QStringList broken = testing::brokenInvariants(m_lab->pair().sandbox(), {});
    QVERIFY2(broken.isEmpty(), qPrintable(broken.join(u'\n')));
}

// FAULTS 24: lag of replay costs nothing, lag of the stream is the loss bound.
void FaultsTest::whatWasReceivedIsKeptAndWhatWasNotIsCounted()
{
    const auto insert = [&](const QString &word, int count) {
        QString error;
        for (int i = 0; i < count; ++i)
            Q_UNUSED(m_lab->sql(m_primary,
                                QStringLiteral("insert into pgtandem.nonce values ('%1 %2 %3')")
                                    .arg(word)
                                    .arg(m_timeline)
                                    .arg(i),
                                &error))
        QCOMPARE(error, QString());
    };
    QCOMPARE(m_lab->shell(m_standby, QStringLiteral("echo \"recovery_min_apply_delay = '10min'\" "
                                                    ">\"$config/conf.d/70-test.conf\"")),
             QString());
    QCOMPARE(m_lab->sql(m_standby, QStringLiteral("select pg_reload_conf()")), QStringLiteral("t"));
    insert(QStringLiteral("received"), 5);
    const QString end = m_lab->sql(m_primary, QStringLiteral("select pg_current_wal_lsn()"));
    QTRY_COMPARE_WITH_TIMEOUT(
        m_lab->sql(m_standby, QStringLiteral("select pg_last_wal_receive_lsn() >= '%1'").arg(end)),
        QStringLiteral("t"), 10000);
    // The startup process reads the delay when it comes to it, so the first rows may pass.
    const auto count = [&](const char *word) {
        return m_lab
            ->sql(m_standby, QStringLiteral("select count(*) from pgtandem.nonce where value like "
                                            "'%1 %2 %'")
                                 .arg(QLatin1String(word))
                                 .arg(m_timeline))
            .toInt();
    };
    QVERIFY(count("received") < 5);
    const QString sender =
        m_lab->sql(m_primary, QStringLiteral("select pid from pg_stat_replication"));
    QCOMPARE(m_lab->shell(m_primary, QStringLiteral("kill -STOP ") + sender), QString());
    insert(QStringLiteral("sent never"), 7);
    crash(*m_lab, m_primary);
    // The stage waits for what was received: the delay ends only once it does.
    const auto endTheDelay = [&](const StepReport &step) {
        if (step.id == QLatin1String("replayed") && step.status == StepStatus::Started)
            QCOMPARE(
                words::shell(profileOf(m_standby),
                             QStringLiteral("rm %1\nkill -HUP %2")
                                 .arg(shellQuoted(Layout::of(profileOf(m_standby)).configDirectory +
                                                  QStringLiteral("/conf.d/70-test.conf")),
                                      QString::number(words::postmasterId(profileOf(m_standby))))),
                QString());
    };
    const Outcome outcome = play(m_lab->session(), Stage::Failover, {}, {}, endTheDelay);
    QVERIFY2(outcome.isDone(), told(outcome));
    QCOMPARE(outcome.values.text(QStringLiteral("loss_bound")), QStringLiteral("7"));
    QCOMPARE(outcome.values.text(QStringLiteral("discarded_commits")), QStringLiteral("7"));
    QCOMPARE(count("received"), 5);
    QCOMPARE(count("sent never"), 0);
    resync();
}

// FAULTS 28, with a bound shorter than the stage's own.
void FaultsTest::aPromotionThatNeverEndsIsBounded()
{
    const QString startup = backend(m_standby, QStringLiteral("startup"));
    QVERIFY(startup.toInt() > 0);
    crash(*m_lab, m_primary);
    const ClusterSnapshot snapshot = m_lab->session().observe({});
    auto plan = m_lab->session().plan(Stage::Failover, snapshot);
    QVERIFY(plan.ok());
    const auto promote = std::find_if(plan->steps.begin(), plan->steps.end(), [](const Step &step) {
        return step.id == QLatin1String("promote");
    });
    QVERIFY(promote != plan->steps.end() && promote->wait);
    QVERIFY(promote->wait->deadline <= std::chrono::seconds(60));
    promote->wait->deadline = std::chrono::seconds(2);
    QTRY_COMPARE_WITH_TIMEOUT(backend(m_standby, QStringLiteral("walreceiver")), QString(), 10000);
    QCOMPARE(m_lab->shell(m_standby, QStringLiteral("kill -STOP ") + startup), QString());
    const Outcome outcome = m_lab->session().run(*plan, snapshot, {}, {});
    const PairState state = m_lab->state();
    QCOMPARE(m_lab->shell(m_standby, QStringLiteral("kill -CONT ") + startup), QString());
    QVERIFY2(outcome.kind == Outcome::Kind::Failed, told(outcome));
    QVERIFY2(outcome.sentence.english().contains(m_standby) &&
                 outcome.sentence.english().contains(QStringLiteral("still in recovery")),
             told(outcome));
    const StepReport *step = stepOf(outcome, QStringLiteral("promote"));
    QVERIFY(step != nullptr);
    QVERIFY2(secondsBetween(step->startedAt, step->endedAt) < 2 * 1.2 + 1, told(outcome));
    QVERIFY2(state != PairState::SplitBrain && state != PairState::Healthy,
             qPrintable(tokenOf(state)));
    // The server does what it was asked, late; the stage or what follows it goes on from there.
    QTRY_VERIFY_WITH_TIMEOUT(m_lab->session().observe({}).primary() != nullptr, 20000);
    QCOMPARE(m_lab->session().observe({}).primary()->name, m_standby);
    resync();
}

// FAULTS 30: the old primary was started by hand, past every fence.
void FaultsTest::twoPrimariesAreLeftToAPerson()
{
    crash(*m_lab, m_primary);
    const Outcome failover = play(m_lab->session(), Stage::Failover);
    QVERIFY2(failover.isDone(), told(failover));
    const QString start = m_lab->shell(
        m_primary, QStringLiteral("rm -f \"$data/standby.signal\" \"$data/postmaster.pid\"\n"
                                  "\"$bin\"/pg_ctl -D \"$config\" -s -w -l \"$log/start.log\" "
                                  "start </dev/null"));
    QCOMPARE(stateWithin(PairState::SplitBrain), PairState::SplitBrain);
    QCOMPARE(testing::writableNodes(m_lab->pair().sandbox()).size(), 2);
    const ClusterSnapshot snapshot = m_lab->session().observe({});
    const QString sentence = deriveState(snapshot).sentence.english();
    QVERIFY2(sentence.contains(m_primary) && sentence.contains(m_standby), qPrintable(sentence));
    QVERIFY(!recommended(snapshot).has_value());
    for (const Stage stage : {Stage::Failover, Stage::Failback, Stage::Switchover, Stage::Resync,
                              Stage::Setup, Stage::ModeSync})
        QVERIFY2(!refusalOf(stage).isEmpty(), qPrintable(tokenOf(stage)));
    QVERIFY2(start.isEmpty(), qPrintable(start));
    // The person chooses: the one is stopped, and becomes a standby of the other.
    QCOMPARE(m_lab->shell(m_primary, QStringLiteral("\"$bin\"/pg_ctl -D \"$config\" -s -w -m fast "
                                                    "stop")),
             QString());
    resync();
}

// FAULTS 31.
void FaultsTest::twoStandbysAreTold()
{
    for (const char *text :
         {"\"$bin\"/pg_ctl -D \"$config\" -s -w -m fast stop", ": >\"$data/standby.signal\"",
          "\"$bin\"/pg_ctl -D \"$config\" -s -w -l \"$log/start.log\" start "
          "</dev/null"})
        QCOMPARE(m_lab->shell(m_primary, QLatin1String(text)), QString());
    QCOMPARE(stateWithin(PairState::BothStandby), PairState::BothStandby);
    const ClusterSnapshot snapshot = m_lab->session().observe({});
    const QString sentence = deriveState(snapshot).sentence.english();
    QVERIFY2(sentence.contains(m_primary) && sentence.contains(m_standby), qPrintable(sentence));
    for (const Stage stage : {Stage::Failover, Stage::Failback, Stage::Switchover, Stage::Resync})
        QVERIFY2(!refusalOf(stage).isEmpty(), qPrintable(tokenOf(stage)));
    QCOMPARE(m_lab->sql(m_primary, QStringLiteral("select pg_promote()")), QStringLiteral("t"));
    QTRY_VERIFY_WITH_TIMEOUT(
        m_lab->state() == PairState::Healthy || m_lab->state() == PairState::Swapped, 20000);
}

// FAULTS 75: somebody stopped the primary in an orderly way. It is told apart from a crash.
void FaultsTest::anOrderlyStopIsNoCrash()
{
    QCOMPARE(m_lab->shell(m_primary,
                          QStringLiteral("\"$bin\"/pg_ctl -D \"$config\" -s -w -m fast stop")),
             QString());
    const ClusterSnapshot snapshot = m_lab->session().observe({});
    const QString stopped = deriveState(snapshot).sentence.english();
    QCOMPARE(snapshot.node(m_primary)->data->controlState, QStringLiteral("shut down"));
    QVERIFY(m_lab->pair().sandbox().start(m_primary, {}).ok());
    QTRY_VERIFY_WITH_TIMEOUT(
        m_lab->state() == PairState::Healthy || m_lab->state() == PairState::Swapped, 20000);
    crash(*m_lab, m_primary);
    const QString crashed = deriveState(m_lab->session().observe({})).sentence.english();
    QVERIFY2(stopped != crashed, qPrintable(stopped));
    QVERIFY2(stopped.contains(QStringLiteral("orderly")) ||
                 stopped.contains(QStringLiteral("stopped")),
             qPrintable(stopped));
    QVERIFY(m_lab->pair().sandbox().start(m_primary, {}).ok());
    QTRY_VERIFY_WITH_TIMEOUT(
        m_lab->state() == PairState::Healthy || m_lab->state() == PairState::Swapped, 20000);
}

// FAULTS 18: the primary's WAL disk is full, the server ends with PANIC.
void FaultsTest::aFullWalDiskIsFailedOver()
{
    if (::geteuid() != 0)
        QSKIP("a file system of its own can be mounted by root only");
    const QString data = profileOf(m_primary).postgres.dataDirectory;
    QCOMPARE(m_lab->shell(m_primary,
                          QStringLiteral("\"$bin\"/pg_ctl -D \"$config\" -s -w -m fast stop")),
             QString());
    const auto asRoot = [](const QString &text) {
        QProcess shell;
        shell.start(QStringLiteral("/bin/sh"), {QStringLiteral("-ec"), text});
        return shell.waitForFinished(30000) && shell.exitCode() == 0;
    };
    const QString wal = shellQuoted(data + QStringLiteral("/pg_wal"));
    if (!asRoot(QStringLiteral("size=$(du -sm %1 | cut -f 1)\n"
                               "mv %1 %1.full\nmkdir %1\n"
                               "mount -t tmpfs -o size=$((size + 40))m tmpfs %1 || "
                               "{ rmdir %1; mv %1.full %1; exit 1; }\n"
                               "chown --reference=%1.full %1\nchmod 700 %1\ncp -a %1.full/. %1\n"
                               "rm -rf %1.full\n")
                    .arg(wal))) {
        QVERIFY(m_lab->pair().sandbox().start(m_primary, {}).ok());
        QTRY_VERIFY_WITH_TIMEOUT(
            m_lab->state() == PairState::Healthy || m_lab->state() == PairState::Swapped, 20000);
        QSKIP("a tmpfs cannot be mounted here");
    }
    const auto takeAway = [&] {
        return asRoot(QStringLiteral("mkdir %1.whole\nchown --reference=%1 %1.whole\n"
                                     "chmod 700 %1.whole\ncp -a %1/. %1.whole\numount %1\n"
                                     "rmdir %1\nmv %1.whole %1\n")
                          .arg(wal));
    };
    const bool started = m_lab->pair().sandbox().start(m_primary, {}).ok();
    // What the archive or the standby still needs is not recycled: the disk runs full.
    for (int round = 0; started && round < 20 && m_lab->state() != PairState::PrimaryDown; ++round)
        Q_UNUSED(words::sql(profileOf(m_primary),
                            QStringLiteral("select count(pg_logical_emit_message(true, 'test', "
                                           "repeat('x', 1000000))) from generate_series(1, 20)")))
    const PairState state = stateWithin(PairState::PrimaryDown);
    const QString log = m_lab->shell(
        m_primary,
        QStringLiteral("grep -h -e PANIC -e 'No space left' \"$log\"/*.log | tail -n 3"));
    const Outcome failover = play(m_lab->session(), Stage::Failover);
    const bool restored = takeAway();
    QVERIFY(started && restored);
    QCOMPARE(state, PairState::PrimaryDown);
    QVERIFY2(log.contains(QStringLiteral("No space left")), qPrintable(log));
    QVERIFY2(failover.isDone(), told(failover));
    resync();
}

// FAULTS 55: short form three, in the soak ten.
void FaultsTest::failoversInARowLeaveNoDrift()
{
    const int rounds = qEnvironmentVariableIntValue("TANDEM_SOAK") != 0 ? 10 : 3;
    const auto places = [&] {
        return m_lab->shell(m_primary,
                            QStringLiteral("ls \"$own\" \"$config\" \"$config/conf.d\" | "
                                           "grep -v ^evidence-")) +
               m_lab->shell(m_standby,
                            QStringLiteral("ls \"$own\" \"$config\" \"$config/conf.d\" | "
                                           "grep -v ^evidence-"));
    };
    QString before;
    const QString primary = m_primary;
    for (int round = 0; round < rounds; ++round) {
        const QString acting = m_lab->session().observe({}).primary()->name;
        const QString next = m_lab->session().profile().peerOf(acting).name;
        QVERIFY(catchesUp(*m_lab, acting, next));
        crash(*m_lab, acting);
        const Outcome outcome = play(m_lab->session(), Stage::Failover);
        QVERIFY2(outcome.isDone(), told(outcome));
        resync();
        QCOMPARE(timelineOf(*m_lab), m_timeline + 1 + static_cast<std::uint32_t>(round));
        checkNothingIsLeft(*m_lab);
        if (round == 1)
            before = places();
        else if (round > 1)
            QCOMPARE(places(), before);
    }
}

QTEST_GUILESS_MAIN(FaultsTest)
#include "faults_test.moc"
