// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// SQL through SSH: a real sshd in front of a real server, whose certificate names a host that this
// machine cannot resolve.
#include "core/transport/sql_tunnel.h"
#include "tests/support/scratch_server.h"
#include "tests/support/scratch_sshd.h"

#include <QElapsedTimer>
#include <QTest>

#include <thread>

using namespace tandem;
using namespace tandem::testing;

namespace {

Deadline soon(int milliseconds = 15000)
{
    return Deadline::after(Milliseconds(milliseconds));
}

const QString nodeName = QStringLiteral("db.example");

const QString certificates = QStringLiteral(R"(
cd "$dir" && umask 077 || exit 1
exec 2>openssl.log
openssl req -x509 -newkey rsa:2048 -nodes -subj "/CN=The authority" -days 30 \
    -keyout root.key -out root.crt || exit 1
openssl req -newkey rsa:2048 -nodes -subj /CN=db.example -keyout shown.key -out shown.csr || exit 1
printf 'subjectAltName=DNS:db.example\n' >shown.ext
openssl x509 -req -in shown.csr -CA root.crt -CAkey root.key -CAcreateserial -days 30 \
    -extfile shown.ext -out shown.crt || exit 1
chmod 755 . && chmod 644 root.crt
printf '%s\n' 'ssl = on' "ssl_cert_file = '$dir/shown.crt'" "ssl_key_file = '$dir/shown.key'" \
    >>data/postgresql.conf
)");

} // namespace

class TunnelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void tlsChecksTheNodesName();
    void manySessionsShareOneSshSession();
    void largeTextsPassBothWays();
    void cancelReachesTheServer();
    void stopEndsTheWaitAtOnce();
    void killedServerIsNoticedAtOnce();
    void stoppedServerIsRefused();
    void killedSshSessionIsNoticedAtOnce();
    void silentHostIsNoticedByOurOwnDeadline();
    void strangersAreNotLetIn();
    void forbiddenForwardingIsSaid();
    void sshThatIsDownSaysNothingOfTheServer();

private:
    [[nodiscard]] NodeProfile node(const ScratchSshd &sshd) const
    {
        NodeProfile node = sshd.node();
        node.postgres.port = m_server->port();
        node.postgres.viaSsh = true;
        return node;
    }
    [[nodiscard]] ConnectTarget target() const
    {
        ConnectTarget target = m_server->overTcp();
        target.host = nodeName;
        target.through = m_tunnel;
        target.tls = TlsMode::VerifyFull;
        target.rootCertificate = m_server->directory() + QStringLiteral("/root.crt");
        return target;
    }
    [[nodiscard]] Connection open() const
    {
        auto connection = Connection::open(target(), soon(), {});
        if (!connection)
            qFatal("%s", qPrintable(connection.error().sentence.english()));
        return std::move(*connection);
    }

    std::unique_ptr<ScratchServer> m_server;
    std::unique_ptr<ScratchSshd> m_sshd;
    std::shared_ptr<SqlTunnel> m_tunnel;
};

void TunnelTest::initTestCase()
{
    qunsetenv("SSH_AUTH_SOCK");
    m_sshd = ScratchSshd::create();
    QVERIFY2(m_sshd, "no sshd could be started; tests/run installs it");
    m_server = ScratchServer::create({QStringLiteral("log_connections = on")});
    QVERIFY(m_server);
    int code = 0;
    m_server->script(certificates, &code);
    QCOMPARE(code, 0);
    QVERIFY(m_server->stop() && m_server->start());
    m_tunnel = std::make_shared<SqlTunnel>(node(*m_sshd), SshSecrets());
}

void TunnelTest::cleanupTestCase()
{
    m_tunnel.reset();
    m_server.reset();
}

void TunnelTest::tlsChecksTheNodesName()
{
    auto connection = open();
    const auto rows = connection.exec(
        QStringLiteral("select ssl from pg_stat_ssl where pid = pg_backend_pid()"), soon(), {});
    QVERIFY(rows);
    QCOMPARE(rows->text(QStringLiteral("ssl")), QStringLiteral("t"));
    ConnectTarget other = target();
    other.host = QStringLiteral("other.example");
    const auto wrong = Connection::open(other, soon(), {});
    QVERIFY(!wrong);
    QVERIFY2(wrong.error().sentence.english().contains(QStringLiteral("other.example")),
             qPrintable(wrong.error().sentence.english()));
    other = target();
    other.password = Secret("wrong");
    QCOMPARE(Connection::open(other, soon(), {}).error().code, QStringLiteral("28P01"));
}

void TunnelTest::manySessionsShareOneSshSession()
{
    const auto sshSessions = [&] {
        return m_sshd->script(QStringLiteral("grep -c 'Accepted publickey' \"$dir/log\"")).toInt();
    };
    const int before = sshSessions();
    std::vector<Connection> held;
    for (int i = 0; i < 40; ++i)
        held.push_back(open());
    QElapsedTimer timer;
    timer.start();
    for (int round = 0; round < 20; ++round) {
        for (Connection &connection : held)
            QVERIFY(connection.exec(QStringLiteral("select 1"), soon(), {}));
    }
    qInfo("a round trip through the tunnel: %.2f ms", double(timer.elapsed()) / 800);
    QCOMPARE(sshSessions(), before);
}

void TunnelTest::largeTextsPassBothWays()
{
    auto connection = open();
    const QString text(3000000, QChar(u'x'));
    const auto back =
        connection.exec(QStringLiteral("select length($1) as n, $1 || repeat('y', 5000000) as t"),
                        {text}, soon(), {});
    QVERIFY2(back, back ? "" : qPrintable(back.error().sentence.english()));
    QCOMPARE(back->text(QStringLiteral("n")), QStringLiteral("3000000"));
    QVERIFY(back->text(QStringLiteral("t")) == text + QString(5000000, QChar(u'y')));
}

void TunnelTest::cancelReachesTheServer()
{
    auto connection = open();
    QElapsedTimer timer;
    timer.start();
    std::thread other([&] {
        QTest::qSleep(100); // pause: the statement is to run by then
        connection.cancelRunning();
    });
    const auto rows = connection.exec(QStringLiteral("select pg_sleep(60)"), soon(30000), {});
    const auto took = timer.elapsed();
    other.join();
    QVERIFY(!rows);
    QCOMPARE(rows.error().code, QStringLiteral("57014"));
    QVERIFY2(took < 3000, qPrintable(QString::number(took)));
    QVERIFY(connection.exec(QStringLiteral("select 1"), soon(), {}));
}

void TunnelTest::stopEndsTheWaitAtOnce()
{
    auto connection = open();
    StopSource source;
    QElapsedTimer timer;
    std::thread other([&] {
        QTest::qSleep(100); // pause: the statement is to run by then
        timer.start();
        source.requestStop();
    });
    const auto rows =
        connection.exec(QStringLiteral("select pg_sleep(60)"), soon(30000), source.token());
    const auto took = timer.elapsed();
    other.join();
    QVERIFY(!rows);
    QCOMPARE(rows.error().kind, ErrorKind::Cancelled);
    QVERIFY2(took < 500, qPrintable(QString::number(took)));
    // The server need not work on for nobody.
    QTRY_COMPARE_WITH_TIMEOUT(
        m_server
            ->sql(QStringLiteral("select count(*) as n from pg_stat_activity where query like "
                                 "'select pg_sleep%'"))
            .text(QStringLiteral("n")),
        QStringLiteral("0"), 5000);
}

void TunnelTest::killedServerIsNoticedAtOnce()
{
    auto connection = open();
    const auto pid = connection.exec(QStringLiteral("select pg_backend_pid() as p"), soon(), {});
    QVERIFY(pid);
    QElapsedTimer timer;
    std::thread killer([&] {
        QTest::qSleep(100); // pause: the wait is to have begun
        timer.start();
        m_server->sql(
            QStringLiteral("select pg_terminate_backend(%1)").arg(pid->text(QStringLiteral("p"))));
    });
    const auto end = connection.waitForEnd(soon(), {});
    const auto took = timer.elapsed();
    killer.join();
    QVERIFY(end && *end);
    qInfo("a session that the server ended is noticed after %lld ms", took);
    QVERIFY2(took < 1000, qPrintable(QString::number(took)));
}

void TunnelTest::stoppedServerIsRefused()
{
    auto held = open();
    QVERIFY(m_server->stop("immediate"));
    const auto end = held.waitForEnd(soon(), {});
    QVERIFY(end && *end);
    QElapsedTimer timer;
    timer.start();
    const auto refused = Connection::open(target(), soon(), {});
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Unreachable);
    QCOMPARE(refused.error().code, QStringLiteral("refused"));
    QCOMPARE(answerOf(refused.error()), ServerAnswer::Refused);
    qInfo("a dead server is told after %lld ms", timer.elapsed());
    QVERIFY(timer.elapsed() < 1000);
    QVERIFY(m_server->start());
    QVERIFY(Connection::open(target(), soon(), {}));
}

void TunnelTest::killedSshSessionIsNoticedAtOnce()
{
    auto idle = open();
    auto busy = open();
    QElapsedTimer timer;
    std::thread killer([&] {
        QTest::qSleep(200); // pause: the statement is to run by then
        timer.start();
        m_sshd->killSessions();
    });
    const auto rows = busy.exec(QStringLiteral("select pg_sleep(60)"), soon(30000), {});
    const auto took = timer.elapsed();
    killer.join();
    QVERIFY(!rows);
    QCOMPARE(rows.error().kind, ErrorKind::Unreachable);
    QCOMPARE(rows.error().code, QStringLiteral("08006"));
    qInfo("a killed SSH session is noticed after %lld ms", took);
    QVERIFY2(took < 2000, qPrintable(QString::number(took)));
    const auto end = idle.waitForEnd(soon(500), {});
    QVERIFY(end && *end);
    QVERIFY2(Connection::open(target(), soon(), {}), "the tunnel was not opened again");
}

void TunnelTest::silentHostIsNoticedByOurOwnDeadline()
{
    auto idle = open();
    m_sshd->freezeSessions(true);
    QElapsedTimer timer;
    timer.start();
    const auto silent = Connection::open(target(), soon(500), {});
    QVERIFY(!silent);
    QCOMPARE(silent.error().code, QStringLiteral("silent"));
    const auto end = idle.waitForEnd(soon(20000), {});
    const auto took = timer.elapsed();
    m_sshd->killSessions();
    QVERIFY2(end && *end, "a host that vanished was never noticed");
    qInfo("a silent host is given up after %lld ms", took);
    QVERIFY2(took >= 6000 && took < 12000, qPrintable(QString::number(took)));
    QVERIFY(Connection::open(target(), soon(), {}));
}

void TunnelTest::strangersAreNotLetIn()
{
    auto mine = open();
    const auto port = m_tunnel->port();
    QVERIFY(port);
    const auto sessions = [&] {
        return m_server->logText().count(QStringLiteral("connection received"));
    };
    const auto before = sessions();
    // Another process: what it gets is an end.
    const QByteArray heard = m_sshd->script(
        QStringLiteral("timeout 5 bash -c 'exec 3<>/dev/tcp/127.0.0.1/%1; printf "
                       "\"\\0\\0\\0\\10\\4\\322\\26\\57\" >&3; cat <&3 | wc -c' 2>&1")
            .arg(*port));
    QVERIFY2(!heard.contains('S') || heard.contains("reset"), heard.constData());
    QCOMPARE(sessions(), before);
    QVERIFY(mine.exec(QStringLiteral("select 1"), soon(), {}));
    QVERIFY(Connection::open(target(), soon(), {}));
    QVERIFY(sessions() > before);
}

void TunnelTest::forbiddenForwardingIsSaid()
{
    const auto sshd = ScratchSshd::create({QStringLiteral("AllowTcpForwarding no")});
    QVERIFY(sshd);
    ConnectTarget through = target();
    through.through = std::make_shared<SqlTunnel>(node(*sshd), SshSecrets());
    const auto refused = Connection::open(through, soon(), {});
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Unreachable);
    QCOMPARE(refused.error().code, QStringLiteral("tunnel"));
    QCOMPARE(answerOf(refused.error()), ServerAnswer::Silent);
    QVERIFY2(refused.error().sentence.english().contains(QStringLiteral("AllowTcpForwarding")),
             qPrintable(refused.error().sentence.english()));
}

void TunnelTest::sshThatIsDownSaysNothingOfTheServer()
{
    m_sshd->stop();
    QElapsedTimer timer;
    timer.start();
    const auto lost = Connection::open(target(), soon(), {});
    QVERIFY(!lost);
    QCOMPARE(lost.error().code, QStringLiteral("tunnel"));
    QCOMPARE(answerOf(lost.error()), ServerAnswer::Silent);
    QVERIFY(timer.elapsed() < 2000);
    QVERIFY(m_sshd->start());
    QTRY_VERIFY_WITH_TIMEOUT(Connection::open(target(), soon(), {}).ok(), 5000);
}

QTEST_GUILESS_MAIN(TunnelTest)
#include "tunnel_test.moc"
