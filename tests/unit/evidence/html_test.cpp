// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/html_text.h"
#include "tests/support/source_tree.h"
#include "tests/unit/evidence/sample_evidence.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace tandem;
using namespace tandem::testing;

namespace {

const QString hostile = QStringLiteral(
    "<script>alert(1)</script> </pre></section> & \" ' ]]> <!-- \x1b[31mred\x1b[0m \x01\x00 \r\n"
    "\xFFFE \x202E gnp.exe <img src=x onerror=alert(1)> %1 &amp; </style>");

// Empty, or why the page is not well-formed XML.
QString faultOf(const QString &page)
{
    QXmlStreamReader reader(page);
    while (!reader.atEnd())
        reader.readNext();
    return reader.hasError()
               ? QStringLiteral("%1 at line %2").arg(reader.errorString()).arg(reader.lineNumber())
               : QString();
}

// The names of all elements, and everything that a reader sees.
struct Seen
{
    QMap<QString, int> elements;
    QStringList attributes;
    QString text;
};

Seen seenIn(const QString &page)
{
    Seen seen;
    QXmlStreamReader reader(page);
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement()) {
            ++seen.elements[reader.name().toString()];
            for (const QXmlStreamAttribute &attribute : reader.attributes())
                seen.attributes << attribute.name().toString();
        } else if (reader.isCharacters()) {
            seen.text += reader.text();
        }
    }
    return seen;
}

LabEvidence hostileLab()
{
    LabEvidence lab = fullLab();
    const Text words = Text::verbatim(hostile);
    lab.pair = lab.startedAt = lab.finalState = lab.run = hostile;
    lab.nodes = {hostile, hostile};
    for (Expectation &expectation : lab.expectations)
        expectation = {words, false, words};
    for (LogExtract &log : lab.logs)
        log = {hostile, hostile, {hostile, hostile}};
    for (StageEvidence &stage : lab.stages) {
        stage.stage = hostile;
        stage.outcome.kind = Outcome::Kind::Failed;
        stage.outcome.sentence = words;
        stage.outcome.details = hostile;
        stage.certificate = Certificate{hostile, hostile, hostile, hostile};
        for (StepReport &step : stage.outcome.steps) {
            step.title = words;
            step.node = step.command = step.output = hostile;
            step.error = Error{ErrorKind::Failed, words, hostile, hostile};
        }
    }
    return lab;
}

} // namespace

class HtmlTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isWellFormedWithEveryContent()
    {
        for (const LabEvidence &lab : {LabEvidence{}, goodLab(), fullLab(), hostileLab()})
            QCOMPARE(faultOf(htmlOf(lab, false)), QString());
    }

    void sameInputSameBytes()
    {
        const QByteArray once = htmlOf(fullLab(), false).toUtf8();
        QCOMPARE(htmlOf(fullLab(), false).toUtf8(), once);
        LabEvidence other = fullLab();
        other.lag[3].replaySeconds = 0.5;
        QVERIFY(htmlOf(other, false).toUtf8() != once);
    }

    void isTheSampleThatWasLookedAt()
    {
        const QString name = QStringLiteral(TANDEM_SOURCE_DIR "/tests/golden/report_sample.html");
        const QByteArray now = htmlOf(fullLab(), false).toUtf8();
        QFile file(name);
        if (qEnvironmentVariableIsSet("TANDEM_UPDATE_GOLDEN")) {
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
            file.write(now);
            return;
        }
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(name));
        QCOMPARE(now, file.readAll());
    }

    void needsNothingElseAndRunsNothing()
    {
        for (const LabEvidence &lab : {fullLab(), hostileLab()}) {
            const QString page = htmlOf(lab, false);
            const Seen seen = seenIn(page);
            for (const char *element : {"script", "link", "img", "iframe", "object", "a", "form"})
                QVERIFY2(!seen.elements.contains(QLatin1String(element)), element);
            for (const QString &attribute : seen.attributes)
                QVERIFY2(!attribute.startsWith(QLatin1String("on")) &&
                             attribute != QLatin1String("src") &&
                             attribute != QLatin1String("href"),
                         qPrintable(attribute));
            QVERIFY(!page.contains(QLatin1String("url(")));
            QVERIFY(!page.contains(QLatin1String("@import")));
            QVERIFY(!page.contains(QLatin1String("http")));
        }
    }

    void hostileWordsAreShownAsTheyAre()
    {
        const QString page = htmlOf(hostileLab(), false);
        const QMap<QString, int> usual = seenIn(htmlOf(fullLab(), false)).elements;
        const Seen seen = seenIn(page);
        for (const QString &element : seen.elements.keys())
            QVERIFY2(usual.contains(element), qPrintable(element));
        QVERIFY(seen.text.contains(QStringLiteral("<script>alert(1)</script> </pre></section>")));
        QVERIFY(seen.text.contains(QStringLiteral("\u241b[31mred")));
        QVERIFY(!page.contains(QChar(0x1b)) && !page.contains(QChar(0x202e)));
    }

    void tenMegabytesAreCut()
    {
        LabEvidence lab = fullLab();
        StepReport &step = lab.stages[0].outcome.steps[0];
        step.output = QString(10 * 1024 * 1024, u'<');
        step.error = Error{ErrorKind::Failed,
                           Text::verbatim(QStringLiteral("long")),
                           QString(10 * 1024 * 1024, u'x'),
                           {}};
        const QString page = htmlOf(lab, false);
        QVERIFY2(page.size() < 1024 * 1024, qPrintable(QString::number(page.size())));
        QVERIFY(page.contains(QStringLiteral("more characters were cut off]")));
        QVERIFY(markdownOf(lab, false).size() < 1024 * 1024);
        QCOMPARE(faultOf(page), QString());
    }

    void tellsWhatHappened()
    {
        const QString text = seenIn(htmlOf(fullLab(), false)).text;
        for (const char *words :
             {"The failover lab on the pair demo", "result 5", "proof 5", "5 / 5", "0.250",
              "The lost writes as session/number (the first 2 of 2): 1/41, 3/7",
              "✓ The three positions are equal: nothing is lost.", "0/50000A0", "pg_ctl promote -D",
              "server promoting", "it went wrong", "LOG:  received promote", "/var/log/one.log",
              "Run 20260102T030405000-lab-1", "not needed",
              "Two tables with rows, filled on the primary"})
            QVERIFY2(text.contains(QString::fromUtf8(words)), words);
    }

    void chartsShowGapsOnePointAndNothing()
    {
        LabEvidence lab = fullLab();
        const auto count = [](const QString &page, const char *part) {
            return page.count(QLatin1String(part));
        };
        // A gap divides each of the three lines of both charts.
        QCOMPARE(count(htmlOf(lab, false), "<polyline"), 12);
        for (LagPoint &point : lab.lag)
            point.exposureBytes.reset();
        QCOMPARE(count(htmlOf(lab, false), "<polyline"), 10);
        lab.lag = {{0.5, 10, {}, {}, 0.5, {}, {}}};
        QString page = htmlOf(lab, false);
        QCOMPARE(count(page, "<polyline"), 0);
        QCOMPARE(count(page, "<circle"), 2);
        lab.lag = {{0.5, {}, {}, {}, {}, {}, {}}};
        page = htmlOf(lab, false);
        QCOMPARE(count(page, "<polyline") + count(page, "<circle"), 0);
        lab.lag.clear();
        lab.writes.reset();
        page = htmlOf(lab, false);
        QVERIFY(page.contains(QStringLiteral("No lag was recorded in this run.")));
        QVERIFY(page.contains(QStringLiteral("No client&#39;s writes were recorded")));
        QCOMPARE(faultOf(page), QString());
    }

    void coordinatesStayOnThePlane()
    {
        LabEvidence lab = fullLab();
        lab.lag[0].replaySeconds = 1e300;
        lab.lag[1].replayBytes = -5;
        lab.lag[2].at = 1e9;
        const QString page = htmlOf(lab, false);
        QVERIFY(!page.contains(QLatin1String("nan")) && !page.contains(QLatin1String("inf\"")));
        static const QRegularExpression points(QStringLiteral("points=\"([^\"]*)\""));
        auto each = points.globalMatch(page);
        int looked = 0;
        while (each.hasNext()) {
            for (const QString &pair : each.next().captured(1).split(u' ')) {
                const double x = pair.section(u',', 0, 0).toDouble();
                const double y = pair.section(u',', 1).toDouble();
                QVERIFY2(x >= 0 && x <= 960 && y >= 0 && y <= 220, qPrintable(pair));
                ++looked;
            }
        }
        QVERIFY(looked > 50);
    }

    void wordsKeepTheirMeaning_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("html");
        const auto row = [](const char *name, const QString &words, const char *html) {
            QTest::newRow(name) << words << QString::fromUtf8(html);
        };
        row("plain", QStringLiteral("vm1 — основной"), "vm1 — основной");
        row("signs", QStringLiteral("<b a=\"1\" c='2'>&"),
            "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;");
        row("lines", QStringLiteral("a\nb\tc\r"), "a\nb\tc\u240d");
        row("emoji", QString::fromUtf8("\xF0\x9F\x98\x80"), "\xF0\x9F\x98\x80");
        row("half", QString(QChar(0xD83D)) + u'x', "\uFFFDx");
        row("controls", QString(QChar(0x85)) + QChar(0x7f), "\uFFFD\u2421");
    }
    void wordsKeepTheirMeaning()
    {
        QFETCH(QString, words);
        QFETCH(QString, html);
        QCOMPARE(htmlText(words), html);
    }
};

QTEST_APPLESS_MAIN(HtmlTest)
#include "html_test.moc"
