// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/stop.h"
#include "core/profile/profile.h"
#include "core/sandbox/sandbox_directory.h"

#include <QLockFile>
#include <QString>

#include <cstdint>
#include <memory>

namespace tandem {

struct SandboxOptions
{
    QString binDirectory; // empty: the newest PostgreSQL on this machine
    QString osUser;       // empty: ourselves, or postgres when we are root
    std::int64_t neededBytes = 300LL * 1000 * 1000; // less free space is refused
};

// An embedded pair on this machine: what two freshly installed machines would be. Two servers with
// different system identifiers on free ports of 127.0.0.1, with a profile and a place for secrets,
// in one directory: DIR/{profile.json,secrets.json} and DIR/vmN/{data,conf,log,archive,run}. The
// superuser postgres enters without a password by the socket in DIR/vmN/run, as the server's user.
//
// A value in hand holds the directory's lock: a second one is refused, in any process. Servers
// outlive it unless stopOnDestroy(true). Blocking; one thread at a time.
class Sandbox
{
public:
    // Both servers run afterwards, as after the installation of a package. After an error or a stop
    // nothing is left. Refuses a directory in use or not empty, too little space, a path that is
    // too long or closed to the servers' user, and a machine without PostgreSQL.
    [[nodiscard]] static Result<std::unique_ptr<Sandbox>>
    create(const QString &path, const SandboxOptions &options, const StopToken &stop);
    // A finished pair of ours lies there: open() is the way, else create().
    [[nodiscard]] static bool existsIn(const QString &path);
    // A pair that was made before; its servers stay as they are.
    [[nodiscard]] static Result<std::unique_ptr<Sandbox>> open(const QString &path);
    // Removes a pair, also one that was never finished. See remove().
    [[nodiscard]] static Result<void> removeAt(const QString &path);

    Sandbox(const Sandbox &) = delete;
    Sandbox &operator=(const Sandbox &) = delete;
    ~Sandbox();

    [[nodiscard]] QString directory() const { return m_directory.path(); }
    [[nodiscard]] QString profileFile() const { return m_directory.profileFile(); }
    // For a FileSecretStore; the file is made when setup puts the first secret.
    [[nodiscard]] QString secretsFile() const { return m_directory.secretsFile(); }
    [[nodiscard]] const Profile &profile() const { return m_profile; }

    // Comes back when both accept connections; what runs is left alone, what a kill -9 left behind
    // is cleared. Refuses to make two primaries of one pair: same system identifier, neither marked
    // as a standby.
    [[nodiscard]] Result<void> startAll(const StopToken &stop);
    [[nodiscard]] Result<void> start(const QString &nodeName, const StopToken &stop);
    // The primary first, so that the standby has all of its WAL; fast, then immediate, then by
    // SIGKILL. No server process is left afterwards, nor one that was orphaned or frozen.
    [[nodiscard]] Result<void> stopAll(const StopToken &stop);
    // Any server process of the pair exists.
    [[nodiscard]] bool isRunning() const { return m_directory.isRunning(); }

    // Deletes the pair; refused while it runs. Files of others in the directory stay. The object
    // holds nothing afterwards.
    [[nodiscard]] Result<void> remove();

    // The destructor stops the servers. Off at first.
    void stopOnDestroy(bool on) { m_stopOnDestroy = on; }

private:
    Sandbox(SandboxDirectory directory, std::unique_ptr<QLockFile> lock, Profile profile);
    // Both nodes, if both ran, would accept writes for one and the same cluster.
    [[nodiscard]] Result<bool> wouldBothBePrimary(const StopToken &stop) const;

    SandboxDirectory m_directory;
    std::unique_ptr<QLockFile> m_lock;
    Profile m_profile;
    bool m_stopOnDestroy = false;
};

} // namespace tandem
