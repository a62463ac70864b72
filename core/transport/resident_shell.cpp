// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/resident_shell.h"

#include "core/transport/command_rules.h"
#include "core/transport/resident_start.h"

#include <algorithm>

namespace tandem {

namespace {

constexpr qsizetype longestPrintf = 16384; // bytes of input in one printf

// The input's own processes end with the reader: a broken pipe is no news.
QByteArray inputText(const QByteArray &input)
{
    if (input.isEmpty())
        return {};
    QByteArray text = "{ ";
    for (qsizetype at = 0; at < input.size(); at += longestPrintf)
        text += "printf %b '" + printfText(input.mid(at, longestPrintf)) + "'\n";
    return text + "} |";
}

} // namespace

QByteArray printfText(const QByteArray &bytes)
{
    QByteArray text;
    text.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        const bool isPlain = byte == '\n' || (byte >= ' ' && byte < 127 && c != '\'' && c != '\\');
        if (isPlain) {
            text += c;
            continue;
        }
        text += "\\0";
        text += static_cast<char>('0' + (byte >> 6));
        text += static_cast<char>('0' + ((byte >> 3) & 7));
        text += static_cast<char>('0' + (byte & 7));
    }
    return text;
}

Result<std::unique_ptr<ResidentShell>>
ResidentShell::open(SshSession &session, OsIdentity identity, const QString &serverUser,
                    const std::optional<Secret> &sudoPassword, const Deadline &deadline,
                    const StopToken &stop)
{
    std::unique_ptr<ResidentShell> shell(new ResidentShell(session));
    ResidentStart start(*shell, identity, serverUser, sudoPassword, deadline, stop);
    if (auto started = start.run(); !started)
        return started.error();
    return shell;
}

ResidentShell::~ResidentShell()
{
    m_outgoing.fill('\0');
    if (m_channel)
        ssh_channel_free(m_channel); // says close; the shell there reads its end and exits
}

bool ResidentShell::isUsable() const
{
    if (m_isSpent || !m_channel)
        return false;
    ssh_channel_poll(m_channel, 0); // takes in what has come since, the end of the connection too
    return ssh_channel_is_open(m_channel) != 0 && !isAtEnd();
}

void ResidentShell::flush()
{
    while (!m_outgoing.isEmpty()) {
        const auto size = static_cast<uint32_t>(std::min<qsizetype>(m_outgoing.size(), 32768));
        const int written = ssh_channel_write(m_channel, m_outgoing.constData(), size);
        if (written <= 0)
            return;
        std::fill_n(m_outgoing.data(), written, '\0');
        m_outgoing.remove(0, written);
    }
}

QByteArray ResidentShell::take(bool isError)
{
    QByteArray piece(65536, Qt::Uninitialized);
    const int count = ssh_channel_read_nonblocking(
        m_channel, piece.data(), static_cast<uint32_t>(piece.size()), isError ? 1 : 0);
    piece.truncate(std::max(count, 0));
    return piece;
}

bool ResidentShell::isAtEnd() const
{
    return ssh_channel_is_eof(m_channel) != 0 || ssh_channel_is_closed(m_channel) != 0 ||
           !m_session.isAlive();
}

ResidentShell::Ending ResidentShell::run(const ShellCommand &command, const Deadline &deadline,
                                         const StopToken &stop, const OutputSink &sink,
                                         ShellResult &result)
{
    const QByteArray number = QByteArray::number(++m_number);
    const QByteArray begin = m_marker + 'b' + number + ';';
    const QByteArray end = m_marker + 'e' + number + ':';
    FrameReader output(begin, end, true);
    FrameReader errors(begin, end, false);
    // The script tells its process group first to us, then to the shell that waits for it, and
    // puts itself on the channel's own streams. Its text stands quoted, as one word.
    const QString script =
        QStringLiteral("echo $$;exec >&4 2>&3 3>&- 4>&-;echo $$\n") + renderScript(command);
    send("{ printf %s \"${m}b" + number + ";\"; printf %s \"${m}b" + number + ";\" >&3\np=$(" +
         (command.input.isEmpty() ? QByteArray("exec") : inputText(command.input)) +
         " $s /bin/sh -c " + shellQuoted(script).toUtf8() +
         (command.input.isEmpty() ? " </dev/null)\n" : ")\n") +
         "c=$?; l=0; kill -s 0 -- \"-$p\" && l=1\nprintf %s \"${m}e" + number +
         ":$c:$l;\"; printf %s \"${m}e" + number + ":;\" >&3; }\n");
    m_commandGroup = 0;
    m_isSpent = true; // until it has come back whole
    StoppablePoll poll(stop);
    qint64 total = 0;
    const auto move = [&](FrameReader &reader, QByteArray &kept, bool isError) {
        const QByteArray came = take(isError);
        const QByteArray piece = reader.feed(came);
        total += piece.size();
        if (total <= outputLimit)
            kept += piece;
        if (sink && !piece.isEmpty())
            sink(piece, isError);
        return !came.isEmpty();
    };
    for (;;) {
        flush();
        const bool hasOutput = move(output, result.output, false);
        const bool hasErrors = move(errors, result.errors, true);
        m_commandGroup = output.head().toLongLong();
        if (output.hasEnded() && errors.hasEnded())
            break;
        if (total > outputLimit)
            return Ending::TooMuch;
        if (stop.stopRequested())
            return Ending::Stop;
        if (deadline.expired())
            return Ending::TimeOut;
        if (hasOutput || hasErrors)
            continue;
        if (isAtEnd() || !m_session.stillAnswers())
            return Ending::Lost;
        if (m_session.wait(poll, deadline.remaining()) == StoppablePoll::Outcome::Stopped)
            return Ending::Stop;
    }
    const auto words = output.trailer().split(':');
    result.exitCode = words.value(0).toInt();
    m_isSpent = words.value(1) != "0";
    return m_commandGroup > 0 ? Ending::Exit : Ending::NotStarted;
}

} // namespace tandem
