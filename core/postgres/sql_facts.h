// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/node_facts.h"
#include "core/postgres/connection.h"

namespace tandem {

// Reads the row of sql/node_facts.sql; nothing when it is not such a row. Pure.
[[nodiscard]] std::optional<ReplicationFacts> replicationIn(const Rows &rows);

} // namespace tandem
