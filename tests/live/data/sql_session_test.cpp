// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/sql_session.h"
#include "tests/support/probe_fixture.h"
#include "tests/support/scratch_sshd.h"

#include <QTest>

#include <csignal>
#include <thread>

using namespace tandem;
using namespace tandem::testing;

// Qt's own driver against a real server, and against one that stops answering.
class SqlSessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(SqlSession::isDriverThere(), "tests/run installs Qt's PostgreSQL driver");
        m_server = ScratchServer::create();
        QVERIFY(m_server);
        m_profile.database = QStringLiteral("postgres");
        m_profile.roles.admin = QStringLiteral("postgres");
        m_profile.tls = TlsMode::Prefer;
        m_node = nodeOf(*m_server, QStringLiteral("vm1"));
        m_node.host = QStringLiteral("127.0.0.1");
        QVERIFY(m_secrets.put(QStringLiteral("admin"), Secret(ScratchServer::password)).ok());
    }

    void readsRowsAndNulls()
    {
        const auto session = opened();
        QVERIFY(session);
        const auto table =
            session->execute(QStringLiteral("select 1 as a, null::text as b, 'Ж' as c"), {});
        QVERIFY2(table.ok(), table.ok() ? "" : qPrintable(table.error().sentence.english()));
        QCOMPARE(table->columns,
                 (QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}));
        QCOMPARE(table->rows.size(), std::size_t(1));
        QCOMPARE(table->rows[0][0], std::optional(QStringLiteral("1")));
        QVERIFY(!table->rows[0][1]);
        QCOMPARE(table->rows[0][2], std::optional(QString::fromUtf8("Ж")));
    }

    void tellsRowsWritten()
    {
        const auto session = opened();
        QVERIFY(session);
        QVERIFY(session->execute(QStringLiteral("create table t (id int)"), {}).ok());
        const auto written =
            session->execute(QStringLiteral("insert into t select generate_series(1, 3)"), {});
        QVERIFY(written.ok());
        QCOMPARE(written->affected, std::int64_t(3));
    }

    // The server's own code and words, as a standby's refusal has them.
    void aRefusedWriteCarriesItsCode()
    {
        const auto session = opened();
        QVERIFY(session);
        QVERIFY(
            session->execute(QStringLiteral("set default_transaction_read_only = on"), {}).ok());
        const auto refused = session->execute(QStringLiteral("create table no (id int)"), {});
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, QStringLiteral("25006"));
        QVERIFY(refused.error().sentence.english().contains(QLatin1String("read-only")));
        // The session goes on.
        QVERIFY(session->execute(QStringLiteral("select 1"), {}).ok());
    }

    void manyRowsAreCut()
    {
        const auto session = opened();
        QVERIFY(session);
        const auto table = session->execute(QStringLiteral("select generate_series(1, 5000)"), {});
        QVERIFY(table.ok());
        QCOMPARE(table->rows.size(), SqlTable::mostRows);
        QVERIFY(table->isCut);
    }

    // The driver would wait in it for ever.
    void copyToTheClientIsRefused()
    {
        const auto session = opened();
        QVERIFY(session);
        const auto refused = session->execute(QStringLiteral("COPY (select 1)\n  TO  STDOUT"), {});
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().kind, ErrorKind::Refused);
        QVERIFY(session->execute(QStringLiteral("select 1"), {}).ok());
    }

    void aWrongPasswordSaysSo()
    {
        MemorySecrets wrong;
        QVERIFY(wrong.put(QStringLiteral("admin"), Secret("wrong")).ok());
        const auto session =
            SqlSession::open(SqlAccess(m_profile, wrong), m_node, QStringLiteral("wrong"), {});
        QVERIFY(!session.ok());
        QVERIFY(
            session.error().sentence.english().startsWith(QLatin1String("vm1 takes no session")));
        QVERIFY(!session.error().details.contains(QLatin1String("password=")));
    }

    // Frozen: the statement never ends by itself, and the stop ends the wait for it at once.
    void aStopEndsTheWaitForAFrozenServer()
    {
        const auto session = opened();
        QVERIFY(session);
        const auto pid = session->execute(QStringLiteral("select pg_backend_pid()"), {});
        QVERIFY(pid.ok());
        const auto backend = pid->rows[0][0]->toInt();
        QCOMPARE(::kill(backend, SIGSTOP), 0);
        StopSource stop;
        const auto begin = MonotonicClock::now();
        std::thread stopper([&stop] {
            static_cast<void>(StopToken().sleepFor(std::chrono::milliseconds(200)));
            stop.requestStop();
        });
        const auto broken = session->execute(QStringLiteral("select 1"), stop.token());
        const double seconds = secondsBetween(begin, MonotonicClock::now());
        stopper.join();
        QCOMPARE(::kill(backend, SIGCONT), 0);
        QVERIFY(!broken.ok());
        QCOMPARE(broken.error().kind, ErrorKind::Cancelled);
        QVERIFY2(seconds < 2, qPrintable(QString::number(seconds)));
    }

    void goesThroughSshWhereTheProfileSaysSo()
    {
        qunsetenv("SSH_AUTH_SOCK");
        const auto sshd = ScratchSshd::create();
        QVERIFY2(sshd, "no sshd could be started; tests/run installs it");
        Profile profile = m_profile;
        NodeProfile &node = profile.nodes[0];
        node = m_node;
        node.transport = TransportKind::Ssh;
        node.ssh = sshd->node().ssh;
        node.postgres.viaSsh = true;
        const SqlAccess access(profile, m_secrets);
        const auto session = SqlSession::open(access, node, QStringLiteral("through SSH"), {});
        QVERIFY2(session.ok(), session.ok() ? "" : qPrintable(session.error().sentence.english()));
        const auto table = (*session)->execute(QStringLiteral("select 1"), {});
        QVERIFY(table.ok());
        sshd->stop();
        QVERIFY(!(*session)->execute(QStringLiteral("select 1"), {}).ok());
        const auto shut = SqlSession::open(access, node, QStringLiteral("shut"), {});
        QVERIFY(!shut.ok());
        QVERIFY2(shut.error().sentence.english().contains(QStringLiteral("through SSH")),
                 qPrintable(shut.error().sentence.english()));
    }

private:
    std::unique_ptr<SqlSession> opened()
    {
        auto session = SqlSession::open(SqlAccess(m_profile, m_secrets), m_node,
                                        QStringLiteral("test %1").arg(++m_count), {});
        if (!session.ok()) {
            qWarning("%s", qPrintable(session.error().sentence.english()));
            return nullptr;
        }
        return std::move(*session);
    }

    std::unique_ptr<ScratchServer> m_server;
    Profile m_profile;
    NodeProfile m_node;
    MemorySecrets m_secrets;
    int m_count = 0;
};

QTEST_GUILESS_MAIN(SqlSessionTest)
#include "sql_session_test.moc"
