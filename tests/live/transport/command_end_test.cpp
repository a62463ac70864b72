// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/local_shell.h"
#include "tests/support/shell_words.h"

#include <QElapsedTimer>
#include <QTest>

#include <csignal>
#include <thread>

#include <unistd.h>

using namespace tandem;
using namespace tandem::testing;

namespace {

LocalShell newShell()
{
    return LocalShell(QStringLiteral("node1"), QString());
}

} // namespace

class CommandEndTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timeOutKillsGrandchildren();
    void timeOutKillsWhatIgnoresTerm();
    void stopEndsAtOnce();
    void stopBeforeStart();
    void backgroundHolderDoesNotHang();
    void chattyBackgroundHolderDoesNotHang();
    void outputLimitEndsTheCommand();
};

void CommandEndTest::timeOutKillsGrandchildren()
{
    auto shell = newShell();
    auto command = commandOf("sh -c 'sleep 100 & echo $!; wait'");
    command.timeout = Milliseconds(300);
    QElapsedTimer timer;
    timer.start();
    const auto result = shell.run(command, {});
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::TimedOut);
    QVERIFY2(timer.elapsed() >= 290 && timer.elapsed() < 900, "took too long");
    const pid_t grandchild = firstNumber(result.error().details);
    QVERIFY(grandchild > 1);
    // Its new parent collects it; that is not ours to hurry.
    QTRY_VERIFY_WITH_TIMEOUT(isGone(grandchild), 2000);
}

void CommandEndTest::timeOutKillsWhatIgnoresTerm()
{
    auto shell = newShell();
    auto command = commandOf("trap '' TERM; echo $$; while :; do sleep 0.05; done");
    command.timeout = Milliseconds(200);
    QElapsedTimer timer;
    timer.start();
    const auto result = shell.run(command, {});
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::TimedOut);
    QVERIFY2(timer.elapsed() >= 1100 && timer.elapsed() < 2500, "the grace is one second");
    QVERIFY(isGone(firstNumber(result.error().details)));
}

void CommandEndTest::stopEndsAtOnce()
{
    auto shell = newShell();
    StopSource source;
    QElapsedTimer sinceStop;
    std::thread stopper;
    const auto result =
        shell.run(commandOf("echo $$; sleep 100"), source.token(), [&](const QByteArray &, bool) {
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
    QVERIFY2(took < 100, qPrintable(QString::number(took)));
    QVERIFY(isGone(firstNumber(result.error().details)));
}

void CommandEndTest::stopBeforeStart()
{
    auto shell = newShell();
    StopSource source;
    source.requestStop();
    const auto result = shell.run(commandOf("echo ran"), source.token());
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Cancelled);
}

void CommandEndTest::backgroundHolderDoesNotHang()
{
    auto shell = newShell();
    QElapsedTimer timer;
    timer.start();
    const auto result = shell.run(commandOf("sleep 5 & echo $!; exit 4"), {});
    QVERIFY(result);
    QVERIFY2(timer.elapsed() < 300, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(result->exitCode, 4);
    const pid_t holder = firstNumber(QString::fromLatin1(result->output));
    QVERIFY2(kill(holder, 0) == 0, "what a script leaves behind goes on");
    kill(holder, SIGKILL);
}

void CommandEndTest::chattyBackgroundHolderDoesNotHang()
{
    auto shell = newShell();
    QElapsedTimer timer;
    timer.start();
    const auto result =
        shell.run(commandOf("echo $$; while sleep 0.01; do echo x || exit; done & exit 0"), {});
    QVERIFY(result);
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(result->output.contains("x\n"));
}

void CommandEndTest::outputLimitEndsTheCommand()
{
    auto shell = newShell();
    const auto result = shell.run(commandOf("exec cat /dev/zero"), {});
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Failed);
    QVERIFY(result.error().sentence.english().contains(QLatin1String("64 MiB")));
}

QTEST_GUILESS_MAIN(CommandEndTest)
#include "command_end_test.moc"
