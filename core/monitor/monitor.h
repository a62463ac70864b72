// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/state.h"
#include "core/monitor/history.h"
#include "core/monitor/host_watch.h"
#include "core/monitor/lag_sampler.h"
#include "core/monitor/node_sight.h"
#include "core/monitor/server_watch.h"

#include <map>

namespace tandem {

// Watches one pair as long as it lives: two watches a node (SQL and shell, so that neither waits
// for the other), the lag sampler and the history. It hands out immutable values; the latest
// wins, nothing queues up. Every member is safe from every thread; none but waitForNewer() blocks.
//
// Ages: a PairView keeps everything last seen and when; liveSnapshot() leaves out what was not seen
// again for 3 s, so nobody shows it as live.
class Monitor
{
public:
    // `profile` and `secrets` outlive the monitor. Watching begins at once.
    Monitor(const Profile &profile, const SecretStore &secrets);
    ~Monitor(); // ends its threads at once, looks that are under way too
    Monitor(const Monitor &) = delete;
    Monitor &operator=(const Monitor &) = delete;

    [[nodiscard]] PairView latest() const;
    // What counts as live now, for the state table.
    [[nodiscard]] ClusterSnapshot liveNow() const;
    // Blocks until there is a view with a higher number; absent at the deadline or on `stop`.
    [[nodiscard]] std::optional<PairView>
    waitForNewer(std::uint64_t number, const Deadline &deadline, const StopToken &stop) const;
    [[nodiscard]] LagReading lag() const { return m_sampler->read(); }
    [[nodiscard]] History &history() { return m_history; }
    // When an open session of ours to that node ended the last time.
    [[nodiscard]] std::optional<MonotonicTime> sessionEndedAt(const QString &node) const;
    // Looks at both nodes at once instead of at the next tick.
    void lookNow();

    // Called for every new view, in a watch's thread; must be quick and must not subscribe,
    // unsubscribe or destroy the monitor. Ends with the returned object, which waits for a call
    // that is under way and must go before the monitor does.
    using Callback = std::function<void(const PairView &)>;
    class Subscription
    {
    public:
        Subscription(Monitor &monitor, std::uint64_t id) : m_monitor(monitor), m_id(id) {}
        ~Subscription();
        Subscription(const Subscription &) = delete;
        Subscription &operator=(const Subscription &) = delete;

    private:
        Monitor &m_monitor;
        const std::uint64_t m_id;
    };
    [[nodiscard]] std::unique_ptr<Subscription> subscribe(Callback callback);

private:
    void takeSql(std::size_t node, const Look &look);
    void takeShell(std::size_t node, const Look &look);
    void noteSessionEnd(std::size_t node, MonotonicTime at);
    void noteStall(std::size_t node, double seconds);
    [[nodiscard]] bool isInDoubt(std::size_t node) const;
    // Makes the next view from the sights. With m_mutex held.
    void renew();
    void publish();

    const Profile &m_profile;
    const SqlAccess m_access;
    History m_history;
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_changed;
    std::array<NodeSight, 2> m_sights;
    std::array<std::optional<MonotonicTime>, 2> m_sessionEnds;
    PairView m_view;
    std::optional<PairState> m_state; // of the last view, for marks
    std::mutex m_callbackMutex;       // held while callbacks run
    std::map<std::uint64_t, Callback> m_callbacks;
    std::uint64_t m_nextId = 1;
    std::uint64_t m_toldNumber = 0; // the last view that callbacks got
    // Last, and ended first: their threads use all of the above.
    std::unique_ptr<LagSampler> m_sampler;
    std::array<std::unique_ptr<HostWatch>, 2> m_hosts;
    std::array<std::unique_ptr<ServerWatch>, 2> m_servers;
};

} // namespace tandem
