// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/stop.h"
#include "core/monitor/lag_book.h"
#include "core/postgres/connection.h"
#include "core/postgres/sql_access.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace tandem {

// Samples the WAL positions of both nodes every 20 ms, every 50 ms where nothing has moved for
// three seconds (the first change after such a rest is seen that much later), each node in a thread
// of its own with a session of its own, so that a mute node delays nothing of the other one. It
// connects again by itself and follows the roles through failover and failback. Reading is safe
// from every thread.
class LagSampler
{
public:
    static constexpr Milliseconds period{20};
    static constexpr Milliseconds calmPeriod{50};
    static constexpr Milliseconds calmAfter{3000};
    // An answer that takes longer is a stall: something held the server or the way to it up.
    static constexpr Milliseconds stallAfter{250};

    struct Listener
    {
        // After every sample of a standby; in a sampling thread, which it must not hold up.
        std::function<void(const LagReading &)> onReading;
        // The node answered again after that many seconds.
        std::function<void(std::size_t node, double seconds)> onStall;
    };

    // `access` outlives the sampler.
    LagSampler(const SqlAccess &access, Listener listener);
    explicit LagSampler(const SqlAccess &access) : LagSampler(access, Listener{}) {}
    ~LagSampler();
    LagSampler(const LagSampler &) = delete;
    LagSampler &operator=(const LagSampler &) = delete;

    [[nodiscard]] LagReading read() const;
    // Waits until the replay delay is known; what is known at the deadline otherwise.
    [[nodiscard]] LagReading waitUntilKnown(const Deadline &deadline, const StopToken &stop) const;
    // A question to that node is open for longer than a stall.
    [[nodiscard]] bool isStalled(std::size_t node) const;

private:
    void sample(std::size_t node);
    // What was told; nothing: no positions.
    std::optional<PositionSample> askOnce(std::size_t node, std::optional<Connection> &session);
    void noteAsked(std::size_t node);
    void noteSilence(std::size_t node);

    const SqlAccess &m_access;
    const Listener m_listener;
    const QString m_question;
    StopSource m_stop;
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_changed;
    LagBook m_book;
    std::array<std::optional<MonotonicTime>, 2> m_askedAt; // of the open question
    std::array<std::thread, 2> m_threads;
};

} // namespace tandem
