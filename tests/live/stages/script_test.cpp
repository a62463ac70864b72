// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Exported scripts where something is in their way: what they refuse, what they bring back, and who
// they give way to.
#include "core/postgres/layout.h"
#include "core/runbook/record_steps.h"
#include "tests/live/stages/script_lab.h"

#include <QElapsedTimer>

using namespace tandem;
using namespace tandem::words;
using namespace tandem::testing;

class ScriptTest : public QObject, protected ScriptLab
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { makePair(); }
    void cleanup() { checkPair(); }
    void aFailoverIsRefusedWhileThePrimaryAnswers();
    void aRecordOfAnotherIsRespected_data();
    void aRecordOfAnotherIsRespected();
    void aRecordOfADeadProcessIsTaken();
    void aKnownEpochIsUsed_data();
    void aKnownEpochIsUsed();
    void secretsOfOthersAreNotRead();
    void aFailedStepBringsBack();
    void aCancelBringsBack_data();
    void aCancelBringsBack();
    void aSlowCommandIsEnded();
};

void ScriptTest::aFailoverIsRefusedWhileThePrimaryAnswers()
{
    crash(*m_lab, m_lab->home());
    const Plan plan = planned(Stage::Failover);
    QVERIFY(!plan.steps.empty());
    // Kept, and run when the primary is back.
    // Its dead postmaster may not have been collected yet, as start_server knows.
    QCOMPARE(m_lab->shell(m_lab->home(), stageScript(QStringLiteral("start_server"))), QString());
    QTRY_COMPARE_WITH_TIMEOUT(tokenOf(m_lab->state()), tokenOf(PairState::Healthy), 20000);
    const QString before = fingerprint(*m_lab);
    const ScriptEnd end = played(plan);
    QVERIFY2(end.code == 3, end.told());
    QVERIFY2(end.err.contains(m_lab->home()), end.told());
    QVERIFY2(!end.values().count(QStringLiteral("killed")), end.told());
    checkUnchanged(*m_lab, before);
}

void ScriptTest::aRecordOfAnotherIsRespected_data()
{
    QTest::addColumn<QString>("fields");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("at work") << "operation=failback\nowner=somebody@elsewhere process 7"
                             << "somebody@elsewhere";
    QTest::newRow("newer program") << "version=2"
                                   << "newer version";
}

void ScriptTest::aRecordOfAnotherIsRespected()
{
    QFETCH(QString, fields);
    QFETCH(QString, sentence);
    const QString before = fingerprint(*m_lab);
    const QString kept = m_lab->shell(m_lab->other(), QStringLiteral("cat \"$record\""));
    const Plan plan = planned(Stage::Switchover);
    QVERIFY(!plan.steps.empty());
    QCOMPARE(m_lab->shell(m_lab->other(),
                          recordLibrary() +
                              QStringLiteral("read_clock\nread_boot_id\nrecord_merge <<LINES\n%1\n"
                                             "heartbeat=$now\nboot=$boot\nLINES\n")
                                  .arg(fields)),
             QString());
    const ScriptEnd end = played(plan);
    QVERIFY2(end.code == 3, end.told());
    QVERIFY2(end.err.contains(sentence), end.told());
    // The node that was free is given back.
    QCOMPARE(recordField(*m_lab, m_lab->home(), QStringLiteral("operation")), QString());
    QCOMPARE(m_lab->shell(m_lab->other(),
                          QStringLiteral("cat >\"$record\" <<'LINES'\n%1LINES\n").arg(kept)),
             QString());
    checkUnchanged(*m_lab, before);
}

void ScriptTest::aRecordOfADeadProcessIsTaken()
{
    QProcess gone;
    gone.start(QStringLiteral("true"), QStringList());
    const qint64 process = gone.processId();
    QVERIFY(gone.waitForFinished());
    QCOMPARE(m_lab->shell(m_lab->home(),
                          recordLibrary() +
                              QStringLiteral("read_clock\nread_boot_id\nrecord_merge <<LINES\n"
                                             "operation=failback\nowner=somebody@$(uname -n) "
                                             "process %1\nheartbeat=$now\nboot=$boot\nLINES\n")
                                  .arg(process)),
             QString());
    const ScriptEnd end = played(planned(Stage::ModeAsync));
    QVERIFY2(end.code == 0, end.told());
    QVERIFY2(end.values().at(QStringLiteral("holder")).endsWith(QString::number(process)),
             end.told());
}

void ScriptTest::aKnownEpochIsUsed_data()
{
    QTest::addColumn<int>("behind");
    QTest::newRow("as it is") << 0;
    QTest::newRow("stale: it is read after all") << 1;
}

void ScriptTest::aKnownEpochIsUsed()
{
    QFETCH(int, behind);
    const auto epochOf = [&](const QString &node) {
        return recordField(*m_lab, node, QStringLiteral("epoch")).toInt();
    };
    const Plan plan = planned(Stage::ModeAsync);
    QVERIFY(!plan.claims.empty());
    QStringList arguments = secrets();
    std::map<QString, int> before;
    for (const RecordClaim &claim : plan.claims) {
        before[claim.node] = epochOf(claim.node);
        QVERIFY(before[claim.node] > 1);
        arguments << QStringLiteral("--epoch")
                  << QStringLiteral("%1=%2").arg(claim.node).arg(before[claim.node] - behind);
    }
    const ScriptEnd end = played(plan, arguments);
    QVERIFY2(end.code == 0, end.told());
    QCOMPARE(end.steps().join(u'\n').contains(tokenOf(StepStatus::Failed)), behind > 0);
    for (const auto &[node, epoch] : before)
        QVERIFY(epochOf(node) > epoch);
}

void ScriptTest::secretsOfOthersAreNotRead()
{
    const Plan plan = planned(Stage::Verify);
    const QString copy = m_lab->pair().path(QStringLiteral("open.json"));
    QVERIFY(QFile::copy(m_lab->pair().sandbox().secretsFile(), copy));
    QVERIFY(QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup));
    const ScriptEnd open = played(plan, {QStringLiteral("--secrets"), copy});
    QVERIFY2(open.code == 2 && open.err.contains(QStringLiteral("has mode 640")), open.told());
    // A passfile is enough where no secret is handed on.
    const QString passfile = m_lab->pair().path(QStringLiteral("passfile"));
    QFile file(passfile);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("*:*:*:" + m_lab->session().profile().roles.admin.toUtf8() + ':' +
               m_lab->session().secrets().get(QStringLiteral("admin"))->reveal() + '\n');
    file.close();
    QVERIFY(QFile::setPermissions(passfile, QFile::ReadOwner | QFile::WriteOwner));
    const ScriptEnd end = played(plan, {QStringLiteral("--passfile"), passfile});
    QVERIFY2(end.code == 0, end.told());
    // No secret is in what it printed, or in the script.
    const QString secret =
        QString::fromUtf8(m_lab->session().secrets().get(QStringLiteral("admin"))->reveal());
    QVERIFY(!(end.out + end.err).contains(secret));
    const auto script = scriptOf(plan, m_lab->session().profile(), {});
    QVERIFY(script.ok() && !script->contains(secret));
    // Without any the server refuses the login, which is no silence.
    const ScriptEnd none = played(plan, {});
    QVERIFY2(none.code == 1 || none.code == 3, none.told());
}

void ScriptTest::aFailedStepBringsBack()
{
    Plan plan = planned(Stage::Switchover);
    const QString before = fingerprint(*m_lab);
    for (Step &step : plan.steps) {
        if (step.id == QLatin1String("shutdown-end"))
            std::get<ShellAction>(step.action).script = QStringLiteral("exit 4\n");
    }
    const ScriptEnd end = played(plan);
    QVERIFY2(end.code == 1, end.told());
    QVERIFY2(end.err.contains(QStringLiteral("was not stopped in an orderly way")), end.told());
    QVERIFY2(
        end.steps().contains(QStringLiteral("done %1 Start the server of %1").arg(m_lab->home())),
        end.told());
    checkUnchanged(*m_lab, before, Milliseconds(20000));
}

void ScriptTest::aCancelBringsBack_data()
{
    QTest::addColumn<QString>("behind"); // the signal is sent once this was printed
    QTest::newRow("before anything changes") << "Take ";
    QTest::newRow("before the stop or amid it") << "Keep the WAL";
    QTest::newRow("behind the stop") << "Stop the server";
}

void ScriptTest::aCancelBringsBack()
{
    QFETCH(QString, behind);
    const Plan plan = planned(Stage::Switchover);
    const QString before = fingerprint(*m_lab);
    ScriptRun run(exported(*m_lab, plan, m_lab->session().profile()), secrets());
    QVERIFY(run.waitForText(behind));
    run.signal(SIGINT);
    const ScriptEnd end = run.end();
    QVERIFY2(end.code == 130, end.told());
    QVERIFY2(!end.out.contains(QStringLiteral("Promote")), end.told());
    checkUnchanged(*m_lab, before, Milliseconds(20000));
}

void ScriptTest::aSlowCommandIsEnded()
{
    Plan plan;
    plan.stage = Stage::Verify;
    Step slow;
    slow.id = QStringLiteral("slow");
    slow.title = Text::verbatim(QStringLiteral("Sleeps"));
    slow.node = m_lab->home();
    slow.action = ShellAction{
        QStringLiteral("echo $$ >\"$own/slow\"\nsleep 600 & wait\n"), OsIdentity::Postgres, {}};
    slow.inputs = {
        {QStringLiteral("own"),
         literal(Layout::of(*m_lab->session().profile().node(m_lab->home())).ownDirectory)}};
    slow.timeout = Milliseconds(1500);
    plan.steps = {slow};
    QElapsedTimer clock;
    clock.start();
    const ScriptEnd end = played(plan);
    QVERIFY2(end.code == 1 && end.err.contains(QStringLiteral("1500 ms")), end.told());
    QVERIFY(clock.elapsed() < 60000);
    // The dead whom nobody has collected are dead.
    QCOMPARE(m_lab->shell(m_lab->home(),
                          QStringLiteral("ps -o stat= -p \"$(cat \"$own/slow\")\" | grep -v '^Z'\n"
                                         "rm \"$own/slow\"")),
             QString());
}

QTEST_GUILESS_MAIN(ScriptTest)
#include "script_test.moc"
