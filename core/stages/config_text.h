// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"

#include <QString>

namespace tandem {

// Texts of our configuration files. Each value is quoted by its own rule; nothing is concatenated
// raw.

// 'value' as postgresql.conf reads it: ' doubled, \ doubled, a line end as \n.
[[nodiscard]] QString confString(const QString &value);
// One keyword=value of a conninfo string: 'value' with \ before ' and \.
[[nodiscard]] QString conninfoPart(const QString &keyword, const QString &value);
// A name in pg_hba.conf: always in double quotes, so that no keyword is meant.
[[nodiscard]] QString hbaName(const QString &name);
// host or host/32, host/128 as pg_hba.conf wants an address.
[[nodiscard]] QString hbaAddress(const QString &host);

// conf.d/50-pgtandem.conf of one node: the same on both but for names and addresses.
[[nodiscard]] QString nodeSettings(const Profile &profile, const NodeProfile &node);
// conf.d/60-pgtandem-role.conf: who must confirm a commit; empty names: nobody.
[[nodiscard]] QString roleSettings(const QString &synchronousStandby);
// Our block of pg_hba.conf, the same on both nodes.
[[nodiscard]] QString accessRules(const Profile &profile);
// How that node reaches its peer as the role; the password comes from the node's own passfile.
[[nodiscard]] QString peerConninfo(const Profile &profile, const NodeProfile &node,
                                   const QString &role, const QString &database);

} // namespace tandem
