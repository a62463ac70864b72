// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/source_tree.h"
#include "tests/unit/watchdog/decision_domain.h"

#include <QFile>
#include <QProcess>
#include <QSet>
#include <QTemporaryFile>
#include <QTest>

#include <map>
#include <set>
#include <tuple>

using namespace tandem;

namespace {

const QString goldenName = QStringLiteral(TANDEM_SOURCE_DIR "/tests/golden/decision_table.txt");

// How many cases of the whole domain every row decides, in all and by what is seen of both nodes.
struct Tally
{
    std::map<const DecisionRow *, qint64> rows;
    std::map<std::tuple<PrimarySeen, StandbySeen, Fence>, std::map<const DecisionRow *, qint64>>
        sights;
};

const Tally &tally()
{
    static const Tally counted = [] {
        Tally tally;
        everyCase([&](const PairSighting &seen, const Automation &policy) {
            const DecisionRow *row = &rowFor(seen, policy);
            ++tally.rows[row];
            ++tally.sights[{seen.primary, seen.standby, seen.fence}][row];
        });
        return tally;
    }();
    return counted;
}

QString goldenText()
{
    QString text = QStringLiteral("# First match wins: pattern (a letter for each of");
    for (const FactColumn &column : factColumns())
        text +=
            QStringLiteral(" %1:%2").arg(QLatin1String(column.name), QLatin1String(column.letters));
    text += QStringLiteral("), cases it decides, action, reason.\n");
    const auto lineOf = [](const DecisionRow &row, qint64 count) {
        return QStringLiteral("%1:%2:%3")
            .arg(tokenOf(row.remedy), QLatin1String(row.reason))
            .arg(count);
    };
    for (const DecisionRow &row : decisionTable()) {
        const auto found = tally().rows.find(&row);
        text += QStringLiteral("%1 %2\n").arg(
            globOf(row.pattern).leftJustified(60),
            lineOf(row, found == tally().rows.end() ? 0 : found->second));
    }
    text += QStringLiteral("\n# What is decided when this is seen of primary and standby (and can "
                           "the primary be fenced), and in how many of its cases.\n");
    for (const auto &[sight, rows] : tally().sights) {
        const auto &[primary, standby, fence] = sight;
        text +=
            QStringLiteral("%1 %2 %3")
                .arg(tokenOf(primary).leftJustified(12), tokenOf(standby).leftJustified(13),
                     fence == Fence::Possible ? QStringLiteral("fence") : QStringLiteral("-    "));
        for (const DecisionRow &row : decisionTable()) {
            if (const auto found = rows.find(&row); found != rows.end())
                text += u' ' + lineOf(row, found->second);
        }
        text += u'\n';
    }
    return text;
}

} // namespace

class DecisionGoldenTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesTheGoldenFile()
    {
        const QByteArray now = goldenText().toUtf8();
        QFile file(goldenName);
        if (qEnvironmentVariable("TANDEM_UPDATE_GOLDEN") == QLatin1String("1")) {
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
            QCOMPARE(file.write(now), qint64(now.size()));
            file.close();
        }
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(goldenName));
        const QByteArray golden = file.readAll();
        const auto was = golden.split('\n');
        const auto is = now.split('\n');
        for (qsizetype i = 0; i < std::min(was.size(), is.size()); ++i)
            QCOMPARE(is.at(i), was.at(i));
        QVERIFY2(golden == now, "TANDEM_UPDATE_GOLDEN=1 rewrites the file");
    }

    void everyRowButTheLastDecidesSomething()
    {
        const auto &rows = decisionTable();
        for (const DecisionRow &row : rows)
            QCOMPARE(tally().rows.find(&row) != tally().rows.end(), &row != &rows.back());
    }

    void everySentenceNamesThePair()
    {
        for (const DecisionRow &row : decisionTable()) {
            const QString text =
                row.sentence.arg(QStringLiteral("vm1")).arg(QStringLiteral("vm2")).english();
            QVERIFY2(text.contains(QLatin1String("vm1")) || text.contains(QLatin1String("vm2")),
                     row.reason);
            QVERIFY2(!text.contains(u'%') && text.endsWith(u'.'), qPrintable(text));
        }
    }

    // The pattern of a row, as a shell reads it, is the same set of cases.
    void codesAreWords()
    {
        QSet<QString> codes;
        int seen = 0;
        everyCase(
            [&](const PairSighting &sighting, const Automation &policy) {
                const QString code = codeOf(sighting, policy);
                QCOMPARE(code.size(), qsizetype(factColumns().size()));
                codes.insert(code);
                ++seen;
            },
            101);
        QCOMPARE(codes.size(), seen);
        for (const FactColumn &column : factColumns()) {
            const QString letters = QLatin1String(column.letters);
            QCOMPARE(QSet<QChar>(letters.begin(), letters.end()).size(), letters.size());
        }
    }

    // The table that a node's shell decides by, row by row beside decide().
    void theShellDecidesTheSame()
    {
        const bool isSoak = qEnvironmentVariableIsSet("TANDEM_SOAK");
        const std::size_t step = isSoak ? 7 : 211; // coprime to every column: all values are met
        QByteArray codes;
        QByteArray expected;
        everyCase(
            [&](const PairSighting &sighting, const Automation &policy) {
                const Decision decision = decide(sighting, policy);
                codes += codeOf(sighting, policy).toLatin1() + '\n';
                expected += tokenOf(decision.remedy).toLatin1() + ' ' + decision.reason + '\n';
            },
            step);
        codes += "strange\n\n";
        expected += "wait unclear\nwait unclear\n";
        QTemporaryFile script;
        QVERIFY(script.open());
        script.write(
            shellDecisionTable().toUtf8() +
            "primary=vm1 standby=vm2\n"
            "while IFS= read -r code; do decide \"$code\"; echo \"$action $reason\"; done\n"
            "decide '' && echo \"$sentence\"\n");
        script.close();
        QProcess bash;
        bash.start(QStringLiteral("bash"), {script.fileName()});
        QVERIFY(bash.waitForStarted());
        bash.write(codes);
        bash.closeWriteChannel();
        QVERIFY(bash.waitForFinished(600000));
        QCOMPARE(bash.readAllStandardError(), QByteArray());
        const QByteArray all = bash.readAllStandardOutput();
        const auto is = all.split('\n');
        const auto should = expected.split('\n');
        QCOMPARE(is.size(), should.size() + 1); // the sentence
        for (qsizetype i = 0; i + 1 < should.size(); ++i)
            QCOMPARE(is.at(i), should.at(i));
        QCOMPARE(is.at(should.size() - 1),
                 QByteArray("It is not clear yet what vm1 is doing: automation looks again."));
        qInfo("%lld cases were compared", qlonglong(should.size()));
    }
};

QTEST_APPLESS_MAIN(DecisionGoldenTest)
#include "decision_golden_test.moc"
