// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/ssh_shell.h"
#include "tests/support/scratch_sshd.h"
#include "tests/support/shell_words.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <thread>

#include <unistd.h>

using namespace tandem;
using namespace tandem::testing;

class SshShellTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tellsExitCodeAndStreams();
    void tellsSignals_data();
    void tellsSignals();
    void outputIsByteExact();
    void inputIsByteExact();
    void inputNobodyReads();
    void largeErrorsBesideLargeOutput();
    void sinkSeesPiecesAsTheyCome();
    void variablesArriveByteExact();
    void environmentIsMinimal();
    void unfinishedScriptsEndWhereTheyStand();
    void timeOutEndsTheGroup();
    void stopEndsTheGroup();
    void outputLimitEndsTheCommand();
    void leftoversDoNotReachTheNextCommand();
    void lostConnectionIsToldAndMended();
    void serverRestartedBetweenCommands();
    void hostThatVanishedIsNoticedByOurOwnDeadline();
    void hostThatVanishedWhileIdleIsMended();
    void becomesTheServerUser();
    void oneChannelIsEnough();

private:
    std::unique_ptr<ScratchSshd> m_sshd;
    std::unique_ptr<SshShell> m_shell;
};

void SshShellTest::initTestCase()
{
    m_sshd = ScratchSshd::create();
    if (!m_sshd)
        QSKIP("There is no sshd on this machine.");
    m_shell = std::make_unique<SshShell>(m_sshd->node(), SshSecrets());
}

void SshShellTest::tellsExitCodeAndStreams()
{
    const auto result = m_shell->run(commandOf("echo out; echo err >&2; exit 7"), {});
    QVERIFY2(result, qPrintable(result ? QString() : result.error().sentence.english()));
    QCOMPARE(result->exitCode, 7);
    QCOMPARE(result->output, QByteArray("out\n"));
    QCOMPARE(result->errors, QByteArray("err\n"));
    const auto quiet = m_shell->run(commandOf("true"), {});
    QVERIFY(quiet);
    QCOMPARE(quiet->exitCode, 0);
    QVERIFY(quiet->output.isEmpty() && quiet->errors.isEmpty());
}

void SshShellTest::tellsSignals_data()
{
    QTest::addColumn<int>("number");
    for (const int number : {SIGKILL, SIGTERM, SIGSEGV, SIGPIPE, SIGINT})
        QTest::addRow("%d", number) << number;
}

void SshShellTest::tellsSignals()
{
    QFETCH(int, number);
    const auto script = QStringLiteral("kill -%1 $$").arg(number).toUtf8();
    const auto result = m_shell->run(commandOf(script.constData()), {});
    QVERIFY(result);
    QCOMPARE(result->exitCode, 128 + number);
    QCOMPARE(result->errors, QByteArray());
}

void SshShellTest::outputIsByteExact()
{
    for (const char *text : {R"(printf 'a\000b\n\000')", R"(printf 'no end')", R"(printf '\n\n')",
                             R"(printf '\377\376;{}:\001\r')", "head -c 5000000 /dev/zero"}) {
        const auto here = m_sshd->script(QString::fromUtf8(text));
        const auto there = m_shell->run(commandOf(text), {});
        QVERIFY(there);
        QVERIFY2(there->output == here, text);
        const auto asError =
            m_shell->run(commandOf((QByteArray("{ ") + text + "; } >&2").constData()), {});
        QVERIFY(asError);
        QVERIFY2(asError->errors == here, text);
        QVERIFY(asError->output.isEmpty());
    }
}

void SshShellTest::inputIsByteExact()
{
    auto command = commandOf("cat; echo end");
    command.input = "line\nwithout end";
    const auto small = m_shell->run(command, {});
    QVERIFY(small);
    QCOMPARE(small->output, QByteArray("line\nwithout endend\n"));
    command = commandOf("cat");
    QRandomGenerator random(7);
    command.input.resize(3 * 1024 * 1024);
    for (auto &byte : command.input)
        byte = static_cast<char>(random.bounded(256));
    const auto large = m_shell->run(command, {});
    QVERIFY(large);
    QVERIFY(large->output == command.input);
    const auto none = m_shell->run(commandOf("cat; echo end"), {});
    QVERIFY(none);
    QCOMPARE(none->output, QByteArray("end\n"));
}

void SshShellTest::inputNobodyReads()
{
    auto command = commandOf("exec 0<&-; echo done");
    command.input = QByteArray(300000, 'x') + "\necho injected\n";
    const auto result = m_shell->run(command, {});
    QVERIFY(result);
    QCOMPARE(result->output, QByteArray("done\n"));
    QVERIFY(m_shell->run(commandOf("true"), {})->output.isEmpty());
}

void SshShellTest::largeErrorsBesideLargeOutput()
{
    const auto result = m_shell->run(
        commandOf("head -c 8000000 /dev/zero >&2; head -c 3000000 /dev/zero; exit 3"), {});
    QVERIFY(result);
    QCOMPARE(result->errors.size(), 8000000);
    QCOMPARE(result->output.size(), 3000000);
    QCOMPARE(result->exitCode, 3);
}

void SshShellTest::sinkSeesPiecesAsTheyCome()
{
    QByteArray seen;
    std::vector<qint64> times;
    QElapsedTimer timer;
    timer.start();
    const auto result = m_shell->run(commandOf("echo one; sleep 0.3; echo two >&2"), {},
                                     [&](const QByteArray &piece, bool isError) {
                                         seen += (isError ? "E:" : "O:") + piece;
                                         times.push_back(timer.elapsed());
                                     });
    QVERIFY(result);
    QCOMPARE(seen, QByteArray("O:one\nE:two\n"));
    QVERIFY2(times[1] - times[0] >= 200, "the first piece came with the second");
}

void SshShellTest::variablesArriveByteExact()
{
    for (const QString &value : {QStringLiteral("a'b\"c$(id)`x`\n\\ü 🐘 \t*"), QStringLiteral("-n"),
                                 QStringLiteral("';id;'"), QStringLiteral("}\n;exit 9\n"),
                                 QStringLiteral("\u202e/\u200f"), QString(4096, QChar(u'\''))}) {
        auto command = commandOf("printf %s \"$value\"");
        command.variables = {{QStringLiteral("value"), value}};
        const auto result = m_shell->run(command, {});
        QVERIFY(result);
        QCOMPARE(QString::fromUtf8(result->output), value);
    }
    auto command = commandOf("true");
    command.variables = {{QStringLiteral("a;id"), {}}};
    QCOMPARE(m_shell->run(command, {}).error().kind, ErrorKind::Usage);
}

void SshShellTest::environmentIsMinimal()
{
    const auto result = m_shell->run(commandOf("env | cut -d= -f1 | sort; pwd"), {});
    QVERIFY(result);
    auto lines = result->output.split('\n');
    for (const char *own : {"PWD", "_", "SHLVL", "OLDPWD", ""}) // set by the shell itself
        lines.removeAll(own);
    QCOMPARE(lines.join(' '), QByteArray("HOME LANG LC_ALL LOGNAME PATH USER /"));
}

void SshShellTest::unfinishedScriptsEndWhereTheyStand()
{
    for (const char *text : {"if true", "echo 'open", "}", "cat <<EOF\nx", "exit 4 # x", "("}) {
        const auto result = m_shell->run(commandOf(text), {});
        QVERIFY2(result, text);
    }
    const auto after = m_shell->run(commandOf("echo sound"), {});
    QVERIFY(after);
    QCOMPARE(after->output, QByteArray("sound\n"));
}

void SshShellTest::timeOutEndsTheGroup()
{
    QVERIFY(m_shell->run(commandOf("true"), {})); // connected
    auto command = commandOf("trap '' TERM; sh -c 'sleep 100 & echo $!; wait'");
    command.timeout = Milliseconds(300);
    QElapsedTimer timer;
    timer.start();
    const auto result = m_shell->run(command, {});
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::TimedOut);
    QVERIFY2(result.error().code.isEmpty(), "it was ended and we know");
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    const pid_t grandchild = firstNumber(result.error().details);
    QTRY_VERIFY_WITH_TIMEOUT(isGone(grandchild), 2000);
    const auto after = m_shell->run(commandOf("echo on"), {});
    QVERIFY(after);
    QCOMPARE(after->output, QByteArray("on\n"));
}

void SshShellTest::stopEndsTheGroup()
{
    StopSource source;
    QElapsedTimer sinceStop;
    std::thread stopper;
    const auto result = m_shell->run(
        commandOf("echo $$; sleep 100"), source.token(), [&](const QByteArray &, bool) {
            stopper = std::thread([&] {
                // pause: the stop is to come while run() waits
                std::this_thread::sleep_for(std::chrono::milliseconds(50));
                sinceStop.start();
                source.requestStop();
            });
        });
    const auto took = sinceStop.elapsed();
    stopper.join();
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Cancelled);
    qInfo("from the stop to the end on the host: %lld ms", took);
    QVERIFY2(took < 3000, qPrintable(QString::number(took)));
    QTRY_VERIFY_WITH_TIMEOUT(isGone(firstNumber(result.error().details)), 1000);
    QCOMPARE(m_shell->run(commandOf("true"), source.token()).error().kind, ErrorKind::Cancelled);
}

void SshShellTest::outputLimitEndsTheCommand()
{
    const auto result = m_shell->run(commandOf("exec cat /dev/zero"), {});
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Failed);
    QVERIFY(result.error().sentence.english().contains(QLatin1String("64 MiB")));
}

void SshShellTest::leftoversDoNotReachTheNextCommand()
{
    QVERIFY(m_shell->run(commandOf("true"), {})); // connected
    QElapsedTimer timer;
    timer.start();
    const auto first = m_shell->run(
        commandOf("(while echo stray && echo stray >&2; do sleep 0.01; done) & exit 4"), {});
    QVERIFY(first);
    QCOMPARE(first->exitCode, 4);
    QVERIFY2(timer.elapsed() < 1000, "it waited for what was left behind");
    const auto next = m_shell->run(commandOf("sleep 0.2; echo own"), {});
    QVERIFY(next);
    QCOMPARE(next->output, QByteArray("own\n"));
    QCOMPARE(next->errors, QByteArray());
}

void SshShellTest::lostConnectionIsToldAndMended()
{
    const auto result = m_shell->run(commandOf("echo begun; exec sleep 60"), {},
                                     [&](const QByteArray &, bool) { m_sshd->killSessions(); });
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Unreachable);
    QCOMPARE(result.error().code, QStringLiteral("lost"));
    QVERIFY(result.error().details.contains(QLatin1String("begun")));
    const auto after = m_shell->run(commandOf("echo again"), {});
    QVERIFY(after);
    QCOMPARE(after->output, QByteArray("again\n"));
}

void SshShellTest::serverRestartedBetweenCommands()
{
    m_sshd->stop();
    const auto refused = m_shell->run(commandOf("true"), {});
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Unreachable);
    QCOMPARE(refused.error().code, QStringLiteral("refused"));
    QVERIFY(m_sshd->start());
    QVERIFY(m_shell->run(commandOf("true"), {}));
    m_sshd->killSessions(); // the held session is dead before the command is sent
    QVERIFY(m_shell->run(commandOf("true"), {}));
}

// Neither TCP nor sshd ends anything: a command of ten minutes is given up after seconds.
void SshShellTest::hostThatVanishedIsNoticedByOurOwnDeadline()
{
    auto command = commandOf("echo begun; exec sleep 60");
    command.timeout = std::chrono::minutes(10);
    QElapsedTimer timer;
    const auto result = m_shell->run(command, {}, [&](const QByteArray &, bool) {
        m_sshd->freezeSessions(true);
        timer.start();
    });
    const auto took = timer.elapsed();
    m_sshd->killSessions();
    QVERIFY(!result);
    QCOMPARE(result.error().code, QStringLiteral("lost"));
    qInfo("a host that vanished amid a command is given up after %lld ms", took);
    QVERIFY2(took >= 6000 && took < 12000, qPrintable(QString::number(took)));
}

void SshShellTest::hostThatVanishedWhileIdleIsMended()
{
    QVERIFY(m_shell->run(commandOf("true"), {}));
    m_sshd->freezeSessions(true);
    QTest::qSleep(5200); // pause: so long a session counts as fresh
    QElapsedTimer timer;
    timer.start();
    const auto result = m_shell->run(commandOf("echo there"), {});
    const auto took = timer.elapsed();
    m_sshd->killSessions();
    QVERIFY2(result, qPrintable(result ? QString() : result.error().sentence.english()));
    QCOMPARE(result->output, QByteArray("there\n"));
    QVERIFY2(took < 6000, qPrintable(QString::number(took)));
}

void SshShellTest::becomesTheServerUser()
{
    if (geteuid() != 0)
        QSKIP("Only root becomes another user without sudo.");
    const auto result = m_shell->run(
        commandOf("id -un; id -ru; echo $HOME $USER; cat /etc/shadow >/dev/null 2>&1 || echo no",
                  OsIdentity::Postgres),
        {});
    QVERIFY2(result, qPrintable(result ? QString() : result.error().sentence.english()));
    const auto facts =
        m_sshd->script(QStringLiteral("id -u postgres; getent passwd postgres | cut -d: -f6"))
            .split('\n');
    QCOMPARE(result->output,
             QByteArray("postgres\n" + facts[0] + '\n' + facts[1] + " postgres\nno\n"));
    NodeProfile node = m_sshd->node();
    node.postgres.osUser = QStringLiteral("no-such-user");
    SshShell other(node, SshSecrets());
    const auto unknown = other.run(commandOf("true", OsIdentity::Postgres), {});
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().kind, ErrorKind::Refused);
    QVERIFY(unknown.error().sentence.english().contains(QLatin1String("no-such-user")));
    QVERIFY(other.run(commandOf("true"), {}));
}

void SshShellTest::oneChannelIsEnough()
{
    const auto sshd = ScratchSshd::create({QStringLiteral("MaxSessions 1")});
    QVERIFY(sshd);
    SshShell shell(sshd->node(), SshSecrets());
    for (int i = 0; i < 3; ++i) {
        QVERIFY(shell.run(commandOf("true", OsIdentity::Login), {}));
        QVERIFY(shell.run(commandOf("true", OsIdentity::Root), {}));
    }
    QVERIFY(shell.run(commandOf("true"), {}));
    auto command = commandOf("echo $$; sleep 100");
    command.timeout = Milliseconds(1000);
    const auto result = shell.run(command, {});
    QCOMPARE(result.error().kind, ErrorKind::TimedOut);
    QVERIFY2(result.error().code.isEmpty(), "it was ended and we know");
    QTRY_VERIFY_WITH_TIMEOUT(isGone(firstNumber(result.error().details)), 1000);
    QVERIFY(shell.run(commandOf("true"), {}));
}

QTEST_GUILESS_MAIN(SshShellTest)
#include "ssh_shell_test.moc"
