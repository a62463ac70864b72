// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/sandbox.h"
#include "tests/cli/ctl_run.h"
#include "tests/cli/secret_watch.h"
#include "tests/support/guarded_directory.h"
#include "tests/support/source_tree.h"

#include <QJsonArray>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QXmlStreamReader>

using namespace tandem;
using namespace tandem::testing;

namespace {

constexpr const char *endings[] = {".md", ".html", ".json"};

} // namespace

// The report of a lab: written by the demo, made again from what was kept, and derived again by a
// program that shares no code with ours.
class ReportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        Ctl demo({QStringLiteral("demo"), QStringLiteral("--json"), QStringLiteral("--writers"),
                  QStringLiteral("2"), QStringLiteral("--readers"), QStringLiteral("1"),
                  QStringLiteral("--dir"), pairPath(), QStringLiteral("--report"), reportPath()});
        m_demo = demo.end(400000);
        QVERIFY2(m_demo.code == 0, m_demo.told().right(4000));
    }

    void cleanupTestCase() { QVERIFY(m_demo.code != 0 || Sandbox::removeAt(pairPath()).ok()); }

    void theFiguresAreThoseOfTheDemo()
    {
        const QJsonObject figures =
            QJsonDocument::fromJson(bytesOf(reportPath() + QStringLiteral("/report.json")))
                .object();
        const QJsonObject summary = m_demo.last().value(QStringLiteral("summary")).toObject();
        QCOMPARE(figures.value(QStringLiteral("state")), summary.value(QStringLiteral("state")));
        int handovers = 0;
        for (const auto &value : figures.value(QStringLiteral("stages")).toArray()) {
            const QJsonObject stage = value.toObject();
            const QJsonObject told =
                summary.value(stage.value(QStringLiteral("stage")).toString()).toObject();
            if (told.isEmpty())
                continue;
            ++handovers;
            for (const QString &key : told.keys()) {
                if (key != QLatin1String("outage_seconds") && key != QLatin1String("split"))
                    QCOMPARE(stage.value(key), told.value(key));
            }
            const QString outage = QStringLiteral("outage_seconds");
            QVERIFY(qAbs(stage.value(outage).toDouble(-1) - told.value(outage).toDouble(-2)) <
                    1e-6);
        }
        QCOMPARE(handovers, 2);
    }

    void thePageIsWholeAndShowsEverything()
    {
        const QString page =
            QString::fromUtf8(bytesOf(reportPath() + QStringLiteral("/report.html")));
        QXmlStreamReader reader(page);
        while (!reader.atEnd())
            reader.readNext();
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        for (const char *words :
             {"pg_promote", "class=\"split\"", "class=\"outage\"", "received promote request",
              "The three positions are equal", "5 / 5", "database system was interrupted"})
            QVERIFY2(page.contains(QLatin1String(words)), words);
        QVERIFY(!page.contains(QLatin1String("<script")));
        for (const QByteArray &secret : secretsIn(pairPath() + QStringLiteral("/secrets.json")))
            QCOMPARE(filesWith(secret, reportPath()) + filesWith(secret, statePath()),
                     QStringList());
    }

    void theSameRunGivesTheSameBytes()
    {
        for (const char *place : {"again", "once more"}) {
            const CtlEnd end =
                report({QStringLiteral("--report"), m_place.path(QLatin1String(place))});
            QVERIFY2(end.code == 0 && end.err.isEmpty(), end.told());
            for (const char *ending : endings)
                QCOMPARE(bytesOf(m_place.path(QLatin1String(place)) + QStringLiteral("/report") +
                                 QLatin1String(ending)),
                         bytesOf(reportPath() + QStringLiteral("/report") + QLatin1String(ending)));
        }
    }

    void itSpeaksRussian()
    {
        const CtlEnd end =
            report({QStringLiteral("--lang"), QStringLiteral("ru"), QStringLiteral("--report"),
                    m_place.path(QStringLiteral("ru/Отчёт.html"))});
        QVERIFY2(end.code == 0, end.told());
        const QString page =
            QString::fromUtf8(bytesOf(m_place.path(QStringLiteral("ru/Отчёт.html"))));
        QVERIFY(page.startsWith(QStringLiteral("<!DOCTYPE html>\n<html lang=\"ru\">")));
        QVERIFY(page.contains(QStringLiteral("Ожидаемые результаты")));
        QVERIFY(!page.contains(QStringLiteral("Expected results")));
        QCOMPARE(page.count(QStringLiteral("<details")),
                 QString::fromUtf8(bytesOf(reportPath() + QStringLiteral("/report.html")))
                     .count(QStringLiteral("<details")));
        QVERIFY(QFile::exists(m_place.path(QStringLiteral("ru/Отчёт.md"))));
    }

    void stagesAloneMakeAReport()
    {
        const QString place = m_place.path(QStringLiteral("stages"));
        const CtlEnd end = report({QStringLiteral("--run"), QStringLiteral("journals"),
                                   QStringLiteral("--report"), place, QStringLiteral("--json")});
        QVERIFY2(end.code == 0 && end.isJson(), end.told());
        const QString page = QString::fromUtf8(bytesOf(place + QStringLiteral("/report.md")));
        for (const char *stage : {"setup", "crash", "failover", "resync", "failback"})
            QVERIFY2(page.contains(QStringLiteral("\n## ") + QLatin1String(stage)), stage);
    }

    void aRunThatIsNotThereIsRefused()
    {
        const CtlEnd end = report({QStringLiteral("--run"), QStringLiteral("nothing")});
        QVERIFY2(end.code == 2 && isOneSentence(end), end.told());
        const CtlEnd place = report(
            {QStringLiteral("--report"), pairPath() + QStringLiteral("/profile.json/inside")});
        QVERIFY2(place.code == 2 && isOneSentence(place), place.told());
    }

    void theFiguresFollowFromTheFiles()
    {
        QVERIFY2(!QStandardPaths::findExecutable(QStringLiteral("python3")).isEmpty(),
                 "python3 is one of the tests' packages");
        QString told;
        QVERIFY2(check(told), qPrintable(told));
    }

    void everyChangedByteIsNoticed()
    {
        const bool isSoak = qEnvironmentVariableIsSet("TANDEM_SOAK");
        QStringList files{reportPath() + QStringLiteral("/report.json"),
                          reportPath() + QStringLiteral("/report.html")};
        const QStringList evidence = evidenceFiles();
        QVERIFY(evidence.size() >= 10);
        files += evidence;
        QRandomGenerator random(7);
        for (const QString &name : files) {
            const QByteArray whole = bytesOf(name);
            QVERIFY(!whole.isEmpty());
            QList<qsizetype> places{0, whole.size() - 1};
            const int more = isSoak ? 40 : name.endsWith(QLatin1String(".ledger")) ? 4 : 1;
            for (int i = 0; i < more; ++i)
                places << qsizetype(random.bounded(quint32(whole.size())));
            for (const qsizetype at : places) {
                QByteArray changed = whole;
                changed[at] = char(changed[at] ^ 1);
                write(name, changed);
                QString told;
                const bool isNoticed = !check(told);
                write(name, whole);
                QVERIFY2(isNoticed, qPrintable(QStringLiteral("%1, byte %2").arg(name).arg(at)));
            }
        }
        QString told;
        QVERIFY2(check(told), qPrintable(told));
    }

    void ourReaderRefusesWhatWasChanged()
    {
        for (const QString &name : evidenceFiles()) {
            const QByteArray whole = bytesOf(name);
            QByteArray changed = whole;
            const qsizetype at = whole.size() * 2 / 3;
            changed[at] = char(changed[at] ^ 4);
            write(name, changed);
            const CtlEnd end =
                report({QStringLiteral("--report"), m_place.path(QStringLiteral("x"))});
            write(name, whole);
            QVERIFY2(end.code == 1 && isOneSentence(end), end.told() + name.toUtf8());
        }
    }

private:
    [[nodiscard]] QString pairPath() const { return m_place.path(QStringLiteral("pair")); }
    [[nodiscard]] QString statePath() const { return pairPath() + QStringLiteral("/state"); }
    [[nodiscard]] QString reportPath() const { return m_place.path(QStringLiteral("report")); }
    [[nodiscard]] CtlEnd report(const QStringList &more) const
    {
        return runCtl(QStringList{QStringLiteral("report"), QStringLiteral("--dir"), pairPath()} +
                      more);
    }
    // Run files, their journals and their ledger.
    [[nodiscard]] QStringList evidenceFiles() const
    {
        QStringList files;
        for (const char *place : {"/runs", "/journal", "/ledgers"}) {
            const QDir directory(statePath() + QLatin1String(place));
            for (const QString &name : directory.entryList(QDir::Files, QDir::Name))
                files << directory.filePath(name);
        }
        return files;
    }
    // The independent program agrees.
    [[nodiscard]] bool check(QString &told) const
    {
        QProcess checker;
        checker.setProcessChannelMode(QProcess::MergedChannels);
        checker.start(QStringLiteral("python3"),
                      {QStringLiteral("-B"),
                       QStringLiteral(TANDEM_SOURCE_DIR "/tests/support/check_report.py"),
                       statePath(), reportPath() + QStringLiteral("/report.json")});
        const bool ended = checker.waitForFinished(120000);
        told = QString::fromUtf8(checker.readAll());
        return ended && checker.exitStatus() == QProcess::NormalExit && checker.exitCode() == 0;
    }
    static void write(const QString &name, const QByteArray &bytes)
    {
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QCOMPARE(file.write(bytes), bytes.size());
    }

    GuardedDirectory m_place;
    CtlEnd m_demo;
};

QTEST_GUILESS_MAIN(ReportTest)
#include "report_test.moc"
