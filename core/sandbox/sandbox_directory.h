// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/stop.h"
#include "core/sandbox/server_user.h"
#include "core/transport/shell.h"

#include <QLockFile>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <memory>

namespace tandem {

// The directory of an embedded pair: DIR/{vm1,vm2,profile.json,secrets.json}, our marker and our
// lock. The profile is written last, so a directory without it was never finished.
// The path is absolute; every directory on the way to an open one is resolved.
class SandboxDirectory
{
public:
    explicit SandboxDirectory(const QString &path);

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] QString profileFile() const;
    [[nodiscard]] QString secretsFile() const;
    [[nodiscard]] QString nodeDirectory(const QString &nodeName) const;

    // Our marker is there. Refused when it is of a kind this program does not know.
    [[nodiscard]] Result<bool> isOurs() const;
    [[nodiscard]] bool isFinished() const;
    // Any server process works below the directory.
    [[nodiscard]] bool isRunning() const;

    // Refuses a path that PostgreSQL's programs or a socket could not bear. Pure.
    [[nodiscard]] Result<void> checkPath() const;
    // Refuses what must not be overwritten: a pair of ours, running or not, or foreign files.
    [[nodiscard]] Result<void> checkUnused() const;
    [[nodiscard]] Result<void> checkSpace(std::int64_t neededBytes) const;
    // Refuses when the user of `shell` cannot enter the directories that exist above this one.
    [[nodiscard]] Result<void> checkWayIn(const ServerUser &user, Shell &shell,
                                          const StopToken &stop) const;

    // Makes the directory (parents are entered by everybody), resolves links in its path and tells
    // what was made, outermost first.
    [[nodiscard]] Result<QStringList> make();
    // Marker and the nodes' directories, which belong to `user`, mode 0700.
    [[nodiscard]] Result<void> furnish(const ServerUser &user) const;
    // One holder at a time; the error says who holds it. Released with the value.
    [[nodiscard]] Result<std::unique_ptr<QLockFile>> lock() const;
    // Deletes what is ours, the lock last. Other files and the directory itself stay.
    [[nodiscard]] Result<void> erase(std::unique_ptr<QLockFile> lock) const;

private:
    [[nodiscard]] QString markerFile() const;
    [[nodiscard]] QString lockFile() const;
    QString m_path;
};

// The nodes' names, in the profile's order.
[[nodiscard]] QStringList sandboxNodeNames();

} // namespace tandem
