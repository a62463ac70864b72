// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/login_gate.h"

namespace tandem {

LoginGate::Pass::~Pass()
{
    {
        const std::lock_guard lock(m_gate.m_mutex);
        --m_gate.m_inside;
    }
    m_gate.m_changed.notify_one();
}

std::unique_ptr<LoginGate::Pass> LoginGate::enter(Milliseconds atMost, const StopToken &stop)
{
    const StopCallback wake(stop, [this] {
        const std::lock_guard lock(m_mutex);
        m_changed.notify_all();
    });
    std::unique_lock lock(m_mutex);
    const bool hasRoom =
        m_changed.wait_for(lock, atMost, [&] { return m_inside < width || stop.stopRequested(); });
    if (!hasRoom || stop.stopRequested())
        return nullptr;
    ++m_inside;
    lock.unlock();
    return std::make_unique<Pass>(*this);
}

} // namespace tandem
