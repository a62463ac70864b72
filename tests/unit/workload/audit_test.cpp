// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/audit.h"

#include <QtTest>

#include <random>

using namespace tandem;

namespace {

LedgerRecord record(RecordKind kind, int session, std::int64_t seq)
{
    LedgerRecord out;
    out.kind = kind;
    out.key = {session, seq};
    return out;
}

LedgerContents ledgerOf(std::vector<LedgerRecord> records, bool closed = true)
{
    LedgerContents contents;
    contents.records = std::move(records);
    contents.closed = closed;
    return contents;
}

constexpr auto Intend = RecordKind::Intend;
constexpr auto Ack = RecordKind::Ack;
constexpr auto Abort = RecordKind::Abort;
constexpr auto Doubt = RecordKind::Doubt;

} // namespace

class AuditTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindIsCountedOnce();
    void theFirstHundredLostAreNamed();
    void aWriteWithoutAnyAnswerIsInDoubt();
    void rangesSplitTheWholeWithoutRest();
    void duplicatesAndUnknownRowsAreSeen();
    void rowsNewerThanAnOpenLedgerAreNotUnknown();
    void anEmptyServerLosesEverything();
    void addsUpForAnyLedger();
};

void AuditTest::everyKindIsCountedOnce()
{
    const LedgerContents contents = ledgerOf({
        record(Intend, 1, 1), record(Ack, 1, 1),   // kept
        record(Intend, 2, 1), record(Ack, 2, 1),   // lost
        record(Abort, 1, 2),                       // rolled back
        record(Intend, 1, 3), record(Abort, 1, 3), // refused, yet present
        record(Intend, 1, 4), record(Doubt, 1, 4), // in doubt, present
        record(Intend, 2, 2), record(Doubt, 2, 2), // in doubt, absent
    });
    const AuditReport report = compareLedger(contents, {{1, 4}, {1, 1}, {1, 3}});
    QCOMPARE(report.acknowledged, 2);
    QCOMPARE(report.kept, 1);
    QCOMPARE(report.lostCount, 1);
    QCOMPARE(report.lost, (std::vector<WriteKey>{{2, 1}}));
    QCOMPARE(report.inDoubt, 2);
    QCOMPARE(report.doubtPresent, 1);
    QCOMPARE(report.doubtAbsent, 1);
    QCOMPARE(report.rolledBack, 2);
    QCOMPARE(report.rolledBackPresent, 1);
    QCOMPARE(report.duplicates, 0);
    QCOMPARE(report.unknownRows, 0);
}

void AuditTest::theFirstHundredLostAreNamed()
{
    std::vector<LedgerRecord> records;
    for (int seq = 250; seq >= 1; --seq)
        records.push_back(record(Ack, 1, seq));
    const AuditReport report = compareLedger(ledgerOf(records), {{1, 3}});
    QCOMPARE(report.lostCount, 249);
    QCOMPARE(report.lost.size(), std::size_t(100));
    QCOMPARE(report.lost.front(), (WriteKey{1, 1}));
    QCOMPARE(report.lost.back(), (WriteKey{1, 101}));
}

void AuditTest::aWriteWithoutAnyAnswerIsInDoubt()
{
    const AuditReport report =
        compareLedger(ledgerOf({record(Intend, 1, 1), record(Intend, 1, 2)}, false), {{1, 2}});
    QCOMPARE(report.inDoubt, 2);
    QCOMPARE(report.doubtPresent, 1);
    QCOMPARE(report.doubtAbsent, 1);
}

void AuditTest::rangesSplitTheWholeWithoutRest()
{
    const LedgerContents contents =
        ledgerOf({record(Intend, 1, 1), record(Ack, 1, 1), record(Intend, 1, 2),
                  record(Intend, 2, 1), record(Ack, 2, 1), record(Ack, 1, 2)});
    const std::vector<WriteKey> rows{{1, 1}, {1, 2}};
    const AuditReport first = compareLedger(contents, rows, {0, 3});
    QCOMPARE(first.acknowledged, 1);
    QCOMPARE(first.lostCount, 0);
    QCOMPARE(first.inDoubt, 0); // answered after the range: belongs to the second one
    QCOMPARE(first.unknownRows, 0);
    const AuditReport second = compareLedger(contents, rows, {3});
    QCOMPARE(second.acknowledged, 2);
    QCOMPARE(second.lost, (std::vector<WriteKey>{{2, 1}}));
}

void AuditTest::duplicatesAndUnknownRowsAreSeen()
{
    const AuditReport report =
        compareLedger(ledgerOf({record(Ack, 1, 1), record(Ack, 1, 3)}),
                      {{1, 1}, {1, 1}, {1, 1}, {1, 2}, {1, 4}, {0, 9}, {7, 1}});
    QCOMPARE(report.duplicates, 2);
    QCOMPARE(report.unknownRows, 4);
    QCOMPARE(report.kept, 1);
    QCOMPARE(report.lostCount, 1);
}

void AuditTest::rowsNewerThanAnOpenLedgerAreNotUnknown()
{
    const AuditReport report =
        compareLedger(ledgerOf({record(Ack, 1, 5)}, false), {{1, 4}, {1, 5}, {1, 6}, {2, 1}});
    QCOMPARE(report.unknownRows, 1);
    QCOMPARE(report.rowsAfter, 2);
}

void AuditTest::anEmptyServerLosesEverything()
{
    const AuditReport report =
        compareLedger(ledgerOf({record(Ack, 1, 1), record(Ack, 2, 1), record(Doubt, 3, 1)}), {});
    QCOMPARE(report.kept, 0);
    QCOMPARE(report.lostCount, 2);
    QCOMPARE(report.doubtAbsent, 1);
    QCOMPARE(compareLedger(ledgerOf({}), {}), AuditReport());
}

void AuditTest::addsUpForAnyLedger()
{
    std::mt19937 random(3);
    for (int round = 0; round < 300; ++round) {
        std::vector<LedgerRecord> records;
        std::vector<WriteKey> rows;
        std::int64_t acks = 0;
        std::int64_t lost = 0;
        std::int64_t unknown = 0;
        for (int seq = 1; seq <= 60; ++seq) {
            const int session = 1 + int(random() % 4);
            const int fate = int(random() % 5);
            const bool present = random() % 2 == 0;
            if (present)
                rows.push_back({session, seq});
            if (fate == 4) {
                unknown += present ? 1 : 0;
                continue;
            }
            const RecordKind kind = std::array{Ack, Abort, Doubt, Intend}[std::size_t(fate)];
            records.push_back(record(Intend, session, seq));
            if (kind != Intend)
                records.push_back(record(kind, session, seq));
            acks += kind == Ack ? 1 : 0;
            lost += kind == Ack && !present ? 1 : 0;
        }
        const auto middle = std::int64_t(records.size() / 2);
        std::shuffle(rows.begin(), rows.end(), random);
        const LedgerContents contents = ledgerOf(records);
        const AuditReport whole = compareLedger(contents, rows);
        QCOMPARE(whole.acknowledged, acks);
        QCOMPARE(whole.lostCount, lost);
        QCOMPARE(whole.unknownRows, unknown);
        QCOMPARE(whole.acknowledged, whole.kept + whole.lostCount);
        QCOMPARE(whole.inDoubt, whole.doubtPresent + whole.doubtAbsent);
        const AuditReport early = compareLedger(contents, rows, {0, middle});
        const AuditReport late = compareLedger(contents, rows, {middle});
        QCOMPARE(early.acknowledged + late.acknowledged, whole.acknowledged);
        QCOMPARE(early.lostCount + late.lostCount, whole.lostCount);
        QCOMPARE(early.inDoubt + late.inDoubt, whole.inDoubt);
        QCOMPARE(early.rolledBack + late.rolledBack, whole.rolledBack);
    }
}

QTEST_APPLESS_MAIN(AuditTest)
#include "audit_test.moc"
