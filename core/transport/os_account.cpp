// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/os_account.h"

#include <cerrno>
#include <optional>

#include <grp.h>
#include <pwd.h>
#include <unistd.h>

namespace tandem {

namespace {

// `find` is getpwnam_r or getpwuid_r with its key bound.
template <typename Find>
std::optional<OsAccount> lookUp(Find find)
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
    OsAccount account;
    account.name = entry.pw_name;
    account.home = entry.pw_dir;
    account.user = entry.pw_uid;
    account.group = entry.pw_gid;
    return account;
}

std::vector<gid_t> groupsOf(const OsAccount &account)
{
#ifdef __APPLE__
    using Group = int;
#else
    using Group = gid_t;
#endif
    std::vector<Group> groups(32);
    for (;;) {
        int count = static_cast<int>(groups.size());
        if (getgrouplist(account.name.constData(), static_cast<Group>(account.group), groups.data(),
                         &count) >= 0) {
            groups.resize(static_cast<size_t>(count));
            break;
        }
        if (groups.size() >= 65536)
            break;
        groups.resize(groups.size() * 2);
    }
    return {groups.begin(), groups.end()};
}

OsAccount ourselves()
{
    const uid_t user = geteuid();
    auto account = lookUp([user](passwd *entry, char *buffer, size_t size, passwd **found) {
        return getpwuid_r(user, entry, buffer, size, found);
    });
    if (!account) {
        // An account without an entry (a container): its number serves as its name.
        account.emplace();
        account->name = QByteArray::number(static_cast<qulonglong>(user));
        account->home = "/";
    }
    return *account;
}

} // namespace

Result<OsAccount> accountFor(OsIdentity identity, const QString &serverUser)
{
    const bool isRoot = geteuid() == 0;
    switch (identity) {
    case OsIdentity::Login:
        return ourselves();
    case OsIdentity::Root:
        if (isRoot)
            return ourselves();
        return Error{ErrorKind::Refused,
                     say("Transport", "This step needs root on this machine and the program runs "
                                      "as %1; run it as root.")
                         .arg(QString::fromLocal8Bit(ourselves().name)),
                     {},
                     {}};
    case OsIdentity::Postgres:
        break;
    }
    if (!isRoot)
        return ourselves();
    const QByteArray name = serverUser.isEmpty() ? QByteArray("postgres") : serverUser.toUtf8();
    auto account = lookUp([&name](passwd *entry, char *buffer, size_t size, passwd **found) {
        return getpwnam_r(name.constData(), entry, buffer, size, found);
    });
    if (!account) {
        return Error{ErrorKind::Refused,
                     say("Transport", "The server's OS user %1 does not exist on this machine; "
                                      "create it or name another one in the profile.")
                         .arg(QString::fromUtf8(name)),
                     {},
                     {}};
    }
    account->groups = groupsOf(*account);
    account->isChange = true;
    return *account;
}

} // namespace tandem
