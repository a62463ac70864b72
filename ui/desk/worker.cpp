// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/worker.h"

namespace tandem {

Worker::Worker() : m_thread([this] { work(); }) {}

Worker::~Worker()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
        m_jobs.clear();
    }
    m_changed.notify_all();
    stopCurrent();
    m_thread.join();
}

void Worker::post(Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_changed.notify_all();
}

void Worker::setFarewell(std::function<void()> farewell)
{
    const std::lock_guard lock(m_mutex);
    m_farewell = std::move(farewell);
}

void Worker::stopCurrent()
{
    StopSource current;
    {
        const std::lock_guard lock(m_mutex);
        current = m_current;
    }
    current.requestStop();
}

void Worker::work()
{
    for (;;) {
        Job job;
        StopToken stop;
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, [this] { return m_ends || !m_jobs.empty(); });
            if (m_ends) {
                if (m_farewell)
                    m_farewell();
                return;
            }
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
            m_current = StopSource();
            stop = m_current.token();
        }
        job(stop);
    }
}

} // namespace tandem
