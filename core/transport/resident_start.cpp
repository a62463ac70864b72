// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/resident_start.h"

#include "core/profile/profile_rules.h"

#include <QRandomGenerator>

namespace tandem {

namespace {

constexpr qsizetype mostNoise = 1024 * 1024; // what a login shell's own files may print

QByteArray randomWord()
{
    QByteArray bytes(16, '\0');
    for (char &byte : bytes)
        byte = static_cast<char>(QRandomGenerator::system()->bounded(256));
    return bytes.toHex();
}

// Sent when the right user's shell is there. %1: word. HOME is the account's own.
constexpr const char *cleanShell =
    "{ cd /; u=$(id -un); case $u in *[!A-Za-z0-9._-]*) h=/;; *) eval \"h=~$u\";; esac\n"
    "printf %s '%1d;'; exec env -i PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin HOME=\"$h\" "
    "USER=\"$u\" LOGNAME=\"$u\" LANG=C LC_ALL=C /bin/sh; }\n";

// %1: word, %2: marker. From here on 3 and 4 are the channel's streams, and what the shell itself
// has to say about killed children goes nowhere.
constexpr const char *ready = "{ m=%2; s=$(command -v setsid); exec 3>&2 4>&1 2>/dev/null; "
                              "printf '%1e%s;' $$; }\n";

} // namespace

ResidentStart::ResidentStart(ResidentShell &shell, OsIdentity identity, const QString &serverUser,
                             const std::optional<Secret> &sudoPassword, const Deadline &deadline,
                             const StopToken &stop)
    : m_shell(shell),
      m_identity(identity),
      m_serverUser(serverUser.isEmpty() ? QStringLiteral("postgres") : serverUser),
      m_sudoPassword(sudoPassword),
      m_deadline(deadline),
      m_stop(stop),
      m_word(randomWord())
{
    m_shell.m_marker = randomWord();
}

Result<void> ResidentStart::run()
{
    if (auto opened = openChannel(); !opened)
        return opened;
    m_shell.send("{ printf '%s%s:%s;' " + m_word + "a \"$(id -u)\" \"$(id -un)\"; }\n");
    const auto hello = await(m_word + 'a');
    if (!hello)
        return hello.error();
    if (!*hello)
        return noShell();
    const QString uid = QString::fromUtf8((*hello)->split(':').value(0));
    m_user = QString::fromUtf8((*hello)->split(':').value(1));
    const bool isRoot = uid == QLatin1String("0");
    Result<void> became;
    switch (m_identity) {
    case OsIdentity::Login:
        break;
    case OsIdentity::Root:
        if (!isRoot)
            became = becomeBySudo(QStringLiteral("root"));
        break;
    case OsIdentity::Postgres:
        if (m_user != m_serverUser)
            became = isRoot ? becomeUser(m_serverUser) : becomeBySudo(m_serverUser);
        break;
    }
    if (!became)
        return became;
    m_shell.send(QByteArray(cleanShell).replace("%1", m_word));
    const auto clean = await(m_word + 'd');
    if (!clean)
        return clean.error();
    if (*clean)
        m_shell.send(QByteArray(ready).replace("%1", m_word).replace("%2", m_shell.m_marker));
    const auto number = await(m_word + 'e');
    if (!number)
        return number.error();
    if (!*number)
        return noShell();
    m_shell.m_processId = (*number)->toLongLong();
    return {};
}

Result<void> ResidentStart::openChannel()
{
    const SshSession &session = m_shell.m_session;
    m_shell.m_channel = ssh_channel_new(session.handle());
    const auto opened =
        session.drive([this] { return ssh_channel_open_session(m_shell.m_channel); }, SSH_AGAIN,
                      m_deadline, m_stop);
    if (!opened)
        return opened.error();
    if (*opened != SSH_OK)
        return Error{session.isAlive() ? ErrorKind::Refused : ErrorKind::Unreachable,
                     say("Transport", "%1 lets no further command in over SSH (%2); raise "
                                      "MaxSessions in its sshd_config or close other sessions.")
                         .arg(endpoint().node)
                         .arg(QString::fromUtf8(ssh_get_error(session.handle()))),
                     {},
                     QStringLiteral("channel-refused")};
    const auto started = session.drive(
        [this] { return ssh_channel_request_exec(m_shell.m_channel, "exec /bin/sh"); }, SSH_AGAIN,
        m_deadline, m_stop);
    if (!started)
        return started.error();
    return *started == SSH_OK ? Result<void>() : Result<void>(noShell());
}

Result<void> ResidentStart::becomeUser(const QString &wanted)
{
    if (checkUser(wanted))
        return noSudo(wanted);
    const QByteArray user = wanted.toUtf8();
    const QByteArray next = "'printf %s " + m_word + "c\\;; exec /bin/sh'";
    m_shell.send("{ printf %s '" + m_word +
                 "b;'; if command -v runuser >/dev/null; then exec "
                 "runuser -u " +
                 user + " -- /bin/sh -c " + next + "; else exec su " + user + " -s /bin/sh -c " +
                 next + "; fi; }\n");
    const auto came = await(m_word + 'c');
    if (!came)
        return came.error();
    if (*came)
        return {};
    return Error{ErrorKind::Refused,
                 say("Transport", "On %1 the OS user %2 cannot be used; create it or name another "
                                  "one in the profile.")
                     .arg(endpoint().node)
                     .arg(wanted),
                 printed(),
                 {}};
}

// sudo asks with our own word, so that its question is told from a lecture, and the password goes
// out only as an answer to it: never into a shell that was let in without one.
Result<void> ResidentStart::becomeBySudo(const QString &wanted)
{
    if (checkUser(wanted))
        return noSudo(wanted);
    const QByteArray question = m_word + 'p';
    const QByteArray how = m_sudoPassword ? "-k -S -p " + question : QByteArray("-n");
    m_shell.send("{ LC_ALL=C; export LC_ALL; printf %s '" + m_word + "b;'; exec sudo " + how +
                 " -H -u " + wanted.toUtf8() + " -- /bin/sh -c 'printf %s " + m_word +
                 "c\\;; exec /bin/sh'; }\n");
    bool isAnswered = false;
    const auto answer = [&]() -> Result<void> {
        const auto asked = m_errors.count(question);
        if (asked > 1)
            return Error{ErrorKind::Refused,
                         say("Transport", "sudo on %1 does not accept the password \"sudo:%1\" of "
                                          "%2; correct that secret.")
                             .arg(endpoint().node)
                             .arg(m_user),
                         {},
                         QStringLiteral("sudo")};
        if (asked == 1 && !isAnswered) {
            isAnswered = true;
            m_shell.send(m_sudoPassword->reveal() + '\n');
        }
        return {};
    };
    const auto came =
        await(m_word + 'c', m_sudoPassword ? answer : std::function<Result<void>()>());
    if (!came)
        return came.error();
    return *came ? Result<void>() : Result<void>(noSudo(wanted));
}

Result<std::optional<QByteArray>>
ResidentStart::await(const QByteArray &word, const std::function<Result<void>()> &onErrors)
{
    StoppablePoll poll(m_stop);
    for (;;) {
        m_shell.flush();
        const QByteArray output = m_shell.take(false);
        const QByteArray errors = m_shell.take(true);
        m_output += output;
        m_errors += errors;
        if (onErrors) {
            if (auto heard = onErrors(); !heard)
                return heard.error();
        }
        const qsizetype at = m_output.indexOf(word);
        const qsizetype end = at < 0 ? -1 : m_output.indexOf(';', at);
        if (end >= 0)
            return std::optional(m_output.mid(at + word.size(), end - at - word.size()));
        const bool isTooLoud = m_output.size() + m_errors.size() > mostNoise;
        if (isTooLoud || (output.isEmpty() && errors.isEmpty() && m_shell.isAtEnd()))
            return std::optional<QByteArray>();
        if (m_deadline.expired())
            return Error{ErrorKind::TimedOut,
                         say("Transport", "The login shell of %1 did not start a command in time; "
                                          "log in by hand and see what its profile waits for.")
                             .arg(endpoint().address()),
                         printed(), QStringLiteral("silent")};
        if (m_shell.m_session.wait(poll, m_deadline.remaining()) == StoppablePoll::Outcome::Stopped)
            return Error{ErrorKind::Cancelled,
                         say("Transport", "Connecting to %1 was cancelled.").arg(endpoint().node),
                         {},
                         {}};
    }
}

// The host's own words without ours.
QString ResidentStart::printed() const
{
    QString text = QString::fromUtf8(m_output + m_errors).left(65536);
    return text.remove(QString::fromLatin1(m_word)).trimmed();
}

Error ResidentStart::noShell() const
{
    if (!m_shell.m_session.isAlive())
        return Error{ErrorKind::Unreachable,
                     say("Transport", "The connection to %1 was lost before a command could begin; "
                                      "try again.")
                         .arg(endpoint().node),
                     {},
                     QStringLiteral("lost")};
    return Error{ErrorKind::Refused,
                 say("Transport", "The account %1 on %2 runs no commands: its login shell ended "
                                  "instead of starting /bin/sh. Give it a login shell or log in as "
                                  "another user.")
                     .arg(endpoint().user)
                     .arg(endpoint().node),
                 printed(), QStringLiteral("no-shell")};
}

Error ResidentStart::noSudo(const QString &wanted) const
{
    if (m_errors.contains("password is required"))
        return Error{ErrorKind::Refused,
                     say("Transport", "sudo on %1 asks %2 for a password; give the secret "
                                      "\"sudo:%1\", or let that user act as %3 without one.")
                         .arg(endpoint().node)
                         .arg(m_user)
                         .arg(wanted),
                     printed(), QStringLiteral("sudo")};
    if (m_errors.contains("unknown user"))
        return Error{ErrorKind::Refused,
                     say("Transport",
                         "On %1 there is no user %2: PostgreSQL is not installed there, "
                         "or its user has another name.")
                         .arg(endpoint().node)
                         .arg(wanted),
                     printed(), QStringLiteral("no-os-user")};
    return Error{ErrorKind::Refused,
                 say("Transport", "On %1 the user %2 may not act as %3: sudo refused it. Allow it "
                                  "in sudoers, for example: %2 ALL=(%3) NOPASSWD: /bin/sh")
                     .arg(endpoint().node)
                     .arg(m_user)
                     .arg(wanted),
                 printed(), QStringLiteral("sudo")};
}

} // namespace tandem
