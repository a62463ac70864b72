// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/watchdog/agent_commands.h"
#include "core/watchdog/agent_files.h"
#include "core/watchdog/decision_table.h"
#include "tests/unit/watchdog/agent_words.h"

#include <QCryptographicHash>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace tandem;
using namespace tandem::words;

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
                    if (!file.name.startsWith(QLatin1String("powers-")))
                        names << file.name;
                    if (file.mode == 0755)
                        checkBash(file, node.name == profile.homePrimary);
                }
                QStringList all =
                    words({"watchdog", "failover", "failover-frozen", "failover-unfenced",
                           "restore", "resync", "failback", "failback-end", "late-fence"});
                if (node.transport != TransportKind::Local)
                    all += words({"powers", "sudoers"});
                QCOMPARE(names, all << QStringLiteral("files.sha256"));
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
        const AgentStatus status = agentStatusOf(QStringLiteral("vm1"),
                                                 "installed=1\nrunning=4711\ndrifted=0\nsums="
                                                 "a1\naction=nothing\nreason=healthy\ncode=x\n",
                                                 "a1");
        QVERIFY(status.isInstalled && status.isRunning && !status.hasDrifted && !status.isPaused);
        QCOMPARE(status.reason, QStringLiteral("healthy"));
        QVERIFY(!status.isOutdated);
        const QByteArray lines = "installed=1\nlog=2026-11-30T12:00:00.000Z a = b\nlog=c\n";
        QCOMPARE(
            agentStatusOf(QStringLiteral("vm1"), lines, {}).log,
            QStringList({QStringLiteral("2026-11-30T12:00:00.000Z a = b"), QStringLiteral("c")}));
        QVERIFY(agentStatusOf(QStringLiteral("vm1"), "installed=1\nsums=a1\n", "b2").isOutdated);
        QVERIFY(!agentStatusOf(QStringLiteral("vm1"), "installed=0\n", "b2").isInstalled);
    }

    void aSilentHostTakesNothingBack()
    {
        QCOMPARE(itsWords(QStringLiteral(
                     "reset\n"
                     "there_host=1 there_process=running there_from=3 there_record_paused=1\n"
                     "on_there() { return 124; }\n"
                     "host there on_there d b r >\"$work/told\"\n"
                     ". \"$work/told\"\n"
                     "echo \"$there_host $there_process $there_from $there_record_paused\"\n")),
                 QStringLiteral("0 none 3 1"));
    }

    // A primary that may have been replaced, by everything that says so; one word less and it is
    // not.
    void onlyOneWhoMayBeReplacedTakesNoWriters_data()
    {
        QTest::addColumn<QString>("otherwise");
        QTest::addColumn<QString>("then");
        const QString closed = QStringLiteral("closed");
        const QString open = QStringLiteral("open");
        QTest::newRow("cut off") << QString() << closed;
        QTest::newRow("with an address of its own left")
            << QStringLiteral("here_how=ok here_role=primary") << closed;
        QTest::newRow("promoted whatever it is") << QStringLiteral("policy_code=ynaf") << closed;
        QTest::newRow("nobody is promoted") << QStringLiteral("policy_code=nnsf") << open;
        QTest::newRow("never beside a silent host") << QStringLiteral("policy_code=ynnf") << open;
        QTest::newRow("its host answers") << QStringLiteral("there_host=1") << open;
        QTest::newRow("its server answers") << QStringLiteral("there_how=refused") << open;
        QTest::newRow("an older look") << QStringLiteral("whole_at=98000") << open;
        QTest::newRow("asynchronous") << QStringLiteral("noted='0 0 77' later='0 0 77'") << open;
        QTest::newRow("a standby") << QStringLiteral("noted='1 1 77' later='1 1 77'") << open;
        QTest::newRow("its standby replied meanwhile") << QStringLiteral("later='0 1 78'") << open;
        QTest::newRow("too early to say") << QStringLiteral("since=99500") << open;
        QTest::newRow("its own server fell silent") << QStringLiteral("later=") << open;
        QTest::newRow("paused") << QStringLiteral(": >\"$state/paused\"") << open;
        QTest::newRow("paused by a stage") << QStringLiteral("here_record_paused=1") << open;
    }
    void onlyOneWhoMayBeReplacedTakesNoWriters()
    {
        QFETCH(QString, otherwise);
        QFETCH(QString, then);
        QCOMPARE(itsWords(QStringLiteral(
                              "reset\n"
                              "read_now() { now=100000; }\n"
                              "on_here() { case $1 in *reply_time*) echo \"$later\" ;; esac; }\n"
                              "policy_code=ynsf here_how=silent here_role=none\n"
                              "there_how=silent there_host=0 now=100000 whole_at=100000\n"
                              "noted='0 1 77' later='0 1 77' since=98900\n"
                              "%1\n"
                              "printf '%s\\n %s 0\\n' \"$noted\" \"$since\" >\"$work/replies\"\n"
                              "mind_door\n"
                              "[ -e \"$state/door\" ] && echo closed || echo open\n")
                              .replace(QLatin1String("%1"), otherwise)),
                 then);
    }

    // Not closed is not closed: it says so, once.
    void aDoorThatDoesNotMoveIsSaid_data()
    {
        QTest::addColumn<QString>("replies"); // as note_replies leaves them
        QTest::addColumn<int>("exit");        // of the words that would close it
        QTest::addColumn<QString>("told");
        const QString well = QStringLiteral("'0 1 77\n 98900 0\n'");
        QTest::newRow("closed") << well << 0 << QStringLiteral("door 1");
        QTest::newRow("closed already") << well << 3 << QString();
        QTest::newRow("refused") << well << 1 << QStringLiteral("trouble 1");
        QTest::newRow("its own server refuses it")
            << QStringLiteral("' 98900 2\n'") << 0 << QStringLiteral("trouble 1");
        QTest::newRow("no server here") << QStringLiteral("' 98900 4\n'") << 0 << QString();
        QTest::newRow("not asked") << QStringLiteral("''") << 0 << QString();
    }
    void aDoorThatDoesNotMoveIsSaid()
    {
        QFETCH(QString, replies);
        QFETCH(int, exit);
        QFETCH(QString, told);
        QCOMPARE(itsWords(QStringLiteral(
                              "reset\n"
                              "read_now() { now=100000; }\n"
                              "on_here() { case $1 in *reply_time*) echo 0 1 77 ;; *) return %2 ;; "
                              "esac; }\n"
                              "tell() { echo \"$1\" >>\"$work/told\"; }\n"
                              "policy_code=ynsf there_how=silent there_host=0\n"
                              "now=100000 whole_at=100000\n"
                              "printf %1 >\"$work/replies\"\n"
                              "for look in 1 2 3; do [ %2 != 0 ] || [ ! -e \"$state/door\" ] || "
                              "break; mind_door; done\n"
                              "[ ! -e \"$work/told\" ] || uniq -c \"$work/told\" | "
                              "while read -r count word; do echo \"$word $count\"; done\n")
                              .arg(replies)
                              .arg(exit)),
                 told);
    }

    // It is asked to come in again only by a peer that was not promoted.
    void theDoorOpensForAPeerThatWasNotPromoted_data()
    {
        QTest::addColumn<QString>("peer");
        QTest::addColumn<QString>("then");
        QTest::newRow("it follows")
            << QStringLiteral("there_how=ok there_role=standby") << QStringLiteral("open");
        QTest::newRow("its server is down on this timeline")
            << QStringLiteral("there_how=refused there_disk=3") << QStringLiteral("open");
        QTest::newRow("its server is down on a newer one")
            << QStringLiteral("there_how=refused there_disk=4") << QStringLiteral("closed");
        QTest::newRow("its control file is not read")
            << QStringLiteral("there_how=refused there_disk=0") << QStringLiteral("closed");
        QTest::newRow("its record tells of this node, unfenced")
            << QStringLiteral("there_how=refused there_disk=3 there_unfenced=vm2")
            << QStringLiteral("closed");
        QTest::newRow("its host is silent")
            << QStringLiteral("there_how=silent there_host=0 there_disk=3")
            << QStringLiteral("closed");
        QTest::newRow("it was promoted")
            << QStringLiteral("there_how=ok there_role=primary") << QStringLiteral("closed");
    }
    void theDoorOpensForAPeerThatWasNotPromoted()
    {
        QFETCH(QString, peer);
        QFETCH(QString, then);
        QCOMPARE(
            itsWords(QStringLiteral("reset\n"
                                    "read_now() { now=100000; }\n"
                                    "on_here() { :; }\n"
                                    "here_how=ok here_role=primary here_timeline=3 there_host=1\n"
                                    "now=100000 whole_at=100000\n"
                                    "%1\n"
                                    ": >\"$state/door\"\n"
                                    "mind_door\n"
                                    "[ -e \"$state/door\" ] && echo closed || echo open\n")
                         .arg(peer)),
            then);
    }

private:
    static QStringList words(std::initializer_list<const char *> names)
    {
        QStringList list;
        for (const char *name : names)
            list << QLatin1String(name);
        return list;
    }
    static void checkBash(const AgentFile &file, bool isReadWhole)
    {
        QProcess bash;
        bash.start(QStringLiteral("bash"), {QStringLiteral("-n")});
        QVERIFY(bash.waitForStarted());
        bash.write(file.text);
        bash.closeWriteChannel();
        QVERIFY(bash.waitForFinished());
        QVERIFY2(bash.exitCode() == 0, file.name.toUtf8() + bash.readAllStandardError());
        const QString tool = QStandardPaths::findExecutable(QStringLiteral("shellcheck"));
        if (!isReadWhole || tool.isEmpty() || file.name != QLatin1String("watchdog"))
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
