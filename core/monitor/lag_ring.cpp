// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/lag_ring.h"

#include <algorithm>

namespace tandem {

namespace {

constexpr std::size_t thinningPeriod = 1024;
constexpr int relativeSpacing = 512; // entries stay apart by at most their age divided by this

} // namespace

void LagRing::add(MonotonicTime at, Lsn position)
{
    if (!m_entries.empty()) {
        Entry &newest = m_entries.back();
        if (at < newest.last || position < newest.position)
            return;
        if (position == newest.position) {
            newest.last = at;
            return;
        }
    }
    m_entries.push_back({at, at, position});
    if (++m_addedSinceThinning >= thinningPeriod)
        thin(at);
}

void LagRing::thin(MonotonicTime now)
{
    m_addedSinceThinning = 0;
    std::vector<Entry> kept;
    kept.reserve(m_entries.size());
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const Entry &entry = m_entries[i];
        if (now - entry.last > reach)
            continue;
        const bool isLast = i + 1 == m_entries.size();
        // An entry may go when its neighbours stay close enough without it.
        if (!isLast && !kept.empty() &&
            m_entries[i + 1].first - kept.back().last < (now - entry.first) / relativeSpacing)
            continue;
        kept.push_back(entry);
    }
    // Out of order in nothing: the bound holds whatever the sampling period was.
    if (kept.size() > largestSize - thinningPeriod)
        kept.erase(kept.begin(), kept.end() - std::ptrdiff_t(largestSize - thinningPeriod));
    m_entries = std::move(kept);
}

Delay LagRing::delayOf(Lsn position, MonotonicTime now) const
{
    if (m_entries.empty())
        return {};
    const auto beyond =
        std::upper_bound(m_entries.begin(), m_entries.end(), position,
                         [](Lsn sought, const Entry &entry) { return sought < entry.position; });
    if (beyond == m_entries.end())
        return {0.0, std::nullopt};
    if (beyond == m_entries.begin())
        return {std::nullopt, std::max(0.0, secondsBetween(beyond->first, now))};
    const MonotonicTime before = std::prev(beyond)->last;
    const MonotonicTime passed = before + (beyond->first - before) / 2;
    return {std::max(0.0, secondsBetween(passed, now)), std::nullopt};
}

std::optional<Lsn> LagRing::newest() const
{
    if (m_entries.empty())
        return std::nullopt;
    return m_entries.back().position;
}

} // namespace tandem
