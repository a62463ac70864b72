// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Linked into the tests under the thread sanitizer, on Linux, in place of the C library's clone().
// QProcess starts a child that shares our memory until it executes its program. The sanitizer takes
// its bookkeeping in that memory for the child's and then forbids us, too, to start a thread
// ("after multi-threaded fork"), so here the child gets a copy.
#include <sys/syscall.h>

#include <cstdarg>

#include <sched.h>
#include <unistd.h>

extern "C" int clone(int (*child)(void *), void *stack, int flags, void *argument, ...) noexcept
{
    static_cast<void>(stack);
    std::va_list more;
    va_start(more, argument);
    int *const handle = va_arg(more, int *);
    va_end(more);
    const pid_t pid = ::fork();
    if (pid == 0)
        ::_exit(child(argument));
    if (pid > 0 && (flags & CLONE_PIDFD) != 0)
        *handle = static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
    return pid;
}
