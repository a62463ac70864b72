// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/watchdog/agent_commands.h"
#include "core/watchdog/agent_files.h"
#include "core/watchdog/decision_table.h"
#include "tests/unit/stages/lab_snapshots.h"

#include <QCryptographicHash>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace tandem;

// What is put on the nodes, made from a profile alone.
class AgentFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFileIsSoundBash()
    {
        for (const Profile &profile : {lab::profileOfLab(), lab::profileOfHosts()}) {
            for (const NodeProfile &node : profile.nodes) {
                const auto files = agentFiles(profile, node.name);
                QVERIFY2(files.ok(),
                         files.ok() ? "" : qPrintable(files.error().sentence.english()));
                QStringList names;
                for (const AgentFile &file : *files) {
                    names << file.name;
                    if (file.mode == 0755)
                        checkBash(file);
                }
                QCOMPARE(names,
                         words({"watchdog", "failover", "failover-unfenced", "restore", "resync",
                                "failback", "failback-end", "late-fence", "files.sha256"}));
            }
        }
    }

    void itDecidesByTheTable()
    {
        const auto files = agentFiles(lab::profileOfHosts(), QStringLiteral("vm2"));
        QVERIFY(files.ok());
        const QByteArray text = files->front().text;
        QVERIFY(text.contains(shellDecisionTable().toUtf8()));
        QVERIFY(text.contains("\npolicy_code='ynsf'\n"));
        QVERIFY(text.contains("\nme='vm2'\n"));
        QVERIFY(text.contains("sudo -n -u"));
    }

    void theSumsAreThoseOfTheFiles()
    {
        const auto files = agentFiles(lab::profileOfLab(), QStringLiteral("vm1"));
        QVERIFY(files.ok());
        const QByteArray sums = files->back().text;
        for (const AgentFile &file : *files) {
            const QByteArray line =
                QCryptographicHash::hash(file.text, QCryptographicHash::Sha256).toHex() + "  " +
                file.name.toUtf8() + '\n';
            QCOMPARE(sums.contains(line), &file != &files->back());
        }
        QCOMPARE(agentFiles(lab::profileOfLab(), QStringLiteral("vm1"))->front().text,
                 files->front().text);
        QVERIFY(!agentFiles(lab::profileOfLab(), QStringLiteral("vm3")).ok());
    }

    // Passwords go to standard input and into a file of mode 0600, never into a text that is run.
    void noSecretIsInACommand()
    {
        const QByteArray secret = "pass:wo\\rd-canary";
        const Profile profile = lab::profileOfHosts();
        const auto commands = agentOnCommands(profile, profile.nodes[0], Secret(secret));
        QVERIFY(commands.ok());
        for (const ShellCommand &command : *commands)
            QVERIFY(!renderScript(command).contains(QLatin1String("canary")));
        QVERIFY(
            commands->back().input.contains("192.168.56.3:5432:*:main1:pass\\:wo\\\\rd-canary\n"));
        QCOMPARE(commands->back().identity, OsIdentity::Root);
    }

    void aStatusIsRead()
    {
        const AgentStatus status = agentStatusOf(
            QStringLiteral("vm1"),
            "installed=1\nrunning=4711\ndrifted=0\naction=nothing\nreason=healthy\ncode=x\n");
        QVERIFY(status.isInstalled && status.isRunning && !status.hasDrifted && !status.isPaused);
        QCOMPARE(status.reason, QStringLiteral("healthy"));
        QVERIFY(!agentStatusOf(QStringLiteral("vm1"), "installed=0\n").isInstalled);
    }

private:
    static QStringList words(std::initializer_list<const char *> names)
    {
        QStringList list;
        for (const char *name : names)
            list << QLatin1String(name);
        return list;
    }
    static void checkBash(const AgentFile &file)
    {
        QProcess bash;
        bash.start(QStringLiteral("bash"), {QStringLiteral("-n")});
        QVERIFY(bash.waitForStarted());
        bash.write(file.text);
        bash.closeWriteChannel();
        QVERIFY(bash.waitForFinished());
        QVERIFY2(bash.exitCode() == 0, file.name.toUtf8() + bash.readAllStandardError());
        const QString tool = QStandardPaths::findExecutable(QStringLiteral("shellcheck"));
        if (tool.isEmpty() || file.name != QLatin1String("watchdog"))
            return;
        QProcess check;
        check.start(tool, {QStringLiteral("-s"), QStringLiteral("bash"), QStringLiteral("-")});
        QVERIFY(check.waitForStarted());
        check.write(file.text);
        check.closeWriteChannel();
        QVERIFY(check.waitForFinished());
        QVERIFY2(check.exitCode() == 0, check.readAllStandardOutput());
    }
};

QTEST_APPLESS_MAIN(AgentFilesTest)
#include "agent_files_test.moc"
