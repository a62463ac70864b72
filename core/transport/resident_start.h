// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transport/resident_shell.h"

namespace tandem {

// Brings a resident shell up: a channel, /bin/sh on it, the right OS user, a clean environment.
// Each step is sent after the one before has told that it was read to its end, because a shell may
// read ahead and what it has read is lost to the one that takes its place.
class ResidentStart
{
public:
    ResidentStart(ResidentShell &shell, OsIdentity identity, const QString &serverUser,
                  const std::optional<Secret> &sudoPassword, const Deadline &deadline,
                  const StopToken &stop);
    Result<void> run();

private:
    Result<void> openChannel();
    Result<void> becomeUser(const QString &wanted);
    Result<void> becomeBySudo(const QString &wanted);
    // Waits for WORD...; on standard output and gives what stands between; an empty value: the
    // shell ended. `onErrors` sees the other stream.
    Result<std::optional<QByteArray>> await(const QByteArray &word,
                                            const std::function<Result<void>()> &onErrors = {});
    [[nodiscard]] QString printed() const;
    [[nodiscard]] Error noShell() const;
    [[nodiscard]] Error noSudo(const QString &wanted) const;
    [[nodiscard]] const SshEndpoint &endpoint() const { return m_shell.m_session.endpoint(); }

    ResidentShell &m_shell;
    const OsIdentity m_identity;
    const QString m_serverUser;
    const std::optional<Secret> &m_sudoPassword;
    const Deadline &m_deadline;
    const StopToken &m_stop;
    const QByteArray m_word; // random; begins every answer
    QByteArray m_output;
    QByteArray m_errors;
    QString m_user; // who we are on the host
};

} // namespace tandem
