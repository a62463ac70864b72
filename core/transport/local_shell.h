// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transport/shell.h"

namespace tandem {

// Runs commands as processes of this machine: /bin/sh -c, a session of its own, working directory
// "/", a minimal environment, nothing inherited. Holds nothing open between two commands.
// Safe to use many of them in many threads at once; each one belongs to one thread.
//
// OsIdentity::Postgres: a program run by root becomes `serverUser`, any other runs as itself.
// OsIdentity::Login: ourselves. OsIdentity::Root: refused unless we are root.
//
// A process that a script leaves behind with the pipes open does not hold run() up: it returns
// within 50 ms after the last output (250 ms in all) once the script itself has ended.
class LocalShell : public Shell
{
public:
    // `nodeName` is for the sentences; an empty `serverUser` means "postgres".
    LocalShell(QString nodeName, QString serverUser);

    Result<ShellResult> run(const ShellCommand &command, const StopToken &stop,
                            const OutputSink &sink = {}) override;

private:
    QString m_nodeName;
    QString m_serverUser;
};

} // namespace tandem
