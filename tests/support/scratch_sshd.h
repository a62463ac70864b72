// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transport/shell.h"

#include <QProcess>
#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

#include <sys/types.h>

namespace tandem::testing {

// A real sshd for one test on 127.0.0.1, with host keys, settings and authorized keys of its own in
// a directory under /tmp. Its destructor ends it with its sessions and removes the directory.
// Needs a QCoreApplication. One thread.
class ScratchSshd
{
public:
    // Null when there is no sshd or it did not start. `settings` are lines of sshd_config.
    [[nodiscard]] static std::unique_ptr<ScratchSshd> create(const QStringList &settings = {});
    ~ScratchSshd();
    ScratchSshd(const ScratchSshd &) = delete;
    ScratchSshd &operator=(const ScratchSshd &) = delete;

    bool start();
    void stop();
    // Kills the processes that serve the sessions of now, and not the server.
    void killSessions() const;
    // Stops them where they stand, or lets them go on: a host that fell silent.
    void freezeSessions(bool frozen) const;

    // A node of this server: we ourselves, with the key, its host key known.
    [[nodiscard]] NodeProfile node() const;
    [[nodiscard]] QString directory() const { return m_directory; }
    [[nodiscard]] QString file(const char *name) const;
    // "SHA256:..." of a public key in the directory.
    [[nodiscard]] QString fingerprintOf(const char *publicKey) const;
    // A script on this machine with $dir and $port set, as ourselves; what it printed.
    QByteArray script(const QString &text, int *exitCode = nullptr) const;

private:
    ScratchSshd() = default;
    QString m_directory;
    int m_port = 0;
    QProcess m_process;
};

} // namespace tandem::testing
