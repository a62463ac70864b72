// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scratch_server.h"

#include <QRandomGenerator>
#include <QTest>

using namespace tandem;
using namespace tandem::testing;

namespace {

Deadline soon(int milliseconds = 5000)
{
    return Deadline::after(Milliseconds(milliseconds));
}

} // namespace

class SqlTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void literalsRoundTrip();
    void identifiersRoundTrip();
    void fillsVariables();
    void fillRefusesUnknownNames();
    void verifierLogsIn();

private:
    std::unique_ptr<ScratchServer> m_server;
};

void SqlTextTest::initTestCase()
{
    m_server = ScratchServer::create({QStringLiteral("log_statement = 'all'")});
    QVERIFY(m_server);
}

void SqlTextTest::cleanupTestCase()
{
    m_server.reset();
}

void SqlTextTest::literalsRoundTrip()
{
    auto connection = Connection::open(m_server->overTcp(), soon(), {});
    QVERIFY(connection);
    QRandomGenerator random(4);
    QStringList values{{}, QStringLiteral("'"), QStringLiteral("\\'"), QStringLiteral("a\nb\t\r")};
    for (int i = 0; i < 200; ++i) {
        QString value;
        for (int length = random.bounded(20); length > 0; --length) {
            const char32_t point = random.bounded(3) == 0
                                       ? char32_t(random.bounded(0x10000, 0x110000))
                                       : char32_t("'\"\\$%;-/*\n {}aü"[random.bounded(15)] & 0x7F);
            if (point != 0)
                value += QString::fromUcs4(&point, 1);
        }
        values += value;
    }
    for (const QString &value : values) {
        const auto rows = connection->exec(
            QStringLiteral("select %1 as v").arg(connection->literal(value)), soon(), {});
        QVERIFY(rows);
        QCOMPARE(rows->text(QStringLiteral("v")), value);
    }
}

void SqlTextTest::identifiersRoundTrip()
{
    auto connection = Connection::open(m_server->overTcp(), soon(), {});
    QVERIFY(connection);
    const QString longName(60, QLatin1Char('"'));
    for (const QString &name :
         {QStringLiteral("a\"b"), QStringLiteral("select"), QStringLiteral("; drop role x --"),
          QStringLiteral("Ünï 🐘 'q' \\"), QStringLiteral("-n"), QStringLiteral("a\nb"), longName}) {
        const auto rows = connection->exec(
            QStringLiteral("select 1 as %1").arg(connection->identifier(name)), soon(), {});
        QVERIFY(rows);
        QCOMPARE(rows->columns, QStringList{name});
    }
}

void SqlTextTest::fillsVariables()
{
    auto connection = Connection::open(m_server->overTcp(), soon(), {});
    QVERIFY(connection);
    const std::vector<std::pair<QString, QString>> values{
        {QStringLiteral("a"), QStringLiteral("it's :'b'")},
        {QStringLiteral("b_2"), QStringLiteral("Wo\"rd")}};
    const auto filled = [&](const char *sql) {
        const auto result = fillSql(*connection, QString::fromUtf8(sql), values);
        return result ? *result : QStringLiteral("ERROR ") + result.error().sentence.english();
    };
    QCOMPARE(filled("select :'a', :\"b_2\""),
             QStringLiteral("select 'it''s :''b''', \"Wo\"\"rd\""));
    QCOMPARE(filled(":'a'"), QStringLiteral("'it''s :''b'''"));
    // Nothing is a variable inside a quote, a comment or a dollar quote.
    for (const char *same : {"select ':''a'''", "select '\":' || ':' ", "select 1 -- :'a'\n",
                             "select 1 /* :'a' /* x */ :\"a\" */", "select $$ :'a' $$",
                             "select $x_1$ $$ :'a' $x$ $x_1$", "select E'\\':''a'",
                             "select \":'a'\"", "select x::text, '1'::int", "select y::\"char\"",
                             "select :a, :1", "select a[1:2]", "select :'", "select ':",
                             "select $1, a$b$ ", "select :'a b'", "/* open :'a'", "$$ open :'a'"})
        QCOMPARE(filled(same), QString::fromUtf8(same));
    QCOMPARE(filled("select '' || :'a' -- '\n || :'a'::text"),
             QStringLiteral("select '' || 'it''s :''b''' -- '\n || 'it''s :''b'''::text"));
    QCOMPARE(filled("select $1::text, $$x$$ || :'a'"),
             QStringLiteral("select $1::text, $$x$$ || 'it''s :''b'''"));
}

void SqlTextTest::fillRefusesUnknownNames()
{
    auto connection = Connection::open(m_server->overTcp(), soon(), {});
    QVERIFY(connection);
    const auto unknown = fillSql(*connection, QStringLiteral("select :'who'"), {});
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().kind, ErrorKind::Usage);
    QVERIFY(unknown.error().sentence.english().contains(QLatin1String("who")));
    const auto zero = fillSql(*connection, QStringLiteral("select :'who'"),
                              {{QStringLiteral("who"), QString(1, QChar(0))}});
    QVERIFY(!zero);
}

void SqlTextTest::verifierLogsIn()
{
    auto connection = Connection::open(m_server->overTcp(), soon(), {});
    QVERIFY(connection);
    const Secret password(QByteArrayLiteral("päss wörd'\"\\$"));
    const QString role = QStringLiteral("o'role \"x\"");
    const auto verifier = connection->passwordVerifier(role, password);
    QVERIFY(verifier);
    QVERIFY(verifier->startsWith(QLatin1String("SCRAM-SHA-256$4096:")));
    const auto sql =
        fillSql(*connection, QStringLiteral("create role :\"role\" login password :'v'"),
                {{QStringLiteral("role"), role}, {QStringLiteral("v"), *verifier}});
    QVERIFY(sql);
    QVERIFY(connection->exec(*sql, soon(), {}));
    auto target = m_server->overTcp();
    target.user = role;
    target.password = password;
    const auto login = Connection::open(target, soon(), {});
    QVERIFY2(login, login ? "" : qPrintable(login.error().details));
    QVERIFY(!m_server->logText().contains(QString::fromUtf8(password.reveal())));
}

QTEST_GUILESS_MAIN(SqlTextTest)
#include "sql_text_test.moc"
