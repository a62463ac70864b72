// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/sql_session.h"

#include <array>

namespace tandem {

// How a row of one node stands to the other node's rows.
enum class RowMatch
{
    Same,
    Differs, // the other one has a row of that key with other values
    Missing  // the other one has no such row
};

// Two nodes' rows of one table in the same order, compared by their first column. Pure. A row
// behind the end of what the other one has read (its table is cut) is not called missing.
[[nodiscard]] std::array<std::vector<RowMatch>, 2> matchRows(const SqlTable &first,
                                                             const SqlTable &second);

} // namespace tandem
