// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runbook/psql_text.h"
#include "core/runbook/values.h"

#include <QTest>

using namespace tandem;

class ValuesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsByType();
    void comparesByType();
    void missingNeverHolds();
    void keyValueLinesKeepOnlyNames();
    void fillsMarks();
    void psqlTextQuotes();
    void rowsOfPsql();
};

static Condition condition(Compare compare, const QString &operand)
{
    return {QStringLiteral("x"), compare, literal(operand), {}};
}

static Values valueX(CaptureType type, const QString &text)
{
    Values values;
    values.set(QStringLiteral("x"), {type, text});
    return values;
}

void ValuesTest::readsByType()
{
    const auto read = [](CaptureType type, const char *raw) {
        return readValue({QStringLiteral("x"), type, {}}, QString::fromUtf8(raw));
    };
    QCOMPARE(read(CaptureType::Integer, " 42 ").value().text, QStringLiteral("42"));
    QVERIFY(!read(CaptureType::Integer, "4x").ok());
    QVERIFY(!read(CaptureType::Integer, "").ok());
    QCOMPARE(read(CaptureType::Boolean, "t").value().text, QStringLiteral("true"));
    QCOMPARE(read(CaptureType::Boolean, "0").value().text, QStringLiteral("false"));
    QVERIFY(!read(CaptureType::Boolean, "maybe").ok());
    QCOMPARE(read(CaptureType::Lsn, "0/30000a0").value().text, QStringLiteral("0/30000A0"));
    QVERIFY(!read(CaptureType::Lsn, "0/30000a0x").ok());
    QVERIFY(!read(CaptureType::Lsn, "").ok());
    QCOMPARE(read(CaptureType::Text, " as it is ").value().text, QStringLiteral(" as it is "));
}

void ValuesTest::comparesByType()
{
    const Values ten = valueX(CaptureType::Integer, QStringLiteral("10"));
    QVERIFY(holds(condition(Compare::AtLeast, QStringLiteral("9")), ten)); // not as text
    QVERIFY(!holds(condition(Compare::AtMost, QStringLiteral("9")), ten));
    QVERIFY(holds(condition(Compare::Equal, QStringLiteral("10")), ten));
    QVERIFY(holds(condition(Compare::OneOf, QStringLiteral("1|10")), ten));
    const Values lsn = valueX(CaptureType::Lsn, QStringLiteral("1/0"));
    QVERIFY(holds(condition(Compare::AtLeast, QStringLiteral("0/FFFFFFFF")), lsn));
    QVERIFY(!holds(condition(Compare::Equal, QStringLiteral("0/FFFFFFFF")), lsn));
    QVERIFY(!holds(condition(Compare::AtLeast, QStringLiteral("rubbish")), lsn));
    const Values word = valueX(CaptureType::Text, QStringLiteral("streaming"));
    QVERIFY(holds(condition(Compare::NotEqual, QStringLiteral("none")), word));
    QVERIFY(!holds(condition(Compare::AtLeast, QStringLiteral("a")), word)); // text has no order
    Values both = ten;
    both.set(QStringLiteral("y"), {CaptureType::Integer, QStringLiteral("10")});
    QVERIFY(holds({QStringLiteral("x"), Compare::Equal, captured(QStringLiteral("y")), {}}, both));
}

void ValuesTest::missingNeverHolds()
{
    for (const Compare compare :
         {Compare::Equal, Compare::NotEqual, Compare::AtLeast, Compare::AtMost, Compare::OneOf})
        QVERIFY(!holds(condition(compare, QStringLiteral("1")), {}));
    const Values x = valueX(CaptureType::Integer, QStringLiteral("1"));
    QVERIFY(
        !holds({QStringLiteral("x"), Compare::NotEqual, captured(QStringLiteral("gone")), {}}, x));
    QVERIFY(
        !holds({QStringLiteral("x"), Compare::Equal, verifierOf(QStringLiteral("admin")), {}}, x));
}

void ValuesTest::keyValueLinesKeepOnlyNames()
{
    const auto pairs = keyValueLines("noise\nkilled=3\nA=1\npath=/a=b c\nkilled=4\n=x\nsp ace=1\n");
    QCOMPARE(pairs.size(), size_t(2));
    QCOMPARE(pairs.at(QStringLiteral("killed")), QStringLiteral("4"));
    QCOMPARE(pairs.at(QStringLiteral("path")), QStringLiteral("/a=b c"));
}

void ValuesTest::fillsMarks()
{
    const Values x = valueX(CaptureType::Text, QStringLiteral("seven"));
    QCOMPARE(x.fill(QStringLiteral("{x} of {y}")), QStringLiteral("seven of {y}"));
}

void ValuesTest::psqlTextQuotes()
{
    const QString text = psqlText(QStringLiteral("select :'v'"),
                                  {{QStringLiteral("v"), QStringLiteral("a'b\\c\nd")}});
    QCOMPARE(text, QStringLiteral("\\set v 'a\\'b\\\\c\\nd'\nselect :'v';\n"));
}

void ValuesTest::rowsOfPsql()
{
    const auto rows = rowsFromPsql(QStringLiteral("vm1"), {0, "a=1\nb=x=y\n\na=2\nb=\n", {}});
    QVERIFY(rows.ok());
    QCOMPARE(rows->rows.size(), size_t(2));
    QCOMPARE(rows->value(0, QStringLiteral("b")).value(), QStringLiteral("x=y"));
    QCOMPARE(rows->value(1, QStringLiteral("a")).value(), QStringLiteral("2"));
    const auto failed =
        rowsFromPsql(QStringLiteral("vm1"),
                     {3, {}, "psql:<stdin>:1: ERROR:  42P01: relation missing\nLOCATION: x\n"});
    QVERIFY(!failed.ok());
    QCOMPARE(failed.error().code, QStringLiteral("42P01"));
    QVERIFY(failed.error().sentence.english().contains(QStringLiteral("relation missing")));
}

QTEST_GUILESS_MAIN(ValuesTest)
#include "values_test.moc"
