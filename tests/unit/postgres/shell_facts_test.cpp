// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/postgres/connect_error.h"
#include "core/postgres/connection.h"
#include "core/postgres/shell_facts.h"

#include <QTest>

using namespace tandem;

namespace {

const QByteArray seen = "boot=b-1\nclock=1700000060000\nfree=4096\ndata=initialised\nversion=15\n"
                        "standby_signal=1\n"
                        "control:pg_control version number:            1300\n"
                        "control:Database system identifier:           7711247509208682269\n"
                        "control:Database cluster state:               in archive recovery\n"
                        "control:Latest checkpoint location:           0/3000028\n"
                        "control:Latest checkpoint's REDO location:    0/3000028\n"
                        "control:Latest checkpoint's TimeLineID:       2\n"
                        "control:Latest checkpoint's PrevTimeLineID:   2\n"
                        "control:Minimum recovery ending location:     0/0\n"
                        "control:wal_log_hints setting:                off\n"
                        "control:Data page checksum version:           1\n"
                        "process=frozen\nprocesses=6\npostmaster=4711\nrecord_file=1\n"
                        "record:version=1\nrecord:epoch=5\nrecord:heartbeat=1700000000000\n";

} // namespace

class ShellFactsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryGroup();
    void whatIsMissingIsNotSeen();
    void directoriesOfOursAreReadStrictly();
    void theFirstOfAKeyCounts();
    void cutAnywhereNeverInventsAnything();
    void timesBeforeTheEpochGiveNoAge();
    void findsTheSqlState_data();
    void findsTheSqlState();
    void answersOfErrors_data();
    void answersOfErrors();
};

void ShellFactsTest::readsEveryGroup()
{
    NodeFacts facts;
    fillFromShell(facts, seen);
    QVERIFY(facts.host && facts.data && facts.process && facts.record);
    QCOMPARE(facts.host->bootId, QStringLiteral("b-1"));
    QCOMPARE(facts.host->clockMilliseconds, std::int64_t(1700000060000));
    QCOMPARE(facts.host->freeBytes, std::int64_t(4096));
    QCOMPARE(facts.data->majorVersion, 15);
    QVERIFY(facts.data->standbySignal);
    QCOMPARE(facts.data->controlState, QStringLiteral("in archive recovery"));
    QCOMPARE(facts.data->systemIdentifier, std::uint64_t(7711247509208682269ULL));
    QCOMPARE(facts.data->timeline, 2U);
    QCOMPARE(facts.data->latestCheckpoint, Lsn{0x3000028});
    QVERIFY(facts.data->walLogHintsOrChecksums);
    QCOMPARE(facts.process->kind, ProcessFacts::Kind::Frozen);
    QCOMPARE(facts.process->processCount, 6);
    QCOMPARE(facts.process->postmasterPid, std::int64_t(4711));
    QCOMPARE(facts.record->epoch, std::uint64_t(5));
    QCOMPARE(facts.record->heartbeatAgeMilliseconds, std::int64_t(60000));
}

void ShellFactsTest::whatIsMissingIsNotSeen()
{
    NodeFacts facts;
    fillFromShell(facts, "sh: 1: something went wrong\n\n=\n=x\ndata=unheard-of\nprocess=none\n");
    QVERIFY(!facts.host && !facts.data && !facts.process && !facts.record);
}

void ShellFactsTest::directoriesOfOursAreReadStrictly()
{
    NodeFacts facts;
    fillFromShell(facts, "data=missing\nkept=.kept-20260101T101010Z\nkept=.kept-20260101T101010Z\n"
                         "kept=/etc\nkept=.kept-20260101T101010Z/..\nkept=.kept-2026\n"
                         "kept=.aside-20260101T101010Z\naside=.aside-20260202T101010Z\n"
                         "aside=.kept-20260202T101010Z\naside=\nkept=.kept-20260303T101010Z\n");
    QVERIFY(facts.data.has_value());
    QCOMPARE(facts.data->kind, DataDirectoryFacts::Kind::Missing);
    QCOMPARE(facts.data->keptDirectories, QStringList({QStringLiteral(".kept-20260101T101010Z"),
                                                       QStringLiteral(".kept-20260303T101010Z")}));
    QCOMPARE(facts.data->asideDirectories,
             QStringList({QStringLiteral(".aside-20260202T101010Z")}));
    // A receiver counts as stopped only where the script says so.
    for (const char *line :
         {"", "receiver_frozen=\n", "receiver_frozen=0\n", "receiver_frozen=yes\n"}) {
        NodeFacts moving;
        fillFromShell(moving, QByteArray("process=running\nprocesses=6\n") + line);
        QVERIFY(moving.process && !moving.process->receiverFrozen);
    }
    NodeFacts stopped;
    fillFromShell(stopped, "process=running\nprocesses=6\nreceiver_frozen=1\n");
    QVERIFY(stopped.process && stopped.process->receiverFrozen);
}

void ShellFactsTest::theFirstOfAKeyCounts()
{
    NodeFacts facts;
    fillFromShell(facts, seen + "unwritable=/d/a\nprocess=none\nrecord:epoch=99\nclock=1\n");
    QCOMPARE(facts.process->kind, ProcessFacts::Kind::Frozen);
    QCOMPARE(facts.record->epoch, std::uint64_t(5));
    QCOMPARE(facts.host->clockMilliseconds, std::int64_t(1700000060000));
    QCOMPARE(facts.data->unwritableFiles, QStringList{QStringLiteral("/d/a")});
}

void ShellFactsTest::cutAnywhereNeverInventsAnything()
{
    NodeFacts whole;
    fillFromShell(whole, seen);
    for (qsizetype length = 0; length < seen.size(); ++length) {
        NodeFacts facts;
        fillFromShell(facts, seen.left(length));
        // A cut number is a number still: only whole lines are believed.
        if (facts.host)
            QCOMPARE(facts.host->clockMilliseconds, whole.host->clockMilliseconds);
        if (facts.process)
            QVERIFY(facts.process->processCount == 6 && facts.process->kind == whole.process->kind);
        if (facts.record && facts.record->operation.isEmpty())
            QVERIFY(facts.record->epoch == 5 || facts.record->epoch == 0);
    }
}

void ShellFactsTest::findsTheSqlState_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    QTest::newRow("English")
        << QStringLiteral(
               "connection to server at \"127.0.0.1\", port 5432 failed: FATAL:  28P01: password "
               "authentication failed for user \"x\"\nLOCATION:  auth_failed, auth.c:321")
        << QStringLiteral("28P01");
    QTest::newRow("Russian") << QStringLiteral("подключение не удалось: ВАЖНО:  57P03: система баз "
                                               "данных запускается")
                             << QStringLiteral("57P03");
    QTest::newRow("hostile user")
        << QStringLiteral("failed: FATAL:  28000: no entry for user \"FATAL:  00000: x\"")
        << QStringLiteral("28000");
    QTest::newRow("none") << QStringLiteral("connection refused:  so: it is") << QString();
}

void ShellFactsTest::findsTheSqlState()
{
    QFETCH(QString, text);
    QFETCH(QString, code);
    QCOMPARE(sqlStateIn(text), code);
}

void ShellFactsTest::answersOfErrors_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("details");
    QTest::addColumn<ServerAnswer>("answer");
    const auto row = [](ErrorKind kind, const char *code, ServerAnswer answer,
                        const char *details = "") {
        QTest::addRow("%d %s %s", int(kind), code, details)
            << int(kind) << QString::fromLatin1(code) << QString::fromLatin1(details) << answer;
    };
    row(ErrorKind::Unreachable, "refused", ServerAnswer::Refused);
    row(ErrorKind::Unreachable, "silent", ServerAnswer::Silent);
    row(ErrorKind::Unreachable, "resolve", ServerAnswer::Silent);
    row(ErrorKind::Unreachable, "not-postgres", ServerAnswer::NotPostgres);
    row(ErrorKind::Unreachable, "08006", ServerAnswer::Silent);
    row(ErrorKind::TimedOut, "", ServerAnswer::Silent);
    row(ErrorKind::Cancelled, "", ServerAnswer::Silent);
    row(ErrorKind::Failed, "57P03", ServerAnswer::StartingUp);
    row(ErrorKind::Failed, "57P03", ServerAnswer::ShuttingDown,
        "FATAL:  57P03: the database system is shutting down");
    row(ErrorKind::Failed, "57P01", ServerAnswer::ShuttingDown);
    row(ErrorKind::Failed, "28P01", ServerAnswer::LoginRefused);
    row(ErrorKind::Failed, "28000", ServerAnswer::LoginRefused);
    row(ErrorKind::Failed, "3D000", ServerAnswer::LoginRefused);
    row(ErrorKind::Failed, "", ServerAnswer::LoginRefused);
    row(ErrorKind::Failed, "53300", ServerAnswer::Full);
}

void ShellFactsTest::answersOfErrors()
{
    QFETCH(int, kind);
    QFETCH(QString, code);
    QFETCH(QString, details);
    QFETCH(ServerAnswer, answer);
    QCOMPARE(answerOf(Error{static_cast<ErrorKind>(kind), {}, details, code}), answer);
}

void ShellFactsTest::timesBeforeTheEpochGiveNoAge()
{
    NodeFacts facts;
    fillFromShell(facts, "clock=-9223372036854775808\nrecord_file=1\nrecord:version=1\n"
                         "record:epoch=7\nrecord:heartbeat=9223372036854775807\n");
    QVERIFY(facts.record.has_value());
    QCOMPARE(facts.record->epoch, std::uint64_t(7));
    QCOMPARE(facts.record->heartbeatAgeMilliseconds, std::int64_t(0));
}

QTEST_GUILESS_MAIN(ShellFactsTest)
#include "shell_facts_test.moc"
