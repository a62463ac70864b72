// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/log_merge.h"

#include <algorithm>

namespace tandem {

void LogMerge::add(const QString &node, const std::vector<LogEntry> &entries,
                   std::int64_t clockAhead, MonotonicTime now)
{
    std::int64_t last = 0;
    for (const LogEntry &entry : entries) {
        // Within one node's log the order of the file is the truth.
        if (entry.timeMilliseconds)
            last = std::max(last, *entry.timeMilliseconds - clockAhead);
        else if (last == 0 && !m_waiting.empty())
            last = m_waiting.back().entry.ourMilliseconds;
        m_waiting.push_back({{node, entry, last}, now});
    }
    std::stable_sort(m_waiting.begin(), m_waiting.end(), [](const Waiting &a, const Waiting &b) {
        return a.entry.ourMilliseconds < b.entry.ourMilliseconds;
    });
}

std::vector<NodeLogEntry> LogMerge::take(MonotonicTime now)
{
    const auto lastRipe =
        std::find_if(m_waiting.rbegin(), m_waiting.rend(),
                     [this, now](const Waiting &waiting) { return waiting.since + m_wait <= now; });
    std::vector<NodeLogEntry> taken;
    for (auto it = m_waiting.begin(); it != lastRipe.base(); ++it)
        taken.push_back(std::move(it->entry));
    m_waiting.erase(m_waiting.begin(), lastRipe.base());
    return taken;
}

std::vector<NodeLogEntry> LogMerge::takeAll()
{
    std::vector<NodeLogEntry> taken;
    for (Waiting &waiting : m_waiting)
        taken.push_back(std::move(waiting.entry));
    m_waiting.clear();
    return taken;
}

} // namespace tandem
