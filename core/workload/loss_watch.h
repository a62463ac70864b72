// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/postgres/connection.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace tandem {

// Holds one idle session to a server and notes the moment at which the session ended: a killed
// server is noticed in milliseconds. A frozen server or a cut link is not: nothing ends there.
// One shot; has a thread of its own.
class LossWatch
{
public:
    // Called once, in the watch's thread, when the session ended. Must not destroy the watch.
    using Callback = std::function<void(MonotonicTime endedAt)>;

    LossWatch(const ConnectTarget &target, Callback onLoss);
    ~LossWatch(); // ends the watch at once, without calling back
    LossWatch(const LossWatch &) = delete;
    LossWatch &operator=(const LossWatch &) = delete;

    // Blocks until the session stands (ok), could not be opened, the deadline passed or `stop`.
    Result<void> waitUntilArmed(const Deadline &deadline, const StopToken &stop) const;
    [[nodiscard]] std::optional<MonotonicTime> endedAt() const;

private:
    void watch();
    void settle(Result<void> armed);

    const ConnectTarget m_target;
    const Callback m_onLoss;
    StopSource m_stop;
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_changed;
    std::optional<Result<void>> m_armed; // absent while it is being opened
    std::optional<MonotonicTime> m_endedAt;
    std::thread m_thread;
};

} // namespace tandem
