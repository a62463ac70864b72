// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/local_shell.h"

#include "core/transport/child_process.h"
#include "core/transport/command_rules.h"
#include "core/transport/os_account.h"
#include "core/transport/stoppable_poll.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <optional>

#include <sys/wait.h>
#include <unistd.h>

namespace tandem {

namespace {

constexpr Milliseconds quietAfterExit{50};
constexpr Milliseconds drainAfterExit{250};
constexpr Milliseconds graceBeforeKill{1000};
constexpr Milliseconds graceAfterKill{2000};
constexpr Milliseconds tick{10}; // where the system has no event for what is waited for

// Writing to a closed pipe raises SIGPIPE in this thread: hold it back and take it away again.
class BrokenPipeGuard
{
public:
    BrokenPipeGuard()
    {
        sigemptyset(&m_set);
        sigaddset(&m_set, SIGPIPE);
        m_wasPending = isPending();
        pthread_sigmask(SIG_BLOCK, &m_set, &m_before);
    }
    ~BrokenPipeGuard()
    {
        if (!m_wasPending && isPending()) {
            int taken = 0;
            sigwait(&m_set, &taken);
        }
        pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
    }
    BrokenPipeGuard(const BrokenPipeGuard &) = delete;
    BrokenPipeGuard &operator=(const BrokenPipeGuard &) = delete;

private:
    static bool isPending()
    {
        sigset_t pending;
        sigemptyset(&pending);
        sigpending(&pending);
        return sigismember(&pending, SIGPIPE) == 1;
    }
    sigset_t m_set{};
    sigset_t m_before{};
    bool m_wasPending = false;
};

enum class Ending
{
    Exit,
    TimeOut,
    Stop,
    TooMuch
};

// One command from its start to its end: feeds it, reads it, waits for it, ends it.
class CommandRun
{
public:
    CommandRun(ChildProcess child, const ShellCommand &command, const StopToken &stop,
               const OutputSink &sink)
        : m_child(std::move(child)),
          m_command(command),
          m_poll(stop),
          m_sink(sink),
          m_deadline(Deadline::after(command.timeout))
    {
    }

    Ending run()
    {
        const Ending ending = waitForExit();
        if (ending != Ending::Exit)
            endGroup();
        return ending;
    }
    [[nodiscard]] ShellResult result()
    {
        const int status = m_child.collect().value_or(0);
        m_result.exitCode = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
        return std::move(m_result);
    }
    [[nodiscard]] QString printed() const
    {
        return QString::fromUtf8(m_result.output + m_result.errors);
    }

private:
    [[nodiscard]] bool isDrained() const
    {
        return !m_child.output.isOpen() && !m_child.errors.isOpen();
    }

    Ending waitForExit()
    {
        std::optional<Deadline> quiet;
        std::optional<Deadline> drained;
        for (;;) {
            if (m_child.collect() && !drained) {
                drained = Deadline::after(drainAfterExit);
                quiet = Deadline::after(quietAfterExit);
            }
            if (drained && (isDrained() || quiet->expired() || drained->expired()))
                return Ending::Exit;
            Milliseconds time = m_deadline.remaining();
            if (drained)
                time = std::min(quiet->remaining(), drained->remaining());
            const auto outcome = exchange(time);
            if (m_total > outputLimit)
                return Ending::TooMuch;
            if (drained && m_progress)
                quiet = Deadline::after(quietAfterExit);
            if (drained || m_child.collect())
                continue;
            if (outcome == StoppablePoll::Outcome::Stopped)
                return Ending::Stop;
            if (m_deadline.expired())
                return Ending::TimeOut;
        }
    }

    // TERM, time to tidy up, KILL. Output goes on being read, or a full pipe would hold it up.
    void endGroup()
    {
        m_child.input.close();
        m_child.signalGroup(SIGTERM);
        waitForGroup(graceBeforeKill);
        if (m_child.collect() && !m_child.isGroupAlive())
            return;
        m_child.signalGroup(SIGKILL);
        waitForGroup(graceAfterKill);
    }

    void waitForGroup(Milliseconds time)
    {
        const Deadline deadline = Deadline::after(time);
        const StopToken never;
        StoppablePoll poll(never);
        m_ending = &poll;
        while (!deadline.expired() && !(m_child.collect() && !m_child.isGroupAlive()))
            exchange(std::min(tick, deadline.remaining()));
        m_ending = nullptr;
    }

    // Waits for something to happen and moves what can be moved.
    StoppablePoll::Outcome exchange(Milliseconds time)
    {
        const bool watchExit = !m_child.isCollected();
        if (watchExit && m_child.exitDescriptor() < 0)
            time = std::min(time, tick);
        std::vector<pollfd> descriptors{{m_child.output.get(), POLLIN, 0},
                                        {m_child.errors.get(), POLLIN, 0},
                                        {m_child.input.get(), POLLOUT, 0},
                                        {watchExit ? m_child.exitDescriptor() : -1, POLLIN, 0}};
        auto &poll = m_ending ? *m_ending : m_poll;
        const auto outcome = poll.wait(descriptors, time);
        m_progress = false;
        if (descriptors[0].revents != 0)
            readFrom(m_child.output, m_result.output, false);
        if (descriptors[1].revents != 0)
            readFrom(m_child.errors, m_result.errors, true);
        if (descriptors[2].revents != 0)
            writeInput();
        return outcome;
    }

    void readFrom(FileHandle &end, QByteArray &kept, bool isError)
    {
        // A bounded piece of work, so that neither stream nor the deadline starves.
        char buffer[65536];
        for (int piece = 0; piece < 16; ++piece) {
            const ssize_t count = read(end.get(), buffer, sizeof buffer);
            if (count < 0 && errno == EINTR)
                continue;
            if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
                return;
            if (count <= 0) {
                end.close();
                return;
            }
            m_progress = true;
            m_total += count;
            const QByteArray text(buffer, static_cast<qsizetype>(count));
            if (m_total <= outputLimit)
                kept += text;
            if (m_sink && !m_ending)
                m_sink(text, isError);
        }
    }

    void writeInput()
    {
        while (m_written < m_command.input.size()) {
            const auto left = static_cast<size_t>(m_command.input.size() - m_written);
            const ssize_t count =
                write(m_child.input.get(), m_command.input.constData() + m_written, left);
            if (count < 0 && errno == EINTR)
                continue;
            if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
                return;
            if (count < 0)
                break; // it does not want the rest
            m_written += count;
        }
        m_child.input.close();
    }

    BrokenPipeGuard m_guard;
    ChildProcess m_child;
    const ShellCommand &m_command;
    StoppablePoll m_poll;
    const OutputSink &m_sink;
    Deadline m_deadline;
    StoppablePoll *m_ending = nullptr; // set while the group is being ended
    ShellResult m_result;
    qint64 m_total = 0;
    qsizetype m_written = 0;
    bool m_progress = false;
};

} // namespace

LocalShell::LocalShell(QString nodeName, QString serverUser)
    : m_nodeName(std::move(nodeName)), m_serverUser(std::move(serverUser))
{
}

Result<ShellResult> LocalShell::run(const ShellCommand &command, const StopToken &stop,
                                    const OutputSink &sink)
{
    if (auto problem = problemOf(command))
        return *problem;
    const auto account = accountFor(command.identity, m_serverUser);
    if (!account)
        return account.error();
    if (stop.stopRequested()) {
        return Error{
            ErrorKind::Cancelled,
            say("Transport", "A command on %1 was cancelled before it began.").arg(m_nodeName),
            {},
            {}};
    }
    auto child =
        ChildProcess::start(renderScript(command).toUtf8(), *account, !command.input.isEmpty());
    if (!child)
        return child.error();
    CommandRun run(std::move(*child), command, stop, sink);
    switch (run.run()) {
    case Ending::Exit:
        return run.result();
    case Ending::TimeOut:
        return Error{ErrorKind::TimedOut,
                     say("Transport", "A command on %1 did not end within %2 ms and was ended; "
                                      "read its output and look at the node before going on.")
                         .arg(m_nodeName)
                         .arg(command.timeout.count()),
                     run.printed(),
                     {}};
    case Ending::Stop:
        return Error{ErrorKind::Cancelled,
                     say("Transport", "A command on %1 was cancelled while it ran; look at the "
                                      "node before going on.")
                         .arg(m_nodeName),
                     run.printed(),
                     {}};
    case Ending::TooMuch:
        break;
    }
    return Error{ErrorKind::Failed,
                 say("Transport", "A command on %1 printed more than 64 MiB and was ended; look at "
                                  "what it prints.")
                     .arg(m_nodeName),
                 run.printed().left(65536),
                 {}};
}

} // namespace tandem
