// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runbook/record_steps.h"
#include "core/runbook/runner.h"
#include "tests/support/scripted_world.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tandem;

namespace {

Step shellStep(const QString &id)
{
    Step step;
    step.id = id;
    step.title = Text::verbatim(id);
    step.node = QStringLiteral("vm1");
    step.action = ShellAction{id, OsIdentity::Postgres, {}};
    return step;
}

Result<ShellResult> answer(int exitCode, const QByteArray &output = {})
{
    return ShellResult{exitCode, output, {}};
}

Rows oneRow(const QString &column, const QString &value)
{
    Rows rows;
    rows.columns = {column};
    rows.rows = {{value}};
    return rows;
}

} // namespace

class RunnerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_world = std::make_unique<ScriptedWorld>(); }
    void runsInOrderAndJournals();
    void skipsWhatDoesNotApply();
    void leavesAloneWhatIsDone();
    void effectMustBeSeen();
    void waitsByAskingAgain();
    void givesUpAtTheDeadline();
    void bringsBackWhatWasBefore();
    void refusalIsNoRefusalOnceSomethingChanged();
    void cancelStopsBetweenSteps();
    void cancelAmidTheTakingGivesBackAll();
    void asksForTheTypedWord();
    void stopsWhenOvertaken();
    void refusesAHeldNode();
    void groupsRunAll();
    void errorCodesBecomeData();
    void secretsGoToStandardInputOnly();
    void aMissingSecretStops();

private:
    Outcome play(const Plan &plan, const RunOptions &options = {}, const StopToken &stop = {});
    QTemporaryDir m_directory;
    Redactor m_redactor;
    std::unique_ptr<ScriptedWorld> m_world;
};

Outcome RunnerTest::play(const Plan &plan, const RunOptions &options, const StopToken &stop)
{
    auto journal = Journal::create(m_directory.path(), QStringLiteral("test"), m_redactor);
    if (!journal.ok())
        qFatal("no journal");
    const Outcome outcome = run(plan, *m_world, **journal, options, stop);
    if (!Journal::read((*journal)->fileName()).ok())
        qFatal("the journal cannot be read back");
    return outcome;
}

void RunnerTest::runsInOrderAndJournals()
{
    Plan plan;
    Step first = shellStep(QStringLiteral("first"));
    first.captures = {{QStringLiteral("n"), CaptureType::Integer, {}}};
    m_world->shellAnswers[QStringLiteral("first")] = {answer(0, "n=7\n")};
    Step second = shellStep(QStringLiteral("second"));
    second.inputs = {{QStringLiteral("n"), captured(QStringLiteral("n"))}};
    plan.steps = {first, second};
    const Outcome outcome = play(plan);
    QVERIFY(outcome.isDone());
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(outcome.values.text(QStringLiteral("n")), QStringLiteral("7"));
    QCOMPARE(m_world->calls, QStringList({QStringLiteral("vm1:first"), QStringLiteral("vm1:second"),
                                          QStringLiteral("observe")}));
    QCOMPARE(outcome.steps.size(), size_t(2));
}

void RunnerTest::skipsWhatDoesNotApply()
{
    Plan plan;
    Step step = shellStep(QStringLiteral("only-sometimes"));
    step.when = {{QStringLiteral("method"), Compare::Equal, literal(QStringLiteral("clone")), {}}};
    plan.steps = {step};
    const Outcome outcome = play(plan);
    QVERIFY(outcome.isDone());
    QCOMPARE(outcome.steps.front().status, StepStatus::Skipped);
    QVERIFY(!m_world->calls.contains(QStringLiteral("vm1:only-sometimes")));
}

static Step changingStep(const QString &id)
{
    Step step = shellStep(id);
    step.changes = true;
    step.after =
        Probe{ShellAction{QStringLiteral("look"), OsIdentity::Postgres, {}},
              {},
              {{QStringLiteral("holds"), CaptureType::Boolean, {}}},
              {{QStringLiteral("holds"), Compare::Equal, literal(QStringLiteral("true")), {}}}};
    return step;
}

void RunnerTest::leavesAloneWhatIsDone()
{
    Plan plan;
    plan.steps = {changingStep(QStringLiteral("act"))};
    m_world->shellAnswers[QStringLiteral("look")] = {answer(0, "holds=1\n")};
    const Outcome outcome = play(plan);
    QVERIFY(outcome.isDone());
    QCOMPARE(outcome.steps.front().status, StepStatus::AlreadyDone);
    QVERIFY(!m_world->calls.contains(QStringLiteral("vm1:act")));
}

void RunnerTest::effectMustBeSeen()
{
    Plan plan;
    plan.steps = {changingStep(QStringLiteral("act"))};
    m_world->shellAnswers[QStringLiteral("look")] = {answer(0, "holds=0\n")};
    const Outcome outcome = play(plan);
    QCOMPARE(outcome.kind, Outcome::Kind::InDoubt); // the world shows nothing afterwards
    QVERIFY(m_world->calls.contains(QStringLiteral("vm1:act")));
}

void RunnerTest::waitsByAskingAgain()
{
    Plan plan;
    Step step;
    step.id = QStringLiteral("promote");
    step.title = Text::verbatim(step.id);
    step.node = QStringLiteral("vm2");
    step.action = SqlAction{QStringLiteral("promote"), QStringLiteral("admin"), {}, false};
    step.captures = {{QStringLiteral("in_recovery"), CaptureType::Boolean, {}}};
    step.expect = {
        {QStringLiteral("in_recovery"), Compare::Equal, literal(QStringLiteral("false")), {}}};
    step.wait = Wait{Milliseconds(1), Milliseconds(5000), true};
    plan.steps = {step};
    const QString column = QStringLiteral("in_recovery");
    m_world->sqlAnswers[QStringLiteral("promote")] = {
        Rows(oneRow(column, QStringLiteral("t"))), Rows(oneRow(column, QStringLiteral("t"))),
        Error{ErrorKind::Failed,
              Text::verbatim(QStringLiteral("not now")),
              {},
              QStringLiteral("57P03")},
        Rows(oneRow(column, QStringLiteral("f")))};
    QVERIFY(play(plan).isDone());
    QCOMPARE(m_world->calls.count(QStringLiteral("vm2:promote")), 4);
}

void RunnerTest::givesUpAtTheDeadline()
{
    Plan plan;
    Step step = shellStep(QStringLiteral("never"));
    step.captures = {{QStringLiteral("n"), CaptureType::Integer, {}}};
    step.expect = {{QStringLiteral("n"), Compare::Equal, literal(1), {}}};
    step.wait = Wait{Milliseconds(1), Milliseconds(20), true};
    step.refusal = Text::verbatim(QStringLiteral("it never came"));
    m_world->shellAnswers[QStringLiteral("never")] = {answer(0, "n=0\n")};
    plan.steps = {step};
    const Outcome outcome = play(plan);
    QCOMPARE(outcome.kind, Outcome::Kind::Failed);
    QCOMPARE(outcome.sentence.english(), QStringLiteral("it never came"));
}

void RunnerTest::bringsBackWhatWasBefore()
{
    Plan plan;
    Step step = changingStep(QStringLiteral("act"));
    step.after.reset();
    step.onFailure = {shellStep(QStringLiteral("back"))};
    m_world->shellAnswers[QStringLiteral("act")] = {answer(1)};
    plan.steps = {step, shellStep(QStringLiteral("later"))};
    const Outcome outcome = play(plan);
    QVERIFY(!outcome.isDone());
    QVERIFY(m_world->calls.contains(QStringLiteral("vm1:back")));
    QVERIFY(!m_world->calls.contains(QStringLiteral("vm1:later")));
}

void RunnerTest::refusalIsNoRefusalOnceSomethingChanged()
{
    Step refuses = shellStep(QStringLiteral("check"));
    refuses.refusal = Text::verbatim(QStringLiteral("it cannot be"));
    refuses.refusalKind = ErrorKind::Refused;
    m_world->shellAnswers[QStringLiteral("check")] = {answer(1)};
    Plan plan;
    plan.steps = {refuses};
    QCOMPARE(play(plan).exitCode, 3);
    Step changing = changingStep(QStringLiteral("act"));
    changing.after.reset();
    plan.steps = {changing, refuses};
    const Outcome outcome = play(plan);
    QCOMPARE(outcome.exitCode, 1);
    QCOMPARE(outcome.sentence.english(), QStringLiteral("it cannot be"));
}

void RunnerTest::cancelStopsBetweenSteps()
{
    StopSource source;
    m_world->stopAt = &source;
    m_world->stopOn = QStringLiteral("first");
    Plan plan;
    plan.claims = {{QStringLiteral("vm1"), QStringLiteral("/r"), 0}};
    plan.epoch = 1;
    plan.steps = {shellStep(QStringLiteral("first")), shellStep(QStringLiteral("second"))};
    const Outcome outcome = play(plan, {}, source.token());
    QCOMPARE(outcome.kind, Outcome::Kind::Cancelled);
    QCOMPARE(outcome.exitCode, 130);
    QVERIFY(!m_world->calls.contains(QStringLiteral("vm1:second")));
    QVERIFY(m_world->calls.contains(QStringLiteral("vm1:release"))); // nothing stays taken
}

// Cut off, a taking might hold its node, and nobody would know.
void RunnerTest::cancelAmidTheTakingGivesBackAll()
{
    StopSource source;
    m_world->stopAt = &source;
    m_world->stopOn = QStringLiteral("take");
    m_world->endsWhenStopped = true;
    Plan plan;
    plan.claims = {{QStringLiteral("vm1"), QStringLiteral("/r"), 0},
                   {QStringLiteral("vm2"), QStringLiteral("/r"), 0}};
    plan.epoch = 1;
    plan.steps = {shellStep(QStringLiteral("first"))};
    const Outcome outcome = play(plan, {}, source.token());
    QCOMPARE(outcome.kind, Outcome::Kind::Cancelled);
    QCOMPARE(outcome.exitCode, 130);
    QVERIFY(!m_world->calls.contains(QStringLiteral("vm1:first")));
    QVERIFY(m_world->calls.contains(QStringLiteral("vm1:release")));
    QVERIFY(m_world->calls.contains(QStringLiteral("vm2:release")));
}

void RunnerTest::asksForTheTypedWord()
{
    Plan plan;
    plan.confirmation =
        Confirmation{Text::verbatim(QStringLiteral("type vm2")), QStringLiteral("vm2")};
    plan.steps = {shellStep(QStringLiteral("first"))};
    RunOptions options;
    options.typedWord = QStringLiteral("VM2");
    const Outcome refused = play(plan, options);
    QCOMPARE(refused.exitCode, 5);
    QVERIFY(m_world->calls.isEmpty());
    options.typedWord = QStringLiteral("vm2");
    QVERIFY(play(plan, options).isDone());
}

void RunnerTest::stopsWhenOvertaken()
{
    Plan plan;
    plan.claims = {{QStringLiteral("vm1"), QStringLiteral("/r"), 0}};
    plan.epoch = 1;
    Step sql;
    sql.id = QStringLiteral("write");
    sql.title = Text::verbatim(sql.id);
    sql.node = QStringLiteral("vm1");
    sql.changes = true;
    sql.action = SqlAction{QStringLiteral("write"), QStringLiteral("admin"), {}, false};
    plan.steps = {sql};
    m_world->shellAnswers[QStringLiteral("guard")] = {answer(overtakenExit)};
    const Outcome outcome = play(plan);
    QVERIFY(!outcome.isDone());
    QVERIFY(outcome.sentence.english().contains(QStringLiteral("took vm1 over")));
    QVERIFY(!m_world->calls.contains(QStringLiteral("vm1:write"))); // SQL is guarded like shell
}

void RunnerTest::refusesAHeldNode()
{
    Plan plan;
    plan.claims = {{QStringLiteral("vm1"), QStringLiteral("/r"), 0},
                   {QStringLiteral("vm2"), QStringLiteral("/r"), 0}};
    plan.epoch = 1;
    plan.steps = {shellStep(QStringLiteral("first"))};
    m_world->shellAnswers[QStringLiteral("take")] = {
        answer(heldExit, "holder=anna@desk process 7\n")};
    const Outcome outcome = play(plan);
    QCOMPARE(outcome.kind, Outcome::Kind::Refused);
    QCOMPARE(outcome.exitCode, 3);
    QVERIFY2(outcome.sentence.english().contains(QStringLiteral("anna@desk")),
             qPrintable(outcome.sentence.english()));
    QVERIFY(!m_world->calls.contains(QStringLiteral("vm1:first")));
    QVERIFY(!m_world->calls.contains(
        QStringLiteral("vm1:release"))); // what was not taken is not given back
}

void RunnerTest::groupsRunAll()
{
    Step group;
    group.id = QStringLiteral("both");
    group.together = {shellStep(QStringLiteral("one")), shellStep(QStringLiteral("two"))};
    m_world->shellAnswers[QStringLiteral("one")] = {answer(1)};
    Plan plan;
    plan.steps = {group, shellStep(QStringLiteral("later"))};
    QVERIFY(!play(plan).isDone());
    QVERIFY(m_world->calls.contains(QStringLiteral("vm1:two")));
    QVERIFY(!m_world->calls.contains(QStringLiteral("vm1:later")));
}

void RunnerTest::errorCodesBecomeData()
{
    Step step;
    step.id = QStringLiteral("refused-write");
    step.title = Text::verbatim(step.id);
    step.node = QStringLiteral("vm2");
    step.action = SqlAction{QStringLiteral("insert"), QStringLiteral("admin"), {}, false};
    step.captures = {{QStringLiteral("code"), CaptureType::Text, QStringLiteral("@code")}};
    step.expect = {{QStringLiteral("code"), Compare::Equal, literal(QStringLiteral("25006")), {}}};
    Plan plan;
    plan.steps = {step};
    m_world->sqlAnswers[QStringLiteral("insert")] = {
        Error{ErrorKind::Failed,
              Text::verbatim(QStringLiteral("read only")),
              {},
              QStringLiteral("25006")}};
    QVERIFY(play(plan).isDone());
    m_world->sqlAnswers[QStringLiteral("insert")] = {Rows{}};
    QVERIFY(!play(plan).isDone()); // a write that went through is no proof
}

void RunnerTest::secretsGoToStandardInputOnly()
{
    class InputWorld : public ScriptedWorld
    {
    public:
        QByteArray input;
        QString text;
        Result<ShellResult> shell(const QString &node, const ShellCommand &command,
                                  const StopToken &stop, const OutputSink &sink) override
        {
            input = command.input;
            text = renderScript(command);
            return ScriptedWorld::shell(node, command, stop, sink);
        }
    };
    auto world = std::make_unique<InputWorld>();
    InputWorld &seen = *world;
    m_world = std::move(world);
    Step step = shellStep(QStringLiteral("passfile"));
    std::get<ShellAction>(step.action).secrets = {QStringLiteral("replication")};
    Plan plan;
    plan.steps = {step};
    QVERIFY(play(plan).isDone());
    QCOMPARE(seen.input, QByteArray("topsecret\n"));
    QVERIFY(!seen.text.contains(QStringLiteral("topsecret")));
}

void RunnerTest::aMissingSecretStops()
{
    Step step = shellStep(QStringLiteral("passfile"));
    std::get<ShellAction>(step.action).secrets = {QStringLiteral("missing")};
    Plan plan;
    plan.steps = {step};
    const Outcome outcome = play(plan);
    QCOMPARE(outcome.exitCode, 3);
    QVERIFY(!m_world->calls.contains(QStringLiteral("vm1:passfile")));
}

QTEST_GUILESS_MAIN(RunnerTest)
#include "runner_test.moc"
