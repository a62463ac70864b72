// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every way back of an old primary: follow, rewind, copy. One pair; each test crashes whoever is
// primary and leaves the other one in its place, followed again.
#include "tests/live/stages/lab_words.h"

#include <QDir>

#include <thread>

#include <unistd.h>

using namespace tandem;
using namespace tandem::words;

class ResyncTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    // A copy leaves little WAL behind and every rewind adds some, so their order is not free.
    void aNodeWithoutOwnWritesFollows();
    void aLostDirectoryIsCopiedAnew();
    void aRewindDiscardsExactlyWhatWasLost();
    void bothNodesAreRewoundAgain();
    void aFileOfRootIsRefusedAndABrokenRewindIsNeverFollowed();
    void aNodeBesideAHandMadePrimaryIsRewound();
    void aRewindThatFailsHalfWayBecomesACopy();
    void muchWalOnTheSourceMeansACopy();
    void aNodeWhoseWalIsGoneIsCopied();
    void aRecordThatCameHalfIsNeverFollowed();

private:
    void divergeAndFailOver();
    void prepareSegments();
    void checkResync(const Outcome &outcome, const QString &method);
    bool replicates()
    {
        const PairState state = m_lab->state();
        return state == PairState::Healthy || state == PairState::Swapped;
    }
    QString directories(const QString &node)
    {
        return m_lab->shell(node, QStringLiteral("ls -d \"$data\"*"));
    }

    std::unique_ptr<LabPair> m_lab;
    QString m_primary, m_standby; // at the test's begin
};

void ResyncTest::initTestCase()
{
    auto lab = LabPair::setUp();
    QVERIFY2(lab.ok(), lab.ok() ? "" : qPrintable(lab.error().sentence.english()));
    m_lab = std::move(*lab);
    QCOMPARE(m_lab->state(), PairState::Healthy);
    // So much data, and so little spare WAL, that a rewind is the quicker way by its bytes.
    for (const QString &node : {m_lab->home(), m_lab->other()}) {
        QCOMPARE(
            m_lab->shell(
                node, QStringLiteral("printf '%s\\n' 'max_wal_size = 64MB' 'min_wal_size = 32MB' "
                                     ">\"$config/conf.d/70-test.conf\"")),
            QString());
        QCOMPARE(m_lab->sql(node, QStringLiteral("select pg_reload_conf()")), QStringLiteral("t"));
    }
    QString error;
    Q_UNUSED(m_lab->sql(m_lab->home(),
                        QStringLiteral("create table public.bulk as select n, repeat(md5(n::text), "
                                       "30) from generate_series(1, 110000) n"),
                        &error))
    QCOMPARE(error, QString());
    QVERIFY(catchesUp(*m_lab, m_lab->home(), m_lab->other()));
    for (const QString &node : {m_lab->home(), m_lab->other()})
        Q_UNUSED(m_lab->sql(node, QStringLiteral("checkpoint")))
}

void ResyncTest::init()
{
    const ClusterSnapshot snapshot = m_lab->session().observe({});
    QVERIFY(snapshot.primary() != nullptr && snapshot.standby() != nullptr);
    m_primary = snapshot.primary()->name;
    m_standby = snapshot.standby()->name;
    QVERIFY(catchesUp(*m_lab, m_primary, m_standby));
}

void ResyncTest::cleanup()
{
    QVERIFY(replicates());
    checkNothingIsLeft(*m_lab);
}

// 50 committed rows that the standby never gets, then the crash and the promotion.
void ResyncTest::divergeAndFailOver()
{
    QCOMPARE(m_lab->sql(m_primary, QStringLiteral("select count(*) from pg_stat_replication")),
             QStringLiteral("1"));
    const QString sender =
        m_lab->sql(m_primary, QStringLiteral("select pid from pg_stat_replication"));
    QCOMPARE(m_lab->shell(m_primary, QStringLiteral("kill -STOP %1").arg(sender)), QString());
    QString error;
    Q_UNUSED(m_lab->sql(
        m_primary,
        QStringLiteral(
            "insert into pgtandem.nonce select 'lost ' || n from generate_series(1, 50) n"),
        &error))
    QCOMPARE(error, QString());
    crash(*m_lab, m_primary);
    const Outcome outcome = play(m_lab->session(), Stage::Failover);
    QVERIFY2(outcome.isDone(), told(outcome));
    QVERIFY(outcome.values.text(QStringLiteral("loss_bound")).toInt() > 0);
    QCOMPARE(m_lab->state(), PairState::FailedOver);
}

void ResyncTest::checkResync(const Outcome &outcome, const QString &method)
{
    QVERIFY2(outcome.isDone(), told(outcome));
    qInfo("%s, %s: %s kB of WAL, %s kB of data, fork %s, last record %s, begun until %s, from %s",
          qPrintable(outcome.values.text(QStringLiteral("method"))),
          qPrintable(outcome.values.text(QStringLiteral("reason"))),
          qPrintable(outcome.values.text(QStringLiteral("wal_kilobytes"))),
          qPrintable(outcome.values.text(QStringLiteral("data_kilobytes"))),
          qPrintable(outcome.values.text(QStringLiteral("fork_lsn"))),
          qPrintable(outcome.values.text(QStringLiteral("last_record_lsn"))),
          qPrintable(outcome.values.text(QStringLiteral("reach_lsn"))),
          qPrintable(outcome.values.text(QStringLiteral("redo_lsn"))));
    QVERIFY2(outcome.values.text(QStringLiteral("method")) == method, told(outcome));
    QVERIFY(replicates());
    QVERIFY(catchesUp(*m_lab, m_standby, m_primary));
    QCOMPARE(
        m_lab->sql(m_primary,
                   QStringLiteral("select count(*) from pgtandem.nonce where value like 'lost %'")),
        QStringLiteral("0"));
    checkEqual(*m_lab);
}

// Segments that were only prepared are empty, and any file may be the first that a directory names.
void ResyncTest::prepareSegments()
{
    QCOMPARE(
        m_lab->shell(m_primary, QStringLiteral("cd \"$data/pg_wal\" && for n in $(seq 32 63); do "
                                               "truncate -s 16M 0000000100000000000000$(printf "
                                               "%02X $n); done\n")),
        QString());
}

void ResyncTest::aNodeWithoutOwnWritesFollows()
{
    crash(*m_lab, m_primary);
    prepareSegments();
    const Outcome failover = play(m_lab->session(), Stage::Failover);
    QVERIFY2(failover.isDone(), told(failover));
    const QString before = directories(m_primary);
    const Outcome outcome = play(m_lab->session(), Stage::Resync);
    checkResync(outcome, QStringLiteral("follow"));
    for (const char *id : {"recover", "rewind", "clone", "swap", "clone-instead", "swap-instead"})
        QVERIFY2(isStep(outcome, QLatin1String(id), StepStatus::Skipped), told(outcome));
    QCOMPARE(directories(m_primary), before);
}

void ResyncTest::aRewindDiscardsExactlyWhatWasLost()
{
    Workload &workload = m_lab->workload();
    Drill &drill = m_lab->drill();
    workload.start();
    QVERIFY(drill.waitForWrites(m_primary, 100, Deadline::after(std::chrono::seconds(30)), {}));
    const QString sender =
        m_lab->sql(m_primary, QStringLiteral("select pid from pg_stat_replication"));
    QCOMPARE(m_lab->shell(m_primary, QStringLiteral("kill -STOP %1").arg(sender)), QString());
    QVERIFY(drill.waitForWrites(m_primary, 100, Deadline::after(std::chrono::seconds(30)), {}));
    workload.stop();
    const QString count = QStringLiteral("select count(*) from pgtandem.ledger");
    const qint64 before = m_lab->sql(m_primary, count).toLongLong();
    crash(*m_lab, m_primary);
    const Outcome failover = play(m_lab->session(), Stage::Failover);
    QVERIFY2(failover.isDone(), told(failover));

    const qint64 discarded = before - m_lab->sql(m_standby, count).toLongLong();
    QVERIFY2(discarded >= 100, qPrintable(QString::number(discarded)));
    QVERIFY(m_lab->ledger().close().ok());
    const auto report = drill.auditSince(0, {});
    QVERIFY(report.ok());
    QCOMPARE(report->acknowledged, report->kept + report->lostCount);
    // Every row that is gone was acknowledged, or its COMMIT was never answered.
    QVERIFY(report->lostCount <= discarded);
    QVERIFY(discarded <= report->lostCount + report->doubtAbsent);
    QCOMPARE(report->duplicates, 0);
    // The old primary's own disk tells the same: one commit a row, and those that update.
    QVERIFY(failover.values.text(QStringLiteral("discarded_commits")).toLongLong() >=
            report->lostCount);

    const Outcome outcome = play(m_lab->session(), Stage::Resync);
    checkResync(outcome, QStringLiteral("rewind"));
    QCOMPARE(outcome.values.text(QStringLiteral("rewind_exit")), QStringLiteral("0"));
    QVERIFY(wasDone(outcome, QStringLiteral("rewind")));
    QCOMPARE(m_lab->sql(m_primary, count), m_lab->sql(m_standby, count));
}

void ResyncTest::bothNodesAreRewoundAgain()
{
    for (int round = 0; round < 2; ++round) {
        divergeAndFailOver();
        const Outcome outcome = play(m_lab->session(), Stage::Resync);
        checkResync(outcome, QStringLiteral("rewind"));
        QVERIFY2(wasDone(outcome, QStringLiteral("rewind")), told(outcome));
        cleanup();
        init();
    }
}

// A promotion by somebody else, without the checkpoint that pg_rewind needs (T2).
void ResyncTest::aNodeBesideAHandMadePrimaryIsRewound()
{
    const QString sender =
        m_lab->sql(m_primary, QStringLiteral("select pid from pg_stat_replication"));
    QCOMPARE(m_lab->shell(m_primary, QStringLiteral("kill -STOP %1").arg(sender)), QString());
    QString error;
    Q_UNUSED(m_lab->sql(m_primary,
                        QStringLiteral("insert into pgtandem.nonce select 'lost ' || n "
                                       "from generate_series(1, 50) n"),
                        &error))
    QCOMPARE(error, QString());
    crash(*m_lab, m_primary);
    QCOMPARE(m_lab->sql(m_standby, QStringLiteral("select pg_promote()")), QStringLiteral("t"));
    QCOMPARE(m_lab->state(), PairState::FailedOver);
    QVERIFY(recordField(*m_lab, m_primary, QStringLiteral("fenced")) != QLatin1String("1"));
    const Outcome outcome = play(m_lab->session(), Stage::Resync);
    checkResync(outcome, QStringLiteral("rewind"));
    QVERIFY2(wasDone(outcome, QStringLiteral("rewind")), told(outcome));
}

void ResyncTest::aFileOfRootIsRefusedAndABrokenRewindIsNeverFollowed()
{
    if (::geteuid() != 0)
        QSKIP("only root can give a file away");
    divergeAndFailOver();
    const Layout layout = Layout::of(*m_lab->session().profile().node(m_primary));
    const QString fileName = layout.dataDirectory + QStringLiteral("/base/owned-by-root");
    QFile file(fileName);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    const QString before = fingerprint(*m_lab);
    const Outcome refused = play(m_lab->session(), Stage::Resync);
    QCOMPARE(refused.kind, Outcome::Kind::Refused);
    QCOMPARE(refused.exitCode, 3);
    QVERIFY2(refused.sentence.english().contains(fileName), told(refused));
    QVERIFY(refused.sentence.english().contains(m_primary));
    checkUnchanged(*m_lab, before);
    QVERIFY(file.remove());

    // As a rewind that was killed leaves it.
    QCOMPARE(m_lab->shell(m_primary, QStringLiteral("touch \"$own/rewind.unfinished\"")),
             QString());
    checkResync(play(m_lab->session(), Stage::Resync), QStringLiteral("clone"));
}

void ResyncTest::aRewindThatFailsHalfWayBecomesACopy()
{
    const QString bin = m_lab->pair().path(QStringLiteral("bin"));
    Profile profile = m_lab->session().profile();
    const QDir real(profile.node(m_primary)->postgres.binDirectory);
    QVERIFY(QDir().mkpath(bin));
    for (const QString &program : real.entryList(QDir::Files)) {
        if (program != QLatin1String("pg_rewind"))
            QVERIFY(QFile::link(real.filePath(program), bin + u'/' + program));
    }
    QFile fake(bin + QStringLiteral("/pg_rewind"));
    QVERIFY(fake.open(QIODevice::WriteOnly));
    fake.write("#!/bin/sh\nrm -f \"$2/global/pg_control\"\necho 'pg_rewind: fatal: no space' "
               ">&2\nexit 1\n");
    fake.close();
    QVERIFY(fake.setPermissions(QFile::Permissions(0x7755)));
    for (NodeProfile &node : profile.nodes) {
        if (node.name == m_primary)
            node.postgres.binDirectory = bin;
    }
    auto session = m_lab->sessionWith(profile, QStringLiteral("broken"));
    QVERIFY(session.ok());
    divergeAndFailOver();
    const QStringList before = directories(m_primary).split(u'\n', Qt::SkipEmptyParts);
    const Outcome outcome = play(**session, Stage::Resync);
    checkResync(outcome, QStringLiteral("rewind"));
    QCOMPARE(outcome.values.text(QStringLiteral("rewind_exit")), QStringLiteral("1"));
    QVERIFY(wasDone(outcome, QStringLiteral("clone-instead")));
    QVERIFY(wasDone(outcome, QStringLiteral("swap-instead")));
    // The directory that the rewind left is kept, with the WAL that only it has.
    QCOMPARE(directories(m_primary).split(u'\n', Qt::SkipEmptyParts).size(), before.size() + 1);
    const QString kept = outcome.values.text(QStringLiteral("kept"));
    QVERIFY(kept.contains(QStringLiteral(".kept-")));
    QVERIFY(QFile::exists(kept + QStringLiteral("/PG_VERSION")));
    QVERIFY(!QFile::exists(kept + QStringLiteral("/global/pg_control")));
    QVERIFY(m_lab->shell(m_primary, QStringLiteral("ls \"$own/pg_control.before-rewind\""))
                .trimmed()
                .startsWith(u'/'));
}

void ResyncTest::muchWalOnTheSourceMeansACopy()
{
    divergeAndFailOver();
    QString error;
    Q_UNUSED(m_lab->sql(
        m_standby,
        QStringLiteral("select count(pg_logical_emit_message(false, 'test', repeat('x', 1000000))) "
                       "from generate_series(1, 150)"),
        &error))
    QCOMPARE(error, QString());
    const Outcome outcome = play(m_lab->session(), Stage::Resync);
    checkResync(outcome, QStringLiteral("clone"));
    QVERIFY(outcome.values.text(QStringLiteral("wal_kilobytes")).toLongLong() > 150000);
    QVERIFY(QFile::exists(outcome.values.text(QStringLiteral("kept")) +
                          QStringLiteral("/global/pg_control")));
    QVERIFY2(isStep(outcome, QStringLiteral("rewind"), StepStatus::Skipped), told(outcome));
}

void ResyncTest::aLostDirectoryIsCopiedAnew()
{
    crash(*m_lab, m_primary);
    const Outcome failover = play(m_lab->session(), Stage::Failover);
    QVERIFY2(failover.isDone(), told(failover));
    QCOMPARE(m_lab->shell(m_primary, QStringLiteral("rm -rf \"$data\"")), QString());
    checkResync(play(m_lab->session(), Stage::Resync), QStringLiteral("clone"));
}

void ResyncTest::aNodeWhoseWalIsGoneIsCopied()
{
    const QString settings =
        QStringLiteral("printf '%s\\n' 'max_slot_wal_keep_size = 16MB' 'wal_keep_size = 0' "
                       "'min_wal_size = 32MB' >\"$config/conf.d/70-test.conf\"");
    QCOMPARE(m_lab->shell(m_primary, settings), QString());
    QCOMPARE(m_lab->sql(m_primary, QStringLiteral("select pg_reload_conf()")), QStringLiteral("t"));
    QCOMPARE(m_lab->shell(m_standby,
                          QStringLiteral("\"$bin\"/pg_ctl -D \"$config\" -s -w -m fast stop")),
             QString());
    const QString lost =
        QStringLiteral("select count(*) from pg_replication_slots where wal_status = 'lost'");
    for (int round = 0; round < 10 && m_lab->sql(m_primary, lost) == QLatin1String("0"); ++round) {
        Q_UNUSED(m_lab->sql(m_primary,
                            QStringLiteral("select count(pg_logical_emit_message(false, 'test', "
                                           "repeat('x', 1000000))) from generate_series(1, 40)")))
        Q_UNUSED(m_lab->sql(m_primary, QStringLiteral("checkpoint")))
    }
    QCOMPARE(m_lab->sql(m_primary, lost), QStringLiteral("1"));
    const Outcome outcome = play(m_lab->session(), Stage::Resync);
    QVERIFY2(outcome.isDone(), told(outcome));
    QCOMPARE(outcome.values.text(QStringLiteral("method")), QStringLiteral("clone"));
    QVERIFY(replicates());
    checkEqual(*m_lab);
}

// Killed within one record of 300 MB, of which the standby has a part: the promotion overwrites the
// rest, so the old primary, whose last whole record lies before the fork, has more than its peer.
void ResyncTest::aRecordThatCameHalfIsNeverFollowed()
{
    const QString behind = QStringLiteral(
        "select pg_wal_lsn_diff(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())::bigint");
    std::thread writer([this] {
        const auto session = m_lab->anotherSession();
        const SqlCall emit{{QStringLiteral("select pg_logical_emit_message(false, 'test', "
                                           "repeat('x', 300000000))"),
                            QStringLiteral("admin"), (*session)->profile().database, false},
                           {},
                           Milliseconds(60000)};
        Q_UNUSED((*session)->world().sql(m_primary, emit, {}))
    });
    const Deadline deadline = Deadline::after(std::chrono::seconds(60));
    bool isHalf = false;
    while (!isHalf && !deadline.expired())
        isHalf = m_lab->sql(m_standby, behind).toLongLong() > 20'000'000;
    crash(*m_lab, m_primary);
    writer.join();
    QVERIFY(isHalf);
    const Outcome failover = play(m_lab->session(), Stage::Failover);
    QVERIFY2(failover.isDone(), told(failover));
    const Outcome outcome = play(m_lab->session(), Stage::Resync);
    QVERIFY2(outcome.isDone(), told(outcome));
    QVERIFY2(outcome.values.text(QStringLiteral("method")) != QLatin1String("follow"),
             told(outcome));
    QVERIFY(replicates());
    checkEqual(*m_lab);
}

QTEST_GUILESS_MAIN(ResyncTest)
#include "resync_test.moc"
