// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/system_user.h"

#include <cerrno>
#include <vector>

#include <pwd.h>

namespace tandem {

namespace {

// `find` is getpwnam_r or getpwuid_r with its key bound.
template <typename Find>
std::optional<SystemUser> lookUp(Find find)
{
    passwd entry{};
    passwd *found = nullptr;
    std::vector<char> buffer(4096);
    int failure = 0;
    while ((failure = find(&entry, buffer.data(), buffer.size(), &found)) == ERANGE &&
           buffer.size() < 1024 * 1024)
        buffer.resize(buffer.size() * 2);
    if (failure != 0 || !found)
        return std::nullopt;
    return SystemUser{entry.pw_name, entry.pw_dir, entry.pw_uid, entry.pw_gid};
}

} // namespace

std::optional<SystemUser> systemUser(uid_t id)
{
    return lookUp([id](passwd *entry, char *buffer, size_t size, passwd **found) {
        return getpwuid_r(id, entry, buffer, size, found);
    });
}

std::optional<SystemUser> systemUser(const QByteArray &name)
{
    return lookUp([&name](passwd *entry, char *buffer, size_t size, passwd **found) {
        return getpwnam_r(name.constData(), entry, buffer, size, found);
    });
}

} // namespace tandem
