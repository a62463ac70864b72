// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Steps that take long: what is told while they are at work, and what is true when they were cut.
#include "core/runbook/runner.h"
#include "tests/support/scripted_world.h"

#include <QFile>
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

} // namespace

class LongStepsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<ScriptedWorld>();
        auto journal = Journal::create(m_directory.path(), QStringLiteral("test"), m_redactor);
        QVERIFY(journal.ok());
        m_journal = std::move(*journal);
    }
    void progressReachesObserversOnly();
    void aCancelledStepSaysWhatIsTrue();
    void cancelWaitsForAnUncutStep();
    void longLooksStandAside();

private:
    QTemporaryDir m_directory;
    Redactor m_redactor;
    std::unique_ptr<ScriptedWorld> m_world;
    std::unique_ptr<Journal> m_journal;
};

void LongStepsTest::progressReachesObserversOnly()
{
    Plan plan;
    Step copy = shellStep(QStringLiteral("copy"));
    copy.captures = {{QStringLiteral("kept"), CaptureType::Text, {}}};
    plan.steps = {copy};
    m_world->shellAnswers[QStringLiteral("copy")] = {
        ShellResult{0, "begin\nprogress_kilobytes=3/12\nkept=x\n", {}}};
    std::vector<StepReport> told;
    const Outcome outcome = run(plan, *m_world, *m_journal, {}, {},
                                [&](const StepReport &report) { told.push_back(report); });
    QVERIFY(outcome.isDone());
    QCOMPARE(told.size(), size_t(3));
    QVERIFY(!told[0].progress);
    QVERIFY(told[1].progress.has_value());
    QCOMPARE(told[1].status, StepStatus::Started);
    QCOMPARE(told[1].progress->doneBytes, std::int64_t(3 * 1024));
    QCOMPARE(told[1].progress->totalBytes, std::int64_t(12 * 1024));
    QVERIFY(!told[2].progress);
    QCOMPARE(told[2].captured.text(QStringLiteral("kept")), QStringLiteral("x"));
    QVERIFY(!told[2].output.contains(QStringLiteral("progress")));
    QCOMPARE(outcome.steps.size(), size_t(1));
    QFile file(m_journal->fileName());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray written = file.readAll();
    QCOMPARE(written.count("\"step\":\"copy\""), 2); // when it began and when it ended
    QVERIFY(!written.contains("progress"));
}

void LongStepsTest::aCancelledStepSaysWhatIsTrue()
{
    Plan plan;
    Step copy = shellStep(QStringLiteral("copy"));
    copy.cancelled = Text::verbatim(QStringLiteral("nothing was touched"));
    copy.refusal = Text::verbatim(QStringLiteral("it failed"));
    copy.onFailure = {shellStep(QStringLiteral("remove"))};
    plan.steps = {copy};
    m_world->shellAnswers[QStringLiteral("copy")] = {
        Error{ErrorKind::Cancelled, Text::verbatim(QStringLiteral("cut")), {}, {}}};
    const Outcome outcome = run(plan, *m_world, *m_journal, {}, {});
    QCOMPARE(outcome.kind, Outcome::Kind::Cancelled);
    QCOMPARE(outcome.sentence.english(), QStringLiteral("nothing was touched"));
    QVERIFY(m_world->calls.contains(QStringLiteral("vm1:remove")));
}

void LongStepsTest::cancelWaitsForAnUncutStep()
{
    for (const bool isUncut : {false, true}) {
        m_world = std::make_unique<ScriptedWorld>();
        StopSource source;
        m_world->stopAt = &source;
        m_world->stopOn = QStringLiteral("promote");
        m_world->endsWhenStopped = true;
        Plan plan;
        Step promote = shellStep(QStringLiteral("promote"));
        promote.isUncut = isUncut;
        plan.steps = {promote, shellStep(QStringLiteral("next"))};
        const Outcome outcome = run(plan, *m_world, *m_journal, {}, source.token(), {});
        QCOMPARE(outcome.kind, Outcome::Kind::Cancelled);
        QCOMPARE(outcome.steps.front().status, isUncut ? StepStatus::Done : StepStatus::Failed);
        QVERIFY(!m_world->calls.contains(QStringLiteral("vm1:next")));
    }
}

void LongStepsTest::longLooksStandAside()
{
    Plan plan;
    Step look = shellStep(QStringLiteral("look"));
    look.isAside = true;
    plan.steps = {look, shellStep(QStringLiteral("next"))};
    QVERIFY(run(plan, *m_world, *m_journal, {}, {}, {}).isDone());
    QVERIFY(m_world->calls.contains(QStringLiteral("vm1 aside:look")));
    QVERIFY(m_world->calls.contains(QStringLiteral("vm1:next")));
}

QTEST_GUILESS_MAIN(LongStepsTest)
#include "long_steps_test.moc"
