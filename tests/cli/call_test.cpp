// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/advice.h"
#include "tests/cli/ctl_run.h"

using namespace tandem;
using namespace tandem::testing;

// How the program answers the words it is called with. No server is needed.
class CallTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void helpListsWhatThereIs()
    {
        for (const char *word : {"--help", "-h"}) {
            const CtlEnd end = runCtl({QLatin1String(word)});
            QCOMPARE(end.code, 0);
            QVERIFY(end.err.isEmpty());
            for (const char *verb : {"init", "check", "status", "plan STAGE", "script STAGE",
                                     "run STAGE", "workload", "logs [NODE]", "report", "demo"})
                QVERIFY2(end.out.contains(QStringLiteral("\n  ") + QLatin1String(verb)), verb);
            for (const Stage stage : allStages())
                QVERIFY2(end.out.contains(tokenOf(stage)), qPrintable(tokenOf(stage)));
            for (const char *option :
                 {"--profile FILE", "--secrets FILE", "--json", "--yes", "--confirm WORD",
                  "--from client|NODE", "--step ID", "--lang LANGUAGE", "--dir DIRECTORY",
                  "--variant NAME", "--method NAME", "--kept NAME"})
                QVERIFY2(end.out.contains(QLatin1String(option)), option);
            for (const char *code : {"    0  done", "    2  usage", "    3  refused",
                                     "    4  not reachable", "    5  needs", "  130  cancelled"})
                QVERIFY2(end.out.contains(QLatin1String(code)), code);
        }
    }

    void helpSpeaksRussian()
    {
        for (const QStringList &words :
             {QStringList{QStringLiteral("--lang"), QStringLiteral("ru"), QStringLiteral("--help")},
              QStringList{QStringLiteral("--help"), QStringLiteral("--lang=ru")}}) {
            const CtlEnd end = runCtl(words);
            QCOMPARE(end.code, 0);
            for (const char *word : {"Команды:", "Этапы:", "Коды завершения:", "основной",
                                     "setup, seed-data, verify", "--profile", "  130  отменено"})
                QVERIFY2(end.out.contains(QString::fromUtf8(word)), word);
            QVERIFY(!end.out.contains(QStringLiteral("Exit codes")));
            QVERIFY(!end.out.contains(QStringLiteral("shows")));
        }
    }

    void versionIsTold()
    {
        const CtlEnd end = runCtl({QStringLiteral("--version")});
        QCOMPARE(end.code, 0);
        static const QRegularExpression pattern(
            QStringLiteral("^pgtandemctl \\d+\\.\\d+\\.\\d+\n$"));
        QVERIFY2(pattern.match(end.out).hasMatch(), end.told());
    }

    void wrongWordsAreRefusedWithOneSentence_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char *words, const QByteArray &sentence) {
            QTest::newRow(*words == '\0' ? "no verb" : words)
                << QString::fromUtf8(words) << QString::fromUtf8(sentence);
        };
        row("", "What is to be done? \"pgtandemctl --help\" lists the verbs.");
        row("--yes", "What is to be done? \"pgtandemctl --help\" lists the verbs.");
        row("stauts", "\"stauts\" is no verb; \"pgtandemctl --help\" lists them.");
        row("status --colour", "--colour is no option; \"pgtandemctl --help\" lists them.");
        row("status -x", "-x is no option; \"pgtandemctl --help\" lists them.");
        row("status --profile", "--profile wants a value behind it.");
        row("status --json=1", "--json takes no value.");
        row("status vm1", "\"vm1\" is one word too many behind \"status\".");
        row("run verify now", "\"now\" is one word too many behind \"run\".");
        row("demo --writers 0", "--writers wants a whole number from 1 to 100, not \"0\".");
        row("demo --writers 101", "--writers wants a whole number from 1 to 100, not \"101\".");
        row("demo --readers -1", "--readers wants a whole number from 0 to 99, not \"-1\".");
        row("demo --readers two", "--readers wants a whole number from 0 to 99, not \"two\".");
        row("workload --seconds 1.5",
            "--seconds wants a whole number from 0 to 1000000, not \"1.5\".");
        row("workload --seconds 99999999999",
            "--seconds wants a whole number from 0 to 1000000, not \"99999999999\".");
        row("logs --lines -1", "--lines wants a whole number from 0 to 100000, not \"-1\".");
        row("logs vm1 vm2", "\"vm2\" is one word too many behind \"logs\".");
        row("init --postgres new", "--postgres wants a whole number from 13 to 99, not \"new\".");
        row("run crash --variant nuke",
            "--variant wants one of all, postmaster, backend, immediate, freeze, wal-link, "
            "move-data, pkill, halt, unplug, not \"nuke\".");
        row("plan resync --method best",
            "--method wants one of auto, follow, rewind, clone, not \"best\".");
        row("run verify --variant all", "--variant is only for the stage crash.");
        row("run crash --method clone", "--method is only for the stage resync.");
        row("run resync --kept .kept-1", "--kept is only for the stage clean.");
        row("run crash --variant", "--variant wants a value behind it.");
        row("--help --lang xx", "There are texts in English (en) and Russian (ru) only.");
        row("status --lang", "--lang wants a value behind it.");
        QStringList stages;
        for (const Stage stage : allStages())
            stages << tokenOf(stage);
        const QByteArray known = stages.join(QStringLiteral(", ")).toUtf8();
        row("run", "Which stage? There are " + known + '.');
        row("plan promote", "\"promote\" is no stage; there are " + known + '.');
        row("demo", "demo wants a directory for its two servers: --dir DIRECTORY");
        for (const char *verb :
             {"status", "check", "plan verify", "run verify", "workload", "logs"})
            row(verb,
                "Which pair? Name its profile with --profile FILE; \"pgtandemctl init\" makes "
                "one.");
    }
    void wrongWordsAreRefusedWithOneSentence()
    {
        QFETCH(QString, words);
        QFETCH(QString, sentence);
        const QStringList arguments = words.split(u' ', Qt::SkipEmptyParts);
        const CtlEnd end = runCtl(arguments);
        QCOMPARE(end.code, 2);
        QCOMPARE(end.err, sentence + u'\n');
        QVERIFY(isOneSentence(end));

        const CtlEnd json = runCtl(QStringList{QStringLiteral("--json")} + arguments);
        QCOMPARE(json.code, 2);
        QVERIFY(json.err.isEmpty());
        QVERIFY(json.isJson());
        QCOMPARE(json.last().value(QStringLiteral("error")).toString(), sentence);
        QCOMPARE(json.last().value(QStringLiteral("exit")).toInt(), 2);
    }

    void wrongWordsAreToldInTheLanguageAskedFor()
    {
        const CtlEnd end = runCtl({QStringLiteral("stauts"), QStringLiteral("--lang=ru")});
        QCOMPARE(end.code, 2);
        QCOMPARE(end.err, QStringLiteral("Команды «stauts» нет; список — «pgtandemctl --help».\n"));
    }
};

QTEST_GUILESS_MAIN(CallTest)
#include "call_test.moc"
