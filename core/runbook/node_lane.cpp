// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runbook/node_lane.h"

namespace tandem {

NodeLane::NodeLane() : m_thread([this] { work(); }) {}

NodeLane::~NodeLane()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void NodeLane::run(const Task &task)
{
    std::packaged_task<void(LaneTools &)> packaged(task);
    std::future<void> done = packaged.get_future();
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(packaged));
    }
    m_changed.notify_all();
    done.get();
}

void NodeLane::work()
{
    LaneTools tools;
    while (true) {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_ending || !m_tasks.empty(); });
        if (m_ending)
            return;
        auto task = std::move(m_tasks.front());
        m_tasks.pop_front();
        lock.unlock();
        task(tools);
    }
}

} // namespace tandem
