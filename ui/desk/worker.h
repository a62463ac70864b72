// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/stop.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace tandem {

// A thread that does one job after another, so that the window never waits. A job tells what it
// found with QMetaObject::invokeMethod(owner, ..., Qt::QueuedConnection); its owner holds the
// worker as a member, so that no job outlives it.
class Worker
{
public:
    using Job = std::function<void(const StopToken &)>;

    Worker();
    ~Worker(); // stops the job that runs, drops the others, waits
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;

    void post(Job job);
    // Done in the thread when it ends, also after a stop: for what must go where it was made.
    void setFarewell(std::function<void()> farewell);
    // Asks the job that runs now to stop; those behind it still run.
    void stopCurrent();

private:
    void work();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Job> m_jobs;
    StopSource m_current;
    std::function<void()> m_farewell;
    bool m_ends = false;
    std::thread m_thread;
};

} // namespace tandem
