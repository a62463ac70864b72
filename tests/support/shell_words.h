// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transport/shell.h"

#include <cerrno>
#include <csignal>

namespace tandem::testing {

[[nodiscard]] inline ShellCommand commandOf(const char *script,
                                            OsIdentity identity = OsIdentity::Login)
{
    ShellCommand command;
    command.script = QString::fromUtf8(script);
    command.identity = identity;
    command.timeout = Milliseconds(20000);
    return command;
}

// A pid that a script printed as its first word.
[[nodiscard]] inline pid_t firstNumber(const QString &text)
{
    return static_cast<pid_t>(text.section(QLatin1Char('\n'), 0, 0).trimmed().toLongLong());
}

[[nodiscard]] inline bool isGone(pid_t pid)
{
    return pid > 1 && kill(pid, 0) != 0 && errno == ESRCH;
}

} // namespace tandem::testing
