// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace tandem {

// The bytes of a private file: an ordinary file, no link, of this user, mode 0600 or 0400, at most
// 1 MiB. Nothing when it does not exist. Errors are of kind Usage.
[[nodiscard]] Result<std::optional<QByteArray>> readSecretFile(const QString &fileName);

// Replaces the file as a whole, mode 0600 before the first byte is in it. Refuses a read-only file
// (0400) and one that readSecretFile() refuses.
[[nodiscard]] Result<void> writeSecretFile(const QString &fileName, const QByteArray &bytes);

} // namespace tandem
