// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/stop.h"

#include <condition_variable>
#include <memory>
#include <mutex>

namespace tandem {

// Lets a few sessions log in at a time. A login costs both sides a deliberately slow computation;
// a hundred at once would all run out of patience, and again at the next try. Outlives its passes.
// Safe from every thread.
class LoginGate
{
public:
    static constexpr int width = 8;

    class Pass
    {
    public:
        explicit Pass(LoginGate &gate) : m_gate(gate) {}
        ~Pass();
        Pass(const Pass &) = delete;
        Pass &operator=(const Pass &) = delete;

    private:
        LoginGate &m_gate;
    };

    // Blocks until there is room; null after `atMost` or on `stop`. Gives it back by its end.
    [[nodiscard]] std::unique_ptr<Pass> enter(Milliseconds atMost, const StopToken &stop);

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_inside = 0;
};

} // namespace tandem
