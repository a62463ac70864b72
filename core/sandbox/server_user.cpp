// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/server_user.h"

#include "core/base/system_user.h"

#include <QFile>
#include <QStringList>

#include <optional>

#include <unistd.h>

namespace tandem {
namespace {

std::optional<ServerUser> userOf(const std::optional<SystemUser> &entry)
{
    if (!entry)
        return std::nullopt;
    return ServerUser{QFile::decodeName(entry->name), entry->id, entry->group,
                      entry->id == ::geteuid()};
}

std::optional<ServerUser> userNamed(const QString &name)
{
    return userOf(systemUser(QFile::encodeName(name)));
}

Error refusal(const Text &sentence)
{
    return Error{ErrorKind::Refused, sentence, {}, {}};
}

} // namespace

Result<ServerUser> serverUser(const QString &wanted)
{
    const auto self = userOf(systemUser(::geteuid()));
    if (!wanted.isEmpty()) {
        const auto user = userNamed(wanted);
        if (!user)
            return refusal(say("Sandbox", "There is no user named %1 on this machine; name an "
                                          "ordinary user that exists.")
                               .arg(wanted));
        if (user->userId == 0)
            return refusal(say("Sandbox", "PostgreSQL refuses to run as %1; name an ordinary user "
                                          "for the servers.")
                               .arg(wanted));
        if (!user->isOurselves && ::geteuid() != 0)
            return refusal(say("Sandbox", "Only root can run the servers as %1; start the program "
                                          "as root or leave the user out.")
                               .arg(wanted));
        return *user;
    }
    if (::geteuid() != 0) {
        if (self)
            return *self;
        return refusal(say("Sandbox", "The user number %1 of this process has no name on this "
                                      "machine, which PostgreSQL needs; run as a known user.")
                           .arg(static_cast<qint64>(::geteuid())));
    }
    for (const QString &name : {QStringLiteral("postgres"), QStringLiteral("_postgres")}) {
        const auto user = userNamed(name);
        if (user && user->userId != 0)
            return *user;
    }
    return refusal(say("Sandbox", "PostgreSQL refuses to run as root and this machine has no user "
                                  "named postgres; create an ordinary user or run the program as "
                                  "one."));
}

} // namespace tandem
