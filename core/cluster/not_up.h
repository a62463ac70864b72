// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"
#include "core/cluster/node_facts.h"

namespace tandem {

// The ways in which a node can be not up, told apart because each one wants another remedy.
enum class NotUp
{
    None, // it serves us: not one of the six
    LoginRefused,
    Frozen,
    Starting, // or recovering
    Refuses,  // full, shutting down, not listening here, or no PostgreSQL at all
    ServerDown,
    HostUnreachable,
    Unknown, // nothing was seen
};

struct NotUpVerdict
{
    NotUp kind = NotUp::Unknown;
    Text sentence; // what, why, what next; empty for None
};

// One table, first match wins (not_up.cpp).
[[nodiscard]] NotUpVerdict notUpOf(const NodeFacts &node);
[[nodiscard]] QString tokenOf(NotUp kind); // "login_refused" ...

} // namespace tandem
