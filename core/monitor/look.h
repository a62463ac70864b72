// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/cluster/node_facts.h"

namespace tandem {

// What one look at one side of a node found: by SQL, or through its shell. Groups of the other
// side are absent.
struct Look
{
    NodeFacts facts;
    MonotonicTime begunAt{};
    MonotonicTime endedAt{};
};

} // namespace tandem
