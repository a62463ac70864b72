// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/audit.h"
#include "tests/live/workload/scratch_pair.h"

using namespace tandem;
using tandem::testing::ScratchPair;

class AuditTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void manyRowsAreFetchedInPieces_data();
    void manyRowsAreFetchedInPieces();
    void theStandbyAnswersToo();
    void aFailedAuditLeavesTheSessionUsable();

private:
    static LedgerContents acknowledged(const QString &run, int count);
    Result<AuditReport> auditOn(int node, const LedgerContents &contents);
    ScratchPair m_pair;
};

LedgerContents AuditTest::acknowledged(const QString &run, int count)
{
    LedgerContents contents;
    contents.runId = run;
    contents.closed = true;
    for (int seq = 1; seq <= count; ++seq) {
        LedgerRecord record;
        record.kind = RecordKind::Ack;
        record.key = {1 + seq % 4, seq};
        contents.records.push_back(record);
    }
    return contents;
}

Result<AuditReport> AuditTest::auditOn(int node, const LedgerContents &contents)
{
    const Deadline deadline = Deadline::after(Milliseconds(30000));
    auto server = Connection::open(m_pair.admin(node), deadline, {});
    if (!server)
        return server.error();
    return audit(contents, *server, deadline, {});
}

void AuditTest::initTestCase()
{
    QCOMPARE(m_pair.begin(), QString());
    QCOMPARE(m_pair.addStandby(), QString());
}

void AuditTest::manyRowsAreFetchedInPieces_data()
{
    QTest::addColumn<int>("rows");
    for (const int rows : {0, 1, 9999, 10000, 10001, 100000})
        QTest::addRow("%d", rows) << rows;
}

void AuditTest::manyRowsAreFetchedInPieces()
{
    QFETCH(int, rows);
    const QString run = QStringLiteral("many'%1").arg(rows);
    m_pair.ask(0, QStringLiteral("insert into pgtandem.ledger select 'many''%1', 1 + n % 4, n, 'x'"
                                 " from generate_series(1, %1) n")
                      .arg(rows));
    const auto report = auditOn(0, acknowledged(run, rows + 3));
    QVERIFY2(report.ok(), report ? "" : qPrintable(report.error().sentence.english()));
    QCOMPARE(report->acknowledged, rows + 3);
    QCOMPARE(report->kept, rows);
    QCOMPARE(report->lostCount, 3);
    std::vector<WriteKey> lost;
    for (int seq = rows + 1; seq <= rows + 3; ++seq)
        lost.push_back({1 + seq % 4, seq});
    std::sort(lost.begin(), lost.end());
    QVERIFY(report->lost == lost);
    QCOMPARE(report->unknownRows, 0);
}

void AuditTest::theStandbyAnswersToo()
{
    m_pair.ask(0, "insert into pgtandem.ledger select 'two', 1, n, 'x' from generate_series(1, 5)"
                  " n");
    LedgerContents contents = acknowledged(QStringLiteral("two"), 0);
    QVERIFY(QTest::qWaitFor(
        [&] {
            const auto report = auditOn(1, contents);
            return report.ok() && report->unknownRows == 5;
        },
        10000));
}

void AuditTest::aFailedAuditLeavesTheSessionUsable()
{
    const Deadline deadline = Deadline::after(Milliseconds(30000));
    auto server = Connection::open(m_pair.admin(0), deadline, {});
    QVERIFY(server.ok());
    QVERIFY(server->exec("alter table pgtandem.ledger rename to hidden", deadline, {}).ok());
    const LedgerContents contents = acknowledged(QStringLiteral("none"), 2);
    QVERIFY(!audit(contents, *server, deadline, {}).ok());
    QVERIFY(server->exec("alter table pgtandem.hidden rename to ledger", deadline, {}).ok());
    const auto report = audit(contents, *server, deadline, {});
    QVERIFY(report.ok());
    QCOMPARE(report->lostCount, 2);
}

QTEST_GUILESS_MAIN(AuditTest)
#include "audit_test.moc"
