// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/stop.h"

#include <condition_variable>
#include <mutex>

namespace tandem {

// Where a stage that runs step by step waits for a person. Safe from every thread.
class StepGate
{
public:
    // Blocks until open() or a stop.
    void wait(const StopToken &stop)
    {
        const StopCallback onStop(stop, [this] { open(); });
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_isOpen; });
        m_isOpen = false;
    }
    void open()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_isOpen = true;
        }
        m_changed.notify_all();
    }
    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_isOpen = false;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isOpen = false;
};

} // namespace tandem
