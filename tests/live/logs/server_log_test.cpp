// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/log_reader.h"
#include "tests/live/logs/heard_log.h"
#include "tests/support/probe_fixture.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QTest>

#include <signal.h>

using namespace tandem;
using namespace tandem::testing;

namespace {

constexpr int patience = 30000;

std::unique_ptr<ScratchServer> serverWithCollector(const QString &destination)
{
    return ScratchServer::create({QStringLiteral("logging_collector = on"),
                                  QStringLiteral("log_directory = '$dir/own logs'"),
                                  QStringLiteral("log_destination = '%1'").arg(destination),
                                  QStringLiteral("log_filename = "
                                                 "'postgresql-%Y-%m-%d_%H%M%S.log'"),
                                  QStringLiteral("log_line_prefix = '%m [%p] %e %q%u@%d %a '"),
                                  QStringLiteral("log_timezone = 'UTC'")});
}

void say(const ScratchServer &server, const QString &words)
{
    server.sql(QStringLiteral("do $$ begin raise log '%1'; end $$").arg(words));
}

} // namespace

// The log of a real server, in a directory that only the server itself names.
class ServerLogTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void linesArriveInEveryFormat_data()
    {
        QTest::addColumn<QString>("destination");
        QTest::addColumn<QString>("state"); // of success; jsonlog leaves it out
        QTest::newRow("text") << "stderr"
                              << "00000";
        QTest::newRow("csv") << "stderr,csvlog"
                             << "00000";
        static const QRegularExpression withoutJson(QStringLiteral("/1[34]/"));
        if (!ScratchServer::binDirectory().contains(withoutJson))
            QTest::newRow("json") << "jsonlog"
                                  << "";
    }
    void linesArriveInEveryFormat()
    {
        QFETCH(QString, destination);
        QFETCH(QString, state);
        const auto server = serverWithCollector(destination);
        QVERIFY(server);
        const NodeProfile node = nodeOf(*server, QStringLiteral("vm1"));
        const qint64 begin = QDateTime::currentMSecsSinceEpoch();
        HeardLog heard;
        LogFollower follower(node, m_secrets, {1000, Milliseconds(100)}, heard.sink());
        QTRY_VERIFY_WITH_TIMEOUT(heard.tells("accepts_writes"), patience);
        say(*server, QStringLiteral("nonce one"));
        QTRY_COMPARE_WITH_TIMEOUT(heard.count(QStringLiteral("nonce one")), 1, patience);
        const auto entries = heard.entries();
        const auto nonce = std::find_if(entries.begin(), entries.end(), [](const LogEntry &entry) {
            return entry.message.contains(QStringLiteral("nonce one"));
        });
        QCOMPARE(nonce->severity, LogSeverity::Log);
        QCOMPARE(nonce->sqlState, state);
        QCOMPARE(nonce->user, QStringLiteral("postgres"));
        QVERIFY(nonce->context.contains(QStringLiteral("inline_code_block")));
        QVERIFY(nonce->statement.contains(QStringLiteral("raise log")));
        QVERIFY(nonce->timeMilliseconds && *nonce->timeMilliseconds >= begin - 2000);

        // A new file by its name, while it is followed.
        server->sql(QStringLiteral("select pg_rotate_logfile()"));
        for (int i = 0; i < 3; ++i)
            say(*server, QStringLiteral("after rotation %1").arg(i));
        QTRY_COMPARE_WITH_TIMEOUT(heard.count(QStringLiteral("after rotation")), 3, patience);
        QCOMPARE(heard.count(QStringLiteral("nonce one")), 1);
        follower.stop();

        // The same by one-shot reading.
        LocalShell shell(node.name, {});
        const auto tail = readTail(shell, node, 3, {});
        QVERIFY(tail.ok());
        QCOMPARE(tail->entries.size(), size_t(3));
        QVERIFY(tail->hasFiles);
        QCOMPARE(tail->entries.back().message, QStringLiteral("after rotation 2"));
        const auto now = QDateTime::currentMSecsSinceEpoch();
        const auto between = readBetween(shell, node, *nonce->timeMilliseconds, now + 1000, {});
        QVERIFY(between.ok());
        QVERIFY(between->isComplete);
        QVERIFY(!between->entries.empty());
        QVERIFY(between->entries.size() >= 4);
        const auto before = readBetween(shell, node, 1000, 2000, {});
        QVERIFY(before.ok() && before->entries.empty());
    }

    void aKilledBackendIsRecognised()
    {
        const auto server = serverWithCollector(QStringLiteral("stderr"));
        QVERIFY(server);
        const NodeProfile node = nodeOf(*server, QStringLiteral("vm1"));
        HeardLog heard;
        LogFollower follower(node, m_secrets, {0, Milliseconds(100)}, heard.sink());
        say(*server, QStringLiteral("it follows"));
        // What was written before the first look is not told: ask until one is heard.
        QTRY_VERIFY_WITH_TIMEOUT(
            (say(*server, QStringLiteral("again")), heard.count(QStringLiteral("again")) > 0),
            patience);
        auto session =
            Connection::open(server->overSocket(), Deadline::after(Milliseconds(patience)), {});
        QVERIFY(session.ok());
        const auto pid = session->exec(QStringLiteral("select pg_backend_pid()"),
                                       Deadline::after(Milliseconds(patience)), {});
        QVERIFY(pid.ok());
        const int process = pid->rows.front().front().value().toInt();
        QVERIFY(process > 1);
        QCOMPARE(kill(process, SIGKILL), 0);
        for (const char *token : {"backend_killed", "sessions_ended", "crash_restart",
                                  "interrupted", "not_shut_down", "redo_done", "accepts_writes"})
            QTRY_VERIFY_WITH_TIMEOUT(heard.tells(token), patience);

        // An immediate stop and what the next start says of it.
        QVERIFY(server->stop("immediate"));
        QTRY_VERIFY_WITH_TIMEOUT(heard.tells("immediate_stop"), patience);
        QTRY_VERIFY_WITH_TIMEOUT(heard.tells("is_down"), patience);
    }

private:
    MemorySecrets m_secrets; // none
};

QTEST_GUILESS_MAIN(ServerLogTest)
#include "server_log_test.moc"
