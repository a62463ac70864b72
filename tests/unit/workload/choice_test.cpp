// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/commit_outcome.h"
#include "core/workload/node_choice.h"
#include "core/workload/session_target.h"

#include <QtTest>

using namespace tandem;

namespace {

constexpr Sighting unseen{};
constexpr Sighting gone{NodeStance::Unreachable, 0};
constexpr Sighting standby{NodeStance::Standby, 0};

constexpr Sighting primary(std::uint32_t timeline)
{
    return {NodeStance::Primary, timeline};
}

Result<Rows> answered(const char *tag)
{
    Rows rows;
    rows.commandTag = QString::fromLatin1(tag);
    return rows;
}

Error failed(const char *code)
{
    return {ErrorKind::Failed, Text(), QString(), QString::fromLatin1(code)};
}

} // namespace

class ChoiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesGoToTheOnlyPrimary();
    void theHigherTimelineWins();
    void anOldPrimaryIsNeverWrittenTo();
    void equalTimelinesStayWhereTheyAre();
    void readsPreferTheStandby();
    void onlyAPlainCommitIsAcknowledged();
    void aRefusalNeedsALivingSession();
    void wrongPasswordsAreNotRetriedInAStorm();
};

void ChoiceTest::writesGoToTheOnlyPrimary()
{
    QCOMPARE(chooseWritable({primary(1), standby}, 0, {}), (WritableNode{0, 1}));
    QCOMPARE(chooseWritable({gone, primary(2)}, 2, 0), (WritableNode{1, 2}));
    QVERIFY(!chooseWritable({gone, standby}, 1, 0).has_value());
    QVERIFY(!chooseWritable({unseen, unseen}, 0, {}).has_value());
}

void ChoiceTest::theHigherTimelineWins()
{
    QCOMPARE(chooseWritable({primary(1), primary(2)}, 1, 0), (WritableNode{1, 2}));
    QCOMPARE(chooseWritable({primary(3), primary(2)}, 1, 1), (WritableNode{0, 3}));
}

void ChoiceTest::anOldPrimaryIsNeverWrittenTo()
{
    QVERIFY(!chooseWritable({primary(1), gone}, 2, 0).has_value());
    QVERIFY(!chooseWritable({primary(1), standby}, 2, 0).has_value());
    QCOMPARE(chooseWritable({primary(2), gone}, 2, {}), (WritableNode{0, 2}));
}

void ChoiceTest::equalTimelinesStayWhereTheyAre()
{
    QCOMPARE(chooseWritable({primary(2), primary(2)}, 2, 1), (WritableNode{1, 2}));
    QCOMPARE(chooseWritable({primary(2), primary(2)}, 2, 0), (WritableNode{0, 2}));
    QCOMPARE(chooseWritable({primary(2), primary(2)}, 2, {}), (WritableNode{0, 2}));
}

void ChoiceTest::readsPreferTheStandby()
{
    QCOMPARE(chooseReadable({primary(1), standby}), 1);
    QCOMPARE(chooseReadable({standby, gone}), 0);
    QCOMPARE(chooseReadable({gone, primary(1)}), 1);
    QVERIFY(!chooseReadable({gone, unseen}).has_value());
}

void ChoiceTest::onlyAPlainCommitIsAcknowledged()
{
    const Notice cancelledWait{QStringLiteral("WARNING"), QStringLiteral("01000"), QString()};
    const Notice goingDown{QStringLiteral("WARNING"), QStringLiteral("57P01"), QString()};
    const Notice harmless{QStringLiteral("NOTICE"), QStringLiteral("00000"), QString()};
    QCOMPARE(judgeCommit(answered("COMMIT"), {}, true), CommitOutcome::Acknowledged);
    QCOMPARE(judgeCommit(answered("COMMIT"), {harmless}, true), CommitOutcome::Acknowledged);
    QCOMPARE(judgeCommit(answered("COMMIT"), {cancelledWait}, true), CommitOutcome::InDoubt);
    QCOMPARE(judgeCommit(answered("COMMIT"), {harmless, goingDown}, true), CommitOutcome::InDoubt);
    QCOMPARE(judgeCommit(answered("ROLLBACK"), {}, true), CommitOutcome::NotCommitted);
    QCOMPARE(judgeCommit(answered(""), {}, true), CommitOutcome::InDoubt);
}

void ChoiceTest::aRefusalNeedsALivingSession()
{
    QCOMPARE(judgeCommit(failed("23503"), {}, true), CommitOutcome::NotCommitted);
    QCOMPARE(judgeCommit(failed("40001"), {}, true), CommitOutcome::NotCommitted);
    QCOMPARE(judgeCommit(failed("40001"), {}, false), CommitOutcome::InDoubt);
    QCOMPARE(judgeCommit(failed("57P01"), {}, true), CommitOutcome::InDoubt);
    QCOMPARE(judgeCommit(failed("08006"), {}, true), CommitOutcome::InDoubt);
    QCOMPARE(judgeCommit(failed(""), {}, true), CommitOutcome::InDoubt);
    QCOMPARE(judgeCommit(failed("silent"), {}, false), CommitOutcome::InDoubt);
}

void ChoiceTest::wrongPasswordsAreNotRetriedInAStorm()
{
    QVERIFY(pauseAfter(failed("28P01")) >= Milliseconds(1000));
    QVERIFY(pauseAfter(failed("53300")) >= Milliseconds(100));
    QVERIFY(pauseAfter(failed("57P03")) >= Milliseconds(20));
    Error refused = failed("refused");
    refused.kind = ErrorKind::Unreachable;
    QVERIFY(pauseAfter(refused) <= Milliseconds(20));
}

QTEST_APPLESS_MAIN(ChoiceTest)
#include "choice_test.moc"
