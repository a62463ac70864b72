// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/secret.h"
#include "core/base/stop.h"
#include "core/profile/profile.h"
#include "core/profile/secret_store.h"

#include <QStringList>

#include <optional>

namespace tandem {

// Where an SSH session goes: the profile's settings with its alias of ~/.ssh/config resolved.
// Every word was checked: no user or host name in it means anything to a shell.
struct SshEndpoint
{
    QString node; // for the sentences
    QString host;
    int port = 22;
    QString user;
    QStringList identities; // paths of private keys, in the order to try
    QString knownHosts;     // path of the file of host keys
    QStringList jumps;      // [user@]host[:port], the first one is reached directly

    [[nodiscard]] QString address() const; // "user@host port 22", for the sentences
};

// What a node's session may need, copied from the store: "ssh:NODE", "key:NODE", "sudo:NODE".
struct SshSecrets
{
    std::optional<Secret> password;
    std::optional<Secret> passphrase;
    std::optional<Secret> sudoPassword;
};

[[nodiscard]] SshSecrets sshSecretsOf(const QString &node, const SecretStore &store);

// Runs `ssh -G` when the profile names an alias, which reads ~/.ssh/config and connects nowhere.
// Errors: Refused, when the settings cannot be used.
[[nodiscard]] Result<SshEndpoint> endpointOf(const NodeProfile &node, const Deadline &deadline,
                                             const StopToken &stop);

// `path` with a leading "~/" replaced by the home directory.
[[nodiscard]] QString expandedPath(const QString &path);

} // namespace tandem
