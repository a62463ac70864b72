// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/transport/shell.h"
#include "core/watchdog/agent_files.h"

namespace tandem {

// Commands that put the watchdog on a node, take it away and look at it; one after the other. On a
// host over SSH they run as root, its files are root's, it runs as the login user, and systemd
// keeps it; on a local node all of it is the server's user's, and cron keeps it where there is
// cron.
[[nodiscard]] Result<std::vector<ShellCommand>>
agentOnCommands(const Profile &profile, const NodeProfile &node, const Secret &adminPassword);
[[nodiscard]] ShellCommand agentOffCommand(const NodeProfile &node);
[[nodiscard]] ShellCommand agentStatusCommand(const NodeProfile &node);

// What a node told of its watchdog.
struct AgentStatus
{
    QString node;
    bool isInstalled = false;
    bool isRunning = false;
    bool hasDrifted = false; // its files are not those that were installed, so it does not act
    bool isOutdated = false; // it acts by another profile, or is of another version of the program
    bool isPaused = false;   // by its pause file
    QString action, reason;  // of its last decision; empty: none yet
    // The newest lines of its log for people, oldest first, each behind its time in UTC:
    // "2026-11-30T12:00:00.000Z ...". Untrusted text.
    QStringList log;
    bool operator==(const AgentStatus &) const = default;
};
// `wantedSums`: of agentFiles(), SHA-256 of the file of sums in hexadecimal; empty: not compared.
[[nodiscard]] AgentStatus agentStatusOf(const QString &node, const QByteArray &output,
                                        const QByteArray &wantedSums);

} // namespace tandem
