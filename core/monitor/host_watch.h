// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/stop.h"
#include "core/monitor/look.h"
#include "core/postgres/sql_access.h"
#include "core/transport/shell.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace tandem {

// Looks at one node through its shell, in a thread and over a shell of its own, so that a hung
// shell hides nothing that SQL tells. A whole look starts dozens of processes on the node, hence:
// while the server is in doubt a whole look every 500 ms; otherwise a pulse every second, which
// starts none, and a whole look when the pulse changed, when a stage holds the node, and every
// 30 s. A pulse that did not change confirms the last whole look.
class HostWatch
{
public:
    struct Listener
    {
        std::function<void(const Look &)> onLook; // in the watch's thread
        std::function<bool()> isInDoubt; // asked in the watch's thread, a few times a second
    };

    // `access` and `node` outlive the watch.
    HostWatch(const SqlAccess &access, const NodeProfile &node, Listener listener);
    ~HostWatch(); // ends a look that is under way
    HostWatch(const HostWatch &) = delete;
    HostWatch &operator=(const HostWatch &) = delete;

    // A whole look at once.
    void lookNow();

private:
    void watch();
    void wake();
    void waitForNext();
    [[nodiscard]] Look look();
    [[nodiscard]] Look wholeLook(MonotonicTime begunAt);
    // What the node's pulse says; absent: it could not be felt.
    [[nodiscard]] std::optional<QByteArray> pulse();
    [[nodiscard]] bool holdsStill(const std::optional<QByteArray> &pulse, MonotonicTime now) const;

    const SqlAccess &m_access;
    const NodeProfile &m_node;
    const Listener m_listener;
    StopSource m_stop;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isAsked = false;
    // The watch's thread only.
    std::unique_ptr<Shell> m_shell;
    std::optional<Look> m_whole; // the last whole look that the host answered
    QByteArray m_wholePulse;     // felt just before it
    MonotonicTime m_begunAt{};
    std::thread m_thread;
};

} // namespace tandem
