// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/row_match.h"

#include <cstddef>
#include <map>

namespace tandem {

namespace {

using Row = std::vector<std::optional<QString>>;

std::map<std::optional<QString>, const Row *> byKey(const SqlTable &table)
{
    std::map<std::optional<QString>, const Row *> rows;
    for (const Row &row : table.rows) {
        if (!row.empty())
            rows[row.front()] = &row;
    }
    return rows;
}

// Where the other one's rows end within these, when it has read only so many.
std::size_t reachOf(const SqlTable &table, const SqlTable &other)
{
    if (!other.isCut || other.rows.empty() || other.rows.back().empty())
        return table.rows.size();
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        if (!table.rows[i].empty() && table.rows[i].front() == other.rows.back().front())
            return i + 1;
    }
    return table.rows.size();
}

std::vector<RowMatch> matchAgainst(const SqlTable &table, const SqlTable &other)
{
    const auto known = byKey(other);
    const std::size_t reach = reachOf(table, other);
    std::vector<RowMatch> matches;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const Row &row = table.rows[i];
        const auto found = row.empty() ? known.end() : known.find(row.front());
        if (found == known.end())
            matches.push_back(i < reach ? RowMatch::Missing : RowMatch::Same);
        else
            matches.push_back(*found->second == row ? RowMatch::Same : RowMatch::Differs);
    }
    return matches;
}

} // namespace

std::array<std::vector<RowMatch>, 2> matchRows(const SqlTable &first, const SqlTable &second)
{
    return {matchAgainst(first, second), matchAgainst(second, first)};
}

} // namespace tandem
