// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scratch_server.h"

#include <QElapsedTimer>
#include <QTest>

#include <thread>

using namespace tandem;
using namespace tandem::testing;

namespace {

Deadline soon(int milliseconds = 5000)
{
    return Deadline::after(Milliseconds(milliseconds));
}

} // namespace

class StatementTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void execReadsRows();
    void execTakesParameters();
    void execTellsErrors();
    void execRunsSeveralStatements();
    void execHasADeadline();
    void execStops();
    void execRefusesZeroBytes();
    void copyIsEnded();
    void largeTexts();
    void noticesAreKept();
    void cancelFromAnotherThread();
    void replicationProtocol();

private:
    std::unique_ptr<ScratchServer> m_server;
};

void StatementTest::initTestCase()
{
    m_server = ScratchServer::create();
    QVERIFY(m_server);
}

void StatementTest::cleanupTestCase()
{
    m_server.reset();
}

void StatementTest::execReadsRows()
{
    auto connection = Connection::open(m_server->overTcp(), soon(), {});
    QVERIFY(connection);
    const auto rows = connection->exec(
        QStringLiteral("select * from (values (1, 'ä', null), (2, '', 'x')) v(a, b, c)"), soon(),
        {});
    QVERIFY(rows);
    QCOMPARE(rows->columns,
             (QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}));
    QCOMPARE(rows->rows.size(), size_t(2));
    QCOMPARE(rows->text(QStringLiteral("b")), QStringLiteral("ä"));
    QVERIFY(!rows->value(0, QStringLiteral("c")).has_value());
    QCOMPARE(rows->value(1, QStringLiteral("b")), std::optional<QString>(QString()));
    QVERIFY(!rows->value(2, QStringLiteral("a")).has_value());
    QVERIFY(!rows->value(0, QStringLiteral("d")).has_value());
    QCOMPARE(rows->text(QStringLiteral("c")), QString());
    QCOMPARE(rows->commandTag, QStringLiteral("SELECT 2"));
    const auto empty = connection->exec(QStringLiteral("  "), soon(), {});
    QVERIFY(empty);
    QVERIFY(empty->rows.empty());
}

void StatementTest::execTakesParameters()
{
    auto connection = Connection::open(m_server->overTcp(), soon(), {});
    QVERIFY(connection);
    const QString hostile = QStringLiteral("'; drop table x; -- \" \\ $1 ☃");
    const auto rows = connection->exec(QStringLiteral("select $1::text as a, $2::text as b, "
                                                      "$3::int + 1 as c"),
                                       {hostile, std::nullopt, QStringLiteral("41")}, soon(), {});
    QVERIFY(rows);
    QCOMPARE(rows->text(QStringLiteral("a")), hostile);
    QVERIFY(!rows->value(0, QStringLiteral("b")).has_value());
    QCOMPARE(rows->text(QStringLiteral("c")), QStringLiteral("42"));
    QVERIFY(connection->exec(QStringLiteral("create temp table t (i int)"), soon(), {}));
    const auto inserted = connection->exec(QStringLiteral("insert into t values ($1), ($1)"),
                                           {QStringLiteral("1")}, soon(), {});
    QVERIFY(inserted);
    QCOMPARE(inserted->affected, std::int64_t(2));
    QCOMPARE(inserted->commandTag, QStringLiteral("INSERT 0 2"));
}

void StatementTest::execTellsErrors()
{
    auto connection = Connection::open(m_server->overTcp(), soon(), {});
    QVERIFY(connection);
    const auto rows = connection->exec(QStringLiteral("select 1/0"), soon(), {});
    QVERIFY(!rows);
    QCOMPARE(rows.error().kind, ErrorKind::Failed);
    QCOMPARE(rows.error().code, QStringLiteral("22012"));
    QVERIFY(connection->isOpen());
    QVERIFY(connection->exec(QStringLiteral("select 1"), soon(), {}));
}

void StatementTest::execRunsSeveralStatements()
{
    auto connection = Connection::open(m_server->overTcp(), soon(), {});
    QVERIFY(connection);
    const auto rows = connection->exec(
        QStringLiteral("set statement_timeout = 1000; select 1 as a; select 2 as b"), soon(), {});
    QVERIFY(rows);
    QCOMPARE(rows->text(QStringLiteral("b")), QStringLiteral("2"));
    const auto failed =
        connection->exec(QStringLiteral("select 1; select 1/0; select 2"), soon(), {});
    QVERIFY(!failed);
    QCOMPARE(failed.error().code, QStringLiteral("22012"));
    QVERIFY(connection->isOpen());
}

void StatementTest::execHasADeadline()
{
    auto connection = Connection::open(m_server->overTcp(), soon(), {});
    QVERIFY(connection);
    const auto pid = connection->exec(QStringLiteral("select pg_backend_pid() as pid"), soon(), {});
    QVERIFY(pid);
    QElapsedTimer timer;
    timer.start();
    const auto rows = connection->exec(QStringLiteral("select pg_sleep(60)"), soon(200), {});
    const auto took = timer.elapsed();
    QVERIFY(!rows);
    QCOMPARE(rows.error().kind, ErrorKind::TimedOut);
    QVERIFY2(took >= 195 && took < 260, qPrintable(QString::number(took)));
    QVERIFY(!connection->isOpen());
    const auto after = connection->exec(QStringLiteral("select 1"), soon(), {});
    QVERIFY(!after);
    QCOMPARE(after.error().code, QStringLiteral("08003"));
    QCOMPARE(connection->literal(QStringLiteral("it's")), QStringLiteral("'it''s'"));
    // The server does not go on sleeping for nobody.
    const QString count =
        QStringLiteral("select count(*) as n from pg_stat_activity where pid = %1")
            .arg(pid->text(QStringLiteral("pid")));
    QTRY_COMPARE_WITH_TIMEOUT(m_server->sql(count).text(QStringLiteral("n")), QStringLiteral("0"),
                              3000);
}

void StatementTest::execStops()
{
    auto connection = Connection::open(m_server->overTcp(), soon(), {});
    QVERIFY(connection);
    StopSource source;
    QElapsedTimer sinceStop;
    std::thread stopper([&] {
        // pause: the statement must run by then
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        sinceStop.start();
        source.requestStop();
    });
    const auto rows =
        connection->exec(QStringLiteral("select pg_sleep(60)"), soon(), source.token());
    const auto took = sinceStop.elapsed();
    stopper.join();
    QVERIFY(!rows);
    QCOMPARE(rows.error().kind, ErrorKind::Cancelled);
    QVERIFY(!connection->isOpen());
    QVERIFY2(took < 50, qPrintable(QString::number(took)));
}

void StatementTest::execRefusesZeroBytes()
{
    auto connection = Connection::open(m_server->overTcp(), soon(), {});
    QVERIFY(connection);
    const QString zero = QStringLiteral("a") + QChar(0);
    QCOMPARE(connection->exec(QStringLiteral("select '") + zero + QStringLiteral("'"), soon(), {})
                 .error()
                 .kind,
             ErrorKind::Usage);
    QCOMPARE(connection->exec(QStringLiteral("select $1"), {zero}, soon(), {}).error().kind,
             ErrorKind::Usage);
    QCOMPARE(connection->literal(zero), QString());
    QCOMPARE(connection->identifier(zero), QString());
    QVERIFY(connection->isOpen());
}

void StatementTest::copyIsEnded()
{
    auto connection = Connection::open(m_server->overTcp(), soon(), {});
    QVERIFY(connection);
    QVERIFY(connection->exec(QStringLiteral("create temp table c (i int)"), soon(), {}));
    for (const char *copy : {"copy c from stdin", "copy (select 1) to stdout",
                             "copy (select generate_series(1, 30000000)) to stdout"}) {
        const auto rows = connection->exec(QString::fromLatin1(copy), soon(), {});
        QVERIFY2(!rows, copy);
        QVERIFY2(rows.error().kind == ErrorKind::Usage,
                 qPrintable(QLatin1String(copy) + u' ' + rows.error().details));
        QVERIFY2(connection->isOpen(), copy);
        const auto next = connection->exec(QStringLiteral("select 7 as n"), soon(), {});
        QVERIFY2(next, copy);
        QCOMPARE(next->text(QStringLiteral("n")), QStringLiteral("7"));
    }
}

void StatementTest::largeTexts()
{
    auto connection = Connection::open(m_server->overTcp(), soon(), {});
    QVERIFY(connection);
    const QString big(20'000'000, QLatin1Char('x'));
    const auto rows =
        connection->exec(QStringLiteral("select $1::text || 'y' as big"), {big}, soon(20000), {});
    QVERIFY(rows);
    QVERIFY(rows->text(QStringLiteral("big")) == big + QLatin1Char('y'));
}

void StatementTest::noticesAreKept()
{
    auto connection = Connection::open(m_server->overTcp(), soon(), {});
    QVERIFY(connection);
    const auto rows = connection->exec(
        QStringLiteral("do $$ begin raise warning 'take care' using errcode = '01XYZ'; end $$"),
        soon(), {});
    QVERIFY(rows);
    const auto notices = connection->takeNotices();
    QCOMPARE(notices.size(), size_t(1));
    QCOMPARE(notices[0].severity, QStringLiteral("WARNING"));
    QCOMPARE(notices[0].code, QStringLiteral("01XYZ"));
    QCOMPARE(notices[0].message, QStringLiteral("take care"));
    QVERIFY(connection->takeNotices().empty());
}

void StatementTest::cancelFromAnotherThread()
{
    auto connection = Connection::open(m_server->overTcp(), soon(), {});
    QVERIFY(connection);
    std::thread canceller([&connection] {
        // pause: the statement must run by then
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        connection->cancelRunning();
    });
    const auto rows = connection->exec(QStringLiteral("select pg_sleep(60)"), soon(), {});
    canceller.join();
    QVERIFY(!rows);
    QCOMPARE(rows.error().code, QStringLiteral("57014"));
    QVERIFY(connection->isOpen());
}

void StatementTest::replicationProtocol()
{
    auto target = m_server->overTcp();
    target.replicationProtocol = true;
    auto connection = Connection::open(target, soon(), {});
    QVERIFY2(connection, connection ? "" : qPrintable(connection.error().details));
    const auto rows = connection->exec(QStringLiteral("IDENTIFY_SYSTEM"), soon(), {});
    QVERIFY(rows);
    QCOMPARE(rows->text(QStringLiteral("timeline")), QStringLiteral("1"));
    // A WAL stream is a COPY in both directions: it cannot be left, only closed.
    const auto stream = connection->exec(
        QStringLiteral("START_REPLICATION PHYSICAL %1").arg(rows->text(QStringLiteral("xlogpos"))),
        soon(), {});
    QVERIFY(!stream);
    QCOMPARE(stream.error().kind, ErrorKind::Usage);
    QVERIFY(!connection->isOpen());
}

QTEST_GUILESS_MAIN(StatementTest)
#include "statement_test.moc"
