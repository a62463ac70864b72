// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/cluster/facts.h"

#include <QTest>

#include <functional>

using namespace tandem;
using C = NodeCondition;
using Process = ProcessFacts::Kind;
using Data = DataDirectoryFacts::Kind;

Q_DECLARE_METATYPE(tandem::NodeFacts)

namespace {

struct Example
{
    const char *name;
    NodeFacts facts;
    C condition;
    const char *role;
};

NodeFacts answers(ServerAnswer answer, std::optional<Process> process = std::nullopt,
                  Data data = Data::Initialised, const char *controlState = "in production")
{
    NodeFacts node = unseenNode("vm1");
    node.sql = SqlFacts{answer, {}, {}};
    if (!process)
        return node;
    node = seenHost("vm1", controlState, 1);
    node.data->kind = data;
    node.sql = SqlFacts{answer, {}, {}};
    node.process = ProcessFacts{*process, 4711, 1};
    return node;
}

NodeFacts shellOnly(std::optional<Process> process, Data data = Data::Initialised)
{
    NodeFacts node = seenHost("vm1", "in production", 1);
    node.data->kind = data;
    if (process)
        node.process = ProcessFacts{*process, 4711, 1};
    return node;
}

NodeFacts fenced(NodeFacts node)
{
    RecordFacts record;
    record.epoch = 3;
    record.fenced = true;
    node.record = record;
    return node;
}

std::vector<Example> examples()
{
    using enum ServerAnswer;
    NodeFacts fullButWriting = primaryNode("vm1");
    fullButWriting.sql = SqlFacts{Full, QStringLiteral("53300"), {}};
    NodeFacts hostOnly = unseenNode("vm1");
    hostOnly.host = HostFacts{};
    NodeFacts refusedWithoutProcess = seenHost("vm1", "shut down", 1);
    refusedWithoutProcess.sql = SqlFacts{Refused, {}, {}};
    return {
        {"nothing told", unseenNode("vm1"), C::Unseen, "unknown"},
        {"host only", hostOnly, C::Unseen, "unknown"},
        {"silent, no shell", silentNode("vm1"), C::Unreachable, "unreachable"},
        {"silent, server runs", answers(Silent, Process::Running), C::Frozen, "frozen"},
        {"silent, server stopped by a signal", answers(Silent, Process::Frozen), C::Frozen,
         "frozen"},
        {"silent, no server", answers(Silent, Process::None), C::Down, "down"},
        {"silent, orphans", answers(Silent, Process::OrphansOnly), C::Down, "down"},
        {"refused, no shell", answers(Refused), C::Down, "down"},
        {"refused, no server", answers(Refused, Process::None), C::Down, "down"},
        {"refused, zombie", answers(Refused, Process::Zombie), C::Down, "down"},
        {"refused, orphans", answers(Refused, Process::OrphansOnly), C::Down, "down"},
        {"refused, server runs", answers(Refused, Process::Running), C::Alive, "unknown"},
        {"refused, server stopped by a signal", answers(Refused, Process::Frozen), C::Frozen,
         "frozen"},
        {"refused, shut down", answers(Refused, Process::None, Data::Initialised, "shut down"),
         C::CleanStopped, "down"},
        {"refused, processes not looked at", refusedWithoutProcess, C::CleanStopped, "down"},
        {"refused, standby shut down",
         answers(Refused, Process::None, Data::Initialised, "shut down in recovery"),
         C::CleanStopped, "down"},
        {"refused, shut down but orphans",
         answers(Refused, Process::OrphansOnly, Data::Initialised, "shut down"), C::Down, "down"},
        {"refused, half shut down",
         answers(Refused, Process::None, Data::Initialised, "shutting down"), C::Down, "down"},
        {"refused, data missing", answers(Refused, Process::None, Data::Missing), C::Bare, "down"},
        {"refused, data empty", answers(Refused, Process::None, Data::Empty), C::Bare, "down"},
        {"refused, foreign files", answers(Refused, Process::None, Data::Foreign), C::Down, "down"},
        {"fenced", fenced(deadNode("vm1")), C::Fenced, "fenced"},
        {"fenced after a clean stop", fenced(deadNode("vm1", "shut down")), C::Fenced, "fenced"},
        {"fenced, but it runs", fenced(primaryNode("vm1")), C::Primary, "primary"},
        {"stranger on the port, no server", answers(NotPostgres, Process::None), C::Down, "down"},
        {"stranger on the port, server runs", answers(NotPostgres, Process::Running), C::Alive,
         "unknown"},
        {"stranger on the port, no shell", answers(NotPostgres), C::Unreachable, "unreachable"},
        {"starting", answers(StartingUp, Process::Running), C::Starting, "unknown"},
        {"shutting down", answers(ShuttingDown), C::Starting, "unknown"},
        {"login refused", answers(LoginRefused), C::Alive, "unknown"},
        {"full", answers(Full, Process::Running), C::Alive, "unknown"},
        {"accepts, role unread", answers(Accepts), C::Alive, "unknown"},
        {"full for new ones, role read", fullButWriting, C::Primary, "primary"},
        {"primary", primaryNode("vm1"), C::Primary, "primary"},
        {"standby streams", standbyNode("vm1", true), C::StandbyStreaming, "standby"},
        {"standby alone", standbyNode("vm1", false), C::StandbyDetached, "standby"},
        {"shell only, no server", shellOnly(Process::None), C::Down, "down"},
        {"shell only, server runs", shellOnly(Process::Running), C::Alive, "unknown"},
        {"shell only, no data", shellOnly(std::nullopt, Data::Missing), C::Bare, "down"},
        {"shell only, data, processes not seen", shellOnly(std::nullopt), C::Unseen, "unknown"},
    };
}

} // namespace

class ConditionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reducesFacts_data()
    {
        QTest::addColumn<size_t>("index");
        const auto all = examples();
        for (size_t i = 0; i < all.size(); ++i)
            QTest::newRow(all[i].name) << i;
    }
    void reducesFacts()
    {
        QFETCH(size_t, index);
        const Example example = examples().at(index);
        QCOMPARE(tokenOf(conditionOf(example.facts)), tokenOf(example.condition));
        QCOMPARE(roleToken(example.facts), QString::fromLatin1(example.role));
    }

    void everyConditionHasAnExample()
    {
        for (int value = 0; value <= static_cast<int>(C::StandbyDetached); ++value) {
            const auto all = examples();
            QVERIFY2(std::any_of(all.begin(), all.end(),
                                 [value](const Example &e) {
                                     return conditionOf(e.facts) == static_cast<C>(value);
                                 }),
                     qPrintable(tokenOf(static_cast<C>(value))));
        }
    }

    void nothingButSqlMakesARole()
    {
        for (const Example &example : examples()) {
            const C condition = conditionOf(example.facts);
            const bool hasRole = condition == C::Primary || condition == C::StandbyStreaming ||
                                 condition == C::StandbyDetached;
            QCOMPARE(hasRole, example.facts.replication.has_value());
        }
    }
};

QTEST_APPLESS_MAIN(ConditionTest)
#include "condition_test.moc"
