// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/logs/log_entry.h"

#include <deque>
#include <vector>

namespace tandem {

// An entry of one of several nodes, on our clock.
struct NodeLogEntry
{
    QString node;
    LogEntry entry;
    std::int64_t ourMilliseconds = 0; // its time by our clock; without one, of the entry before it
};

// Puts the entries of several nodes into one order. The nodes are read one after the other, so an
// entry waits for those of the other node before it is given out. Pure, one thread.
class LogMerge
{
public:
    explicit LogMerge(Milliseconds wait) : m_wait(wait) {}

    // `clockAhead`: how far that node's clock is ahead of ours.
    void add(const QString &node, const std::vector<LogEntry> &entries, std::int64_t clockAhead,
             MonotonicTime now);
    // What has waited long enough, and all that is older; sorted, a node's own order kept.
    [[nodiscard]] std::vector<NodeLogEntry> take(MonotonicTime now);
    [[nodiscard]] std::vector<NodeLogEntry> takeAll();

private:
    struct Waiting
    {
        NodeLogEntry entry;
        MonotonicTime since;
    };
    Milliseconds m_wait;
    std::deque<Waiting> m_waiting;
};

} // namespace tandem
