// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/postgres/connection.h"
#include "core/transport/shell.h"

#include <QString>
#include <QStringList>

#include <memory>

#include <sys/types.h>

namespace tandem::testing {

// A real PostgreSQL server for one test, in a directory of its own under /tmp, on 127.0.0.1 and a
// Unix socket. Started as the user postgres when the test runs as root, as ourselves otherwise.
// Its destructor ends the server and removes the directory. One thread.
class ScratchServer
{
public:
    // Superuser "postgres": trust through the socket, this password (SCRAM) over TCP.
    static constexpr const char *password = "sécret 'x\\";

    // Null when it could not be made; problem() of the last failure is printed as a warning.
    [[nodiscard]] static std::unique_ptr<ScratchServer> create(const QStringList &settings = {});
    // A streaming standby of `primary`, made by pg_basebackup -R, not started yet.
    [[nodiscard]] static std::unique_ptr<ScratchServer> standbyOf(const ScratchServer &primary);
    ~ScratchServer();
    ScratchServer(const ScratchServer &) = delete;
    ScratchServer &operator=(const ScratchServer &) = delete;

    bool start();
    bool stop(const char *mode = "fast");
    // Without waiting for the server to be up.
    bool startWithoutWaiting();
    // SIGKILL, SIGSTOP ... to the postmaster alone, by its own postmaster.pid.
    void signalPostmaster(int signal) const;
    // Waits until no process works in the data directory; waitUntilGone() also until the system has
    // forgotten the postmaster, so that the server can be started again.
    bool waitUntilEmpty();
    bool waitUntilGone();

    [[nodiscard]] pid_t postmasterPid() const;
    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] QString directory() const { return m_directory; }
    [[nodiscard]] QString dataDirectory() const { return m_directory + QStringLiteral("/data"); }
    [[nodiscard]] QString logText() const;
    [[nodiscard]] static QString binDirectory();

    [[nodiscard]] ConnectTarget overTcp() const;
    [[nodiscard]] ConnectTarget overSocket() const;

    // A script as the server's OS user with $bin and $dir set. Its output; null when it failed.
    QByteArray script(const QString &text, int *exitCode = nullptr) const;
    // One statement through the socket as the superuser.
    Rows sql(const QString &statement) const;

private:
    ScratchServer() = default;
    static std::unique_ptr<ScratchServer> inNewDirectory();
    QString m_directory;
    int m_port = 0;
};

// A TCP port of 127.0.0.1 that nobody listens on.
[[nodiscard]] int freePort();

} // namespace tandem::testing
