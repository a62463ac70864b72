// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/log_desk.h"

#include <QDateTime>

namespace tandem {

namespace {

constexpr int flushMilliseconds = 150;
constexpr Milliseconds orderPatience{700}; // for the other node's lines of the same moment
constexpr int startEntries = 300;

LogLine noteLine(const QString &node, const Text &words)
{
    LogLine line;
    line.entry.node = node;
    line.entry.ourMilliseconds = QDateTime::currentMSecsSinceEpoch();
    line.note = words;
    return line;
}

} // namespace

LogDesk::LogDesk(PairSession &session) : m_redactor(session.redactor()), m_merge(orderPatience)
{
    connect(&m_flush, &QTimer::timeout, this, &LogDesk::flush);
    m_flush.start(flushMilliseconds);
    LogFollowOptions options;
    options.startEntries = startEntries;
    for (const NodeProfile &node : session.profile().nodes)
        m_followers.push_back(std::make_unique<LogFollower>(
            node, session.secrets(), options, [this](const LogBatch &batch) { take(batch); }));
}

LogDesk::~LogDesk() = default;

void LogDesk::take(const LogBatch &batch)
{
    const std::lock_guard lock(m_mutex);
    for (const Text &note : batch.notes)
        m_notes.push_back(noteLine(batch.node, note));
    if (batch.problem)
        m_notes.push_back(noteLine(batch.node, batch.problem->sentence));
    if (m_waiting + batch.entries.size() > mostWaiting) {
        m_dropped += std::int64_t(batch.entries.size());
        return;
    }
    m_waiting += batch.entries.size();
    m_merge.add(batch.node, batch.entries, batch.clockAheadMilliseconds, MonotonicClock::now());
}

void LogDesk::flush()
{
    if (m_isPaused)
        return;
    std::vector<LogLine> lines;
    {
        const std::lock_guard lock(m_mutex);
        for (NodeLogEntry &entry : m_merge.take(MonotonicClock::now())) {
            LogLine line;
            line.entry = std::move(entry);
            line.entry.entry.message = m_redactor.redact(line.entry.entry.message);
            line.entry.entry.statement = m_redactor.redact(line.entry.entry.statement);
            line.entry.entry.detail = m_redactor.redact(line.entry.entry.detail);
            line.telling = tellingRuleOf(line.entry.entry);
            lines.push_back(std::move(line));
        }
        m_waiting -= std::min(m_waiting, lines.size());
        lines.insert(lines.end(), m_notes.begin(), m_notes.end());
        m_notes.clear();
        if (m_dropped > 0) {
            lines.push_back(noteLine({}, say("Ui", "%1 lines came too fast and are left out here; "
                                                   "the servers' own files have them.")
                                             .arg(qint64(m_dropped))));
            m_dropped = 0;
        }
    }
    if (lines.empty())
        return;
    m_book.add(std::move(lines));
    Q_EMIT grown();
}

} // namespace tandem
