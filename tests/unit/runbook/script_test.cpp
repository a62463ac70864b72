// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What an exported script holds of names and values that mean harm, and what is refused.
#include "core/runbook/script.h"
#include "core/runbook/script_text.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace tandem;

namespace {

// Everything that a shell, psql or a comment could trip over.
const QString hostile = QString::fromUtf8("-rf 'single' \"double\" $HOME `id` $(id) \\ \\n % %1 & "
                                          "; | * ? [a] {b} ~ # !x\tTab\nTEXT\nSQL\n"
                                          "line  two Жук ");

Profile hostileProfile()
{
    Profile profile;
    profile.name = QString::fromUtf8("пара 'one' $HOME");
    profile.homePrimary = QStringLiteral("vm 1'\"$x");
    profile.database = QString::fromUtf8("база \"data'\\ $(id)");
    profile.roles.admin = QString::fromUtf8("админ' \"x");
    for (size_t i = 0; i < 2; ++i) {
        NodeProfile &node = profile.nodes[i];
        node.name = i == 0 ? profile.homePrimary : QStringLiteral("vm2");
        node.host = QStringLiteral("127.0.0.1");
        node.transport = TransportKind::Local;
        node.postgres.layout = LayoutKind::Plain;
        node.postgres.dataDirectory = QStringLiteral("/srv/a 'b' \"c\" $d `e`/%1/data").arg(i);
    }
    return profile;
}

Step shellStep(const QString &script)
{
    Step step;
    step.id = QStringLiteral("only");
    step.title = Text::verbatim(QStringLiteral("A title\nrm -rf / # 'x'"));
    step.node = QStringLiteral("vm2");
    step.action = ShellAction{script, OsIdentity::Login, {}};
    return step;
}

struct End
{
    int code = -1;
    QString out;
    QString err;
};

End played(const Plan &plan, const QStringList &arguments = {})
{
    const auto script = scriptOf(plan, hostileProfile(), {});
    if (!script.ok())
        return {-1, {}, script.error().sentence.english()};
    const QTemporaryDir place;
    const QString name = place.filePath(QStringLiteral("script.sh"));
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(script->toUtf8());
    file.close();
    QProcess bash;
    bash.start(QStringLiteral("bash"), QStringList{name} + arguments);
    bash.waitForFinished(20000);
    return {bash.exitCode(), QString::fromUtf8(bash.readAllStandardOutput()),
            QString::fromUtf8(bash.readAllStandardError())};
}

} // namespace

class ScriptTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyValueArrivesByteByByte()
    {
        Step step =
            shellStep(QStringLiteral("printf '%s' \"$value\" | od -An -tx1 | tr -d ' \\n' | "
                                     "sed 's/^/hex=/'\n"));
        step.inputs = {{QStringLiteral("value"), literal(hostile)}};
        step.captures = {{QStringLiteral("hex"), CaptureType::Text, {}}};
        Plan plan;
        plan.steps = {step};
        const End end = played(plan);
        QVERIFY2(end.code == 0, qPrintable(end.out + end.err));
        QVERIFY2(end.out.contains(QStringLiteral("\nhex=") +
                                  QString::fromLatin1(hostile.toUtf8().toHex()) + u'\n'),
                 qPrintable(end.out));
    }

    void whatAStepTellsArrivesInTheNext()
    {
        Step tells =
            shellStep(QStringLiteral("printf '%s\\n' 'word=&\\0 {number} '\\''$(id)'\\'''\n"
                                     "echo number=+007\necho lsn=0/00a\necho yes=t\n"));
        tells.captures = {{QStringLiteral("word"), CaptureType::Text, {}},
                          {QStringLiteral("number"), CaptureType::Integer, {}},
                          {QStringLiteral("place"), CaptureType::Lsn, QStringLiteral("lsn")},
                          {QStringLiteral("yes"), CaptureType::Boolean, {}}};
        Step hears = shellStep(QStringLiteral("printf 'same=%s\\n' \"$word\"\n"));
        hears.id = QStringLiteral("hears");
        hears.inputs = {{QStringLiteral("word"), captured(QStringLiteral("word"))}};
        hears.captures = {{QStringLiteral("same"), CaptureType::Text, {}}};
        hears.when = {
            {QStringLiteral("place"), Compare::AtLeast, literal(QStringLiteral("0/9")), {}},
            {QStringLiteral("number"), Compare::AtMost, literal(7), {}},
            {QStringLiteral("yes"), Compare::Equal, literal(QStringLiteral("true")), {}}};
        hears.expect = {
            {QStringLiteral("same"), Compare::Equal, captured(QStringLiteral("word")), {}}};
        Step never = shellStep(QStringLiteral("exit 9\n"));
        never.id = QStringLiteral("never");
        never.when = {{QStringLiteral("unknown"), Compare::NotEqual, literal(1), {}}};
        Plan plan;
        plan.steps = {tells, hears, never};
        const End end = played(plan);
        QVERIFY2(end.code == 0, qPrintable(end.out + end.err));
        for (const char *line : {"number=7", "place=0/A", "yes=true", "same=&\\0 {number} '$(id)'"})
            QVERIFY2(end.out.contains(u'\n' + QLatin1String(line) + u'\n'), qPrintable(end.out));
        QVERIFY(end.out.contains(QStringLiteral("  - ")));
    }

    void aFailureHasTheRunnersSentenceAndExitCode()
    {
        Step step = shellStep(QStringLiteral("echo seen=3\n"));
        step.captures = {{QStringLiteral("seen"), CaptureType::Integer, {}}};
        step.expect = {{QStringLiteral("seen"), Compare::OneOf, literal(QStringLiteral("1|2")),
                        say("Runbook", "\"%1\" is needed but no step told it.")
                            .arg(QStringLiteral("{seen} & {other}"))}};
        step.refusalKind = ErrorKind::Refused;
        Plan plan;
        plan.steps = {step};
        const End refused = played(plan);
        QCOMPARE(refused.code, 3);
        QVERIFY2(refused.err.startsWith(
                     QStringLiteral("\"3 & {other}\" is needed but no step told it.\n")),
                 qPrintable(refused.err));
        // A refusal promises that nothing was changed.
        plan.steps[0].changes = true;
        QCOMPARE(played(plan).code, 1);
        // A command that fails without a sentence of its own.
        plan.steps = {shellStep(QStringLiteral("exit 75\n"))};
        QCOMPARE(played(plan).code, 1);
    }

    void aDecisionIsAskedForFirst()
    {
        Plan plan;
        plan.confirmation = Confirmation{Text::verbatim(QStringLiteral("All is lost: type 'x y'.")),
                                         QStringLiteral("'x y'")};
        plan.steps = {shellStep(QStringLiteral("true\n"))};
        for (const QStringList &words :
             {QStringList{}, {QStringLiteral("--confirm"), QStringLiteral("x y")}}) {
            const End asked = played(plan, words);
            QCOMPARE(asked.code, 5);
            QVERIFY(asked.out.isEmpty());
            QVERIFY(asked.err.contains(QStringLiteral("All is lost")));
        }
        QCOMPARE(played(plan, {QStringLiteral("--confirm='x y'")}).code, 0);
        QCOMPARE(played(plan, {QStringLiteral("--confirm")}).code, 2);
        QCOMPARE(played(plan, {QStringLiteral("--colour")}).code, 2);
        const End help = played(plan, {QStringLiteral("--help")});
        QCOMPARE(help.code, 0);
        QVERIFY(help.out.contains(QStringLiteral("Usage: bash FILE")));
    }

    void commentsEndWhereTheyShould()
    {
        QCOMPARE(commentWords(QStringLiteral("a\nrm -rf /\r\u2028b")),
                 QStringLiteral("a rm -rf /  b"));
        Plan plan;
        plan.steps = {shellStep(QStringLiteral("true\n"))};
        const auto script = scriptOf(plan, hostileProfile(), {});
        QVERIFY(script.ok());
        for (const QString &line : script->split(u'\n'))
            QVERIFY2(!line.startsWith(QLatin1String("rm -rf / #")) ||
                         !line.endsWith(QLatin1String("'x'")),
                     qPrintable(line));
    }

    void statementsAreCounted()
    {
        QVERIFY(!hasSeveralStatements(QStringLiteral("select 'a; b', \"c;d\" -- e; f\n;\n")));
        QVERIFY(!hasSeveralStatements(QStringLiteral("do $x$ begin; end $x$")));
        QVERIFY(!hasSeveralStatements(QStringLiteral("select 1 /* ; */;;")));
        QVERIFY(hasSeveralStatements(QStringLiteral("select 1; select 2")));
        QCOMPARE(endedStatement(QStringLiteral("select 1 -- one")),
                 QStringLiteral("select 1 -- one\n;\n"));
        QCOMPARE(endedStatement(QStringLiteral("select 1;\n")), QStringLiteral("select 1;\n"));
    }

    void whatCannotBeExportedIsRefused()
    {
        Plan plan;
        plan.steps = {shellStep(QStringLiteral("true\n"))};
        QCOMPARE(scriptOf(plan, hostileProfile(), QStringLiteral("vm3")).error().kind,
                 ErrorKind::Usage);
        plan.steps[0].inputs = {{QStringLiteral("a b"), literal(1)}};
        QCOMPARE(scriptOf(plan, hostileProfile(), {}).error().kind, ErrorKind::Refused);
        plan.steps[0].inputs = {{QStringLiteral("secret"), verifierOf(QStringLiteral("admin"))}};
        QCOMPARE(scriptOf(plan, hostileProfile(), {}).error().kind, ErrorKind::Refused);
        plan.steps[0].inputs.clear();
        plan.steps[0].action = SqlAction{QStringLiteral("select 1; select 2 as two"),
                                         QStringLiteral("admin"), QStringLiteral("db"), false};
        QVERIFY(scriptOf(plan, hostileProfile(), {}).ok());
        plan.steps[0].captures = {{QStringLiteral("two"), CaptureType::Integer, {}}};
        QCOMPARE(scriptOf(plan, hostileProfile(), {}).error().kind, ErrorKind::Refused);
        // SQL through SSH only is no way for psql, but on the node itself it is none.
        Profile far = hostileProfile();
        far.nodes[1].transport = TransportKind::Ssh;
        far.nodes[1].ssh.user = QStringLiteral("main");
        far.nodes[1].postgres.viaSsh = true;
        plan.steps[0].captures.clear();
        QCOMPARE(scriptOf(plan, far, {}).error().kind, ErrorKind::Refused);
        QVERIFY(scriptOf(plan, far, QStringLiteral("vm2")).ok());
    }

    void oneStepIsACommandToPaste()
    {
        Step step = shellStep(QStringLiteral("printf '%s|' \"$value\" \"$told\"\n"));
        step.inputs = {{QStringLiteral("value"), literal(hostile)},
                       {QStringLiteral("told"), captured(QStringLiteral("word"))}};
        Plan plan;
        Step teller = shellStep(QStringLiteral("echo word=1\n"));
        teller.id = QStringLiteral("teller");
        teller.captures = {{QStringLiteral("word"), CaptureType::Text, {}}};
        plan.steps = {teller, step};
        const auto copy = stepScriptOf(plan, hostileProfile(), QStringLiteral("only"), {});
        QVERIFY(copy.ok());
        QVERIFY(copy->contains(QStringLiteral("fill in: word, as the step teller tells it")));
        QProcess bash;
        bash.start(QStringLiteral("bash"), {QStringLiteral("-c"), *copy});
        bash.waitForFinished(20000);
        QCOMPARE(QString::fromUtf8(bash.readAllStandardOutput()), hostile + QStringLiteral("||"));
        const auto unknown = stepScriptOf(plan, hostileProfile(), QStringLiteral("nothing"), {});
        QCOMPARE(unknown.error().kind, ErrorKind::Usage);
        QVERIFY(unknown.error().sentence.english().contains(QStringLiteral("teller, only")));
    }
};

QTEST_GUILESS_MAIN(ScriptTest)
#include "script_test.moc"
