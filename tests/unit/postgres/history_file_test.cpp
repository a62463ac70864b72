// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/postgres/history_file.h"

#include <QTest>

using namespace tandem;

namespace {

// As 15 writes it: a blank line stands before what a later promotion adds.
const QString threeForks = QStringLiteral("1\t0/30000A0\tno recovery target specified\n"
                                          "\n2\t0/4000148\tno recovery target specified\n"
                                          "# somebody's note\n"
                                          "3\tA/B0C\tbefore 2026-01-01 00:00:00+00\n");

} // namespace

class HistoryFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryFork();
    void emptyHasNoForks();
    void refusesBrokenLines_data();
    void refusesBrokenLines();
    void cutAnywhereIsNeverWrong();
};

void HistoryFileTest::readsEveryFork()
{
    const auto history = parseHistoryFile(threeForks);
    QVERIFY(history);
    const std::vector<HistoryEntry> expected{
        {1, Lsn{0x30000A0}, QStringLiteral("no recovery target specified")},
        {2, Lsn{0x4000148}, QStringLiteral("no recovery target specified")},
        {3, Lsn{0xA00000B0C}, QStringLiteral("before 2026-01-01 00:00:00+00")}};
    QVERIFY(*history == expected);
    QCOMPARE(forkOf(*history, 2), std::optional<Lsn>(Lsn{0x4000148}));
    QVERIFY(!forkOf(*history, 4));
    QVERIFY(!forkOf({}, 1));
}

void HistoryFileTest::emptyHasNoForks()
{
    const auto history = parseHistoryFile(QStringLiteral("\n"));
    QVERIFY(history);
    QVERIFY(history->empty());
}

void HistoryFileTest::refusesBrokenLines_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("no line end") << QStringLiteral("1\t0/30000A0\treason");
    QTest::newRow("no position") << QStringLiteral("1\n");
    QTest::newRow("bad position") << QStringLiteral("1\t0/30000G0\treason\n");
    QTest::newRow("long position") << QStringLiteral("1\t0/123456789\treason\n");
    QTest::newRow("timeline 0") << QStringLiteral("0\t0/30000A0\treason\n");
    QTest::newRow("timeline too large") << QStringLiteral("4294967296\t0/30000A0\treason\n");
    QTest::newRow("not newer") << QStringLiteral("2\t0/1\ta\n2\t0/2\tb\n");
    QTest::newRow("older") << QStringLiteral("2\t0/1\ta\n1\t0/2\tb\n");
    QTest::newRow("words") << QStringLiteral("hello\n");
    QTest::newRow("bytes") << QStringLiteral("\x01\x02\x03\n");
}

void HistoryFileTest::refusesBrokenLines()
{
    QFETCH(QString, text);
    const auto history = parseHistoryFile(text);
    QVERIFY(!history);
    QCOMPARE(history.error().kind, ErrorKind::Failed);
}

void HistoryFileTest::cutAnywhereIsNeverWrong()
{
    const auto whole = parseHistoryFile(threeForks);
    for (qsizetype length = 0; length < threeForks.size(); ++length) {
        const auto history = parseHistoryFile(threeForks.left(length));
        if (!history)
            continue;
        QVERIFY(history->size() <= whole->size());
        for (size_t i = 0; i < history->size(); ++i)
            QVERIFY((*history)[i] == (*whole)[i]);
    }
}

QTEST_GUILESS_MAIN(HistoryFileTest)
#include "history_file_test.moc"
