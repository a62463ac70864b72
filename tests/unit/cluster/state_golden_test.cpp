// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/source_tree.h"
#include "tests/unit/cluster/domain.h"

#include <QFile>
#include <QTest>

#include <set>

using namespace tandem;

namespace {

QString goldenFileName()
{
    return QStringLiteral(TANDEM_SOURCE_DIR "/tests/golden/state_table.txt");
}

QString goldenText()
{
    QString text = QStringLiteral(
        "# Every case of the small domain -> the state and the stages it allows; * is "
        "recommended.\n"
        "# home          peer              identity  pair  marks             state: stages\n");
    for (const PairCase &pair : allCases()) {
        const PairState state = rowFor(pair).state;
        QStringList allowed;
        for (const Stage stage : allStages()) {
            if (adviceRowFor(pair, state, stage).allowed) {
                const bool best = recommendedFor(pair, state) == stage;
                allowed << tokenOf(stage) + (best ? QStringLiteral("*") : QString());
            }
        }
        text += describe(pair) + QStringLiteral(" -> ") + tokenOf(state) + u':' +
                (allowed.isEmpty() ? QString() : u' ' + allowed.join(u' ')) + u'\n';
    }
    return text;
}

} // namespace

class StateGoldenTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesTheGoldenFile()
    {
        const QByteArray now = goldenText().toUtf8();
        QFile file(goldenFileName());
        if (qEnvironmentVariable("TANDEM_UPDATE_GOLDEN") == QLatin1String("1")) {
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
            QCOMPARE(file.write(now), qint64(now.size()));
            file.close();
        }
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(goldenFileName()));
        const QByteArray golden = file.readAll();
        const auto was = golden.split('\n');
        const auto is = now.split('\n');
        for (qsizetype i = 0; i < std::min(was.size(), is.size()); ++i)
            QCOMPARE(is.at(i), was.at(i));
        QVERIFY2(golden == now, "TANDEM_UPDATE_GOLDEN=1 rewrites the file");
    }

    void theDomainIsWhole()
    {
        const auto cases = allCases();
        QVERIFY(cases.size() > 1000);
        QVERIFY(cases.size() < 5000);
        std::set<std::pair<NodeCondition, NodeCondition>> pairs;
        for (const PairCase &pair : cases)
            pairs.insert({pair.home, pair.peer});
        QCOMPARE(pairs.size(), size_t(12 * 12));
    }

    void everyStateIsReached()
    {
        std::set<PairState> reached;
        for (const PairCase &pair : allCases())
            reached.insert(rowFor(pair).state);
        for (const PairState state : allStates())
            QVERIFY2(reached.contains(state), qPrintable(tokenOf(state)));
    }

    void everyRowIsReached()
    {
        std::set<const StateRow *> reached;
        for (const PairCase &pair : allCases())
            reached.insert(&rowFor(pair));
        for (const StateRow &row : stateTable())
            QVERIFY2(reached.contains(&row), qPrintable(row.sentence.english()));
    }

    void rowsGoFromDangerousToHarmless()
    {
        const auto &rows = stateTable();
        for (size_t i = 1; i < rows.size(); ++i)
            QVERIFY2(rows[i - 1].state <= rows[i].state, qPrintable(tokenOf(rows[i].state)));
        QCOMPARE(rows.back().state, PairState::Unknown);
    }

    void everyAdviceRowIsReached()
    {
        std::set<const AdviceRow *> reached;
        for (const PairCase &pair : allCases()) {
            for (const Stage stage : allStages())
                reached.insert(&adviceRowFor(pair, rowFor(pair).state, stage));
        }
        // The refusals that stand behind a state's own rows may be shadowed by them.
        for (const AdviceRow &row : adviceTable()) {
            if (row.allowed || row.holds != nullptr)
                QVERIFY2(reached.contains(&row), qPrintable(row.reason.english()));
        }
    }

    void everyStateAndStageHasARowThatAlwaysHolds()
    {
        for (const PairState state : allStates()) {
            for (const Stage stage : allStages()) {
                int always = 0;
                for (const AdviceRow &row : adviceTable()) {
                    const bool covers =
                        std::find(row.states.begin(), row.states.end(), state) != row.states.end();
                    always += row.stage == stage && covers && row.holds == nullptr;
                }
                QVERIFY2(always >= 1, qPrintable(tokenOf(state) + u' ' + tokenOf(stage)));
            }
        }
    }

    void invariantsHoldOverTheWholeDomain()
    {
        using C = NodeCondition;
        for (const PairCase &pair : allCases()) {
            const QByteArray where = describe(pair).toUtf8();
            const PairState state = rowFor(pair).state;
            const bool anyPrimary = pair.home == C::Primary || pair.peer == C::Primary;
            const auto allows = [&](Stage stage) {
                return adviceRowFor(pair, state, stage).allowed;
            };
            if (anyPrimary)
                QVERIFY2(!allows(Stage::Failover), where.constData());
            if (bothPrimary(pair)) {
                QVERIFY2(state == PairState::SplitBrain || state == PairState::NotOnePair ||
                             state == PairState::Bare || state == PairState::Unknown,
                         where.constData());
                QVERIFY2(!allows(Stage::Resync) && !allows(Stage::Failback) &&
                             !allows(Stage::Switchover),
                         where.constData());
            }
            if (pair.home == C::Unseen || pair.peer == C::Unseen) {
                QVERIFY2(state == PairState::Unknown, where.constData());
            }
            if (state == PairState::Healthy)
                QVERIFY2(pair.home == C::Primary && pair.peer == C::StandbyStreaming,
                         where.constData());
            if (state == PairState::Swapped)
                QVERIFY2(pair.peer == C::Primary && pair.home == C::StandbyStreaming,
                         where.constData());
            if (allows(Stage::Failover))
                QVERIFY2(isStandby(pair.home) != isStandby(pair.peer), where.constData());
            if (allows(Stage::Setup)) {
                QVERIFY2(pair.flags.history != PairHistory::Made, where.constData());
                QVERIFY2(pair.home != C::StandbyStreaming && pair.peer != C::StandbyStreaming,
                         where.constData());
            }
            if (allows(Stage::Resync)) {
                QVERIFY2(onePrimary(pair), where.constData());
                QVERIFY2(!isOutOfSight(other(pair)) && other(pair) != C::Alive, where.constData());
                QVERIFY2(pair.flags.branch != Branch::Ahead, where.constData());
                QVERIFY2(pair.flags.relation != Relation::Different, where.constData());
            }
            if (allows(Stage::Crash))
                QVERIFY2(state == PairState::Healthy ||
                             (state == PairState::StandbyLagging && pair.flags.linkPaused),
                         where.constData());
            // Nothing comes up beside a primary but a standby that was only stopped.
            if (allows(Stage::Restore) && anyPrimary)
                QVERIFY2(other(pair) == C::Frozen ||
                             (other(pair) == C::StandbyDetached && pair.flags.linkPaused),
                         where.constData());
            if (allows(Stage::Restore))
                QVERIFY2(pair.home != C::Fenced && pair.peer != C::Fenced, where.constData());
            if (allows(Stage::Clean))
                QVERIFY2(state == PairState::Healthy || state == PairState::Swapped,
                         where.constData());
            if (pair.flags.relation == Relation::Different)
                QVERIFY2(state == PairState::NotOnePair || state == PairState::Bare ||
                             state == PairState::Unknown,
                         where.constData());
            const auto best = recommendedFor(pair, state);
            if (best)
                QVERIFY2(allows(*best), where.constData());
        }
    }
};

QTEST_APPLESS_MAIN(StateGoldenTest)
#include "state_golden_test.moc"
