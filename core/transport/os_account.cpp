// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/os_account.h"

#include "core/base/system_user.h"

#include <grp.h>
#include <unistd.h>

namespace tandem {

namespace {

OsAccount accountOf(const SystemUser &entry)
{
    OsAccount account;
    account.name = entry.name;
    account.home = entry.home;
    account.user = entry.id;
    account.group = entry.group;
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
    if (const auto entry = systemUser(geteuid()))
        return accountOf(*entry);
    // An account without an entry (a container): its number serves as its name.
    return accountOf(
        {QByteArray::number(static_cast<qulonglong>(geteuid())), "/", geteuid(), getegid()});
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
    const auto entry = systemUser(name);
    if (!entry) {
        return Error{ErrorKind::Refused,
                     say("Transport", "The server's OS user %1 does not exist on this machine; "
                                      "create it or name another one in the profile.")
                         .arg(QString::fromUtf8(name)),
                     {},
                     {}};
    }
    OsAccount account = accountOf(*entry);
    account.groups = groupsOf(account);
    account.isChange = true;
    return account;
}

} // namespace tandem
