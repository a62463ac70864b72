// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transport/frame_reader.h"
#include "core/transport/shell.h"
#include "core/transport/ssh_session.h"

namespace tandem {

// One /bin/sh on the host, held open on a channel of a session and fed scripts on its standard
// input, as the OS user that `identity` stands for. What the login shell's own files print is
// noise to it. Lives in the session's thread and ends before the session.
//
// A script runs as /bin/sh -c in a session of its own, in "/", with the environment of LocalShell.
// It is sent as one compound command together with its input: cut off on the way, nothing of it
// runs. What a script leaves behind goes on, and is not read from any more; the shell is then not
// used again. Only a process that left the script's group and kept its streams could still write
// into the output of a later command.
class ResidentShell
{
public:
    enum class Ending
    {
        Exit,
        NotStarted, // the host could not start it
        TimeOut,
        Stop,
        TooMuch,
        Lost // the channel or the whole connection ended
    };

    // Errors: Refused, when the host does not let the login user act as `identity`, code
    // "channel-refused" when it has no room for a channel; Unreachable, TimedOut, Cancelled.
    [[nodiscard]] static Result<std::unique_ptr<ResidentShell>>
    open(SshSession &session, OsIdentity identity, const QString &serverUser,
         const std::optional<Secret> &sudoPassword, const Deadline &deadline,
         const StopToken &stop);
    ~ResidentShell();
    ResidentShell(const ResidentShell &) = delete;
    ResidentShell &operator=(const ResidentShell &) = delete;

    // Fills `result` with what came, however it ended.
    Ending run(const ShellCommand &command, const Deadline &deadline, const StopToken &stop,
               const OutputSink &sink, ShellResult &result);

    [[nodiscard]] bool isUsable() const;
    // The process group of the last command, as the host numbers it; 0: it never began.
    [[nodiscard]] qint64 commandGroup() const { return m_commandGroup; }
    [[nodiscard]] qint64 processId() const { return m_processId; }

private:
    friend class ResidentStart;
    explicit ResidentShell(SshSession &session) : m_session(session) {}

    void send(const QByteArray &text) { m_outgoing += text; }
    void flush();
    // What has come on one stream, at most 64 KiB; empty: nothing yet.
    [[nodiscard]] QByteArray take(bool isError);
    [[nodiscard]] bool isAtEnd() const;

    SshSession &m_session;
    ssh_channel m_channel = nullptr;
    QByteArray m_marker;
    QByteArray m_outgoing;
    qint64 m_number = 0;
    qint64 m_processId = 0;
    qint64 m_commandGroup = 0;
    bool m_isSpent = false;
};

// `bytes` as the argument of printf %b between single quotes: every byte in POSIX's own spelling.
[[nodiscard]] QByteArray printfText(const QByteArray &bytes);

} // namespace tandem
