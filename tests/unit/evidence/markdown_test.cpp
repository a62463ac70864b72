// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/markdown_text.h"
#include "tests/unit/evidence/sample_evidence.h"

#include <QRegularExpression>
#include <QTest>

using namespace tandem;
using namespace tandem::testing;

namespace {

// Everything that could end a cell, a line, a fence or the page.
const QString hostile =
    QStringLiteral("# x | y `z` ```\n```\n\n## Fake\n| a | b |\r<script>alert(1)</script> "
                   "![i](http://x) \\| &lt; *b*\u2028> q\n1. one");

QStringList linesOf(const QString &markdown)
{
    return markdown.split(u'\n');
}

// The lines outside of fences; fails the run when a fence is left open.
QStringList proseOf(const QString &markdown)
{
    QStringList prose;
    QString fence;
    for (const QString &line : linesOf(markdown)) {
        static const QRegularExpression ticks(QStringLiteral("^(`{3,})$"));
        const QString mark = ticks.match(line).captured(1);
        if (fence.isEmpty() && !mark.isEmpty())
            fence = mark;
        else if (fence.isEmpty())
            prose << line;
        else if (mark.size() >= fence.size())
            fence.clear();
    }
    return fence.isEmpty() ? prose : QStringList();
}

QStringList headingsOf(const QString &markdown)
{
    return proseOf(markdown).filter(QRegularExpression(QStringLiteral("^#+ ")));
}

// Bars that divide cells: those without a backslash before them.
qsizetype barsOf(const QString &line)
{
    QString text = line;
    text.remove(QStringLiteral("\\\\")).remove(QStringLiteral("\\|"));
    return text.count(u'|');
}

} // namespace

class MarkdownTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sameInputSameBytes()
    {
        const QByteArray once = markdownOf(goodLab(), false).toUtf8();
        QCOMPARE(markdownOf(goodLab(), false).toUtf8(), once);
        QVERIFY(!once.isEmpty());
        LabEvidence other = goodLab();
        other.seconds = 12.5;
        QVERIFY(markdownOf(other, false).toUtf8() != once);
    }

    void tellsWhatALabCameTo()
    {
        const QString page = markdownOf(goodLab(), false);
        for (int i = 1; i <= 5; ++i)
            QVERIFY2(page.contains(QStringLiteral("\n%1. ✓ result %1 — proof %1\n").arg(i)),
                     qPrintable(page));
        QCOMPARE(headingsOf(page),
                 (QStringList{QStringLiteral("# The failover lab on the pair demo"),
                              QStringLiteral("## Expected results"),
                              QStringLiteral("## What the lab asks to show"),
                              QStringLiteral("## The writes of the whole run"),
                              QStringLiteral("## failover"), QStringLiteral("## failback")}));
        QVERIFY(page.contains(QStringLiteral("Outage as the clients saw it: 0.250 s.")));
        QVERIFY(page.contains(QStringLiteral("detect 0.010 s, decide 0.020 s, fence 0.030 s, "
                                             "promote 0.100 s, reconnect 0.090 s")));
        QVERIFY(page.contains(QStringLiteral("Writes acknowledged: 100. Kept: 98. Lost: 2.")));
        QVERIFY(page.contains(QStringLiteral("(the first 2 of 2): 1/41, 3/7")));
        QVERIFY(page.contains(QStringLiteral("nothing is lost")));
        QVERIFY(page.contains(QStringLiteral("| Step from 0 | vm1 | done | 0.100 |")));
    }

    void aFailedExpectationAndABrokenCertificateAreNotHidden()
    {
        LabEvidence lab = goodLab();
        lab.expectations[2].holds = false;
        lab.stages[1].certificate->replayLsn = QStringLiteral("0/5000028");
        lab.stages[1].certificate->forkLsn.clear();
        lab.wholeRun->duplicates = 3;
        const QString page = markdownOf(lab, false);
        QVERIFY(page.contains(QStringLiteral("\n3. ✕ result 3")));
        QVERIFY(page.contains(
            QStringLiteral("The certificate does not hold: the old primary ended at 0/50000A0, the "
                           "new one had replayed 0/5000028 and its history forks at -.")));
        QVERIFY(!page.contains(QStringLiteral("nothing is lost")));
        QVERIFY(page.contains(QStringLiteral("rows there twice: 3")));
    }

    void aLabThatEndedEarlySaysSo()
    {
        LabEvidence lab;
        lab.pair = QStringLiteral("demo");
        lab.stages = {stageOf(QStringLiteral("setup"), Outcome::Kind::Failed)};
        lab.stages[0].outcome.details = QStringLiteral("initdb: no space left");
        const QString page = markdownOf(lab, false);
        QVERIFY(page.contains(QStringLiteral("They were not looked at")));
        QVERIFY(page.contains(QStringLiteral("```\ninitdb: no space left\n```")));
        QVERIFY(!page.contains(QStringLiteral("Certificate")));
    }

    void hostileWordsDoNotBreakThePage()
    {
        LabEvidence lab = goodLab();
        const Text words = Text::verbatim(hostile);
        lab.pair = hostile;
        lab.finalState = hostile;
        lab.startedAt = hostile;
        for (Expectation &expectation : lab.expectations) {
            expectation.sentence = words;
            expectation.proof = words;
        }
        for (StageEvidence &stage : lab.stages) {
            stage.outcome.kind = Outcome::Kind::Failed;
            stage.outcome.sentence = words;
            stage.outcome.details = hostile;
            stage.certificate = Certificate{hostile, hostile, hostile, hostile};
            for (StepReport &step : stage.outcome.steps) {
                step.title = words;
                step.node = hostile;
                step.command = hostile;
                step.output = hostile;
            }
        }
        const QString page = markdownOf(lab, false);
        const QStringList prose = proseOf(page);
        QVERIFY2(!prose.isEmpty(), "a fence was left open");
        QCOMPARE(headingsOf(page).size(), 6);
        for (const QString &line : prose) {
            QVERIFY2(!line.contains(u'<') && !line.contains(u'\r') && !line.contains(QChar(0x2028)),
                     qPrintable(line));
            QString bare = line;
            bare.remove(QStringLiteral("\\\\")).remove(QRegularExpression(QStringLiteral("\\\\.")));
            QVERIFY2(!bare.contains(u'`') && !bare.contains(u'[') && !bare.contains(u'*'),
                     qPrintable(line));
            if (line.startsWith(u'|'))
                QCOMPARE(barsOf(line), 5);
        }
        const QStringList results = prose.filter(QRegularExpression(QStringLiteral("^[1-9]\\. ")));
        QCOMPARE(results.size(), 5);
    }

    void commandsLogsAndTheChecklistAreThere()
    {
        const QString page = markdownOf(fullLab(), false);
        QVERIFY(page.contains(QStringLiteral("pg_ctl promote -D \"$data\"")));
        QVERIFY(page.contains(QStringLiteral("LOG:  received promote request")));
        QVERIFY(page.contains(QStringLiteral("vm2: /var/log/two.log")));
        QVERIFY(page.contains(QStringLiteral("- ✓ Failover to the standby\n")));
        QVERIFY(page.contains(
            QStringLiteral("- ✕ Two tables with rows, filled on the primary — missing in this "
                           "report\n")));
    }

    void inlineWordsKeepTheirMeaning_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("markdown");
        const auto row = [](const char *name, const char *words, const char *markdown) {
            QTest::newRow(name) << QString::fromUtf8(words) << QString::fromUtf8(markdown);
        };
        row("plain", "vm1 accepts writes: before_crash is there.",
            "vm1 accepts writes: before_crash is there.");
        row("russian", "%1 — основной", "%1 — основной");
        row("html", "<b> & \"x\"", "&lt;b> &amp; \"x\"");
        row("ticks", "`a`", "\\`a\\`");
        row("bars", "a|b\\|c", "a\\|b\\\\\\|c");
        row("heading", "# a", "\\# a");
        row("quote", "> a", "\\> a");
        row("list", "- a", "\\- a");
        row("number", "12. a", "12\\. a");
        row("rule", "---", "\\---");
        row("underline", "===", "\\===");
        row("tilde fence", "~~~", "\\~~~");
        row("spaces before code", "    code", "code");
        row("lines", "a\nb\r\nc\td", "a b  c d");
        row("empty", "", "");
    }
    void inlineWordsKeepTheirMeaning()
    {
        QFETCH(QString, words);
        QFETCH(QString, markdown);
        QCOMPARE(inlineMarkdown(words), markdown);
    }

    void fencesAreLongerThanWhatTheyHold()
    {
        QCOMPARE(fencedMarkdown(QStringLiteral("a\n")), QStringLiteral("```\na\n```\n"));
        QCOMPARE(fencedMarkdown(QStringLiteral("``` x\n````")),
                 QStringLiteral("`````\n``` x\n````\n`````\n"));
        QCOMPARE(fencedMarkdown(QStringLiteral("  indented %1")),
                 QStringLiteral("```\n  indented %1\n```\n"));
        QCOMPARE(fencedMarkdown(QStringLiteral(" \n\t")), QString());
    }
};

QTEST_APPLESS_MAIN(MarkdownTest)
#include "markdown_test.moc"
