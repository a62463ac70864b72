// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/log_parser.h"
#include "core/logs/log_text.h"

#include <QTest>

using namespace tandem;

namespace {

constexpr std::int64_t noon = 1795521600000; // 2026-11-24 12:00:00 UTC

std::vector<LogEntry> text(const QByteArray &bytes)
{
    return parseLog(LogFormat::Text, bytes);
}

// A csvlog record with these columns filled, 26 in all.
QByteArray csv(const std::vector<std::pair<int, QByteArray>> &columns, int count = 26)
{
    QList<QByteArray> fields;
    for (int i = 0; i < count; ++i)
        fields << QByteArray();
    fields[0] = "2026-11-24 12:00:00.000 UTC";
    fields[3] = "42";
    fields[11] = "LOG";
    for (const auto &[column, value] : columns)
        fields[column] = value;
    return fields.join(',') + '\n';
}

} // namespace

// What the three formats of a server's log come to as entries.
class LogParserTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void timesOfEveryZone_data()
    {
        QTest::addColumn<QString>("stamp");
        QTest::addColumn<QString>("zone");
        QTest::addColumn<qint64>("expected"); // -1: no time
        const auto row = [](const char *stamp, const char *zone, qint64 expected) {
            QTest::addRow("%s %s", stamp, zone)
                << QString::fromLatin1(stamp) << QString::fromLatin1(zone) << expected;
        };
        row("2026-11-24 12:00:00.000", "UTC", noon);
        row("2026-11-24 12:00:00", "GMT", noon);
        row("2026-11-24 12:00:00.123", "UTC", noon + 123);
        row("2026-11-24 15:00:00.000", "MSK", noon);
        row("2026-11-24 13:00:00.000", "CET", noon);
        row("2026-11-24 07:00:00.000", "EST", noon);
        row("2026-11-24 16:00:00.000", "+04", noon);
        row("2026-11-24 08:30:00.000", "-0330", noon);
        row("2026-11-24 17:45:00.000", "+05:45", noon);
        row("2026-11-24 12:00:00.000", "XYZ", -1);
        row("2026-13-24 12:00:00.000", "UTC", -1);
        row("2026-11-24 25:00:00.000", "UTC", -1);
        row("2026-11-24 12:00:00.", "UTC", -1);
        row("", "", -1);
    }
    void timesOfEveryZone()
    {
        QFETCH(QString, stamp);
        QFETCH(QString, zone);
        QFETCH(qint64, expected);
        QCOMPARE(logTime(stamp, zone).value_or(-1), expected);
    }

    void hostileTextBecomesVisible()
    {
        QCOMPARE(visibleText(QByteArray("a\x1b[31mred\x1b[0m")), QStringLiteral("a␛[31mred␛[0m"));
        QCOMPARE(visibleText(QByteArray("a\0b\x7f", 4)), QStringLiteral("a␀b␡"));
        QCOMPARE(visibleText(QByteArray("\xff\xfe|\xd0\x9f")), QStringLiteral("��|П"));
        QCOMPARE(visibleText(QStringLiteral("a\u202egpj\u2066")), QStringLiteral("a�gpj�"));
        QCOMPARE(visibleText(QString(QChar(0xD800))), QStringLiteral("�"));
        QCOMPARE(visibleText(QStringLiteral("😀\n\t<b>")), QStringLiteral("😀\n\t<b>"));
    }

    void prefixes_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("who"); // user|database|application
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const QByteArray &line, const char *state,
                            const char *who, const char *message) {
            QTest::newRow(name) << "2026-11-24 12:00:00.000 UTC [42] " + line
                                << QString::fromLatin1(state) << QString::fromUtf8(who)
                                << QString::fromUtf8(message);
        };
        row("server", "LOG:  redo done at 0/3", "", "||", "redo done at 0/3");
        row("server with state", "00000 LOG:  redo done", "00000", "||", "redo done");
        row("Debian's", "main1@testdb LOG:  hello", "", "main1|testdb|", "hello");
        row("with application", "main1@testdb psql LOG:  hello", "", "main1|testdb|psql", "hello");
        row("ours", "28P01 main1@testdb my app LOG:  no", "28P01", "main1|testdb|my app", "no");
        row("not known yet", "08P01 [unknown]@[unknown] [unknown] LOG:  x", "08P01",
            "[unknown]|[unknown]|[unknown]", "x");
        row("no application", "00000 main1@testdb  LOG:  x", "00000", "main1|testdb|", "x");
        row("a colon in the message", "LOG:  parameter: a:  b", "", "||", "parameter: a:  b");
        row("German", "00000 LOG:  läuft", "00000", "||", "läuft");
        row("Russian", "СООБЩЕНИЕ:  работает", "", "||", "работает");
        row("somebody's prefix", "only-app LOG:  x", "", "||only-app", "x");
    }
    void prefixes()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, state);
        QFETCH(QString, who);
        QFETCH(QString, message);
        const auto entries = text(line + '\n');
        QCOMPARE(entries.size(), size_t(1));
        const LogEntry &entry = entries.front();
        QCOMPARE(entry.timeMilliseconds.value_or(0), noon);
        QCOMPARE(entry.pid.value_or(0), 42);
        QCOMPARE(entry.severity, LogSeverity::Log);
        QCOMPARE(entry.sqlState, state);
        QCOMPARE(QStringList({entry.user, entry.database, entry.application}).join(u'|'), who);
        QCOMPARE(entry.message, message);
    }

    void severitiesInThreeLanguages()
    {
        const std::pair<const char *, LogSeverity> words[] = {
            {"DEBUG2", LogSeverity::Debug}, {"WARNUNG", LogSeverity::Warning},
            {"ОШИБКА", LogSeverity::Error}, {"FEHLER", LogSeverity::Error},
            {"FATAL", LogSeverity::Fatal},  {"ВАЖНО", LogSeverity::Fatal},
            {"PANIK", LogSeverity::Panic},  {"PANIC", LogSeverity::Panic},
            {"NOTICE", LogSeverity::Notice}};
        for (const auto &[word, severity] : words) {
            const auto entries =
                text("2026-11-24 12:00:00.000 UTC [42] " + QByteArray(word) + ":  x\n");
            QCOMPARE(entries.front().severity, severity);
        }
    }

    void moreOfAnEntryIsAttached()
    {
        const QByteArray prefix = "2026-11-24 12:00:00.000 UTC [42] 23505 main1@testdb psql ";
        const auto entries =
            text(prefix + "ERROR:  duplicate\n\tsecond line\n" + prefix + "DETAIL:  Key (id)\n" +
                 prefix + "HINT:  none\n" + prefix + "CONTEXT:  here\n" + prefix +
                 "STATEMENT:  INSERT\n\tINTO t;\n"
                 "2026-11-24 12:00:00.001 UTC [43] LOG:  next\n");
        QCOMPARE(entries.size(), size_t(2));
        QCOMPARE(entries[0].message, QStringLiteral("duplicate\nsecond line"));
        QCOMPARE(entries[0].detail, QStringLiteral("Key (id)"));
        QCOMPARE(entries[0].hint, QStringLiteral("none"));
        QCOMPARE(entries[0].context, QStringLiteral("here"));
        QCOMPARE(entries[0].statement, QStringLiteral("INSERT\nINTO t;"));
        QCOMPARE(entries[1].message, QStringLiteral("next"));
    }

    void anothersDetailIsNotAttached()
    {
        const auto entries = text("2026-11-24 12:00:00.000 UTC [42] LOG:  a\n"
                                  "2026-11-24 12:00:00.000 UTC [43] DETAIL:  b\n");
        QCOMPARE(entries.size(), size_t(2));
        QVERIFY(entries[0].detail.isEmpty());
        QCOMPARE(entries[1].message, QStringLiteral("DETAIL:  b"));
        QCOMPARE(entries[1].severity, LogSeverity::Plain);
    }

    void aMessageCannotForgeALine()
    {
        // The server puts a tab before every further line of a message.
        const auto entries =
            text("2026-11-24 12:00:00.000 UTC [42] a@b LOG:  x\n"
                 "\t2026-11-24 12:00:00.000 UTC [1] LOG:  database system is shut down\n");
        QCOMPARE(entries.size(), size_t(1));
        QCOMPARE(entries[0].user, QStringLiteral("a"));
    }

    void unknownLinesStay()
    {
        const QByteArray lines[] = {"cp: cannot stat 'x'", "", "LOG:  no prefix",
                                    "2026-11-24 12:00:00 UTC [] LOG:  x", "\tcontinued first"};
        for (const QByteArray &line : lines) {
            const auto entries = text(line + '\n');
            QCOMPARE(entries.size(), size_t(1));
            QCOMPARE(entries[0].severity, LogSeverity::Plain);
            QCOMPARE(entries[0].message, QString::fromUtf8(line).remove(u'\t'));
        }
    }

    void csvRecords()
    {
        const auto entries = parseLog(
            LogFormat::Csv, csv({{1, "\"main1\""},
                                 {2, "\"testdb\""},
                                 {11, "ERROR"},
                                 {12, "42601"},
                                 {13, "\"say \"\"x\"\",\nsecond, line\""},
                                 {14, "\"d\""},
                                 {15, "\"h\""},
                                 {18, "\"c\""},
                                 {19, "\"SELECT 1;\n2026-11-24 12:00:00.000 UTC,,,1,LOG\""},
                                 {22, "\"psql\""}}) +
                                csv({{13, "\"second\""}}, 24) + csv({{11, "СБОЙ"}, {13, "third"}}) +
                                "no csv\n");
        QCOMPARE(entries.size(), size_t(4));
        QCOMPARE(entries[0].timeMilliseconds.value_or(0), noon);
        QCOMPARE(entries[0].pid.value_or(0), 42);
        QCOMPARE(entries[0].user, QStringLiteral("main1"));
        QCOMPARE(entries[0].database, QStringLiteral("testdb"));
        QCOMPARE(entries[0].application, QStringLiteral("psql"));
        QCOMPARE(entries[0].severity, LogSeverity::Error);
        QCOMPARE(entries[0].sqlState, QStringLiteral("42601"));
        QCOMPARE(entries[0].message, QStringLiteral("say \"x\",\nsecond, line"));
        QCOMPARE(entries[0].detail, QStringLiteral("d"));
        QCOMPARE(entries[0].hint, QStringLiteral("h"));
        QCOMPARE(entries[0].context, QStringLiteral("c"));
        QVERIFY(entries[0].statement.startsWith(QStringLiteral("SELECT 1;\n2026")));
        QCOMPARE(entries[1].message, QStringLiteral("second"));
        QCOMPARE(entries[2].message, QStringLiteral("СБОЙ:  third"));
        QCOMPARE(entries[2].severity, LogSeverity::Plain);
        QCOMPARE(entries[3].message, QStringLiteral("no csv"));
    }

    void jsonRecords()
    {
        const auto entries = parseLog(
            LogFormat::Json,
            "{\"timestamp\":\"2026-11-24 12:00:00.000 UTC\",\"user\":\"main1\","
            "\"dbname\":\"testdb\",\"pid\":42,\"error_severity\":\"FATAL\","
            "\"state_code\":\"28P01\",\"message\":\"a\\nb\\u001b[31m\",\"detail\":\"d\","
            "\"hint\":\"h\",\"context\":\"c\",\"statement\":\"s\",\"application_name\":\"x\"}\n"
            "{\"pid\":\"42\"}\nnot json\n[1]\n{\"timestamp\":\"x\n");
        QCOMPARE(entries.size(), size_t(5));
        QCOMPARE(entries[0].timeMilliseconds.value_or(0), noon);
        QCOMPARE(entries[0].severity, LogSeverity::Fatal);
        QCOMPARE(entries[0].sqlState, QStringLiteral("28P01"));
        QCOMPARE(entries[0].message, QStringLiteral("a\nb␛[31m"));
        QCOMPARE(QStringList({entries[0].user, entries[0].database, entries[0].application,
                              entries[0].detail, entries[0].hint, entries[0].context,
                              entries[0].statement})
                     .join(u'|'),
                 QStringLiteral("main1|testdb|x|d|h|c|s"));
        for (size_t i = 1; i < entries.size(); ++i)
            QCOMPARE(entries[i].severity, LogSeverity::Plain);
        QCOMPARE(entries[2].message, QStringLiteral("not json"));
    }

    void jsonWithBadBytesIsStillRead()
    {
        const auto entries = parseLog(
            LogFormat::Json, "{\"pid\":1,\"error_severity\":\"LOG\",\"message\":\"\xff\"}\n");
        QCOMPARE(entries[0].severity, LogSeverity::Log);
        QCOMPARE(entries[0].message, QStringLiteral("�"));
    }

    void hugeLinesAreCut()
    {
        const qsizetype huge = 10 * 1024 * 1024;
        const QByteArray line = "2026-11-24 12:00:00.000 UTC [42] LOG:  " + QByteArray(huge, 'x');
        const auto entries = text(line + "\nnext\n");
        QCOMPARE(entries.size(), size_t(2));
        QVERIFY(entries[0].message.size() <= RecordSplitter::largestRecord);
        QCOMPARE(entries[0].severity, LogSeverity::Log);
        QCOMPARE(entries[0].cutBytes, line.size() - RecordSplitter::largestRecord);
        QCOMPARE(entries[1].message, QStringLiteral("next"));

        const auto records =
            parseLog(LogFormat::Csv, csv({{13, '"' + QByteArray(huge, 'x') + '"'}}) + csv({}));
        QCOMPARE(records.size(), size_t(2));
        QVERIFY(records[0].cutBytes > huge - RecordSplitter::largestRecord);
        QCOMPARE(records[0].severity, LogSeverity::Log);
        const auto objects = parseLog(LogFormat::Json, '{' + QByteArray(huge, ' ') + "}\n{}\n");
        QCOMPARE(objects.size(), size_t(2));
    }

    void endlessContinuationIsCut()
    {
        QByteArray bytes = "2026-11-24 12:00:00.000 UTC [42] LOG:  begin\n";
        bytes += QByteArray("\t0123456789012345678901234567890\n").repeated(50000);
        const auto entries = text(bytes);
        QCOMPARE(entries.size(), size_t(1));
        QVERIFY(entries[0].message.size() <= RecordSplitter::largestRecord + 50000);
        QVERIFY(entries[0].cutBytes > 1000000);
    }

    void aTornQuoteEndsAfterABoundedStretch()
    {
        QByteArray bytes = csv({{13, "\"never ended"}});
        const QByteArray sound = csv({{13, "\"sound\""}});
        bytes += sound.repeated(2 * RecordSplitter::largestRecord / sound.size());
        const auto entries = parseLog(LogFormat::Csv, bytes);
        QVERIFY(entries.size() > 100);
        QCOMPARE(entries.back().message, QStringLiteral("sound"));
    }

    void piecesOfAnySizeGiveTheSame()
    {
        const QByteArray bytes = "2026-11-24 12:00:00.000 UTC [42] LOG:  a\n\tb\nplain\n"
                                 "2026-11-24 12:00:00.000 UTC [42] LOG:  c\n"
                                 "2026-11-24 12:00:00.000 UTC [42] DETAIL:  d\nlast";
        const auto whole = text(bytes);
        for (int size = 1; size < 50; ++size) {
            std::vector<LogEntry> entries;
            LogParser parser(LogFormat::Text);
            for (qsizetype at = 0; at < bytes.size(); at += size)
                parser.feed(bytes.mid(at, size), entries);
            parser.finish(entries);
            QVERIFY(entries == whole);
        }
        QCOMPARE(whole.size(), size_t(4));
    }

    void aCutFirstLineIsLeftOutAndCounted()
    {
        std::vector<LogEntry> entries;
        LogParser parser(LogFormat::Text);
        parser.skipToLineEnd(entries);
        parser.feed("rest of a line\nsecond\n", entries);
        parser.finish(entries);
        QCOMPARE(entries.size(), size_t(1));
        QCOMPARE(entries[0].message, QStringLiteral("second"));
        QCOMPARE(parser.skippedBytes(), 15);
    }
};

QTEST_GUILESS_MAIN(LogParserTest)
#include "log_parser_test.moc"
