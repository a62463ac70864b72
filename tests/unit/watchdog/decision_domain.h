// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/watchdog/decision_table.h"

#include <cstring>
#include <functional>

namespace tandem {

// Every sighting under every policy, in the columns' order. `step`: only every so many-th.
inline void everyCase(const std::function<void(const PairSighting &, const Automation &)> &visit,
                      std::size_t step = 1)
{
    const auto &columns = factColumns();
    std::vector<unsigned> values(columns.size(), 0);
    PairSighting sighting;
    Automation policy;
    for (const FactColumn &column : columns)
        column.put(sighting, policy, 0);
    for (std::size_t number = 0;; ++number) {
        if (number % step == 0)
            visit(sighting, policy);
        std::size_t at = columns.size();
        while (at > 0) {
            --at;
            values[at] = (values[at] + 1) % unsigned(std::strlen(columns[at].letters));
            columns[at].put(sighting, policy, values[at]);
            if (values[at] != 0)
                break;
            if (at == 0)
                return;
        }
    }
}

} // namespace tandem
