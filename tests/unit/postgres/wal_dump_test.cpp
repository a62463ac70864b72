// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/postgres/wal_dump.h"

#include <QTest>

using namespace tandem;

namespace {

// Printed by 15.20; the description is shortened.
const QString stretch = QStringLiteral(
    "rmgr: Heap        len (rec/tot):     59/    59, tx:        726, lsn: 0/02000028, prev "
    "0/0176AAC8, desc: INSERT off 2 flags 0x00, blkref #0: rel 1663/5/16384 blk 0\n"
    "rmgr: Transaction len (rec/tot):     34/    34, tx:        726, lsn: 0/02000068, prev "
    "0/02000028, desc: COMMIT 2026-11-23 06:18:41.916551 UTC\n"
    "rmgr: Transaction len (rec/tot):     34/    34, tx:        727, lsn: 0/020000D0, prev "
    "0/02000090, desc: ABORT 2026-11-23 06:18:41.934459 UTC\n"
    "rmgr: Heap        len (rec/tot):     59/    59, tx:        728, lsn: 0/020000F8, prev "
    "0/020000D0, desc: INSERT off 4 flags 0x00, blkref #0: rel 1663/5/16384 blk 0\n"
    "rmgr: Transaction len (rec/tot):     34/    34, tx:        728, lsn: 0/02000138, prev "
    "0/020000F8, desc: COMMIT 2026-11-23 06:18:41.966806 UTC\n"
    "pg_waldump: error: error in WAL record at 0/2000138: invalid record length at 0/2000160: "
    "wanted 24, got 0\n");

const QString shutdown = QStringLiteral(
    "rmgr: XLOG        len (rec/tot):    114/   114, tx:          0, lsn: 0/03000028, prev "
    "0/02000160, desc: CHECKPOINT_SHUTDOWN redo 0/3000028; tli 1; prev tli 1; fpw true; shutdown\n"
    "pg_waldump: error: error in WAL record at 0/3000028: invalid record length at 0/30000A0: "
    "wanted 24, got 0\n");

QString record(const char *lsn, int length, const char *description)
{
    return QStringLiteral("rmgr: XLOG        len (rec/tot):     %1/%2, tx:          0, lsn: %3, "
                          "prev 0/00000000, desc: %4\n")
        .arg(length)
        .arg(length, 6)
        .arg(QLatin1String(lsn), QLatin1String(description));
}

} // namespace

class WalDumpTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAStretch();
    void readsTheShutdownCheckpoint();
    void complaints_data();
    void complaints();
    void endOfRecord_data();
    void endOfRecord();
    void switchTakesTheSegment();
    void noRecordIsAnError_data();
    void noRecordIsAnError();
    void cutAnywhereIsNeverWrong();
};

void WalDumpTest::readsAStretch()
{
    const auto dump = parseWalDump(stretch);
    QVERIFY(dump);
    QCOMPARE(dump->records, std::int64_t(5));
    QCOMPARE(dump->commits, std::int64_t(2));
    QCOMPARE(dump->last, Lsn{0x2000138});
    QCOMPARE(dump->end, Lsn{0x2000160});
    QCOMPARE(dump->stoppedAt, std::optional<Lsn>(Lsn{0x2000160}));
    QVERIFY(!dump->shutdownCheckpoint && !dump->shutdownCheckpointEnd);
}

void WalDumpTest::readsTheShutdownCheckpoint()
{
    const auto dump = parseWalDump(shutdown);
    QVERIFY(dump);
    QCOMPARE(dump->shutdownCheckpoint, std::optional<Lsn>(Lsn{0x3000028}));
    QCOMPARE(dump->shutdownCheckpointEnd, std::optional<Lsn>(Lsn{0x30000A0}));
    // Something written behind it is seen as the end, not the checkpoint.
    const auto more = parseWalDump(shutdown + record("0/030000A0", 30, "NEXTOID 24576"));
    QVERIFY(more);
    QCOMPARE(more->shutdownCheckpointEnd, std::optional<Lsn>(Lsn{0x30000A0}));
    QCOMPARE(more->end, Lsn{0x30000C0});
}

void WalDumpTest::complaints_data()
{
    QTest::addColumn<QString>("complaint");
    QTest::addColumn<QString>("position");
    const auto row = [](const char *name, const char *complaint, const char *position) {
        QTest::newRow(name) << QString::fromLatin1(complaint) << QString::fromLatin1(position);
    };
    row("13",
        "fatal: error in WAL record at 0/2000138: invalid record length at 0/2000160: wanted 24, "
        "got 0",
        "0/2000160");
    row("16",
        "error: error in WAL record at 0/2000138: invalid record length at 0/2000160: expected at "
        "least 24, got 0",
        "0/2000160");
    row("18 padded",
        "error: error in WAL record at 0/02000138: invalid record length at 0/02000160: "
        "expected at least 24, got 0",
        "0/2000160");
    row("prev link",
        "error: error in WAL record at 0/2000138: record with incorrect prev-link 0/1FF0 at "
        "0/2000160",
        "0/2000160");
    row("checksum",
        "error: error in WAL record at 0/2000138: incorrect resource manager data checksum in "
        "record at 0/2000160",
        "0/2000160");
    row("manager",
        "error: error in WAL record at 0/2000138: invalid resource manager ID 100 at 0/2000160",
        "0/2000160");
    row("magic 16",
        "error: error in WAL record at 0/2FFFFB8: invalid magic number 0000 in WAL segment "
        "000000010000000000000003, LSN 0/3000000, offset 0",
        "0/3000000");
    row("magic 13",
        "fatal: error in WAL record at 0/2FFFFB8: invalid magic number 0000 in log segment "
        "000000010000000000000003, offset 0",
        "0/2FFFFB8");
    row("pageaddr 16",
        "error: error in WAL record at 0/2FFFFB8: unexpected pageaddr 0/1000000 in WAL "
        "segment 000000010000000000000003, LSN 0/3000000, offset 0",
        "0/3000000");
    row("contrecord",
        "error: error in WAL record at 0/2FFFFB8: there is no contrecord flag at 0/3000000",
        "0/3000000");
    row("missing file",
        "error: could not find file \"000000010000000000000003\": No such file or directory", "");
}

void WalDumpTest::complaints()
{
    QFETCH(QString, complaint);
    QFETCH(QString, position);
    const QString text = record("0/02000138", 34, "NOOP");
    const QString line = QStringLiteral("pg_waldump: ") + complaint + QLatin1Char('\n');
    // Both streams may come in either order.
    for (const QString &output : {text + line, line + text}) {
        const auto dump = parseWalDump(output);
        QVERIFY(dump);
        QCOMPARE(dump->end, Lsn{0x2000160});
        QCOMPARE(dump->stoppedAt, Lsn::parse(position));
        QVERIFY(dump->stopReason.contains(complaint));
    }
}

void WalDumpTest::endOfRecord_data()
{
    QTest::addColumn<qulonglong>("start");
    QTest::addColumn<qulonglong>("length");
    QTest::addColumn<qulonglong>("end");
    const auto row = [](const char *name, qulonglong start, qulonglong length, qulonglong end) {
        QTest::newRow(name) << start << length << end;
    };
    row("inside a page", 0x2000028, 59, 0x2000068);
    row("aligned", 0x2000028, 64, 0x2000068);
    row("ends with its page", 0x2001FE0, 32, 0x2002000);
    row("one byte over the page", 0x2001FE0, 33, 0x2002000 + 24 + 8);
    row("over two pages", 0x2001FE0, 32 + 8168 + 1, 0x2004000 + 24 + 8);
    row("over a segment", 0x2FFFFE0, 40, 0x3000000 + 40 + 8);
}

void WalDumpTest::endOfRecord()
{
    QFETCH(qulonglong, start);
    QFETCH(qulonglong, length);
    QFETCH(qulonglong, end);
    QCOMPARE(tandem::endOfRecord(Lsn{start}, length, 16U * 1024 * 1024).toString(),
             Lsn{end}.toString());
}

void WalDumpTest::switchTakesTheSegment()
{
    const auto dump = parseWalDump(record("0/02000160", 24, "SWITCH "));
    QVERIFY(dump);
    QCOMPARE(dump->end, Lsn{0x3000000});
    const auto small = parseWalDump(record("0/02000160", 24, "SWITCH "), 1024 * 1024);
    QVERIFY(small);
    QCOMPARE(small->end, Lsn{0x2100000});
    const auto exact = parseWalDump(record("0/02FFFFE8", 24, "SWITCH "));
    QVERIFY(exact);
    QCOMPARE(exact->end, Lsn{0x3000000});
}

void WalDumpTest::noRecordIsAnError_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("no record") << QStringLiteral(
        "pg_waldump: error: could not find a valid record after 0/4000000\n");
    QTest::newRow("no file") << QStringLiteral("pg_waldump: error: could not find file \"x\"\n");
    QTest::newRow("noise") << QStringLiteral("rmgr: \nrmgr: XLOG len\n\n\x01\x02\n");
    QTest::newRow("bad position") << record("0/123456789", 24, "NOOP");
    QTest::newRow("a length that no record has")
        << record("0/02000160", 24, "NOOP")
               .replace(QStringLiteral("    24,"), QStringLiteral("18446744073709551615,"));
    QTest::newRow("a length that is no number")
        << record("0/02000160", 24, "NOOP")
               .replace(QStringLiteral("    24,"), QStringLiteral("99999999999999999999999,"));
    QTest::newRow("no line end") << record("0/02000160", 24, "NOOP").chopped(1);
}

void WalDumpTest::noRecordIsAnError()
{
    QFETCH(QString, text);
    const auto dump = parseWalDump(text);
    QVERIFY(!dump);
    QCOMPARE(dump.error().kind, ErrorKind::Failed);
}

void WalDumpTest::cutAnywhereIsNeverWrong()
{
    const QList<Lsn> ends{{0x2000068}, {0x2000090}, {0x20000F8}, {0x2000138}, {0x2000160}};
    for (qsizetype length = 0; length <= stretch.size(); ++length) {
        const QString text = stretch.left(length);
        const auto dump = parseWalDump(text);
        const auto records = text.count(QLatin1Char('\n'));
        QCOMPARE(dump.ok(), records > 0);
        if (dump)
            QCOMPARE(dump->end.toString(), ends.at(std::min<qsizetype>(records, 5) - 1).toString());
    }
}

QTEST_GUILESS_MAIN(WalDumpTest)
#include "wal_dump_test.moc"
