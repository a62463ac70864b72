// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/local_shell.h"
#include "tests/support/shell_words.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <filesystem>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

using namespace tandem;
using namespace tandem::testing;

namespace {

LocalShell newShell()
{
    return LocalShell(QStringLiteral("node1"), QString());
}

int openDescriptors()
{
    namespace fs = std::filesystem;
    return static_cast<int>(std::distance(fs::directory_iterator("/proc/self/fd"), {}));
}

} // namespace

class LocalShellTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsExitCodeAndStreams();
    void tellsSignals_data();
    void tellsSignals();
    void deliversInputAndClosesIt();
    void emptyInputIsAtItsEnd();
    void largeInputWhileLargeOutput();
    void inputNobodyReads();
    void largeErrors();
    void sinkSeesEveryPieceAsItComes();
    void variablesArriveByteExact();
    void refusesZeroBytesAndBadNames();
    void environmentIsMinimal();
    void becomesTheServerUser();
    void unknownServerUserIsRefused();
    void rootIdentity();
    void manyThreadsAtOnce();
    void leaksNothing();
    void latency();
};

void LocalShellTest::tellsExitCodeAndStreams()
{
    auto shell = newShell();
    const auto result = shell.run(commandOf("echo out; echo err >&2; exit 7"), {});
    QVERIFY(result);
    QCOMPARE(result->exitCode, 7);
    QCOMPARE(result->output, QByteArray("out\n"));
    QCOMPARE(result->errors, QByteArray("err\n"));
}

void LocalShellTest::tellsSignals_data()
{
    QTest::addColumn<int>("number");
    for (const int number : {SIGKILL, SIGTERM, SIGSEGV, SIGPIPE})
        QTest::addRow("%d", number) << number;
}

void LocalShellTest::tellsSignals()
{
    QFETCH(int, number);
    auto shell = newShell();
    const auto script = QStringLiteral("kill -%1 $$").arg(number).toUtf8();
    const auto result = shell.run(commandOf(script.constData()), {});
    QVERIFY(result);
    QCOMPARE(result->exitCode, 128 + number);
}

void LocalShellTest::deliversInputAndClosesIt()
{
    auto shell = newShell();
    auto command = commandOf("cat; echo end");
    command.input = "line\nwithout end";
    const auto result = shell.run(command, {});
    QVERIFY(result);
    QCOMPARE(result->output, QByteArray("line\nwithout endend\n"));
}

void LocalShellTest::emptyInputIsAtItsEnd()
{
    auto shell = newShell();
    const auto result = shell.run(commandOf("cat; echo end"), {});
    QVERIFY(result);
    QCOMPARE(result->output, QByteArray("end\n"));
}

void LocalShellTest::largeInputWhileLargeOutput()
{
    auto shell = newShell();
    auto command = commandOf("cat");
    command.input.resize(10 * 1024 * 1024);
    QRandomGenerator random(7);
    for (auto &byte : command.input)
        byte = static_cast<char>(random.bounded(256));
    const auto result = shell.run(command, {});
    QVERIFY(result);
    QVERIFY(result->output == command.input);
}

void LocalShellTest::inputNobodyReads()
{
    auto shell = newShell();
    auto command = commandOf("exec 0<&-; echo done");
    command.input = QByteArray(1024 * 1024, 'x');
    const auto result = shell.run(command, {});
    QVERIFY(result);
    QCOMPARE(result->output, QByteArray("done\n"));
    sigset_t pending;
    sigpending(&pending);
    QCOMPARE(sigismember(&pending, SIGPIPE), 0);
}

void LocalShellTest::largeErrors()
{
    auto shell = newShell();
    const auto result = shell.run(
        commandOf("head -c 8000000 /dev/zero >&2; head -c 3000000 /dev/zero; exit 3"), {});
    QVERIFY(result);
    QCOMPARE(result->errors.size(), 8000000);
    QCOMPARE(result->output.size(), 3000000);
    QCOMPARE(result->exitCode, 3);
}

void LocalShellTest::sinkSeesEveryPieceAsItComes()
{
    auto shell = newShell();
    QByteArray seen;
    std::vector<qint64> times;
    QElapsedTimer timer;
    timer.start();
    const auto result = shell.run(commandOf("echo one; sleep 0.3; echo two >&2"), {},
                                  [&](const QByteArray &piece, bool isError) {
                                      seen += (isError ? "E:" : "O:") + piece;
                                      times.push_back(timer.elapsed());
                                  });
    QVERIFY(result);
    QCOMPARE(seen, QByteArray("O:one\nE:two\n"));
    QCOMPARE(times.size(), size_t(2));
    QVERIFY2(times[1] - times[0] >= 200, "the first piece came with the second");
}

void LocalShellTest::variablesArriveByteExact()
{
    auto shell = newShell();
    auto command = commandOf("printf %s \"$value\"");
    const QString value = QStringLiteral("a'b\"c$(id)`x`\n\\ü 🐘 \t*");
    command.variables = {{QStringLiteral("value"), value}};
    const auto result = shell.run(command, {});
    QVERIFY(result);
    QCOMPARE(QString::fromUtf8(result->output), value);
}

void LocalShellTest::refusesZeroBytesAndBadNames()
{
    auto shell = newShell();
    auto command = commandOf("true");
    for (const auto &pair : std::vector<std::pair<QString, QString>>{
             {QStringLiteral("a"), QStringLiteral("x") + QChar(0) + QStringLiteral("y")},
             {QStringLiteral("a b"), {}},
             {QStringLiteral("1a"), {}},
             {QStringLiteral("a;id"), {}},
             {{}, {}}}) {
        command.variables = {pair};
        const auto result = shell.run(command, {});
        QVERIFY2(!result, qPrintable(pair.first));
        QCOMPARE(result.error().kind, ErrorKind::Usage);
    }
}

void LocalShellTest::environmentIsMinimal()
{
    qputenv("TANDEM_TEST_SECRET", "visible");
    auto shell = newShell();
    const auto result = shell.run(commandOf("env | cut -d= -f1 | sort; pwd"), {});
    QVERIFY(result);
    auto lines = result->output.split('\n');
    for (const char *own : {"PWD", "_", "SHLVL", "OLDPWD", ""}) // set by the shell itself
        lines.removeAll(own);
    QCOMPARE(lines.join(' '), QByteArray("HOME LANG LC_ALL LOGNAME PATH USER /"));
}

void LocalShellTest::becomesTheServerUser()
{
    if (geteuid() != 0)
        QSKIP("Only root can become another user.");
    auto shell = newShell();
    const auto result =
        shell.run(commandOf("id -un; id -ru; id -G; echo $HOME $USER", OsIdentity::Postgres), {});
    QVERIFY(result);
    const auto login = shell.run(
        commandOf("id -u postgres; id -G postgres; getent passwd postgres | cut -d: -f6"), {});
    QVERIFY(login);
    const auto facts = login->output.split('\n');
    QCOMPARE(result->output, QByteArray("postgres\n" + facts[0] + '\n' + facts[1] + '\n' +
                                        facts[2] + " postgres\n"));
    // It cannot go back.
    const auto back = shell.run(commandOf("cat /etc/shadow >/dev/null", OsIdentity::Postgres), {});
    QVERIFY(back);
    QVERIFY(back->exitCode != 0);
}

void LocalShellTest::unknownServerUserIsRefused()
{
    if (geteuid() != 0)
        QSKIP("Only root can become another user.");
    LocalShell shell(QStringLiteral("node1"), QStringLiteral("no-such-user"));
    const auto result = shell.run(commandOf("true", OsIdentity::Postgres), {});
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Refused);
    QVERIFY(result.error().sentence.english().contains(QLatin1String("no-such-user")));
}

void LocalShellTest::rootIdentity()
{
    auto shell = newShell();
    const auto result = shell.run(commandOf("id -u", OsIdentity::Root), {});
    if (geteuid() == 0) {
        QVERIFY(result);
        QCOMPARE(result->output, QByteArray("0\n"));
    } else {
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::Refused);
    }
}

void LocalShellTest::manyThreadsAtOnce()
{
    // A pipe end caught by another thread's child would delay the end of input here.
    std::atomic<int> wrong = 0;
    std::atomic<qint64> slowest = 0;
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 8; ++thread) {
        threads.emplace_back([&wrong, &slowest, thread] {
            auto shell = newShell();
            for (int i = 0; i < 40; ++i) {
                auto command = commandOf("cat; sleep 0.01");
                command.input = QByteArray::number(thread * 1000 + i);
                QElapsedTimer timer;
                timer.start();
                const auto result = shell.run(command, {});
                slowest = std::max(slowest.load(), timer.elapsed());
                if (!result || result->output != command.input)
                    ++wrong;
            }
        });
    }
    for (auto &thread : threads)
        thread.join();
    QCOMPARE(wrong.load(), 0);
    qInfo("slowest of 320 commands in 8 threads: %lld ms", slowest.load());
}

void LocalShellTest::leaksNothing()
{
    if (!std::filesystem::exists("/proc/self/fd"))
        QSKIP("Descriptors are counted in /proc.");
    auto shell = newShell();
    const auto script = commandOf("exec 9>&-; ls /proc/self/fd | wc -l; exit 1");
    QVERIFY(shell.run(script, {}));
    const int before = openDescriptors();
    for (int i = 0; i < 500; ++i) {
        const auto result = shell.run(script, {});
        QVERIFY(result);
        QCOMPARE(result->output.trimmed(), QByteArray("4")); // 0 1 2 and ls's own
    }
    QCOMPARE(openDescriptors(), before);
    // Every child was collected: there is none left to wait for.
    QVERIFY(waitpid(-1, nullptr, WNOHANG) < 0);
    QCOMPARE(errno, ECHILD);
}

void LocalShellTest::latency()
{
    auto shell = newShell();
    std::vector<double> times;
    for (int i = 0; i < 200; ++i) {
        QElapsedTimer timer;
        timer.start();
        QVERIFY(shell.run(commandOf("true"), {}));
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(times.begin(), times.end());
    qInfo("a command: median %.2f ms, slowest of 200 %.2f ms", times[100], times.back());
}

QTEST_GUILESS_MAIN(LocalShellTest)
#include "local_shell_test.moc"
