// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/advice.h"
#include "core/cluster/pair_case.h"
#include "tests/unit/cluster/state_examples.h"

#include <QRandomGenerator>
#include <QTest>

using namespace tandem;
using S = PairState;
using namespace tandem::lab;

namespace {

QString allowedStages(const ClusterSnapshot &snapshot)
{
    QStringList tokens;
    for (const Advice &advice : adviceFor(snapshot)) {
        if (advice.allowed)
            tokens << tokenOf(advice.stage);
    }
    return tokens.join(u' ');
}

NodeFacts randomNode(QRandomGenerator &random, const char *name)
{
    const auto chance = [&random](int of) { return random.bounded(of) == 0; };
    NodeFacts node = unseenNode(name);
    if (!chance(4)) {
        node = seenHost(name, chance(3) ? "shut down" : "in production", quint32(random.bounded(4)),
                        chance(3) ? 42 : pairIdentifier);
        node.data->kind = static_cast<DataDirectoryFacts::Kind>(random.bounded(4));
        node.data->standbySignal = chance(3);
        if (!chance(4))
            node.process = ProcessFacts{static_cast<ProcessFacts::Kind>(random.bounded(5)), 1, 1};
        if (!chance(3)) {
            static const char *const operations[] = {"", "setup", "resync", "failback", "failover"};
            RecordFacts record;
            record.epoch = quint64(random.bounded(3));
            record.operation = QString::fromLatin1(operations[random.bounded(5)]);
            record.heartbeatAgeMilliseconds = random.bounded(40000);
            record.fenced = chance(4);
            record.paired = chance(2);
            record.handoverEnd = chance(4) ? QStringLiteral("0/3000148") : QString();
            node.record = record;
        }
    }
    if (!chance(5))
        node.sql = SqlFacts{static_cast<ServerAnswer>(random.bounded(8)), {}, {}};
    if (node.data && chance(2)) {
        node = running(node, chance(2), chance(2), quint32(random.bounded(4)));
        if (chance(3))
            node = feeding(node);
        if (chance(3))
            node = withSlot(node);
        node.replication->insert = lsn(chance(2) ? "0/9000000" : "0/3000148");
    }
    return node;
}

} // namespace

class StateCasesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesTheState_data()
    {
        QTest::addColumn<size_t>("index");
        const auto all = examples();
        for (size_t i = 0; i < all.size(); ++i)
            QTest::newRow(all[i].name) << i;
    }
    void namesTheState()
    {
        QFETCH(size_t, index);
        const Example example = examples().at(index);
        const StateVerdict verdict = deriveState(example.snapshot);
        QCOMPARE(tokenOf(verdict.state), tokenOf(example.state));
        QCOMPARE(allowedStages(example.snapshot), QString::fromLatin1(example.allowed));
        QVERIFY(!verdict.sentence.isEmpty());
    }

    void everyStateHasAnExample()
    {
        const auto all = examples();
        for (int state = 0; state <= static_cast<int>(S::Unknown); ++state) {
            QVERIFY2(
                std::any_of(all.begin(), all.end(),
                            [state](const Example &e) { return e.state == static_cast<S>(state); }),
                qPrintable(tokenOf(static_cast<S>(state))));
        }
    }

    void sentencesAreFilledIn()
    {
        for (const Example &example : examples()) {
            QStringList sentences{deriveState(example.snapshot).sentence.english()};
            for (const Advice &advice : adviceFor(example.snapshot))
                sentences << advice.reason.english();
            for (const QString &sentence : sentences) {
                QVERIFY2(!sentence.contains(u'%'), qPrintable(sentence));
                QVERIFY2(sentence.contains(QStringLiteral("vm")), qPrintable(sentence));
                QVERIFY2(sentence.endsWith(u'.'), qPrintable(sentence));
                QCOMPARE(sentence.count(QStringLiteral(". ")), 0);
            }
        }
    }

    void sentencesNameTheRightNode()
    {
        const auto flow = labFlow();
        QCOMPARE(deriveState(flow[2].snapshot).sentence.english(),
                 QStringLiteral("vm1 is down and nobody accepts writes: promote vm2."));
        QCOMPARE(deriveState(flow[4].snapshot).sentence.english(),
                 QStringLiteral("vm2 accepts writes in place of vm1, which is out: bring vm1 back "
                                "with a resync."));
        const auto both = pairOf(standbyNode("vm1", false), standbyNode("vm2", false));
        QVERIFY(deriveState(both).sentence.english().contains(
            QStringLiteral("vm1 has replayed to 0/3000148")));
    }

    void theLabFlowRecommendsItsNextStage()
    {
        const QStringList expected{"setup",    "",         "failover", "failover", "resync",    "",
                                   "failback", "failback", "resync",   "",         "switchover"};
        const auto flow = labFlow();
        QCOMPARE(qsizetype(flow.size()), expected.size());
        for (size_t i = 0; i < flow.size(); ++i) {
            const auto best = recommended(flow[i].snapshot);
            QCOMPARE(best ? tokenOf(*best) : QString(), expected.at(qsizetype(i)));
        }
    }

    void theProfilesOrderDoesNotMatter()
    {
        for (const Example &example : examples()) {
            ClusterSnapshot turned = example.snapshot;
            std::swap(turned.nodes[0], turned.nodes[1]);
            QCOMPARE(deriveState(turned).state, example.state);
            QCOMPARE(deriveState(turned).sentence.english(),
                     deriveState(example.snapshot).sentence.english());
            QCOMPARE(allowedStages(turned), allowedStages(example.snapshot));
        }
    }

    void anUnknownHomeNameIsNoCrash()
    {
        ClusterSnapshot snapshot = pairOf(primaryNode("vm1"), standbyNode("vm2", true));
        snapshot.homePrimary = QStringLiteral("elsewhere");
        QCOMPARE(deriveState(snapshot).state, S::Healthy);
        QCOMPARE(deriveState(ClusterSnapshot{}).state, S::Unknown);
    }

    void everyObservationLiesInTheGoldenDomain()
    {
        QRandomGenerator random(20260101);
        int marked = 0;
        for (int round = 0; round < 20000; ++round) {
            const auto snapshot = pairOf(randomNode(random, "vm1"), randomNode(random, "vm2"));
            const PairCase pair = caseOf(snapshot);
            QVERIFY2(isPossible(pair), qPrintable(QString::number(round)));
            marked += pair.flags.handoverOpen || pair.flags.resyncing || pair.flags.lagging ||
                      pair.flags.fed;
        }
        QVERIFY(marked > 500); // the generator does reach the rare flags
    }

    void tokensOfStagesAreReadBack()
    {
        for (const Stage stage : allStages())
            QCOMPARE(stageOf(tokenOf(stage)), std::optional(stage));
        QVERIFY(!stageOf(QStringLiteral("promote")).has_value());
        QVERIFY(!stageOf(QString()).has_value());
    }
};

QTEST_APPLESS_MAIN(StateCasesTest)
#include "state_cases_test.moc"
