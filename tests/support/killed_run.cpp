// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/killed_run.h"

#include "core/base/stop.h"
#include "core/transport/file_handle.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <csignal>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ; // NOLINT: not every system declares it

namespace tandem::testing {

namespace {

bool isPoint(const QByteArray &line, const KillPoint &point)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    const QString status = object.value(QLatin1String("status")).toString();
    return object.value(QLatin1String("step")).toString() == point.step && !status.isEmpty() &&
           (status == QLatin1String("started")) != point.atEnd;
}

// Standard output goes into the pipe, the rest nowhere.
pid_t spawnInto(const PipeEnds &pipe, const QString &program, const QStringList &arguments)
{
    std::vector<QByteArray> words{QFile::encodeName(program)};
    for (const QString &argument : arguments)
        words.push_back(argument.toUtf8());
    std::vector<char *> pointers;
    for (QByteArray &word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, pipe.writing.get(), 1);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    pid_t pid = -1;
    if (posix_spawn(&pid, words[0].constData(), &actions, nullptr, pointers.data(), environ) != 0)
        pid = -1;
    posix_spawn_file_actions_destroy(&actions);
    return pid;
}

} // namespace

KilledRun runAndKill(const QString &program, const QStringList &arguments, const KillPoint &point,
                     Milliseconds patience)
{
    KilledRun run;
    auto pipe = openPipe();
    const pid_t pid = pipe ? spawnInto(*pipe, program, arguments) : -1;
    if (pid < 0)
        return run;
    pipe->writing.close();
    const Deadline deadline = Deadline::after(patience);
    QByteArray text;
    bool isEnd = false;
    while (!isEnd) {
        pollfd wait{pipe->reading.get(), POLLIN, 0};
        const auto left = deadline.remaining().count();
        if (left <= 0 || ::poll(&wait, 1, static_cast<int>(left)) == 0) {
            ::kill(pid, SIGKILL);
            break;
        }
        char buffer[65536];
        const ssize_t count = ::read(pipe->reading.get(), buffer, sizeof buffer);
        isEnd = count <= 0;
        if (!isEnd)
            text.append(buffer, static_cast<qsizetype>(count));
        for (qsizetype at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n')) {
            const QByteArray line = text.left(at);
            text.remove(0, at + 1);
            run.lines << QString::fromUtf8(line);
            if (!run.killed && isPoint(line, point)) {
                Q_UNUSED(StopToken().sleepFor(point.delay))
                run.killed = ::kill(pid, SIGKILL) == 0;
            }
        }
    }
    int status = 0;
    ::waitpid(pid, &status, 0);
    run.killed = run.killed && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    if (WIFEXITED(status))
        run.exitCode = WEXITSTATUS(status);
    return run;
}

QStringList commandsLeftBelow(const QString &directory)
{
    QStringList left;
    const QStringList processes = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
    for (const QString &process : processes) {
        if (!process.at(0).isDigit() || process.toLongLong() == ::getpid())
            continue;
        QFile name(QStringLiteral("/proc/%1/comm").arg(process));
        QFile words(QStringLiteral("/proc/%1/cmdline").arg(process));
        if (!name.open(QIODevice::ReadOnly) || !words.open(QIODevice::ReadOnly))
            continue;
        const QByteArray comm = name.readAll().trimmed();
        if (comm == "postgres" || comm == "postmaster" || comm == "pgtandemctl" ||
            !words.readAll().contains(QFile::encodeName(directory)))
            continue;
        left << process + QStringLiteral(": ") + QString::fromUtf8(comm);
    }
    return left;
}

} // namespace tandem::testing
