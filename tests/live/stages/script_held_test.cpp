// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How exported scripts reach nodes and servers: over ssh where they are elsewhere, by shells and
// sessions that are held, and what becomes of those that die.
#include "core/postgres/layout.h"
#include "tests/live/stages/script_lab.h"

#include <unistd.h>

using namespace tandem;
using namespace tandem::words;
using namespace tandem::testing;

class ScriptHeldTest : public QObject, protected ScriptLab
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { makePair(); }
    void cleanup() { checkPair(); }
    void aHeldShellThatDiesIsReplaced();
    void aHeldSessionThatDiesIsReplaced();
    void nodesElsewhereAreReachedOverSsh();
    void aPreparedScriptBeginsWithItsWord_data();
    void aPreparedScriptBeginsWithItsWord();
};

namespace {

Step shellStep(const QString &id, const QString &node, const QString &script,
               const std::vector<Input> &inputs)
{
    Step step;
    step.id = id;
    step.title = Text::verbatim(id);
    step.node = node;
    step.action = ShellAction{script, OsIdentity::Postgres, {}};
    step.inputs = inputs;
    return step;
}

Step sqlStep(const QString &id, const QString &node, const QString &database, const QString &sql)
{
    Step step;
    step.id = id;
    step.title = Text::verbatim(id);
    step.node = node;
    step.action = SqlAction{sql, QStringLiteral("admin"), database, false};
    return step;
}

bool replaceIn(const QString &fileName, const QByteArray &before, const QByteArray &after)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    QByteArray text = file.readAll();
    file.close();
    if (text.count(before) != 1 || !file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return false;
    text.replace(before, after);
    return file.write(text) == text.size();
}

} // namespace

// Killed between two questions, as by an administrator; in the middle of it the third one is.
void ScriptHeldTest::aHeldShellThatDiesIsReplaced()
{
    Plan plan;
    plan.stage = Stage::Verify;
    const std::vector<Input> own{
        {QStringLiteral("own"),
         literal(Layout::of(*m_lab->session().profile().node(m_lab->home())).ownDirectory)}};
    Step first = shellStep(QStringLiteral("first"), m_lab->home(),
                           QStringLiteral("echo $PPID >\"$own/held\"\necho one=1\n"), own);
    first.captures = {{QStringLiteral("one"), CaptureType::Integer, {}}};
    const Step kills = shellStep(QStringLiteral("kills"), m_lab->other(),
                                 QStringLiteral("read -r held <\"$own/held\"\nkill -9 \"$held\"\n"
                                                "while kill -0 \"$held\" 2>/dev/null; do sleep "
                                                "0.02; done\n"),
                                 own);
    Step second = shellStep(QStringLiteral("second"), m_lab->home(),
                            QStringLiteral("read -r held <\"$own/held\"\n"
                                           "[ \"$held\" != \"$PPID\" ] && echo two=2\n"),
                            own);
    second.captures = {{QStringLiteral("two"), CaptureType::Integer, {}}};
    const Step amid = shellStep(QStringLiteral("amid"), m_lab->home(),
                                QStringLiteral("rm \"$own/held\"\nkill -9 \"$PPID\"\n"), own);
    plan.steps = {first, kills, second, amid};
    const ScriptEnd end = played(plan);
    QVERIFY2(end.values().at(QStringLiteral("one")) == QLatin1String("1"), end.told());
    QVERIFY2(end.values().count(QStringLiteral("two")) == 1, end.told());
    // What became of it is not known, and so it is not done once more.
    QVERIFY2(end.code == 1 && end.err.contains(QStringLiteral("amid")), end.told());
}

void ScriptHeldTest::aHeldSessionThatDiesIsReplaced()
{
    Plan plan;
    plan.stage = Stage::Verify;
    const QString node = m_lab->home();
    const QString database = m_lab->session().profile().database;
    Step first = sqlStep(QStringLiteral("first"), node, database,
                         QStringLiteral("select pg_backend_pid() as victim"));
    first.captures = {{QStringLiteral("victim"), CaptureType::Integer, {}}};
    Step held = sqlStep(QStringLiteral("held"), node, database,
                        QStringLiteral("select pg_backend_pid() as held"));
    held.captures = {{QStringLiteral("held"), CaptureType::Integer, {}}};
    Step kills = sqlStep(QStringLiteral("kills"), node, QStringLiteral("postgres"),
                         QStringLiteral("select pg_terminate_backend(:'victim'::int, 5000) as "
                                        "is_over"));
    kills.inputs = {{QStringLiteral("victim"), captured(QStringLiteral("victim"))}};
    kills.captures = {{QStringLiteral("is_over"), CaptureType::Boolean, {}}};
    Step second = sqlStep(QStringLiteral("second"), node, database,
                          QStringLiteral("select pg_backend_pid() as next"));
    second.captures = {{QStringLiteral("next"), CaptureType::Integer, {}}};
    const Step amid = sqlStep(QStringLiteral("amid"), node, database,
                              QStringLiteral("select pg_terminate_backend(pg_backend_pid())"));
    plan.steps = {first, held, kills, second, amid};
    const ScriptEnd end = played(plan);
    QVERIFY2(end.values().count(QStringLiteral("next")) == 1, end.told());
    QCOMPARE(end.values().at(QStringLiteral("held")), end.values().at(QStringLiteral("victim")));
    QCOMPARE(end.values().at(QStringLiteral("is_over")), QStringLiteral("true"));
    QVERIFY(end.values().at(QStringLiteral("next")) != end.values().at(QStringLiteral("victim")));
    QVERIFY2(end.code == 1 && end.err.contains(QStringLiteral("terminating connection")),
             end.told());
}

// ssh and sudo are stand-ins that do on this machine what the real ones do on another.
void ScriptHeldTest::nodesElsewhereAreReachedOverSsh()
{
    const QString bin = m_lab->pair().path(QStringLiteral("fakes"));
    const QString log = m_lab->pair().path(QStringLiteral("ssh.log"));
    QVERIFY(QDir().mkpath(bin));
    const auto program = [&](const QString &name, const QByteArray &text) {
        QFile file(bin + u'/' + name);
        return file.open(QIODevice::WriteOnly) && file.write(text) > 0 &&
               file.setPermissions(QFile::Permissions(0x7755));
    };
    QVERIFY(program(QStringLiteral("ssh"),
                    "#!/bin/sh\necho \"$*\" >>" + shellQuoted(log).toUtf8() +
                        "\nfor word; do last=$word; done\nexec sh -c \"$last\"\n"));
    QVERIFY(program(QStringLiteral("sudo"),
                    ::geteuid() == 0
                        ? "#!/bin/sh\nshift 3\nexec setpriv --reuid=postgres --regid=postgres "
                          "--init-groups \"$@\"\n"
                        : "#!/bin/sh\nshift 3\nexec \"$@\"\n"));
    Profile far = m_lab->session().profile();
    for (NodeProfile &node : far.nodes) {
        if (node.name != m_lab->other())
            continue;
        node.transport = TransportKind::Ssh;
        node.ssh.user = QStringLiteral("main");
        node.ssh.port = 2222;
        node.ssh.identity = QStringLiteral("~/.ssh/a 'key'");
    }
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("PATH"),
                       bin + u':' + environment.value(QStringLiteral("PATH")));
    std::map<bool, qsizetype> starts;
    for (const bool isHeld : {true, false}) {
        const QString file =
            exported(*m_lab, planned(isHeld ? Stage::Switchover : Stage::Failback), far);
        // As before bash 5, where nothing is held.
        QVERIFY(isHeld || replaceIn(file, "|| can_hold=1\n", "|| can_hold=0\n"));
        const ScriptEnd end = ScriptRun(file, secrets(), environment).end();
        QVERIFY2(end.code == 0, end.told());
        QFile told(log);
        QVERIFY(told.open(QIODevice::ReadOnly));
        const QString calls = QString::fromUtf8(told.readAll());
        QVERIFY2(calls.contains(QStringLiteral("-p 2222 -i ")) &&
                     calls.contains(QStringLiteral("/.ssh/a 'key' -l main -- ")),
                 qPrintable(calls.left(2000)));
        starts[isHeld] = calls.count(QStringLiteral("-p 2222"));
        QVERIFY(told.remove());
    }
    QVERIFY2(
        starts[true] >= 1 && 3 * starts[true] < starts[false],
        qPrintable(QStringLiteral("%1 and %2 starts of ssh").arg(starts[true]).arg(starts[false])));
    // From that node itself nothing of it goes over ssh.
    const auto there = scriptOf(planned(Stage::Switchover), far, m_lab->other());
    QVERIFY(there.ok() && !there->contains(QStringLiteral("-p 2222")));
}

void ScriptHeldTest::aPreparedScriptBeginsWithItsWord_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<bool>("begins");
    QTest::newRow("its word") << QByteArray("w0 leave\nw0 begin\nw1 begin\n") << true;
    QTest::newRow("told to leave") << QByteArray("w1 leave\nw1 begin\n") << false;
    QTest::newRow("the word of another") << QByteArray("w2 begin\nw1\n begin\n") << false;
    QTest::newRow("cut off") << QByteArray("w1 begin") << false;
    QTest::newRow("nobody there") << QByteArray() << false;
}

void ScriptHeldTest::aPreparedScriptBeginsWithItsWord()
{
    QFETCH(QByteArray, input);
    QFETCH(bool, begins);
    Plan plan;
    plan.stage = Stage::Verify;
    Step step = sqlStep(QStringLiteral("first"), m_lab->home(), m_lab->session().profile().database,
                        QStringLiteral("select 1 as one"));
    step.captures = {{QStringLiteral("one"), CaptureType::Integer, {}}};
    plan.steps = {step};
    const QString file = exported(*m_lab, plan, m_lab->session().profile());
    QVERIFY(!QTest::currentTestFailed());
    const ScriptEnd end =
        ScriptRun(file, secrets() + QStringList{QStringLiteral("--ready"), QStringLiteral("w1")},
                  QProcessEnvironment::systemEnvironment(), input)
            .end();
    QVERIFY2(end.code == (begins ? 0 : 6), end.told());
    QVERIFY2(end.values().count(QStringLiteral("one")) == size_t(begins), end.told());
    QVERIFY2(end.steps().size() == begins, end.told());
}

QTEST_GUILESS_MAIN(ScriptHeldTest)
#include "script_held_test.moc"
