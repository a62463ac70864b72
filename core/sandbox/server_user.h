// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <sys/types.h>

namespace tandem {

// The ordinary user as whom the servers run; PostgreSQL refuses to run as root.
struct ServerUser
{
    QString name;
    uid_t userId = 0;
    gid_t groupId = 0;
    bool isOurselves = true; // false: we are root and must drop to this user
};

// `wanted` may be empty: ourselves, or when we are root the user postgres (macOS: _postgres).
[[nodiscard]] Result<ServerUser> serverUser(const QString &wanted);

} // namespace tandem
