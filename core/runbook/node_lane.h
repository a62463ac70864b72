// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runbook/world.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <map>
#include <mutex>
#include <thread>

namespace tandem {

// What one lane thread owns: its shell and its SQL sessions, made when first needed.
struct LaneTools
{
    std::unique_ptr<Shell> shell;
    std::map<QString, Connection> sessions; // by "role/database"
    std::optional<Connection> probeSession; // for looking at the node
};

// A thread that does the work of one node, one task after the other, so that connections and shells
// live and die in one thread. Tasks are given from any thread and waited for.
class NodeLane
{
public:
    NodeLane();
    ~NodeLane(); // finishes the task at hand, drops the others

    using Task = std::function<void(LaneTools &)>;
    // Runs the task in the lane's thread and waits for its end.
    void run(const Task &task);

private:
    void work();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::packaged_task<void(LaneTools &)>> m_tasks;
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace tandem
