// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/logs/log_follower.h"
#include "core/session/pair_session.h"
#include "ui/models/log_book.h"

#include <QObject>
#include <QTimer>

#include <mutex>

namespace tandem {

// Follows the logs of both nodes on one clock into the book. GUI thread. When lines come faster
// than they can be shown, the oldest of those that wait are dropped and a line says how many.
class LogDesk : public QObject
{
    Q_OBJECT

public:
    explicit LogDesk(PairSession &session);
    ~LogDesk() override;

    [[nodiscard]] LogBook &book() { return m_book; }
    // While paused, lines are collected but the book stands still.
    void setPaused(bool isPaused) { m_isPaused = isPaused; }
    [[nodiscard]] bool isPaused() const { return m_isPaused; }

Q_SIGNALS:
    void grown();

private:
    void take(const LogBatch &batch); // in a follower's thread
    void flush();

    static constexpr std::size_t mostWaiting = 50000;

    const Redactor &m_redactor;
    LogBook m_book;
    bool m_isPaused = false;
    std::mutex m_mutex; // of what waits
    LogMerge m_merge;
    std::vector<LogLine> m_notes;
    std::size_t m_waiting = 0;
    std::int64_t m_dropped = 0;
    QTimer m_flush;
    std::vector<std::unique_ptr<LogFollower>> m_followers; // last: they use all of the above
};

} // namespace tandem
