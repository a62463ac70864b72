// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_server.h"
#include "tests/support/scratch_server.h"

#include <QElapsedTimer>
#include <QTest>

#include <csignal>
#include <filesystem>
#include <thread>

#include <unistd.h>

using namespace tandem;
using namespace tandem::testing;

namespace {

Deadline soon(int milliseconds = 5000)
{
    return Deadline::after(Milliseconds(milliseconds));
}

ConnectTarget at(int port)
{
    ConnectTarget target;
    target.host = QStringLiteral("127.0.0.1");
    target.port = port;
    target.database = QStringLiteral("postgres");
    target.user = QStringLiteral("postgres");
    target.password = Secret("x");
    target.tls = TlsMode::Prefer;
    return target;
}

int openDescriptors()
{
    namespace fs = std::filesystem;
    return static_cast<int>(std::distance(fs::directory_iterator("/proc/self/fd"), {}));
}

} // namespace

class ConnectTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void opensOverTcpAndSocket();
    void sessionHasOurSettings();
    void environmentIsIgnored();
    void nobodyListens();
    void noSocketFile();
    void silentServers_data();
    void silentServers();
    void strangers_data();
    void strangers();
    void nameIsResolved();
    void nameIsUnknown();
    void unsoundTargets_data();
    void unsoundTargets();
    void loginRefusals_data();
    void loginRefusals();
    void noPasswordStored();
    void tlsIsRequired();
    void stopEndsConnecting();
    void leaksNothing();

private:
    std::unique_ptr<ScratchServer> m_server;
};

void ConnectTest::initTestCase()
{
    m_server = ScratchServer::create();
    QVERIFY(m_server);
}

void ConnectTest::cleanupTestCase()
{
    m_server.reset();
}

void ConnectTest::opensOverTcpAndSocket()
{
    for (const auto &target : {m_server->overTcp(), m_server->overSocket()}) {
        QElapsedTimer timer;
        timer.start();
        auto connection = Connection::open(target, soon(), {});
        QVERIFY2(connection, connection ? "" : qPrintable(connection.error().details));
        qInfo("opened in %lld ms", timer.elapsed());
        QVERIFY(connection->isOpen());
        QVERIFY(connection->serverVersion() >= 130000);
    }
}

void ConnectTest::sessionHasOurSettings()
{
    auto connection = Connection::open(m_server->overTcp(), soon(), {});
    QVERIFY(connection);
    const auto rows =
        connection->exec(QStringLiteral("select current_setting('search_path') as path, "
                                        "current_setting('application_name') as name, "
                                        "current_setting('client_encoding') as encoding"),
                         soon(), {});
    QVERIFY(rows);
    QCOMPARE(rows->text(QStringLiteral("path")), QStringLiteral("pg_catalog,public"));
    QCOMPARE(rows->text(QStringLiteral("name")), QStringLiteral("pgtandem"));
    QCOMPARE(rows->text(QStringLiteral("encoding")), QStringLiteral("UTF8"));
}

void ConnectTest::environmentIsIgnored()
{
    const std::pair<const char *, const char *> traps[] = {{"PGHOST", "192.0.2.1"},
                                                           {"PGHOSTADDR", "192.0.2.1"},
                                                           {"PGPORT", "1"},
                                                           {"PGDATABASE", "nowhere"},
                                                           {"PGUSER", "nobody"},
                                                           {"PGPASSWORD", "wrong"},
                                                           {"PGOPTIONS", "-c search_path=evil"},
                                                           {"PGSSLMODE", "verify-full"},
                                                           {"PGAPPNAME", "other"},
                                                           {"PGTARGETSESSIONATTRS", "standby"},
                                                           {"PGCLIENTENCODING", "LATIN1"}};
    for (const auto &[name, value] : traps)
        qputenv(name, value);
    sessionHasOurSettings();
    // A service that does not exist fails inside libpq, unless main() forgets it first.
    qputenv("PGSERVICE", "nowhere");
    forgetLibpqEnvironment();
    sessionHasOurSettings();
    for (const auto &[name, value] : traps)
        QVERIFY2(!qEnvironmentVariableIsSet(name), name);
}

void ConnectTest::nobodyListens()
{
    QElapsedTimer timer;
    timer.start();
    const auto connection = Connection::open(at(freePort()), soon(), {});
    QVERIFY(!connection);
    QCOMPARE(connection.error().kind, ErrorKind::Unreachable);
    QCOMPARE(connection.error().code, QStringLiteral("refused"));
    QCOMPARE(answerOf(connection.error()), ServerAnswer::Refused);
    QVERIFY(timer.elapsed() < 500);
}

void ConnectTest::noSocketFile()
{
    auto target = m_server->overSocket();
    target.port = freePort();
    const auto connection = Connection::open(target, soon(), {});
    QVERIFY(!connection);
    QCOMPARE(connection.error().code, QStringLiteral("refused"));
    target.host = QStringLiteral("/nonexistent/directory");
    const auto nowhere = Connection::open(target, soon(), {});
    QVERIFY(!nowhere);
    QCOMPARE(nowhere.error().code, QStringLiteral("refused"));
}

void ConnectTest::silentServers_data()
{
    QTest::addColumn<bool>("isReal");
    QTest::addColumn<bool>("isSocket");
    QTest::newRow("mute listener") << false << false;
    QTest::newRow("frozen postmaster") << true << false;
    QTest::newRow("frozen postmaster, socket") << true << true;
}

void ConnectTest::silentServers()
{
    QFETCH(bool, isReal);
    QFETCH(bool, isSocket);
    const FakeServer mute(FakeServer::Manner::Mute);
    if (isReal)
        m_server->signalPostmaster(SIGSTOP);
    const auto target =
        isReal ? (isSocket ? m_server->overSocket() : m_server->overTcp()) : at(mute.port());
    QElapsedTimer timer;
    timer.start();
    const auto connection = Connection::open(target, soon(300), {});
    const auto took = timer.elapsed();
    if (isReal)
        m_server->signalPostmaster(SIGCONT);
    QVERIFY(!connection);
    QCOMPARE(connection.error().kind, ErrorKind::Unreachable);
    QCOMPARE(connection.error().code, QStringLiteral("silent"));
    QCOMPARE(answerOf(connection.error()), ServerAnswer::Silent);
    QVERIFY2(took >= 290 && took < 360, qPrintable(QString::number(took)));
}

void ConnectTest::strangers_data()
{
    QTest::addColumn<int>("manner");
    QTest::addColumn<int>("tls");
    for (const auto tls : {TlsMode::Prefer, TlsMode::Require}) {
        const char *word = tls == TlsMode::Prefer ? "prefer" : "require";
        QTest::addRow("http %s", word) << int(FakeServer::Manner::Http) << int(tls);
        QTest::addRow("closes %s", word) << int(FakeServer::Manner::ClosesAtOnce) << int(tls);
        QTest::addRow("resets %s", word) << int(FakeServer::Manner::Resets) << int(tls);
    }
}

void ConnectTest::strangers()
{
    QFETCH(int, manner);
    QFETCH(int, tls);
    const FakeServer server(static_cast<FakeServer::Manner>(manner));
    auto target = at(server.port());
    target.tls = static_cast<TlsMode>(tls);
    const auto connection = Connection::open(target, soon(), {});
    QVERIFY(!connection);
    QVERIFY2(connection.error().code == QLatin1String("not-postgres"),
             qPrintable(connection.error().code + connection.error().details));
    QCOMPARE(answerOf(connection.error()), ServerAnswer::NotPostgres);
}

void ConnectTest::nameIsResolved()
{
    auto target = m_server->overTcp();
    target.host = QStringLiteral("localhost");
    const auto connection = Connection::open(target, soon(), {});
    QVERIFY2(connection, connection ? "" : qPrintable(connection.error().details));
}

void ConnectTest::nameIsUnknown()
{
    auto target = at(5432);
    target.host = QStringLiteral("no-such-host.invalid");
    const auto connection = Connection::open(target, soon(), {});
    QVERIFY(!connection);
    QCOMPARE(connection.error().kind, ErrorKind::Unreachable);
    QCOMPARE(connection.error().code, QStringLiteral("resolve"));
}

void ConnectTest::unsoundTargets_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::newRow("no host") << QString() << 5432;
    QTest::newRow("two hosts") << QStringLiteral("127.0.0.1,127.0.0.2") << 5432;
    QTest::newRow("port 0") << QStringLiteral("127.0.0.1") << 0;
    QTest::newRow("port 65536") << QStringLiteral("127.0.0.1") << 65536;
    QTest::newRow("zero byte") << (QStringLiteral("a") + QChar(0)) << 5432;
}

void ConnectTest::unsoundTargets()
{
    QFETCH(QString, host);
    QFETCH(int, port);
    auto target = at(port);
    target.host = host;
    const auto connection = Connection::open(target, soon(), {});
    QVERIFY(!connection);
    QCOMPARE(connection.error().kind, ErrorKind::Usage);
}

void ConnectTest::loginRefusals_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("database");
    QTest::addColumn<QString>("locale");
    QTest::addColumn<QString>("code");
    for (const char *locale : {"C", "de_DE.UTF-8"}) {
        const auto row = [locale](const char *name) -> QTestData & {
            return QTest::addRow("%s, server speaks %s", name, locale);
        };
        const auto word = QString::fromLatin1(locale);
        row("wrong password") << QStringLiteral("postgres") << QStringLiteral("postgres") << word
                              << QStringLiteral("28P01");
        row("no such role") << QStringLiteral("nobody:  00000: \"") << QStringLiteral("postgres")
                            << word << QStringLiteral("28P01");
        row("no such database") << QStringLiteral("trusted") << QStringLiteral("host=evil dbname=x")
                                << word << QStringLiteral("3D000");
        row("rejected by rule") << QStringLiteral("rejected") << QStringLiteral("postgres") << word
                                << QStringLiteral("28000");
    }
}

void ConnectTest::loginRefusals()
{
    QFETCH(QString, user);
    QFETCH(QString, database);
    QFETCH(QString, locale);
    QFETCH(QString, code);
    m_server->sql(QStringLiteral("do $$ begin if to_regrole('trusted') is null then create role "
                                 "trusted login; create role rejected login; end if; end $$"));
    m_server->script(QStringLiteral(
        "grep -q trusted \"$dir/data/pg_hba.conf\" || { printf '%s\\n' 'host all trusted "
        "127.0.0.1/32 trust' 'host all rejected 127.0.0.1/32 reject'; cat "
        "\"$dir/data/pg_hba.conf\"; } >\"$dir/hba\" && cat \"$dir/hba\" >\"$dir/data/pg_hba.conf\" "
        "; \"$bin/pg_ctl\" -D \"$dir/data\" reload >/dev/null"));
    int missing = 0;
    m_server->script(QStringLiteral("locale -a | grep -qi '^%1'").arg(locale.left(5)), &missing);
    if (missing != 0 && locale != QLatin1String("C"))
        QSKIP("This machine does not have that language.");
    m_server->sql(QStringLiteral("alter system set lc_messages = '%1'").arg(locale));
    m_server->sql(QStringLiteral("select pg_reload_conf()"));
    auto target = at(m_server->port());
    target.user = user;
    target.database = database;
    // The reload reaches the next connection a moment later.
    const auto codeNow = [&target] {
        const auto connection = Connection::open(target, soon(), {});
        return connection ? QStringLiteral("open") : connection.error().code;
    };
    QTRY_COMPARE_WITH_TIMEOUT(codeNow(), code, 3000);
    const auto connection = Connection::open(target, soon(), {});
    QCOMPARE(connection.error().kind, ErrorKind::Failed);
    QCOMPARE(answerOf(connection.error()), ServerAnswer::LoginRefused);
    m_server->sql(QStringLiteral("alter system reset lc_messages"));
}

void ConnectTest::noPasswordStored()
{
    auto target = m_server->overTcp();
    target.password = {};
    const auto connection = Connection::open(target, soon(), {});
    QVERIFY(!connection);
    QCOMPARE(connection.error().kind, ErrorKind::Failed);
    QCOMPARE(connection.error().code, QString());
    QVERIFY(connection.error().sentence.english().contains(QLatin1String("password")));
    QCOMPARE(answerOf(connection.error()), ServerAnswer::LoginRefused);
}

void ConnectTest::tlsIsRequired()
{
    for (const auto tls : {TlsMode::Require, TlsMode::VerifyFull}) {
        auto target = m_server->overTcp(); // this server has no TLS
        target.tls = tls;
        const auto connection = Connection::open(target, soon(), {});
        QVERIFY2(!connection, "a silent downgrade");
        QCOMPARE(connection.error().kind, ErrorKind::Failed);
        QCOMPARE(connection.error().code, QString());
        QCOMPARE(answerOf(connection.error()), ServerAnswer::LoginRefused);
    }
}

void ConnectTest::stopEndsConnecting()
{
    const FakeServer mute(FakeServer::Manner::Mute);
    StopSource source;
    QElapsedTimer sinceStop;
    std::thread stopper([&] {
        // pause: connecting must have begun
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        sinceStop.start();
        source.requestStop();
    });
    const auto connection = Connection::open(at(mute.port()), soon(), source.token());
    const auto took = sinceStop.elapsed();
    stopper.join();
    QVERIFY(!connection);
    QCOMPARE(connection.error().kind, ErrorKind::Cancelled);
    QVERIFY2(took < 50, qPrintable(QString::number(took)));
}

void ConnectTest::leaksNothing()
{
    if (!std::filesystem::exists("/proc/self/fd"))
        QSKIP("Descriptors are counted in /proc.");
    const FakeServer http(FakeServer::Manner::Mute);
    const auto round = [&] {
        auto connection = Connection::open(m_server->overTcp(), soon(), {});
        QVERIFY(connection);
        QVERIFY(connection->exec(QStringLiteral("select 1"), soon(), {}));
        QVERIFY(!Connection::open(at(freePort()), soon(), {}));
    };
    round();
    const int before = openDescriptors();
    for (int i = 0; i < 50; ++i)
        round();
    QTRY_COMPARE_WITH_TIMEOUT(openDescriptors(), before, 1000);
}

QTEST_GUILESS_MAIN(ConnectTest)
#include "connect_test.moc"
