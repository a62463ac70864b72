// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/profile/profile.h"

#include <QByteArray>

#include <vector>

namespace tandem {

struct AgentFile
{
    QString name; // in its directory
    int mode = 0644;
    QByteArray text;
};

// Where the watchdog of a node lies there. Its state (lock, logs, armed stamp, pause file) lies in
// STATE, its files in DIRECTORY, and nothing of it elsewhere but the unit.
struct AgentPlace
{
    QString directory;
    QString state;
    QString passFile; // host:port:*:login:password of both servers, 0600, of who runs the watchdog
    [[nodiscard]] static AgentPlace of(const NodeProfile &node);
};

// All files of the watchdog on that node: the script with its decision table and settings, the
// stages as scripts, and the sums of all of them. No secret is in them. Pure.
[[nodiscard]] Result<std::vector<AgentFile>> agentFiles(const Profile &profile,
                                                        const QString &node);

// SHA-256 in hexadecimal of the file of sums that agentFiles() makes; empty: it makes none. Pure.
[[nodiscard]] QByteArray agentSums(const Profile &profile, const QString &node);

} // namespace tandem
