// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/session_target.h"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace tandem {

// Knows which node accepts writes. Two threads of its own, one a node, each with its own session
// and its own timers, so that a mute node never delays what the other one says. They ask every
// 50 ms, and every 2 ms while a writer seeks. Every member is safe from every thread.
class PrimaryFinder
{
public:
    struct View
    {
        Sightings seen;
        std::uint32_t floor = 0;   // the highest timeline ever seen writable
        std::uint64_t version = 0; // grows with every change
    };

    PrimaryFinder(SessionTargets targets, const StopToken &stop);
    ~PrimaryFinder(); // ends its threads at once
    PrimaryFinder(const PrimaryFinder &) = delete;
    PrimaryFinder &operator=(const PrimaryFinder &) = delete;

    [[nodiscard]] View view() const;
    // Returns when something changed since `version`, after `atMost`, or at once on stop.
    View waitForNews(std::uint64_t version, Milliseconds atMost) const;
    // A session saw this node writable. False: a higher timeline exists, so do not write there.
    [[nodiscard]] bool confirm(int node, std::uint32_t timeline);

    // While one lives, the nodes are asked every 2 ms.
    class Seeking
    {
    public:
        explicit Seeking(PrimaryFinder &finder);
        ~Seeking();
        Seeking(const Seeking &) = delete;
        Seeking &operator=(const Seeking &) = delete;

    private:
        PrimaryFinder &m_finder;
    };

    // The right to write on one timeline: its token fires when a higher one is seen writable, so
    // that a session on a frozen old primary moves on at once, or when `outer` fires.
    class Lease
    {
    public:
        Lease(PrimaryFinder &finder, std::uint32_t timeline, const StopToken &outer);
        ~Lease();
        Lease(const Lease &) = delete;
        Lease &operator=(const Lease &) = delete;
        [[nodiscard]] StopToken token() const { return m_source.token(); }

    private:
        friend class PrimaryFinder;
        PrimaryFinder &m_finder;
        const std::uint32_t m_timeline;
        StopSource m_source;
        StopCallback m_outer;
    };

private:
    void watchNode(int node);
    void publish(int node, const Sighting &sighting);
    void pause(Milliseconds slow, Milliseconds fast);

    const SessionTargets m_targets;
    StopSource m_stop;
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_changed;
    View m_view;
    int m_seekers = 0;
    bool m_stopped = false;
    std::vector<Lease *> m_leases;
    StopCallback m_outer;
    std::array<std::thread, 2> m_threads;
};

} // namespace tandem
