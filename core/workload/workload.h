// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "core/profile/secret_store.h"
#include "core/workload/lane.h"
#include "core/workload/session_context.h"

#include <memory>
#include <thread>
#include <vector>

namespace tandem {

// Client sessions that write and read like an application, one thread each. Started once, stopped
// once; the figures may be asked for from every thread, also after stop(). They are bounded for
// runs of any length: seconds by SecondSeries, slots by LaneTrackKeeper, acknowledgements by
// AckSeries. `options` passed its check(). `ledger` outlives the workload, which neither makes nor
// closes it. When the ledger cannot be written the workload ends by itself and figures().failure
// says why.
class Workload
{
public:
    Workload(const Profile &profile, const SecretStore &secrets, const WorkloadOptions &options,
             Ledger &ledger);
    ~Workload(); // stops
    Workload(const Workload &) = delete;
    Workload &operator=(const Workload &) = delete;

    void start();
    // Lets the transactions under way end (at most half a second), then breaks them off: within a
    // second all threads are gone, whatever the servers do. A COMMIT broken off is in doubt.
    void stop();

    [[nodiscard]] WorkloadFigures figures() const;
    [[nodiscard]] std::vector<AckPoint> acks() const { return m_acks.points(); }
    // The newest seconds that ended, oldest first.
    [[nodiscard]] std::vector<SecondFigures> seconds(std::size_t newest);
    // Each session's newest slots, in the order of figures().lanes.
    [[nodiscard]] std::vector<LaneTrack> tracks(std::size_t newest);

private:
    void launch(std::function<void()> session);
    void fail(const Error &error);

    const WorkloadOptions m_options;
    const SessionTargets m_targets;
    Ledger &m_ledger;
    AckSeries m_acks;
    SecondSeries m_seconds;
    StopSource m_finish;
    StopSource m_abort;
    std::vector<std::unique_ptr<Lane>> m_lanes;
    std::unique_ptr<PrimaryFinder> m_finder;
    LoginGate m_logins;
    std::unique_ptr<SessionContext> m_context;
    mutable std::mutex m_mutex;
    std::condition_variable m_ended;
    int m_running = 0;
    std::optional<Error> m_failure;
    std::optional<MonotonicTime> m_stoppedAt; // the seconds end there
    std::vector<std::thread> m_threads;
};

} // namespace tandem
