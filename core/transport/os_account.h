// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/transport/shell.h"

#include <QByteArray>

#include <vector>

#include <sys/types.h>

namespace tandem {

// Who a child process is to be, looked up before the fork.
struct OsAccount
{
    QByteArray name;
    QByteArray home;
    uid_t user = 0;
    gid_t group = 0;
    std::vector<gid_t> groups;
    bool isChange = false; // false: it is who we are already
};

// Refused when the account does not exist or we may not become it.
[[nodiscard]] Result<OsAccount> accountFor(OsIdentity identity, const QString &serverUser);

} // namespace tandem
