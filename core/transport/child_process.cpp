// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/child_process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <grp.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __linux__
#include <sched.h>
#include <sys/syscall.h>
#elif defined(__APPLE__)
#include <sys/event.h>
#endif

namespace tandem {

namespace {

enum class Step : int
{
    Session,
    Streams,
    Account,
    Directory,
    Program
};

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define TANDEM_COPIES_MEMORY // the sanitizer takes a child's work in our memory for ours
#endif
#endif
#if !defined(__linux__) || defined(__SANITIZE_THREAD__)
#define TANDEM_COPIES_MEMORY
#endif

// What the child needs, made before it starts: in it only async-signal-safe calls are allowed.
struct Recipe
{
    std::array<const char *, 4> arguments{};
    std::vector<const char *> environment;
    std::array<int, 3> streams{};
    int report = -1; // closes on exec; carries {step, errno} when a step fails
    const OsAccount *account = nullptr;
};

[[noreturn]] void fail(int report, Step step)
{
    const std::array<int, 2> words{static_cast<int>(step), errno};
    [[maybe_unused]] const auto written = write(report, words.data(), sizeof words);
    _exit(127);
}

bool become(const OsAccount &account)
{
#ifdef __linux__
    // The C library's own calls would change the threads of the program that waits for us, too.
    return syscall(SYS_setgroups, account.groups.size(), account.groups.data()) == 0 &&
           syscall(SYS_setgid, account.group) == 0 && syscall(SYS_setuid, account.user) == 0;
#else
    return setgroups(static_cast<int>(account.groups.size()), account.groups.data()) == 0 &&
           setgid(account.group) == 0 && setuid(account.user) == 0;
#endif
}

// Whatever else is open in this program, other threads' pipes included, ends here at exec.
void closeOthersOnExec()
{
#if defined(__linux__) && defined(SYS_close_range)
    constexpr unsigned closeOnExec = 4; // CLOSE_RANGE_CLOEXEC, Linux 5.11
    if (syscall(SYS_close_range, 3U, ~0U, closeOnExec) == 0)
        return;
#endif
    for (int fd = 3; fd < 4096; ++fd)
        fcntl(fd, F_SETFD, FD_CLOEXEC);
}

[[noreturn]] void runChild(const Recipe &recipe)
{
    for (int number = 1; number < NSIG; ++number) {
        if (number != SIGKILL && number != SIGSTOP)
            signal(number, SIG_DFL); // unknown numbers fail, which is fine
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    if (setsid() < 0)
        fail(recipe.report, Step::Session);
    for (int fd = 0; fd < 3; ++fd) {
        if (dup2(recipe.streams[static_cast<size_t>(fd)], fd) < 0)
            fail(recipe.report, Step::Streams);
    }
    closeOthersOnExec();
    if (recipe.account->isChange && !become(*recipe.account))
        fail(recipe.report, Step::Account);
    if (chdir("/") != 0)
        fail(recipe.report, Step::Directory);
    execve("/bin/sh", const_cast<char *const *>(recipe.arguments.data()),
           const_cast<char *const *>(recipe.environment.data()));
    fail(recipe.report, Step::Program);
}

// Without a copy of our memory, which costs milliseconds and holds up every other thread of a
// window meanwhile: the child works in it until it executes its program; we wait for that.
pid_t startChild(Recipe &recipe)
{
#ifdef TANDEM_COPIES_MEMORY
    const pid_t pid = fork();
    if (pid == 0)
        runChild(recipe);
    return pid;
#else
    alignas(16) std::array<char, 32768> stack;
    const auto run = [](void *argument) -> int { runChild(*static_cast<Recipe *>(argument)); };
    return clone(run, stack.data() + stack.size(), CLONE_VM | CLONE_VFORK | SIGCHLD, &recipe);
#endif
}

FileHandle watchExit(pid_t pid)
{
#if defined(__linux__) && defined(SYS_pidfd_open)
    return FileHandle(static_cast<int>(syscall(SYS_pidfd_open, pid, 0))); // closes on exec
#elif defined(__APPLE__)
    FileHandle queue(kqueue());
    struct kevent change
    {
    };
    EV_SET(&change, pid, EVFILT_PROC, EV_ADD, NOTE_EXIT, 0, nullptr);
    if (!queue.isOpen() || kevent(queue.get(), &change, 1, nullptr, 0, nullptr) != 0)
        return {};
    fcntl(queue.get(), F_SETFD, FD_CLOEXEC);
    return queue;
#else
    static_cast<void>(pid);
    return {};
#endif
}

#ifdef __linux__
bool hasLivingMember(pid_t group)
{
    std::error_code failure;
    std::filesystem::directory_iterator entry("/proc", failure);
    for (; !failure && entry != std::filesystem::directory_iterator(); entry.increment(failure)) {
        const std::string name = entry->path().filename();
        if (name.empty() || name[0] < '0' || name[0] > '9')
            continue;
        std::ifstream file(entry->path() / "stat");
        std::string line;
        std::getline(file, line);
        // PID (NAME) STATE PARENT GROUP; the name may hold anything, ')' included.
        const auto afterName = line.rfind(')');
        char state = 'Z';
        long parent = 0;
        long memberOf = 0;
        if (afterName != std::string::npos &&
            std::sscanf(line.c_str() + afterName + 1, " %c %ld %ld", &state, &parent, &memberOf) ==
                3 &&
            memberOf == group && state != 'Z' && state != 'X')
            return true;
    }
    return false;
}
#endif

Error cannotStart(int number, const char *where)
{
    return Error{ErrorKind::Failed,
                 say("Transport", "A command could not be started on this machine (%1); free some "
                                  "memory, processes or open files and try again.")
                     .arg(QString::fromLocal8Bit(std::strerror(number))),
                 QString::fromLatin1(where),
                 {}};
}

Error startError(const std::array<int, 2> &words, const OsAccount &account)
{
    switch (static_cast<Step>(words[0])) {
    case Step::Session:
        return cannotStart(words[1], "setsid");
    case Step::Streams:
        return cannotStart(words[1], "dup2");
    case Step::Directory:
        return cannotStart(words[1], "chdir /");
    case Step::Program:
        return cannotStart(words[1], "exec /bin/sh");
    case Step::Account:
        break;
    }
    return Error{ErrorKind::Refused,
                 say("Transport", "The program may not act as the OS user %1 (%2); run it as that "
                                  "user or as an unrestricted root.")
                     .arg(QString::fromUtf8(account.name))
                     .arg(QString::fromLocal8Bit(std::strerror(words[1]))),
                 {},
                 {}};
}

} // namespace

Result<ChildProcess> ChildProcess::start(const QByteArray &script, const OsAccount &account,
                                         bool withInput)
{
    const std::array<QByteArray, 6> variables{
        QByteArrayLiteral("PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"),
        QByteArray("HOME=" + account.home),
        QByteArray("USER=" + account.name),
        QByteArray("LOGNAME=" + account.name),
        QByteArrayLiteral("LANG=C"),
        QByteArrayLiteral("LC_ALL=C")};
    Recipe recipe;
    recipe.arguments = {"sh", "-c", script.constData(), nullptr};
    for (const auto &variable : variables)
        recipe.environment.push_back(variable.constData());
    recipe.environment.push_back(nullptr);
    recipe.account = &account;

    auto output = openPipe();
    auto errors = openPipe();
    auto report = openPipe();
    auto input = withInput ? openPipe() : PipeEnds{openForReading("/dev/null"), {}};
    if (!output || !errors || !report || !input || !input->reading.isOpen())
        return cannotStart(errno, "pipe");
    recipe.streams = {input->reading.get(), output->writing.get(), errors->writing.get()};
    recipe.report = report->writing.get();

    // No handler of ours may run in the child before it has set the defaults.
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    const pid_t pid = startChild(recipe);
    const int forkError = errno;
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    if (pid < 0)
        return cannotStart(forkError, "fork");

    ChildProcess child(pid);
    report->writing.close();
    input->reading.close();
    output->writing.close();
    errors->writing.close();
    std::array<int, 2> words{};
    ssize_t count = 0;
    while ((count = read(report->reading.get(), words.data(), sizeof words)) < 0 &&
           errno == EINTR) {
    }
    if (count > 0)
        return startError(words, account);
    child.m_exitWatch = watchExit(pid);
    child.input = std::move(input->writing);
    child.output = std::move(output->reading);
    child.errors = std::move(errors->reading);
    for (const FileHandle *end : {&child.input, &child.output, &child.errors}) {
        if (end->isOpen())
            setNonBlocking(end->get());
    }
    return child;
}

ChildProcess::ChildProcess(ChildProcess &&other) noexcept
    : input(std::move(other.input)),
      output(std::move(other.output)),
      errors(std::move(other.errors)),
      m_pid(std::exchange(other.m_pid, -1)),
      m_exitWatch(std::move(other.m_exitWatch)),
      m_status(other.m_status)
{
}

ChildProcess::~ChildProcess()
{
    if (m_pid < 0 || collect())
        return;
    signalGroup(SIGKILL);
    for (int attempt = 0; attempt < 200; ++attempt) {
        if (collect())
            return;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    // It hangs in the kernel (a dead disk): somebody must still collect it when it comes back.
    std::thread([pid = m_pid] {
        while (waitpid(pid, nullptr, 0) < 0 && errno == EINTR) {
        }
    }).detach();
}

std::optional<int> ChildProcess::collect()
{
    if (m_status)
        return m_status;
    int status = 0;
    pid_t ended = 0;
    while ((ended = waitpid(m_pid, &status, WNOHANG)) < 0 && errno == EINTR) {
    }
    if (ended == m_pid)
        m_status = status;
    else if (ended < 0)
        m_status = 255 << 8; // collected by somebody else: the real status is lost
    return m_status;
}

void ChildProcess::signalGroup(int signal) const
{
    if (m_pid > 1)
        kill(-m_pid, signal);
}

// After the leader was collected its number stays taken while the group has members.
bool ChildProcess::isGroupAlive() const
{
    if (m_pid <= 1 || (kill(-m_pid, 0) != 0 && errno != EPERM))
        return false;
#ifdef __linux__
    // A dead member that its new parent has not collected yet still answers kill().
    return hasLivingMember(m_pid);
#else
    return true;
#endif
}

} // namespace tandem
