// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/profile.h"
#include "tests/fuzz/fuzz_entry.h"

namespace tandem::fuzz {

void readForeign(const QByteArray &bytes)
{
    const auto profile = Profile::fromJson(bytes, QStringLiteral("profile.json"));
    if (!profile.ok()) {
        require(!profile.error().sentence.isEmpty(), "a refusal has a sentence");
        return;
    }
    const auto again = Profile::fromJson(profile->toJson(), QStringLiteral("again.json"));
    require(again.ok() && *again == *profile, "a profile written is the profile read");
    for (const QString &role :
         {profile->roles.admin, profile->roles.replication, profile->roles.rewind,
          profile->roles.monitor, profile->roles.workload})
        require(!role.contains(u'\n') && !role.contains(QChar(0)), "a role is one line");
}

} // namespace tandem::fuzz
