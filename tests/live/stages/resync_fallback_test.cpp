// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of a resync whose way back breaks, is cancelled or is not there. One pair; each test
// leaves it replicating.
#include "tests/live/stages/lab_words.h"

#include <QDir>

#include <thread>

using namespace tandem;
using namespace tandem::words;

class ResyncFallbackTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void aWayThatIsAskedForIsTakenOrRefused();
    void aRewindKilledHalfWayBecomesACopy();
    void aCancelledRewindIsCopiedNext();
    void aCancelledCopyLeavesTheOldDirectory();
    void aCopyThatIsCutLeavesTheOldDirectory();
    void whatIsNotDurableIsNotTaken();
    void ownWalThatCannotBeReadMeansACopy();
    void aDroppedSlotMeansACopy();

private:
    void divergeAndFailOver();
    // A session whose program of that name, on the node that was primary, is this script; $real is
    // the true one, $mark a file of ours.
    std::unique_ptr<PairSession> sessionWithProgram(const QString &program,
                                                    const QByteArray &script);
    QString mark() const { return m_lab->pair().path(QStringLiteral("mark")); }
    QString identityOfData()
    {
        return m_lab->shell(m_primary, QStringLiteral("cksum <\"$data/global/pg_control\"; "
                                                      "ls \"$data/base\" | cksum"));
    }
    bool hasCopy()
    {
        return m_lab->shell(m_primary, QStringLiteral("ls -d \"$data.new\"")).startsWith(u'/');
    }
    void checkDone(const Outcome &outcome, const char *method, const char *reason);

    std::unique_ptr<LabPair> m_lab;
    QString m_primary, m_standby; // at the test's begin
    int m_sessions = 0;
};

void ResyncFallbackTest::initTestCase()
{
    auto lab = LabPair::setUp();
    QVERIFY2(lab.ok(), lab.ok() ? "" : qPrintable(lab.error().sentence.english()));
    m_lab = std::move(*lab);
    for (const QString &node : {m_lab->home(), m_lab->other()}) {
        QCOMPARE(m_lab->shell(node, QStringLiteral("printf '%s\\n' 'max_wal_size = 64MB' "
                                                   "'min_wal_size = 32MB' 'wal_keep_size = 0' "
                                                   ">\"$config/conf.d/70-test.conf\"")),
                 QString());
        QCOMPARE(m_lab->sql(node, QStringLiteral("select pg_reload_conf()")), QStringLiteral("t"));
    }
    QString error;
    Q_UNUSED(m_lab->sql(m_lab->home(),
                        QStringLiteral("create table public.bulk as select n, repeat(md5(n::text), "
                                       "30) from generate_series(1, 60000) n"),
                        &error))
    QCOMPARE(error, QString());
}

void ResyncFallbackTest::init()
{
    ClusterSnapshot snapshot;
    const bool bothAnswer = QTest::qWaitFor(
        [&] {
            snapshot = m_lab->session().observe({});
            return snapshot.primary() != nullptr && snapshot.standby() != nullptr;
        },
        60000);
    QVERIFY(bothAnswer);
    m_primary = snapshot.primary()->name;
    m_standby = snapshot.standby()->name;
    QVERIFY(catchesUp(*m_lab, m_primary, m_standby));
    QFile::remove(mark());
}

void ResyncFallbackTest::cleanup()
{
    QTRY_VERIFY_WITH_TIMEOUT(
        m_lab->state() == PairState::Healthy || m_lab->state() == PairState::Swapped, 20000);
    checkNothingIsLeft(*m_lab);
    checkEqual(*m_lab);
    for (const QString &node : {m_lab->home(), m_lab->other()})
        QCOMPARE(m_lab->shell(node, QStringLiteral("rm -rf \"$data\".kept-*")), QString());
}

void ResyncFallbackTest::divergeAndFailOver()
{
    // A rewind begins at the last checkpoint before the fork, whose WAL the other node must have.
    for (const QString &node : {m_primary, m_standby})
        Q_UNUSED(m_lab->sql(node, QStringLiteral("checkpoint")))
    const QString sender =
        m_lab->sql(m_primary, QStringLiteral("select pid from pg_stat_replication"));
    QCOMPARE(m_lab->shell(m_primary, QStringLiteral("kill -STOP %1").arg(sender)), QString());
    QString error;
    Q_UNUSED(m_lab->sql(m_primary,
                        QStringLiteral("insert into pgtandem.nonce select 'lost ' || "
                                       "clock_timestamp() || n from generate_series(1, 50) n"),
                        &error))
    QCOMPARE(error, QString());
    crash(*m_lab, m_primary);
    QTRY_COMPARE_WITH_TIMEOUT(m_lab->state(), PairState::PrimaryDown, 60000);
    const Outcome outcome = play(m_lab->session(), Stage::Failover);
    QVERIFY2(outcome.isDone(), told(outcome));
}

std::unique_ptr<PairSession> ResyncFallbackTest::sessionWithProgram(const QString &program,
                                                                    const QByteArray &script)
{
    const QString name = QStringLiteral("with-%1").arg(++m_sessions);
    const QString bin = m_lab->pair().path(name);
    Profile profile = m_lab->session().profile();
    const QDir real(profile.node(m_primary)->postgres.binDirectory);
    if (!QDir().mkpath(bin))
        return nullptr;
    for (const QString &entry : real.entryList(QDir::Files)) {
        if (entry != program)
            QFile::link(real.filePath(entry), bin + u'/' + entry);
    }
    QFile file(bin + u'/' + program);
    if (!file.open(QIODevice::WriteOnly))
        return nullptr;
    file.write("#!/bin/sh\nreal='" + QFile::encodeName(real.filePath(program)) + "'\nmark='" +
               QFile::encodeName(mark()) + "'\n" + script);
    file.close();
    file.setPermissions(QFile::Permissions(0x7755));
    // The server's user writes the mark.
    QFile marks(mark());
    if (!marks.open(QIODevice::WriteOnly))
        return nullptr;
    marks.close();
    marks.setPermissions(QFile::Permissions(0x6666));
    for (NodeProfile &node : profile.nodes) {
        if (node.name == m_primary)
            node.postgres.binDirectory = bin;
    }
    auto session = m_lab->sessionWith(profile, name);
    return session.ok() ? std::move(*session) : nullptr;
}

void ResyncFallbackTest::checkDone(const Outcome &outcome, const char *method, const char *reason)
{
    QVERIFY2(outcome.isDone(), told(outcome));
    QVERIFY2(outcome.values.text(QStringLiteral("method")) == QLatin1String(method), told(outcome));
    QVERIFY2(outcome.values.text(QStringLiteral("reason")) == QLatin1String(reason), told(outcome));
    QCOMPARE(m_lab->sql(m_primary, QStringLiteral("select count(*) from pgtandem.nonce where value "
                                                  "like 'lost %'")),
             QStringLiteral("0"));
}

void ResyncFallbackTest::aWayThatIsAskedForIsTakenOrRefused()
{
    divergeAndFailOver();
    // It has rows of its own: following would keep them.
    const Outcome follow = resyncBy(m_lab->session(), ResyncMethod::Follow);
    QCOMPARE(follow.kind, Outcome::Kind::Failed);
    QVERIFY2(follow.sentence.english().contains(QStringLiteral("follow")), told(follow));
    QCOMPARE(m_lab->state(), PairState::FailedOver);
    checkDone(resyncBy(m_lab->session(), ResyncMethod::Rewind), "rewind", "asked");
    init();
    divergeAndFailOver();
    const Outcome clone = resyncBy(m_lab->session(), ResyncMethod::Clone);
    checkDone(clone, "clone", "asked");
    QVERIFY2(isStep(clone, QStringLiteral("rewind"), StepStatus::Skipped), told(clone));
}

// The program is ended once it has written the first file.
void ResyncFallbackTest::aRewindKilledHalfWayBecomesACopy()
{
    const auto session = sessionWithProgram(
        QStringLiteral("pg_rewind"),
        "\"$real\" \"$@\" &\npid=$!\n"
        "until [ -n \"$(find \"$2\" -type f -newer \"$mark\" -print -quit)\" ] || "
        "! kill -0 $pid; do :; done\n"
        "kill -9 $pid && echo killed >\"$mark\"\nwait $pid\n");
    QVERIFY(session != nullptr);
    divergeAndFailOver();
    QCOMPARE(m_lab->shell(m_primary, QStringLiteral("touch '%1'").arg(mark())), QString());
    const Outcome outcome = resyncBy(*session, ResyncMethod::Rewind);
    checkDone(outcome, "rewind", "asked");
    QFile killed(mark());
    QVERIFY(killed.open(QIODevice::ReadOnly));
    QCOMPARE(killed.readAll(), QByteArray("killed\n"));
    QCOMPARE(outcome.values.text(QStringLiteral("rewind_exit")), QStringLiteral("137"));
    QVERIFY2(wasDone(outcome, QStringLiteral("swap-instead")), told(outcome));
    QVERIFY(
        QFile::exists(outcome.values.text(QStringLiteral("kept")) + QStringLiteral("/PG_VERSION")));
}

void ResyncFallbackTest::aCancelledRewindIsCopiedNext()
{
    const auto session = sessionWithProgram(
        QStringLiteral("pg_rewind"),
        "\"$real\" \"$@\" &\npid=$!\n"
        "until [ -n \"$(find \"$2\" -type f -newer \"$mark\" -print -quit)\" ] || "
        "! kill -0 $pid; do :; done\n"
        "kill -STOP $pid && echo stopped >\"$mark\"\nwait $pid\n");
    QVERIFY(session != nullptr);
    divergeAndFailOver();
    QCOMPARE(m_lab->shell(m_primary, QStringLiteral("touch '%1'").arg(mark())), QString());
    StopSource stop;
    StageOptions options;
    options.resync = ResyncMethod::Rewind;
    Outcome outcome;
    std::thread runner(
        [&] { outcome = play(*session, Stage::Resync, {}, stop.token(), {}, options); });
    const bool isStopped = QTest::qWaitFor([&] { return QFileInfo(mark()).size() > 0; }, 60000);
    stop.requestStop();
    runner.join();
    QVERIFY2(isStopped, told(outcome));
    QCOMPARE(outcome.kind, Outcome::Kind::Cancelled);
    QCOMPARE(outcome.exitCode, 130);
    QVERIFY2(outcome.sentence.english().contains(QStringLiteral("must not be started")),
             told(outcome));
    // It cannot come up writable, neither by us nor by hand, and the next run does not trust it.
    QCOMPARE(m_lab->shell(m_primary, QStringLiteral("ls \"$data/standby.signal\" "
                                                    "\"$own/rewind.unfinished\" | grep -c .")),
             QStringLiteral("2\n"));
    QCOMPARE(recordField(*m_lab, m_primary, QStringLiteral("fenced")), QStringLiteral("1"));
    QCOMPARE(m_lab->state(), PairState::FailedOver);
    QCOMPARE(play(m_lab->session(), Stage::Restore).kind, Outcome::Kind::Refused);
    checkDone(play(m_lab->session(), Stage::Resync), "clone", "unfinished");
}

void ResyncFallbackTest::aCancelledCopyLeavesTheOldDirectory()
{
    const auto session = sessionWithProgram(QStringLiteral("pg_basebackup"),
                                            "exec \"$real\" \"$@\" --max-rate=2M\n");
    QVERIFY(session != nullptr);
    divergeAndFailOver();
    const QString before = identityOfData();
    StopSource stop;
    StageOptions options;
    options.resync = ResyncMethod::Clone;
    std::vector<StepProgress> told;
    const Outcome outcome = play(
        *session, Stage::Resync, {}, stop.token(),
        [&](const StepReport &report) {
            if (!report.progress || report.id != QLatin1String("clone"))
                return;
            told.push_back(*report.progress);
            if (report.progress->doneBytes > 0)
                stop.requestStop();
        },
        options);
    QVERIFY(!told.empty());
    // The prediction is the size of the primary: at least the table.
    QVERIFY(told.back().totalBytes > 50LL * 1024 * 1024);
    QVERIFY(told.back().doneBytes < told.back().totalBytes);
    QCOMPARE(outcome.kind, Outcome::Kind::Cancelled);
    QVERIFY2(outcome.sentence.english().contains(QStringLiteral("not touched")),
             words::told(outcome));
    QVERIFY2(wasDone(outcome, QStringLiteral("remove-partial")), words::told(outcome));
    QVERIFY(!hasCopy());
    QCOMPARE(identityOfData(), before);
    QCOMPARE(m_lab->state(), PairState::FailedOver);
    const Outcome next = resyncBy(m_lab->session(), ResyncMethod::Clone);
    checkDone(next, "clone", "asked");
}

// The connection of the backup is cut on the primary's side.
void ResyncFallbackTest::aCopyThatIsCutLeavesTheOldDirectory()
{
    const auto session = sessionWithProgram(QStringLiteral("pg_basebackup"),
                                            "exec \"$real\" \"$@\" --max-rate=2M\n");
    QVERIFY(session != nullptr);
    divergeAndFailOver();
    const QString before = identityOfData();
    StageOptions options;
    options.resync = ResyncMethod::Clone;
    QString cut;
    const Outcome outcome = play(
        *session, Stage::Resync, {}, {},
        [&](const StepReport &report) {
            if (report.progress && report.progress->doneBytes > 0 && cut.isEmpty())
                cut = m_lab->sql(m_standby,
                                 QStringLiteral("select count(pg_terminate_backend(pid)) from "
                                                "pg_stat_replication"));
        },
        options);
    QVERIFY2(cut.toInt() >= 1, told(outcome));
    QCOMPARE(outcome.kind, Outcome::Kind::Failed);
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY(!hasCopy());
    QCOMPARE(identityOfData(), before);
    QCOMPARE(m_lab->state(), PairState::FailedOver);
    checkDone(resyncBy(m_lab->session(), ResyncMethod::Clone), "clone", "asked");
}

// The disk refuses what was written, once: a rewind becomes a copy, a copy is no copy.
void ResyncFallbackTest::whatIsNotDurableIsNotTaken()
{
#ifndef Q_OS_LINUX
    QSKIP("PostgreSQL's programs make it durable here.");
#endif
    const QByteArray refusesOnce("case $1 in -f) [ -s \"$mark\" ] || "
                                 "{ echo refused >\"$mark\" && exit 1; } ;; esac\n"
                                 "exec /bin/sync \"$@\"\n");
    auto session = sessionWithProgram(QStringLiteral("sync"), refusesOnce);
    QVERIFY(session != nullptr);
    divergeAndFailOver();
    const Outcome rewind = resyncBy(*session, ResyncMethod::Rewind);
    checkDone(rewind, "rewind", "asked");
    QCOMPARE(rewind.values.text(QStringLiteral("rewind_exit")), QStringLiteral("1"));
    QVERIFY2(wasDone(rewind, QStringLiteral("swap-instead")), told(rewind));
    init();
    session = sessionWithProgram(QStringLiteral("sync"), refusesOnce);
    QVERIFY(session != nullptr);
    divergeAndFailOver();
    const QString before = identityOfData();
    const Outcome copy = resyncBy(*session, ResyncMethod::Clone);
    QCOMPARE(copy.kind, Outcome::Kind::Failed);
    QVERIFY(QFileInfo(mark()).size() > 0);
    QVERIFY(!hasCopy());
    QCOMPARE(identityOfData(), before);
    QCOMPARE(m_lab->state(), PairState::FailedOver);
    checkDone(resyncBy(m_lab->session(), ResyncMethod::Clone), "clone", "asked");
}

// Without its own WAL nobody knows what it wrote: it must not be taken for one with nothing of its
// own.
void ResyncFallbackTest::ownWalThatCannotBeReadMeansACopy()
{
    divergeAndFailOver();
    QCOMPARE(m_lab->shell(m_primary, QStringLiteral("rm \"$data\"/pg_wal/0000000*[0-9A-F]")),
             QString());
    checkDone(play(m_lab->session(), Stage::Resync), "clone", "unreadable");
}

void ResyncFallbackTest::aDroppedSlotMeansACopy()
{
    QCOMPARE(m_lab->shell(m_standby,
                          QStringLiteral("\"$bin\"/pg_ctl -D \"$config\" -s -w -m fast stop")),
             QString());
    // Dropped once: what is tried is asked again for the comparison.
    QTRY_COMPARE_WITH_TIMEOUT(
        m_lab->sql(m_primary,
                   QStringLiteral("select count(*) from pg_replication_slots where not active")),
        QStringLiteral("1"), 10000);
    QCOMPARE(m_lab->sql(m_primary, QStringLiteral("select count(pg_drop_replication_slot("
                                                  "slot_name)) from pg_replication_slots")),
             QStringLiteral("1"));
    const QString oldest =
        QStringLiteral("select min(name) from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$'");
    const QString before =
        m_lab->sql(m_primary, QStringLiteral("select pg_walfile_name(pg_current_wal_lsn())"));
    for (int round = 0; round < 20 && m_lab->sql(m_primary, oldest) <= before; ++round) {
        Q_UNUSED(m_lab->sql(m_primary,
                            QStringLiteral("select count(pg_logical_emit_message(false, 'test', "
                                           "repeat('x', 1000000))) from generate_series(1, 40)")))
        Q_UNUSED(m_lab->sql(m_primary, QStringLiteral("checkpoint")))
    }
    QVERIFY(m_lab->sql(m_primary, oldest) > before);
    const Outcome outcome = play(m_lab->session(), Stage::Resync);
    QVERIFY2(outcome.isDone(), told(outcome));
    QCOMPARE(outcome.values.text(QStringLiteral("method")), QStringLiteral("clone"));
    QCOMPARE(outcome.values.text(QStringLiteral("reason")), QStringLiteral("wal-gone"));
}

QTEST_GUILESS_MAIN(ResyncFallbackTest)
#include "resync_fallback_test.moc"
