// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"

#include <QCoreApplication>
#include <QTest>
#include <QTranslator>

using namespace tandem;

namespace {

// Turns the words round, so that a translated text shows what was translated and what was not.
class SwappingTranslator : public QTranslator
{
public:
    QString translate(const char *context, const char *source, const char *, int) const override
    {
        if (qstrcmp(context, "Test") != 0)
            return {};
        if (qstrcmp(source, "%1 follows %2") == 0)
            return QStringLiteral("%2 wird von %1 verfolgt");
        return qstrcmp(source, "nobody") == 0 ? QStringLiteral("niemand") : QString();
    }
    bool isEmpty() const override { return false; }
};

} // namespace

class TextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fillsArgumentsInOrder()
    {
        QCOMPARE(say("Test", "%1 follows %2")
                     .arg(QStringLiteral("b"))
                     .arg(QStringLiteral("a"))
                     .english(),
                 QStringLiteral("b follows a"));
        QCOMPARE(say("Test", "%2 before %1").arg(1).arg(2).english(), QStringLiteral("2 before 1"));
        QCOMPARE(say("Test", "%1 and %1").arg(qint64(-7)).english(), QStringLiteral("-7 and -7"));
    }

    void argumentsAreNotSearchedAgain()
    {
        const Text text =
            say("Test", "%1 follows %2").arg(QStringLiteral("%2%1%%")).arg(QStringLiteral("%1"));
        QCOMPARE(text.english(), QStringLiteral("%2%1%% follows %1"));
    }

    void comesBackFromJsonInEveryLanguage()
    {
        const Text text =
            say("Test", "%1 follows %2").arg(say("Test", "nobody")).arg(QStringLiteral("b\"\n%1"));
        const Text back = Text::fromJson(text.toJson());
        QVERIFY(back == text);
        QCOMPARE(back.toJson(), text.toJson());
        const Text words = Text::verbatim(QStringLiteral("somebody's words"));
        QCOMPARE(words.toJson(), QJsonValue(QStringLiteral("somebody's words")));
        QVERIFY(Text::fromJson(words.toJson()) == words);
        QVERIFY(Text::fromJson(Text().toJson()).isEmpty());
        QVERIFY(Text::fromJson(QJsonValue()).isEmpty());
        SwappingTranslator translator;
        QVERIFY(QCoreApplication::installTranslator(&translator));
        QCOMPARE(back.translated(), text.translated());
        QVERIFY(back.translated() != back.english());
        QCoreApplication::removeTranslator(&translator);
    }

    void placeholdersWithoutArgumentsStay()
    {
        QCOMPARE(say("Test", "100 % of %1, %2, %0, %x, %").arg(QStringLiteral("a")).english(),
                 QStringLiteral("100 % of a, %2, %0, %x, %"));
        QCOMPARE(say("Test", "no place").arg(QStringLiteral("lost")).english(),
                 QStringLiteral("no place"));
    }

    // Placeholders have one digit: %10 is %1 and a zero.
    void placeholdersHaveOneDigit()
    {
        Text text = say("Test", "%10 %9");
        for (int i = 1; i <= 10; ++i)
            text = text.arg(qint64(i) * 11);
        QCOMPARE(text.english(), QStringLiteral("110 99"));
    }

    void argumentsMayBeTexts()
    {
        const Text inner = say("Test", "%1 follows %2").arg(QStringLiteral("%3")).arg(Text());
        QCOMPARE(say("Test", "so: %1; %2").arg(inner).arg(QStringLiteral("end")).english(),
                 QStringLiteral("so: %3 follows ; end"));
    }

    void argLeavesTheOriginalAlone()
    {
        const Text original = say("Test", "%1");
        const Text filled = original.arg(QStringLiteral("x"));
        QCOMPARE(original.english(), QStringLiteral("%1"));
        QCOMPARE(filled.english(), QStringLiteral("x"));
        QVERIFY(!(original == filled));
        QVERIFY(filled == Text::verbatim(QStringLiteral("x")));
    }

    void verbatimWordsStayAsTheyAre()
    {
        const QString words = QStringLiteral("FATAL: %1 \u2028 <b>\n");
        QCOMPARE(Text::verbatim(words).english(), words);
        QCOMPARE(Text::verbatim(words).translated(), words);
        QCOMPARE(Text::verbatim(words).arg(QStringLiteral("y")).english(), words);
    }

    void emptinessIsSeen()
    {
        QVERIFY(Text().isEmpty());
        QVERIFY(Text::verbatim(QString()).isEmpty());
        QVERIFY(!Text::verbatim(QStringLiteral("x")).isEmpty());
        QVERIFY(!say("Test", "x").isEmpty());
        QCOMPARE(Text().english(), QString());
    }

    void translatesAtTheEdgeOnly()
    {
        SwappingTranslator translator;
        QVERIFY(QCoreApplication::installTranslator(&translator));
        const Text text =
            say("Test", "%1 follows %2").arg(say("Test", "nobody")).arg(QStringLiteral("nobody"));
        QCOMPARE(text.english(), QStringLiteral("nobody follows nobody"));
        QCOMPARE(text.translated(), QStringLiteral("nobody wird von niemand verfolgt"));
        QCoreApplication::removeTranslator(&translator);
        QCOMPARE(text.translated(), text.english());
    }

    void sourcesAreUtf8()
    {
        QCOMPARE(say("Test", "naïve → %1").arg(QStringLiteral("ж")).english(),
                 QStringLiteral("naïve → ж"));
    }
};

QTEST_GUILESS_MAIN(TextTest)
#include "text_test.moc"
