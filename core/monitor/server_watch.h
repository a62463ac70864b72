// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/stop.h"
#include "core/monitor/look.h"
#include "core/postgres/connection.h"
#include "core/postgres/sql_access.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace tandem {

// Looks at one server by SQL every 500 ms (100 ms while it starts, stops or has just lost us, 2 s
// while it refuses our login), in a thread and over a session of its own. A mute server is noticed
// by our own deadline of 1 s. Between two looks it waits on the session, so that a killed server
// is noticed in milliseconds and looked at again at once.
class ServerWatch
{
public:
    struct Listener
    {
        // Both in the watch's thread; they must not destroy the watch.
        std::function<void(const Look &)> onLook;
        std::function<void(MonotonicTime endedAt)> onSessionEnd; // the server ended our session
    };

    // `access` and `node` outlive the watch.
    ServerWatch(const SqlAccess &access, const NodeProfile &node, Listener listener);
    ~ServerWatch(); // at once, without calling back
    ServerWatch(const ServerWatch &) = delete;
    ServerWatch &operator=(const ServerWatch &) = delete;

    // Looks at once instead of at the next tick.
    void lookNow();
    // Blocks until a session stands and its end would be noticed (ok), or there is none, the
    // deadline passed, or `stop`.
    Result<void> waitUntilArmed(const Deadline &deadline, const StopToken &stop) const;

private:
    void watch();
    Look look(std::optional<Connection> &session);
    void waitForNext(std::optional<Connection> &session, MonotonicTime next);
    [[nodiscard]] Milliseconds pauseAfter(const Look &look) const;
    [[nodiscard]] StopToken freshWakeUp();
    void noteSessionEnd(MonotonicTime at);
    void settle(Result<void> armed);

    const SqlAccess &m_access;
    const NodeProfile &m_node;
    const Listener m_listener;
    StopSource m_stop;
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_changed;
    StopSource m_wakeUp;                   // ends the present wait
    bool m_isAsked = false;                // lookNow() came while no wait was under way
    std::optional<Result<void>> m_armed;   // of the last look; absent before the first
    std::optional<MonotonicTime> m_lostAt; // the watch's thread only
    std::thread m_thread;
};

} // namespace tandem
