// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

#include <sys/types.h>

namespace tandem {

// An entry of this machine's user database. Looking one up is safe from every thread, as getpwuid
// and getpwnam are not.
struct SystemUser
{
    QByteArray name;
    QByteArray home;
    uid_t id = 0;
    gid_t group = 0;
};

[[nodiscard]] std::optional<SystemUser> systemUser(uid_t id);
[[nodiscard]] std::optional<SystemUser> systemUser(const QByteArray &name);

} // namespace tandem
