// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"

#include <QString>

#include <cstdint>

// What a node of an embedded pair says, asked by other ways than the program's own.
namespace tandem::words {

// psql as the superuser through the socket, as the server's user: its rows, or its error text.
[[nodiscard]] QString sql(const NodeProfile &node, const QString &statement);
// Output of a script as the server's user, then its errors; trimmed.
[[nodiscard]] QString shell(const NodeProfile &node, const QString &script);
// The id in the first line of postmaster.pid; 0: there is no such file.
[[nodiscard]] std::int64_t postmasterId(const NodeProfile &node);
// Waits up to 5 s until the process is gone or a zombie.
[[nodiscard]] bool endsSoon(const NodeProfile &node, std::int64_t process);

} // namespace tandem::words
