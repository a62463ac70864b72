// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/figure_text.h"
#include "ui/models/journal_model.h"
#include "ui/models/row_model.h"
#include "ui/models/step_model.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace tandem;

namespace {

Step stepOf(const char *id)
{
    Step step;
    step.id = QString::fromLatin1(id);
    step.title = Text::verbatim(QStringLiteral("Do %1").arg(step.id));
    step.node = QStringLiteral("vm1");
    step.action = ShellAction{QStringLiteral("true"), OsIdentity::Postgres, {}};
    return step;
}

Plan planOf()
{
    Plan plan;
    Step group;
    group.together = {stepOf("b1"), stepOf("b2")};
    plan.steps = {stepOf("a"), group, stepOf("c")};
    return plan;
}

StepReport reportOf(const char *id, StepStatus status)
{
    StepReport report;
    report.id = QString::fromLatin1(id);
    report.title = Text::verbatim(report.id);
    report.status = status;
    report.startedAt = MonotonicTime(std::chrono::seconds(10));
    report.endedAt = report.startedAt + std::chrono::milliseconds(1500);
    return report;
}

// What a view shows, as lines.
QStringList linesOf(const QAbstractItemModel &model)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList fields;
        for (int column = 0; column < model.columnCount(); ++column)
            fields << model.index(row, column).data().toString();
        lines << fields.join(u'|');
    }
    return lines;
}

JournalEntry entryOf(Stage stage, const char *startedAt, Outcome::Kind kind, const char *sentence)
{
    JournalEntry entry;
    entry.file = QStringLiteral("/journal/one.jsonl");
    entry.stage.stage = tokenOf(stage);
    entry.stage.startedAt = QString::fromLatin1(startedAt);
    entry.stage.outcome.kind = kind;
    entry.stage.outcome.sentence = Text::verbatim(QString::fromLatin1(sentence));
    entry.stage.outcome.endedAt = entry.stage.outcome.startedAt + std::chrono::milliseconds(250);
    return entry;
}

} // namespace

class ModelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stepsFollowTheRun()
    {
        StepModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy advanced(&model, &StepModel::advanced);
        model.setPlan(planOf());
        QCOMPARE(linesOf(model),
                 (QStringList{QStringLiteral("1. Do a"), QStringLiteral("2. At the same time:"),
                              QStringLiteral("2.1. Do b1"), QStringLiteral("2.2. Do b2"),
                              QStringLiteral("3. Do c")}));
        // The runner's own step comes first, and is not in the plan.
        model.take(reportOf("take-record-vm1", StepStatus::Done));
        QCOMPARE(model.rowCount(), 6);
        QCOMPARE(model.row(0).id, QStringLiteral("take-record-vm1"));
        model.take(reportOf("a", StepStatus::Started));
        QCOMPARE(model.row(1).status, StepStatus::Started);
        model.take(reportOf("a", StepStatus::Done));
        QCOMPARE(model.row(1).status, StepStatus::Done);
        QCOMPARE(model.row(1).seconds, 1.5);
        model.take(reportOf("c", StepStatus::Skipped));
        model.take(reportOf("give-record-vm1", StepStatus::Done));
        QCOMPARE(model.row(6).id, QStringLiteral("give-record-vm1"));
        QCOMPARE(advanced.size(), 5);
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    // Progress is told again and again; it is one start.
    void progressIsNoNews()
    {
        StepModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setPlan(planOf());
        QSignalSpy advanced(&model, &StepModel::advanced);
        StepReport report = reportOf("a", StepStatus::Started);
        model.take(report);
        report.progress = StepProgress{1024, 2048, 512.0, 2.0};
        model.take(report);
        QCOMPARE(advanced.size(), 1);
        QCOMPARE(model.row(0).progress->doneBytes, std::int64_t(1024));
    }

    void journalFilters()
    {
        JournalModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setEntries(
            {entryOf(Stage::Failover, "2026-11-28T10:00:00Z", Outcome::Kind::Done, "vm2 writes"),
             entryOf(Stage::Setup, "2026-11-28T09:00:00Z", Outcome::Kind::Failed, "no room")});
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(linesOf(model).first().section(u'|', 1),
                 QStringLiteral("Failover|done|250 ms|vm2 writes"));
        model.setFilter(QStringLiteral("ROOM"));
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.entry(0).stage.stage, QStringLiteral("setup"));
        model.setFilter(QStringLiteral("nowhere"));
        QCOMPARE(model.rowCount(), 0);
    }

    void rowsSayHowTheyDiffer()
    {
        Theme theme(*qobject_cast<QApplication *>(QCoreApplication::instance()));
        RowModel model(theme);
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.columnCount(), 0);
        SqlTable table;
        table.columns = {QStringLiteral("id"), QStringLiteral("name")};
        table.rows = {{QStringLiteral("2"), std::nullopt},
                      {QStringLiteral("1"), QStringLiteral("a")}};
        model.setRows(table, {RowMatch::Missing, RowMatch::Same});
        QCOMPARE(linesOf(model),
                 (QStringList{QStringLiteral("+|2|NULL"), QStringLiteral("=|1|a")}));
        QCOMPARE(model.differing(), 1);
        // The same shape with other values does not reset the view.
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        table.rows[1][1] = QStringLiteral("b");
        model.setRows(table, {RowMatch::Same, RowMatch::Differs});
        QCOMPARE(reset.size(), 0);
        QCOMPARE(linesOf(model).last(), QStringLiteral("≠|1|b"));
        model.setRows({}, {});
        QCOMPARE(model.rowCount(), 0);
    }

    void figuresReadWell_data()
    {
        QTest::addColumn<QString>("seen");
        QTest::addColumn<QString>("wanted");
        const QString narrow(QChar(0x202f));
        QTest::newRow("ms") << durationText(0.0123) << "12 ms";
        QTest::newRow("s") << durationText(1.306) << "1.31 s";
        QTest::newRow("no 1000 ms") << durationText(0.9996) << "1.00 s";
        QTest::newRow("min") << durationText(125) << "2:05 min";
        QTest::newRow("bytes") << bytesText(0) << "0 B";
        QTest::newRow("kib") << bytesText(1024) << "1.0 KiB";
        QTest::newRow("mib") << bytesText(52428800) << "50 MiB";
        QTest::newRow("uptime") << uptimeText(62) << "01:02";
        QTest::newRow("hours") << uptimeText(3661) << "1:01:01";
        QTest::newRow("days") << uptimeText(183600) << "2 d 3 h";
        QTest::newRow("count") << countText(1234567)
                               << QStringLiteral("1") + narrow + "234" + narrow + "567";
        QTest::newRow("small") << countText(-12) << "-12";
        QTest::newRow("progress") << progressText({1024, 2048, 512.0, 2.4})
                                  << "1.0 KiB of 2.0 KiB, 512 B/s, 2 s left";
        QTest::newRow("long progress") << progressText({1024, 1 << 20, 1024.0, 1023.0})
                                       << "1.0 KiB of 1.0 MiB, 1.0 KiB/s, 17:03 left";
        QTest::newRow("no progress")
            << progressText({1024, 2048, 0.0, {}}) << "1.0 KiB of 2.0 KiB, 0 B/s";
        QTest::newRow("progress begins")
            << progressText({1024, 2048, {}, {}}) << "1.0 KiB of 2.0 KiB";
    }
    void figuresReadWell()
    {
        QFETCH(QString, seen);
        QFETCH(QString, wanted);
        QCOMPARE(seen, wanted);
    }
};

QTEST_MAIN(ModelsTest)
#include "models_test.moc"
