// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/redactor.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <set>

using namespace tandem;

class RedactorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hidesWhatItKnows()
    {
        Redactor redactor;
        QCOMPARE(redactor.redact(QStringLiteral("swordfish")), QStringLiteral("swordfish"));
        redactor.learn(Secret("swordfish"));
        redactor.learn(Secret("swordfish"));
        QCOMPARE(redactor.redact(QStringLiteral("a swordfish, twice swordfish.")),
                 QStringLiteral("a ***, twice ***."));
        QCOMPARE(redactor.redact(QString()), QString());
    }

    void hidesEscapedSpellings_data()
    {
        QTest::addColumn<QString>("secret");
        QTest::addColumn<QString>("text");
        QTest::newRow("SQL quote") << "it's me"
                                   << "password 'it''s me'";
        QTest::newRow("shell quote") << "it's me"
                                     << "echo 'it'\\''s me'";
        QTest::newRow("JSON") << "a\"b\\c"
                              << "{\"k\":\"a\\\"b\\\\c\"}";
        QTest::newRow("beyond ASCII") << "пароль"
                                      << "x пароль y";
    }
    void hidesEscapedSpellings()
    {
        QFETCH(QString, secret);
        QFETCH(QString, text);
        Redactor redactor;
        redactor.learn(Secret(secret.toUtf8()));
        const QString shown = redactor.redact(text);
        QVERIFY2(shown.contains(QStringLiteral("***")), qPrintable(shown));
        QVERIFY2(!shown.contains(secret.right(2)), qPrintable(shown));
    }

    void hidesWhatTheJournalsJsonWriterMakesOfIt()
    {
        const QString secret = QStringLiteral("q\"u\\o'te/ü%1");
        Redactor redactor;
        redactor.learn(Secret(secret.toUtf8()));
        const QString line =
            QString::fromUtf8(QJsonDocument(QJsonArray{secret}).toJson(QJsonDocument::Compact));
        QCOMPARE(redactor.redact(line), QStringLiteral("[\"***\"]"));
    }

    void aSecretInsideAnotherLeavesNoTrace()
    {
        Redactor redactor;
        redactor.learn(Secret("abc"));
        redactor.learn(Secret("abcdef"));
        QCOMPARE(redactor.redact(QStringLiteral("abcdef abc")), QStringLiteral("*** ***"));
    }

    void shortWordsAreLeftAlone()
    {
        Redactor redactor;
        redactor.learn(Secret("ab"));
        redactor.learn(Secret());
        QCOMPARE(redactor.redact(QStringLiteral("ab about")), QStringLiteral("ab about"));
    }

    void secretsAreCopiedAndMoved()
    {
        Secret first("one two");
        Secret copy = first;
        QCOMPARE(copy.reveal(), QByteArray("one two"));
        QVERIFY(copy.reveal().constData() != first.reveal().constData());
        const Secret moved = std::move(first);
        QCOMPARE(moved.reveal(), QByteArray("one two"));
        QVERIFY(first.isEmpty()); // NOLINT: a moved-from secret keeps nothing
        copy = Secret("three");
        QCOMPARE(copy.reveal(), QByteArray("three"));
        const Secret &same = copy;
        copy = same;
        QCOMPARE(copy.reveal(), QByteArray("three"));
        QVERIFY(Secret().isEmpty());
    }

    void generatedSecretsAreLongAndDiffer()
    {
        std::set<QByteArray> seen;
        for (int i = 0; i < 200; ++i) {
            const QByteArray bytes = Secret::generate().reveal();
            QCOMPARE(bytes.size(), qsizetype(24));
            for (const char c : bytes)
                QVERIFY((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
            seen.insert(bytes);
        }
        QCOMPARE(seen.size(), size_t(200));
    }
};

QTEST_APPLESS_MAIN(RedactorTest)
#include "redactor_test.moc"
