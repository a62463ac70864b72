// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/postgres_binaries.h"

#include <QTest>

using namespace tandem;

class PostgresBinariesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesTheNewest()
    {
        const auto found = newestBinaries(
            "postgres (PostgreSQL) 9.6.24\t/usr/lib/postgresql/9.6/bin\n"
            "postgres (PostgreSQL) 17.2 (Homebrew)\t/opt/with space/17/bin\n"
            "postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)\t/usr/lib/x/bin\n");
        QVERIFY(found.ok());
        QCOMPARE(found->directory, QStringLiteral("/opt/with space/17/bin"));
        QCOMPARE(found->majorVersion, 17);
        QCOMPARE(found->minorVersion, 2);
    }

    void comparesMinorVersionsAsNumbers()
    {
        const auto found = newestBinaries("postgres (PostgreSQL) 15.9\t/a\n"
                                          "postgres (PostgreSQL) 15.10\t/b\n");
        QVERIFY(found.ok());
        QCOMPARE(found->directory, QStringLiteral("/b"));
    }

    void keepsTheFirstOfEquals()
    {
        const auto found = newestBinaries("postgres (PostgreSQL) 17.2\t/stable\n"
                                          "postgres (PostgreSQL) 17.2\t/cellar\n");
        QVERIFY(found.ok());
        QCOMPARE(found->directory, QStringLiteral("/stable"));
    }

    void readsDevelopmentVersions()
    {
        const auto found = newestBinaries("postgres (PostgreSQL) 19devel\t/head/bin\n");
        QVERIFY(found.ok());
        QCOMPARE(found->majorVersion, 19);
    }

    void refusesWhenNoneIsThere_data()
    {
        QTest::addColumn<QByteArray>("lines");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("noise") << QByteArray("welcome\npostgres\t/bin\n");
        QTest::newRow("no absolute path") << QByteArray("postgres (PostgreSQL) 15.1\tbin\n");
    }

    void refusesWhenNoneIsThere()
    {
        QFETCH(QByteArray, lines);
        const auto found = newestBinaries(lines);
        QVERIFY(!found.ok());
        QCOMPARE(found.error().kind, ErrorKind::Refused);
        const QString sentence = found.error().sentence.english();
        QVERIFY(sentence.contains(QStringLiteral("package postgresql")));
        QVERIFY(sentence.contains(QStringLiteral("brew install postgresql@17")));
    }

    void refusesWhatIsTooOld()
    {
        const auto found = newestBinaries("postgres (PostgreSQL) 12.9\t/old/bin\n");
        QVERIFY(!found.ok());
        QCOMPARE(found.error().kind, ErrorKind::Refused);
        QVERIFY(
            found.error().sentence.english().contains(QStringLiteral("version 12 in /old/bin")));
    }
};

QTEST_GUILESS_MAIN(PostgresBinariesTest)
#include "postgres_binaries_test.moc"
