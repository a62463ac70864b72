// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/logs/log_follower.h"
#include "core/logs/telling_line.h"

#include <algorithm>
#include <mutex>

namespace tandem::testing {

// What a follower told so far. Safe from every thread.
class HeardLog
{
public:
    [[nodiscard]] LogFollower::Sink sink()
    {
        return [this](const LogBatch &batch) {
            const std::lock_guard lock(m_mutex);
            m_entries.insert(m_entries.end(), batch.entries.begin(), batch.entries.end());
            for (const Text &note : batch.notes)
                m_notes += note.english() + u'\n';
            m_problems += batch.problem ? 1 : 0;
        };
    }

    [[nodiscard]] std::vector<LogEntry> entries() const
    {
        const std::lock_guard lock(m_mutex);
        return m_entries;
    }
    // How many entries have these words in their message.
    [[nodiscard]] qsizetype count(const QString &words) const
    {
        const auto all = entries();
        return std::count_if(all.begin(), all.end(), [&words](const LogEntry &entry) {
            return entry.message.contains(words);
        });
    }
    [[nodiscard]] bool tells(const char *token) const
    {
        const auto all = entries();
        return std::any_of(all.begin(), all.end(), [token](const LogEntry &entry) {
            const TellingRule *rule = tellingRuleOf(entry);
            return rule != nullptr && rule->token == QLatin1String(token);
        });
    }
    [[nodiscard]] QString notes() const
    {
        const std::lock_guard lock(m_mutex);
        return m_notes;
    }
    [[nodiscard]] int problems() const
    {
        const std::lock_guard lock(m_mutex);
        return m_problems;
    }

private:
    mutable std::mutex m_mutex;
    std::vector<LogEntry> m_entries;
    QString m_notes;
    int m_problems = 0;
};

} // namespace tandem::testing
