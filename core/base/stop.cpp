// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/stop.h"

namespace tandem {

bool StopToken::stopRequested() const
{
    if (!m_state)
        return false;
    const std::lock_guard lock(m_state->mutex);
    return m_state->requested;
}

bool StopToken::sleepFor(std::chrono::nanoseconds time) const
{
    if (!m_state) {
        std::this_thread::sleep_for(time);
        return false;
    }
    std::unique_lock lock(m_state->mutex);
    return m_state->changed.wait_for(lock, time, [this] { return m_state->requested; });
}

void StopSource::requestStop()
{
    auto &state = *m_state;
    std::unique_lock lock(state.mutex);
    if (state.requested)
        return;
    state.requested = true;
    state.changed.notify_all();
    while (!state.callbacks.empty()) {
        auto node = state.callbacks.extract(state.callbacks.begin());
        state.runningId = node.key();
        state.runningThread = std::this_thread::get_id();
        lock.unlock();
        node.mapped()();
        lock.lock();
        state.runningId = 0;
        state.changed.notify_all();
    }
}

StopCallback::StopCallback(const StopToken &token, std::function<void()> action)
    : m_state(token.m_state)
{
    if (!m_state)
        return;
    {
        const std::lock_guard lock(m_state->mutex);
        if (!m_state->requested) {
            m_id = m_state->nextId++;
            m_state->callbacks.emplace(m_id, std::move(action));
            return;
        }
    }
    action();
}

StopCallback::~StopCallback()
{
    if (!m_state || m_id == 0)
        return;
    std::unique_lock lock(m_state->mutex);
    m_state->callbacks.erase(m_id);
    if (m_state->runningId == m_id && m_state->runningThread == std::this_thread::get_id())
        return;
    m_state->changed.wait(lock, [this] { return m_state->runningId != m_id; });
}

} // namespace tandem
