// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/json_reader.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using namespace tandem;

namespace {

QString problemOf(const QByteArray &json)
{
    const auto result = readJson(json, QStringLiteral("f.json"));
    if (result.ok())
        return QStringLiteral("accepted");
    return result.error().sentence.english();
}

// The same document as Qt reads it, to compare with an independent reader.
QJsonValue toQt(const JsonValue &value)
{
    switch (value.kind) {
    case JsonValue::Kind::Null:
        return QJsonValue();
    case JsonValue::Kind::Bool:
        return value.boolean;
    case JsonValue::Kind::Number:
        return value.text.toDouble();
    case JsonValue::Kind::String:
        return value.text;
    case JsonValue::Kind::Array: {
        QJsonArray array;
        for (const JsonValue &item : value.items)
            array.append(toQt(item));
        return array;
    }
    case JsonValue::Kind::Object: {
        QJsonObject object;
        for (const JsonValue &item : value.items)
            object.insert(item.key, toQt(item));
        return object;
    }
    }
    return {};
}

} // namespace

class JsonReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithQt_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("empty object") << QByteArray("{}");
        QTest::newRow("empty array") << QByteArray(" [ ] ");
        QTest::newRow("words") << QByteArray("[true,false,null]");
        QTest::newRow("numbers") << QByteArray("[0,-0,1,-17,2.5,1e3,1E-2,0.125e+2,1234567890123]");
        QTest::newRow("escapes") << QByteArray(
            "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\\ud83d\\ude00\"]");
        QTest::newRow("text") << QByteArray("{\"ключ\":\"naïve \xF0\x9F\x98\x80\",\"\":\"\"}");
        QTest::newRow("nested") << QByteArray("{\"a\":{\"b\":[{\"c\":[1,[2,[3]]]}]},\"d\":\"e\"}");
        QTest::newRow("spaces") << QByteArray("\r\n\t{ \"a\" : [ 1 , 2 ] , \"b\" :\n{ } }\r\n");
    }
    void agreesWithQt()
    {
        QFETCH(QByteArray, json);
        const auto result = readJson(json, QStringLiteral("f.json"));
        QVERIFY2(result.ok(), qPrintable(problemOf(json)));
        const auto qt = QJsonDocument::fromJson(json);
        QVERIFY(!qt.isNull());
        const QJsonValue expected = qt.isArray() ? QJsonValue(qt.array()) : QJsonValue(qt.object());
        QCOMPARE(toQt(result.value()), expected);
    }

    void remembersPlaces()
    {
        const QByteArray json = "{\"a\":1,\n \"b\": {\n  \"c\":\n [2,\n3] } }";
        const auto result = readJson(json, QStringLiteral("f.json"));
        QVERIFY(result.ok());
        QCOMPARE(result->line, 1);
        const JsonValue *b = result->member(QStringLiteral("b"));
        QVERIFY(b != nullptr);
        QCOMPARE(b->line, 2);
        QCOMPARE(json.mid(b->begin, b->end - b->begin), QByteArray("{\n  \"c\":\n [2,\n3] }"));
        const JsonValue *c = b->member(QStringLiteral("c"));
        QCOMPARE(c->keyLine, 3);
        QCOMPARE(c->line, 4);
        QCOMPARE(c->items.at(1).line, 5);
        QVERIFY(c->member(QStringLiteral("x")) == nullptr);
        QVERIFY(b->member(QStringLiteral("x")) == nullptr);
    }

    void acceptsAByteOrderMark()
    {
        QVERIFY(readJson("\xEF\xBB\xBF{}", QStringLiteral("f.json")).ok());
    }

    void namesLineColumnAndCause_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("cause");
        const auto row = [](const char *name, const QByteArray &json, const char *place,
                            const char *cause) {
            QTest::newRow(name) << json << QString::fromLatin1(place) << QString::fromLatin1(cause);
        };
        row("empty", "", "line 1, column 1", "empty");
        row("only space", " \n ", "line 2, column 2", "empty");
        row("missing comma", "{\"a\":1\n \"b\":2}", "line 2, column 2", "comma");
        row("missing comma in array", "[1 2]", "line 1, column 4", "bracket");
        row("trailing comma", "{\"a\":1,}", "line 1, column 8", "key in double quotes");
        row("trailing comma in array", "[1,]", "line 1, column 4", "value is expected");
        row("missing colon", "{\"a\" 1}", "line 1, column 6", "colon");
        row("single quotes", "{'a':1}", "line 1, column 2", "double quotes");
        row("open object", "{\"a\":1", "line 1, column 7", "comma or a closing brace");
        row("open array", "[1", "line 1, column 3", "bracket");
        row("open string", "{\"a\":\"bc", "line 1, column 6", "no closing quote");
        row("line end in string", "[\"a\nb\"]", "line 1, column 4", "control characters");
        row("tab in string", "[\"a\tb\"]", "line 1, column 4", "control characters");
        row("bad escape", "[\"\\x\"]", "line 1, column 3", "no escape");
        row("escape at the end", "[\"\\", "line 1, column 3", "no escape");
        row("short unicode escape", "[\"\\u12\"]", "line 1, column 7", "hexadecimal");
        row("lone high surrogate", "[\"\\ud83d\"]", "line 1, column 3", "no character");
        row("lone low surrogate", "[\"\\ude00\"]", "line 1, column 3", "no character");
        row("two high surrogates", "[\"\\ud83d\\ud83d\"]", "line 1, column 3", "no character");
        row("escaped NUL", "[\"\\u0000\"]", "line 1, column 3", "no character");
        row("leading zero", "[012]", "line 1, column 2", "begin with a zero");
        row("plus", "[+1]", "line 1, column 2", "value is expected");
        row("lone minus", "[-]", "line 1, column 2", "value is expected");
        row("no fraction", "[1.]", "line 1, column 4", "decimal point");
        row("no exponent", "[1e]", "line 1, column 4", "exponent");
        row("misspelt word", "[tru]", "line 1, column 2", "value is expected");
        row("NaN", "[NaN]", "line 1, column 2", "value is expected");
        row("comment", "{} // x", "line 1, column 4", "after the end");
        row("two documents", "{}{}", "line 1, column 3", "after the end");
        row("key twice", "{\"a\":1,\n\"a\":2}", "line 2, column 1", "second time");
        row("key twice by escape", "{\"a\":1,\"\\u0061\":2}", "line 1, column 8", "second time");
        row("column counts characters", "[\"\xC3\xA9\xC3\xA9\" x]", "line 1, column 7", "bracket");
        row("Latin-1", "[\"\xE9\"]", "line 1, column 3", "UTF-8");
        row("overlong", "[\"\xC0\xAF\"]", "line 1, column 3", "UTF-8");
        row("surrogate in UTF-8", "[\"\xED\xA0\x80\"]", "line 1, column 3", "UTF-8");
        row("beyond Unicode", "[\"\xF4\x90\x80\x80\"]", "line 1, column 3", "UTF-8");
        row("cut character", "[\"\xE2\x82", "line 1, column 3", "UTF-8");
        row("NUL", QByteArray("[1\0]", 4), "line 1, column 3", "UTF-8");
        row("too deep", QByteArray(100000, '['), "line 1, column 33", "too deeply");
        row("too deep in objects", QByteArray("{\"a\":").repeated(5000), "line 1, column 161",
            "too deeply");
    }
    void namesLineColumnAndCause()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, place);
        QFETCH(QString, cause);
        const QString problem = problemOf(json);
        QVERIFY2(problem.startsWith(QStringLiteral("f.json, ") + place + u':'),
                 qPrintable(problem));
        QVERIFY2(problem.contains(cause), qPrintable(problem));
        QCOMPARE(readJson(json, QString()).error().kind, ErrorKind::Usage);
    }

    void refusesLargeFiles()
    {
        const QByteArray fits = '"' + QByteArray(largestJson - 2, 'x') + '"';
        QVERIFY(readJson(fits, QString()).ok());
        QVERIFY(problemOf(fits + ' ').contains(QStringLiteral("larger than 1 MiB")));
    }

    void manyKeysTakeNoQuadraticTime()
    {
        QByteArray json = "{";
        for (int i = 0; i < 60000; ++i)
            json += (i > 0 ? ",\"k" : "\"k") + QByteArray::number(i) + "\":0";
        QVERIFY(readJson(json + '}', QString()).ok());
    }

    void quotingIsReadBack()
    {
        const QString text = QStringLiteral("a\"b\\c/d\n\t\u0001 é \U0001F600 </script>");
        const auto result = readJson(jsonQuoted(text), QString());
        QVERIFY(result.ok());
        QCOMPARE(result->text, text);
    }

    void randomBytesNeverCrash()
    {
        QRandomGenerator random(7);
        static const char alphabet[] = "{}[]\":,\\u0129eE+-.truefalsn \n\xC3\xA9\x00";
        int accepted = 0;
        for (int round = 0; round < 20000; ++round) {
            QByteArray json;
            for (int i = random.bounded(24); i > 0; --i)
                json += alphabet[random.bounded(int(sizeof alphabet) - 1)];
            const auto result = readJson(json, QStringLiteral("f"));
            if (!result.ok()) {
                QVERIFY(!result.error().sentence.isEmpty());
                continue;
            }
            ++accepted;
            const auto qt = QJsonDocument::fromJson('[' + json + ']');
            QVERIFY2(!qt.isNull(), json.constData()); // what we accept is JSON for Qt, too
        }
        QVERIFY(accepted > 0);
    }
};

QTEST_APPLESS_MAIN(JsonReaderTest)
#include "json_reader_test.moc"
