// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/not_up.h"
#include "tests/unit/cluster/facts.h"

#include <QSet>
#include <QTest>

using namespace tandem;
using Process = ProcessFacts::Kind;

Q_DECLARE_METATYPE(tandem::NodeFacts)
Q_DECLARE_METATYPE(tandem::NotUp)

namespace {

NodeFacts answering(ServerAnswer answer, std::optional<Process> process, const char *code = "")
{
    NodeFacts node = process ? seenHost("vm1", "in production", 1) : unseenNode("vm1");
    if (process)
        node.process = ProcessFacts{*process, 4711, 1};
    node.sql = SqlFacts{answer, QString::fromLatin1(code), {}};
    return node;
}

NodeFacts fencedNode()
{
    RecordFacts record = released();
    record.fenced = true;
    return with(deadNode("vm1"), record);
}

NodeFacts bareNode()
{
    NodeFacts node = deadNode("vm1");
    node.data->kind = DataDirectoryFacts::Kind::Missing;
    return node;
}

// With a session of ours that goes on, whatever a fresh one is told.
NodeFacts served(ServerAnswer answer)
{
    NodeFacts node = primaryNode("vm1");
    node.sql->answer = answer;
    return node;
}

} // namespace

class NotUpTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTheKindsApart_data();
    void tellsTheKindsApart();
    void everyKindHasItsOwnToken();
};

void NotUpTest::tellsTheKindsApart_data()
{
    QTest::addColumn<NodeFacts>("facts");
    QTest::addColumn<NotUp>("kind");
    QTest::addColumn<QString>("words"); // that the sentence holds
    using A = ServerAnswer;
    const auto row = [](const char *name, const NodeFacts &facts, NotUp kind, const char *words) {
        QTest::newRow(name) << facts << kind << QString::fromLatin1(words);
    };
    row("primary", primaryNode("vm1"), NotUp::None, "");
    row("standby", standbyNode("vm1", false), NotUp::None, "");
    row("role unread", answering(A::Accepts, Process::Running), NotUp::None, "");
    row("full, our session goes on", served(A::Full), NotUp::None, "");
    row("password rotated, our session goes on", served(A::LoginRefused), NotUp::None, "");
    row("login refused", answering(A::LoginRefused, Process::Running, "28P01"), NotUp::LoginRefused,
        "28P01");
    row("login refused, host unseen", answering(A::LoginRefused, {}, "28000"), NotUp::LoginRefused,
        "28000");
    row("frozen process", answering(A::Silent, Process::Frozen), NotUp::Frozen, "frozen");
    row("mute beside a live host", answering(A::Silent, Process::Running), NotUp::Frozen, "frozen");
    row("starting", answering(A::StartingUp, Process::Running, "57P03"), NotUp::Starting,
        "starting or recovering");
    row("shutting down", answering(A::ShuttingDown, Process::Running), NotUp::Refuses,
        "shutting down");
    row("full", answering(A::Full, Process::Running, "53300"), NotUp::Refuses, "53300");
    row("a stranger", answering(A::NotPostgres, {}), NotUp::Refuses, "no PostgreSQL");
    row("a stranger in its place", answering(A::NotPostgres, Process::None), NotUp::ServerDown,
        "is down");
    row("listens elsewhere", answering(A::Refused, Process::Running), NotUp::Refuses,
        "listen_addresses");
    row("killed", deadNode("vm1"), NotUp::ServerDown, "The host of vm1 is up");
    row("orphans", answering(A::Refused, Process::OrphansOnly), NotUp::ServerDown, "is down");
    row("nobody listens, host unseen", answering(A::Refused, {}), NotUp::ServerDown,
        "Nobody listens");
    row("stopped", deadNode("vm1", "shut down"), NotUp::ServerDown, "stopped in order");
    row("fenced", fencedNode(), NotUp::ServerDown, "fenced");
    row("bare", bareNode(), NotUp::ServerDown, "no data directory");
    row("unreachable", silentNode("vm1"), NotUp::HostUnreachable, "not reachable");
    row("only its host answered", seenHost("vm1", "in production", 1), NotUp::Unknown,
        "Nothing is known");
    row("not seen", unseenNode("vm1"), NotUp::Unknown, "Nothing is known");
}

void NotUpTest::tellsTheKindsApart()
{
    QFETCH(NodeFacts, facts);
    QFETCH(NotUp, kind);
    QFETCH(QString, words);
    const NotUpVerdict verdict = notUpOf(facts);
    QCOMPARE(tokenOf(verdict.kind), tokenOf(kind));
    const QString sentence = verdict.sentence.english();
    QCOMPARE(sentence.isEmpty(), kind == NotUp::None);
    QVERIFY2(sentence.contains(words), qPrintable(sentence));
    QVERIFY2(!sentence.contains(u'%'), qPrintable(sentence));
    if (kind != NotUp::None)
        QVERIFY2(sentence.contains(QLatin1String("vm1")), qPrintable(sentence));
}

void NotUpTest::everyKindHasItsOwnToken()
{
    QSet<QString> tokens;
    for (const NotUp kind :
         {NotUp::None, NotUp::LoginRefused, NotUp::Frozen, NotUp::Starting, NotUp::Refuses,
          NotUp::ServerDown, NotUp::HostUnreachable, NotUp::Unknown})
        tokens << tokenOf(kind);
    QCOMPARE(tokens.size(), 8);
}

QTEST_GUILESS_MAIN(NotUpTest)
#include "not_up_test.moc"
