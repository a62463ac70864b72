// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/lsn.h"

#include <QTest>

using namespace tandem;

class LsnTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWrittenPositions_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<quint64>("position");
        QTest::newRow("zero") << "0/0" << quint64(0);
        QTest::newRow("usual") << "0/3000148" << quint64(0x3000148);
        QTest::newRow("high half") << "1/0" << quint64(0x100000000);
        QTest::newRow("lower case") << "ab/cdef0123" << quint64(0xABCDEF0123);
        QTest::newRow("leading zeros") << "00000001/00000002" << quint64(0x100000002);
        QTest::newRow("last") << "FFFFFFFF/FFFFFFFF" << ~quint64(0);
    }
    void readsWrittenPositions()
    {
        QFETCH(QString, text);
        QFETCH(quint64, position);
        const auto lsn = Lsn::parse(text);
        QVERIFY(lsn.has_value());
        QCOMPARE(quint64(lsn->position), position);
        QCOMPARE(Lsn::parse(lsn->toString())->position, lsn->position);
    }

    void refusesEverythingElse_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"", "/", "0/", "/0", "0", "0/0/0", " 0/0", "0/0 ", "0/0\n", "-1/0", "+1/0", "0x1/0",
              "g/0", "0/000000001", "100000000/0", "0\\0", "٣/0"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void refusesEverythingElse()
    {
        QFETCH(QString, text);
        QVERIFY(!Lsn::parse(text).has_value());
    }

    void writesAsPostgresDoes()
    {
        QCOMPARE(Lsn{0}.toString(), QStringLiteral("0/0"));
        QCOMPARE(Lsn{0x1600000ABC}.toString(), QStringLiteral("16/ABC"));
    }

    void measuresAhead()
    {
        QCOMPARE(bytesBetween(Lsn{10}, Lsn{25}), std::uint64_t(15));
        QCOMPARE(bytesBetween(Lsn{25}, Lsn{10}), std::uint64_t(0));
        QCOMPARE(bytesBetween(Lsn{0xFFFFFFFF}, Lsn{0x100000000}), std::uint64_t(1));
        QVERIFY(Lsn{1} < Lsn{2});
        QVERIFY(Lsn{2} == Lsn{2});
    }
};

QTEST_APPLESS_MAIN(LsnTest)
#include "lsn_test.moc"
