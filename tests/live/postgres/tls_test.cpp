// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scratch_server.h"

#include <QTest>

using namespace tandem;
using namespace tandem::testing;

namespace {

Deadline soon()
{
    return Deadline::after(Milliseconds(10000));
}

// Two authorities, and what each of these servers would show: NAME.crt and NAME.key.
const QString certificates = QStringLiteral(R"(
cd "$dir" && umask 077 || exit 1
exec 2>openssl.log
for name in root other; do
    openssl req -x509 -newkey rsa:2048 -nodes -subj "/CN=The $name authority" -days 30 \
        -keyout $name.key -out $name.crt || exit 1
done
# issue NAME HOST AUTHORITY DAYS
issue() {
    openssl req -newkey rsa:2048 -nodes -subj "/CN=$2" -keyout $1.key -out $1.csr || exit 1
    printf 'subjectAltName=DNS:%s\n' "$2" >$1.ext
    openssl x509 -req -in $1.csr -CA $3.crt -CAkey $3.key -CAcreateserial -days $4 \
        -extfile $1.ext -out $1.crt || exit 1
}
issue good localhost root 30
issue expired localhost root -1
issue misnamed elsewhere.example root 30
issue foreign localhost other 30
openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=localhost -days 30 \
    -addext subjectAltName=DNS:localhost -keyout self.key -out self.crt || exit 1
printf 'no certificate\n' >text.crt
cp good.crt shown.crt && cp good.key shown.key
chmod 755 . && chmod 644 root.crt text.crt
)");

} // namespace

// A server whose certificate changes, seen by clients that want to know whom they talk to.
class TlsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_server.reset(); }
    void aGoodCertificateConnects();
    void othersAreRefused_data();
    void othersAreRefused();
    void aRootThatIsNoneIsRefused_data();
    void aRootThatIsNoneIsRefused();
    void aDeadServerIsNotTakenForAMissingFile();
    void aServerWithoutTlsIsRefused();

private:
    // From now on the server shows that certificate, and new sessions see it.
    void show(const QString &name)
    {
        int code = 0;
        m_server->script(
            QStringLiteral("cd \"$dir\" && cp %1.crt shown.crt && cp %1.key shown.key").arg(name),
            &code);
        QCOMPARE(code, 0);
        QVERIFY(m_server->stop());
        QVERIFY(m_server->start());
    }
    [[nodiscard]] QString place(const char *file) const
    {
        return m_server->directory() + u'/' + QLatin1String(file);
    }
    [[nodiscard]] ConnectTarget strict() const
    {
        ConnectTarget target = m_server->overTcp();
        target.host = QStringLiteral("localhost");
        target.tls = TlsMode::VerifyFull;
        target.rootCertificate = place("root.crt");
        return target;
    }
    // How many sessions the server has let in so far.
    [[nodiscard]] qsizetype sessions() const
    {
        return m_server->logText().count(QStringLiteral("connection authorized: user"));
    }

    std::unique_ptr<ScratchServer> m_server;
};

void TlsTest::initTestCase()
{
    m_server = ScratchServer::create({QStringLiteral("log_connections = on")});
    QVERIFY(m_server);
    int code = 0;
    m_server->script(certificates, &code);
    QVERIFY2(code == 0, m_server->script(QStringLiteral("cat \"$dir/openssl.log\"")).constData());
    m_server->script(
        QStringLiteral("printf '%s\\n' 'ssl = on' \"ssl_cert_file = '$dir/shown.crt'\" "
                       "\"ssl_key_file = '$dir/shown.key'\" "
                       ">>\"$dir/data/postgresql.conf\""),
        &code);
    QCOMPARE(code, 0);
    QVERIFY(m_server->stop());
    QVERIFY(m_server->start());
}

void TlsTest::aGoodCertificateConnects()
{
    auto connection = Connection::open(strict(), soon(), {});
    QVERIFY2(connection, connection ? "" : qPrintable(connection.error().sentence.english()));
    const auto rows = connection->exec(
        QStringLiteral("select ssl, version from pg_stat_ssl where pid = pg_backend_pid()"), soon(),
        {});
    QVERIFY(rows);
    QCOMPARE(rows->text(QStringLiteral("ssl")), QStringLiteral("t"));
    QVERIFY(rows->text(QStringLiteral("version")).startsWith(QStringLiteral("TLSv1.")));
    QVERIFY(sessions() > 0);
}

void TlsTest::othersAreRefused_data()
{
    QTest::addColumn<QString>("reason");
    QTest::newRow("expired") << QStringLiteral("it has expired or was not issued under");
    QTest::newRow("misnamed") << QStringLiteral("does not match host name \"localhost\"");
    QTest::newRow("foreign") << QStringLiteral("it has expired or was not issued under");
    QTest::newRow("self") << QStringLiteral("it has expired or was not issued under");
}

void TlsTest::othersAreRefused()
{
    QFETCH(QString, reason);
    show(QString::fromLatin1(QTest::currentDataTag()));
    const auto before = sessions();
    const auto connection = Connection::open(strict(), soon(), {});
    QVERIFY2(!connection, "a certificate that proves nothing was taken");
    QVERIFY2(connection.error().sentence.english().contains(reason),
             qPrintable(connection.error().sentence.english()));
    QCOMPARE(connection.error().kind, ErrorKind::Failed);
    // It is alive: nothing that could be taken for a dead or silent server.
    QCOMPARE(answerOf(connection.error()), ServerAnswer::LoginRefused);
    QCOMPARE(sessions(), before); // not once more, without the check
    // Who wants encryption only gets it from the same server: it is the check that refused.
    ConnectTarget lax = strict();
    lax.tls = TlsMode::Require;
    lax.rootCertificate.clear();
    QVERIFY(Connection::open(lax, soon(), {}));
    QVERIFY(sessions() > before);
}

void TlsTest::aRootThatIsNoneIsRefused_data()
{
    QTest::addColumn<QString>("reason");
    QTest::newRow("missing.crt") << QStringLiteral("missing.crt cannot be read");
    QTest::newRow("text.crt") << QStringLiteral("text.crt");
}

void TlsTest::aRootThatIsNoneIsRefused()
{
    QFETCH(QString, reason);
    show(QStringLiteral("good"));
    const auto before = sessions();
    ConnectTarget target = strict();
    target.rootCertificate = place(QTest::currentDataTag());
    const auto connection = Connection::open(target, soon(), {});
    QVERIFY2(!connection, "a silent downgrade");
    QVERIFY2(connection.error().sentence.english().contains(reason),
             qPrintable(connection.error().sentence.english()));
    QCOMPARE(answerOf(connection.error()), ServerAnswer::LoginRefused);
    QCOMPARE(sessions(), before);
}

void TlsTest::aDeadServerIsNotTakenForAMissingFile()
{
    QVERIFY(m_server->stop());
    ConnectTarget target = strict();
    target.rootCertificate = place("missing.crt");
    const auto connection = Connection::open(target, soon(), {});
    QVERIFY(!connection);
    QCOMPARE(answerOf(connection.error()), ServerAnswer::Refused);
    QVERIFY(m_server->start());
}

void TlsTest::aServerWithoutTlsIsRefused()
{
    int code = 0;
    m_server->script(QStringLiteral("printf 'ssl = off\\n' >>\"$dir/data/postgresql.conf\""),
                     &code);
    QCOMPARE(code, 0);
    QVERIFY(m_server->stop());
    QVERIFY(m_server->start());
    const auto before = sessions();
    for (const auto tls : {TlsMode::Require, TlsMode::VerifyFull}) {
        ConnectTarget target = strict();
        target.tls = tls;
        const auto connection = Connection::open(target, soon(), {});
        QVERIFY2(!connection, "a silent downgrade");
        QVERIFY2(connection.error().sentence.english().contains(
                     QStringLiteral("server does not support SSL, but SSL was required")),
                 qPrintable(connection.error().sentence.english()));
        QCOMPARE(answerOf(connection.error()), ServerAnswer::LoginRefused);
    }
    QCOMPARE(sessions(), before);
    // Only who says so goes without.
    ConnectTarget open = strict();
    open.tls = TlsMode::Prefer;
    QVERIFY(Connection::open(open, soon(), {}));
}

QTEST_GUILESS_MAIN(TlsTest)
#include "tls_test.moc"
