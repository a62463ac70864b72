// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <vector>

namespace tandem {

// Ids of the PostgreSQL server processes of this machine whose working directory is `directory` or
// below it: postmasters, their children and orphans, also after a kill -9. Zombies are not counted.
// Asks the kernel, never a pid file, so a stale file or a reused id misleads nobody.
[[nodiscard]] std::vector<std::int64_t> postgresProcessesBelow(const QString &directory);

} // namespace tandem
