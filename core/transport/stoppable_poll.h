// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/stop.h"
#include "core/transport/file_handle.h"

#include <atomic>
#include <optional>
#include <vector>

#include <poll.h>

namespace tandem {

// poll(2) that a stop request ends at once. Created, used and destroyed in one thread.
class StoppablePoll
{
public:
    enum class Outcome
    {
        Ready,
        TimedOut,
        Stopped
    };

    explicit StoppablePoll(const StopToken &stop);
    ~StoppablePoll();
    StoppablePoll(const StoppablePoll &) = delete;
    StoppablePoll &operator=(const StoppablePoll &) = delete;

    // False: the process has no descriptor left; wait() then fails at once as Stopped.
    [[nodiscard]] bool isValid() const { return m_wakeUp.has_value(); }

    // Fills `revents`; entries with a negative fd are skipped. A stop wins over readiness.
    Outcome wait(std::vector<pollfd> &descriptors, Milliseconds atMost);

private:
    std::optional<PipeEnds> m_wakeUp; // before the callback, which writes to it
    std::atomic<bool> m_isUsed = false;
    std::optional<StopCallback> m_callback;
};

} // namespace tandem
