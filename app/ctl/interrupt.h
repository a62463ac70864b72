// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/stop.h"
#include "core/transport/file_handle.h"

#include <thread>

namespace tandem {

// Turns Ctrl-C and SIGTERM into a stop request while it lives. One at a time; made and destroyed in
// the main thread.
class Interrupt
{
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt &) = delete;
    Interrupt &operator=(const Interrupt &) = delete;

    [[nodiscard]] StopToken token() const { return m_source.token(); }

private:
    StopSource m_source;
    std::optional<PipeEnds> m_wakeUp;
    std::thread m_thread;
};

} // namespace tandem
