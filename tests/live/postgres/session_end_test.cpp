// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_server.h"
#include "tests/support/scratch_server.h"

#include <QElapsedTimer>
#include <QTest>

#include <csignal>
#include <thread>

using namespace tandem;
using namespace tandem::testing;

namespace {

Deadline soon(int milliseconds = 10000)
{
    return Deadline::after(Milliseconds(milliseconds));
}

} // namespace

// How a server's end, its beginning and its role look from a client.
class SessionEndTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase();
    void noticesKillAtOnce();
    void noticesTheFarewell();
    void waitsUntilTheDeadlineOnly();
    void waitStops();
    void lossDuringAStatement();
    void terminationDuringAStatement();
    void startingUp();
    void shuttingDown();
    void full();
    void findsThePrimary();
    void deadPrimaryLeavesTheStandby();
    void frozenNodeDoesNotHoldUpTheOther();
    void noneListens();
    void olderServersAreAsked();
    void writableStops();

private:
    std::unique_ptr<ScratchServer> m_primary;
    std::unique_ptr<ScratchServer> m_standby;
};

void SessionEndTest::initTestCase()
{
    m_primary = ScratchServer::create(
        {QStringLiteral("max_connections = 10"), QStringLiteral("max_wal_senders = 3")});
    QVERIFY(m_primary);
    m_standby = ScratchServer::standbyOf(*m_primary);
    QVERIFY(m_standby);
    QVERIFY(m_standby->start());
}

void SessionEndTest::init()
{
    if (m_primary->postmasterPid() == 0 || !Connection::open(m_primary->overTcp(), soon(), {})) {
        QVERIFY(m_primary->waitUntilGone());
        QVERIFY(m_primary->start());
    }
}

void SessionEndTest::cleanupTestCase()
{
    m_standby.reset();
    m_primary.reset();
}

void SessionEndTest::noticesKillAtOnce()
{
    auto connection = Connection::open(m_primary->overTcp(), soon(), {});
    QVERIFY(connection);
    QElapsedTimer sinceKill;
    std::thread killer([&] {
        // pause: the wait must have begun
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        sinceKill.start();
        m_primary->signalPostmaster(SIGKILL);
    });
    const auto ended = connection->waitForEnd(soon(), {});
    const auto took = sinceKill.nsecsElapsed() / 1000;
    killer.join();
    QVERIFY(ended);
    QVERIFY(*ended);
    QVERIFY(!connection->isOpen());
    QVERIFY2(took < 500000, qPrintable(QString::number(took)));
    qInfo("kill -9 was noticed after %.1f ms", double(took) / 1000);
}

void SessionEndTest::noticesTheFarewell()
{
    auto connection = Connection::open(m_primary->overTcp(), soon(), {});
    QVERIFY(connection);
    std::thread stopper([&] { m_primary->stop("fast"); });
    const auto ended = connection->waitForEnd(soon(), {});
    stopper.join();
    QVERIFY(ended);
    QVERIFY(*ended);
    const auto notices = connection->takeNotices();
    QVERIFY(!notices.empty());
    QCOMPARE(notices.back().code, QStringLiteral("57P01"));
}

void SessionEndTest::waitsUntilTheDeadlineOnly()
{
    auto connection = Connection::open(m_primary->overTcp(), soon(), {});
    QVERIFY(connection);
    QElapsedTimer timer;
    timer.start();
    const auto ended = connection->waitForEnd(soon(150), {});
    QVERIFY(ended);
    QVERIFY(!*ended);
    QVERIFY(timer.elapsed() >= 145 && timer.elapsed() < 250);
    QVERIFY(connection->exec(QStringLiteral("select 1"), soon(), {}));
}

void SessionEndTest::waitStops()
{
    auto connection = Connection::open(m_primary->overTcp(), soon(), {});
    QVERIFY(connection);
    StopSource source;
    std::thread stopper([&] {
        // pause: the wait must have begun
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        source.requestStop();
    });
    QElapsedTimer timer;
    timer.start();
    const auto ended = connection->waitForEnd(soon(), source.token());
    stopper.join();
    QVERIFY(!ended);
    QCOMPARE(ended.error().kind, ErrorKind::Cancelled);
    QVERIFY(timer.elapsed() < 150);
}

void SessionEndTest::lossDuringAStatement()
{
    auto connection = Connection::open(m_primary->overTcp(), soon(), {});
    QVERIFY(connection);
    std::thread killer([&] {
        // pause: the statement must run by then
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        m_primary->signalPostmaster(SIGKILL);
    });
    // pg_sleep notices the postmaster's death; the backend goes without a word.
    const auto rows = connection->exec(QStringLiteral("select pg_sleep(60)"), soon(), {});
    killer.join();
    QVERIFY(!rows);
    QCOMPARE(rows.error().kind, ErrorKind::Unreachable);
    QCOMPARE(rows.error().code, QStringLiteral("08006"));
    QVERIFY(!connection->isOpen());
    QVERIFY(m_primary->waitUntilEmpty());
    // Nobody is left: the next connection is refused, and quickly.
    const auto next = Connection::open(m_primary->overTcp(), soon(), {});
    QVERIFY(!next);
    QCOMPARE(answerOf(next.error()), ServerAnswer::Refused);
}

void SessionEndTest::terminationDuringAStatement()
{
    auto connection = Connection::open(m_primary->overTcp(), soon(), {});
    QVERIFY(connection);
    std::thread stopper([&] {
        // pause: the statement must run by then
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        m_primary->stop("fast");
    });
    const auto rows = connection->exec(QStringLiteral("select pg_sleep(60)"), soon(), {});
    stopper.join();
    QVERIFY(!rows);
    QCOMPARE(rows.error().code, QStringLiteral("57P01"));
    QVERIFY(!connection->isOpen());
}

void SessionEndTest::startingUp()
{
    auto starting = ScratchServer::create();
    QVERIFY(starting);
    QVERIFY(starting->stop());
    // Archive recovery that finds no WAL: it waits before consistency and says so.
    starting->script(QStringLiteral(
        "cat >>\"$dir/data/postgresql.conf\" <<'X'\nrestore_command = 'sleep 30; false'\nX\n"
        "touch \"$dir/data/recovery.signal\"; rm -rf \"$dir/data/pg_wal\"; mkdir -m 700 "
        "\"$dir/data/pg_wal\""));
    QVERIFY(starting->startWithoutWaiting());
    const auto answerNow = [&] {
        const auto connection = Connection::open(starting->overTcp(), soon(), {});
        return connection ? QStringLiteral("open") : connection.error().code;
    };
    QTRY_COMPARE_WITH_TIMEOUT(answerNow(), QStringLiteral("57P03"), 10000);
    const auto refused = Connection::open(starting->overTcp(), soon(), {});
    QCOMPARE(answerOf(refused.error()), ServerAnswer::StartingUp);
}

void SessionEndTest::shuttingDown()
{
    auto held = Connection::open(m_primary->overTcp(), soon(), {});
    QVERIFY(held);
    // A smart stop waits for the session that is held.
    std::thread stopper([&] { m_primary->stop("smart"); });
    const auto answerNow = [&] {
        const auto connection = Connection::open(m_primary->overTcp(), soon(), {});
        return connection ? ServerAnswer::Accepts : answerOf(connection.error());
    };
    const Deadline patience = soon();
    auto answer = answerNow();
    while (answer == ServerAnswer::Accepts && !patience.expired())
        answer = answerNow();
    held = Error{};
    stopper.join();
    QCOMPARE(answer, ServerAnswer::ShuttingDown);
}

void SessionEndTest::full()
{
    std::vector<Connection> held;
    std::optional<Error> refusal;
    for (int i = 0; i < 20 && !refusal; ++i) {
        auto connection = Connection::open(m_primary->overTcp(), soon(), {});
        if (connection)
            held.push_back(std::move(*connection));
        else
            refusal = connection.error();
    }
    QVERIFY(refusal);
    QCOMPARE(refusal->code, QStringLiteral("53300"));
    QCOMPARE(answerOf(*refusal), ServerAnswer::Full);
}

void SessionEndTest::findsThePrimary()
{
    for (const bool isPrimaryFirst : {true, false}) {
        std::vector<ConnectTarget> targets{m_standby->overSocket(), m_primary->overTcp()};
        if (isPrimaryFirst)
            std::swap(targets[0], targets[1]);
        QElapsedTimer timer;
        timer.start();
        auto found = Connection::openWritable(targets, soon(), {});
        QVERIFY2(found, found ? "" : qPrintable(found.error().details));
        QCOMPARE(found->first, isPrimaryFirst ? 0 : 1);
        QVERIFY(found->second.exec(QStringLiteral("create temp table x ()"), soon(), {}));
        qInfo("the primary of two was found in %lld ms", timer.elapsed());
    }
}

void SessionEndTest::deadPrimaryLeavesTheStandby()
{
    auto dead = m_primary->overTcp();
    dead.port = freePort();
    QElapsedTimer timer;
    timer.start();
    const auto found = Connection::openWritable({dead, m_standby->overSocket()}, soon(), {});
    QVERIFY(!found);
    QVERIFY2(timer.elapsed() < 500, "it is clear at once that none will do");
    QCOMPARE(found.error().kind, ErrorKind::Unreachable);
    QCOMPARE(found.error().code, QStringLiteral("25006"));
    QVERIFY(found.error().details.contains(QString::number(dead.port)));
    QVERIFY(found.error().details.contains(QString::number(m_standby->port())));
}

void SessionEndTest::frozenNodeDoesNotHoldUpTheOther()
{
    const FakeServer mute(FakeServer::Manner::Mute);
    QElapsedTimer timer;
    timer.start();
    const auto found =
        Connection::openWritable({targetAt(mute.port()), m_primary->overTcp()}, soon(), {});
    QVERIFY(found);
    QCOMPARE(found->first, 1);
    QVERIFY(timer.elapsed() < 500);
    const auto none =
        Connection::openWritable({targetAt(mute.port()), m_standby->overSocket()}, soon(300), {});
    QVERIFY(!none);
    QCOMPARE(none.error().kind, ErrorKind::Unreachable);
}

void SessionEndTest::noneListens()
{
    const auto found =
        Connection::openWritable({targetAt(freePort()), targetAt(freePort())}, soon(), {});
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Unreachable);
    QCOMPARE(found.error().code, QStringLiteral("refused"));
    const auto empty = Connection::openWritable({}, soon(), {});
    QVERIFY(!empty);
}

void SessionEndTest::olderServersAreAsked()
{
    const FakeServer standby(FakeServer::Manner::OldStandby);
    const FakeServer primary(FakeServer::Manner::OldPrimary);
    auto found =
        Connection::openWritable({targetAt(standby.port()), targetAt(primary.port())}, soon(), {});
    QVERIFY2(found, found ? "" : qPrintable(found.error().details));
    QCOMPARE(found->first, 1);
    QCOMPARE(found->second.serverVersion(), 130004);
    // The session is idle: the whole answer was read.
    const auto rows = found->second.exec(QStringLiteral("select pg_is_in_recovery()"), soon(), {});
    QVERIFY2(rows, rows ? "" : qPrintable(rows.error().details));
    QCOMPARE(rows->text(QStringLiteral("pg_is_in_recovery")), QStringLiteral("f"));
    const auto none = Connection::openWritable({targetAt(standby.port())}, soon(), {});
    QVERIFY(!none);
    QCOMPARE(none.error().code, QStringLiteral("25006"));
}

void SessionEndTest::writableStops()
{
    const FakeServer mute(FakeServer::Manner::Mute);
    StopSource source;
    source.requestStop();
    const auto found = Connection::openWritable({targetAt(mute.port()), targetAt(mute.port())},
                                                soon(), source.token());
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Cancelled);
}

QTEST_GUILESS_MAIN(SessionEndTest)
#include "session_end_test.moc"
