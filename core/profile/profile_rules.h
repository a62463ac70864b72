// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace tandem {

// What a value of the profile must be. A rule that is broken gives the sentence to show, with %1
// for the key and %2 for the value; nothing when the value is sound.
using Problem = std::optional<Text>;
using Rule = Problem (*)(const QString &value);

[[nodiscard]] Problem checkName(const QString &name);       // of a pair or a node
[[nodiscard]] Problem checkHost(const QString &host);       // DNS name, IPv4 or plain IPv6
[[nodiscard]] Problem checkUser(const QString &user);       // of an operating system
[[nodiscard]] Problem checkAlias(const QString &alias);     // a Host of ssh_config
[[nodiscard]] Problem checkCluster(const QString &cluster); // Debian's cluster name
[[nodiscard]] Problem checkDatabase(const QString &database);
[[nodiscard]] Problem checkRole(const QString &role);
[[nodiscard]] Problem checkNetwork(const QString &network); // CIDR
[[nodiscard]] Problem checkDirectory(const QString &path);  // absolute
[[nodiscard]] Problem checkKeyFile(const QString &path);    // absolute or in "~/"

// A key that asks to be a secret: "password", "sshPassphrase" ...
[[nodiscard]] bool soundsSecret(const QString &key);
// The known word that `word` is most likely a misspelling of; empty when none is near.
[[nodiscard]] QString nearestOf(const QString &word, const QStringList &known);

} // namespace tandem
