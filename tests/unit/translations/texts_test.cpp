// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "tests/support/source_tree.h"
#include "tests/unit/translations/code_reader.h"
#include "translations/translator.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

#include <map>

using namespace tandem;
using namespace tandem::testing;

namespace {

struct Message
{
    QString russian;
    QString type; // "unfinished" and the like; empty: done
};

QString fileText(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

std::set<SourceText> textsOfCode()
{
    std::set<SourceText> all;
    for (const char *folder : {"core", "ui", "app"}) {
        QDirIterator files(QStringLiteral(TANDEM_SOURCE_DIR "/") + QLatin1String(folder),
                           {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString code = fileText(files.next());
            all.merge(CodeReader(code).texts());
        }
    }
    return all;
}

std::map<SourceText, Message> messagesOf(const QString &fileName)
{
    const QString text = fileText(fileName);
    QXmlStreamReader xml(text);
    std::map<SourceText, Message> messages;
    QString context, english;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name"))
            context = xml.readElementText();
        else if (xml.name() == QLatin1String("source"))
            english = xml.readElementText();
        else if (xml.name() == QLatin1String("translation")) {
            const QString type = xml.attributes().value(QLatin1String("type")).toString();
            messages[{context, english}] = {xml.readElementText(), type};
        }
    }
    return xml.hasError() ? std::map<SourceText, Message>() : messages;
}

QStringList placeholdersOf(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("%[0-9]"));
    std::set<QString> found;
    for (auto match = pattern.globalMatch(text); match.hasNext();)
        found.insert(match.next().captured());
    return {found.begin(), found.end()};
}

// How a text ends: a sentence stays a sentence, a heading a heading.
QString endOf(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("[.:?!]+$"));
    return pattern.match(text).captured();
}

} // namespace

// The texts for people: in every language complete, in the code and in the .ts file the same.
class TextsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_code = textsOfCode();
        m_messages = messagesOf(QStringLiteral(TANDEM_SOURCE_DIR "/translations/pgtandem_ru.ts"));
        QVERIFY(!m_code.empty());
        QVERIFY(!m_messages.empty());
    }

    // A case that fails half way leaves no language behind.
    void cleanup() { QVERIFY(useLanguage(QStringLiteral("en"))); }

    void readerJoinsLiteralsAndPassesOverTheRest()
    {
        // ` stands for the quotes of the code.
        const QString code =
            QStringLiteral("// say(`Comment`, `no`)\n"
                           "/* say(`Comment`, `no`) */\n"
                           "Text say(const char *context, const char *source);\n"
                           "auto a = `say(\\`String\\`, \\`no\\`)`; char c = '`'; int n = 1'000;\n"
                           "auto b = naysay(`Other`, `no`); auto r = R`x(say(`Raw`, `no`))x`;\n"
                           "auto d = say(`Room`, `one \\`word\\` `\n"
                           "                     `two`); // the end\n"
                           "auto e = x ? say( `Room`,\n"
                           "  `three %1`).arg(say(`Room`, `four`)) : say(`Room`, `five`);\n")
                .replace(u'`', u'"');
        const auto text = [](const char *english) {
            return SourceText{QStringLiteral("Room"), QString::fromUtf8(english)};
        };
        const std::set<SourceText> expected{text("one \"word\" two"), text("three %1"),
                                            text("four"), text("five")};
        const std::set<SourceText> found = CodeReader(code).texts();
        for (const SourceText &source : found)
            QVERIFY2(expected.count(source) == 1, qPrintable(source.english));
        QCOMPARE(found.size(), expected.size());
    }

    void everyTextOfTheCodeIsTranslated()
    {
        QStringList missing;
        for (const SourceText &source : m_code) {
            if (m_messages.count(source) == 0)
                missing << source.context + QStringLiteral(": ") + source.english;
        }
        QVERIFY2(missing.isEmpty(),
                 qPrintable(QStringLiteral("not in pgtandem_ru.ts (build update_translations):\n") +
                            missing.join(u'\n')));
    }

    void everyMessageBelongsToTheCode()
    {
        QStringList left;
        for (const auto &[source, message] : m_messages) {
            if (m_code.count(source) == 0)
                left << source.context + QStringLiteral(": ") + source.english;
        }
        QVERIFY2(left.isEmpty(),
                 qPrintable(QStringLiteral("no longer in the code (build update_translations):\n") +
                            left.join(u'\n')));
    }

    void everyMessageIsFinished()
    {
        for (const auto &[source, message] : m_messages) {
            QVERIFY2(message.type.isEmpty(), qPrintable(source.english));
            QVERIFY2(!message.russian.trimmed().isEmpty(), qPrintable(source.english));
            QVERIFY2(message.russian == message.russian.trimmed() ||
                         source.english != source.english.trimmed(),
                     qPrintable(message.russian));
        }
    }

    void everyMessageKeepsItsPlaceholders()
    {
        for (const auto &[source, message] : m_messages)
            QVERIFY2(placeholdersOf(source.english) == placeholdersOf(message.russian),
                     qPrintable(source.english + QStringLiteral(" -> ") + message.russian));
    }

    void everyMessageEndsAsItsSource()
    {
        for (const auto &[source, message] : m_messages)
            QVERIFY2(endOf(source.english) == endOf(message.russian),
                     qPrintable(source.english + QStringLiteral(" -> ") + message.russian));
    }

    void everyMessageIsLoaded()
    {
        QVERIFY(useLanguage(QStringLiteral("ru")));
        for (const auto &[source, message] : m_messages)
            QCOMPARE(QCoreApplication::translate(source.context.toUtf8().constData(),
                                                 source.english.toUtf8().constData()),
                     message.russian);
        QVERIFY(useLanguage(QStringLiteral("en")));
    }

    void languageChangesWhatIsShownAndNotWhatIsKept()
    {
        const Text text = say("Cluster", "%1 accepts writes and %2 follows it.")
                              .arg(QStringLiteral("vm1"))
                              .arg(QStringLiteral("vm2"));
        const QString english = QStringLiteral("vm1 accepts writes and vm2 follows it.");
        const QString russian = QStringLiteral("vm1 принимает запись, vm2 следует за ним.");
        QCOMPARE(text.translated(), english);
        QVERIFY(useLanguage(QStringLiteral("ru")));
        QCOMPARE(text.translated(), russian);
        QCOMPARE(text.english(), english);
        QVERIFY(useLanguage(QStringLiteral("ru"))); // twice is as good as once
        QCOMPARE(text.translated(), russian);
        QVERIFY(useLanguage(QStringLiteral("en")));
        QCOMPARE(text.translated(), english);
    }

    void unknownLanguageStaysEnglish()
    {
        const Text text = say("Runbook", "Cancelled.");
        for (const char *language : {"xx", "de", "../ru", "russian"}) {
            QVERIFY(useLanguage(QStringLiteral("ru")));
            QVERIFY2(!useLanguage(QString::fromLatin1(language)), language);
            QCOMPARE(text.translated(), QStringLiteral("Cancelled."));
        }
    }

private:
    std::set<SourceText> m_code;
    std::map<SourceText, Message> m_messages;
};

QTEST_GUILESS_MAIN(TextsTest)
#include "texts_test.moc"
