// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/primary_finder.h"

#include <algorithm>

namespace tandem {

namespace {

constexpr Milliseconds answerPatience{500};
constexpr Milliseconds slowPause{50};
constexpr Milliseconds fastPause{2};

} // namespace

PrimaryFinder::PrimaryFinder(SessionTargets targets, const StopToken &stop)
    : m_targets(std::move(targets)), m_outer(stop, [this] {
          m_stop.requestStop();
          {
              const std::lock_guard lock(m_mutex);
              m_stopped = true;
          }
          m_changed.notify_all();
      })
{
    for (int node = 0; node < int(m_threads.size()); ++node)
        m_threads[std::size_t(node)] = std::thread([this, node] { watchNode(node); });
}

PrimaryFinder::~PrimaryFinder()
{
    m_stop.requestStop();
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
    }
    m_changed.notify_all();
    for (std::thread &thread : m_threads)
        thread.join();
}

PrimaryFinder::View PrimaryFinder::view() const
{
    const std::lock_guard lock(m_mutex);
    return m_view;
}

PrimaryFinder::View PrimaryFinder::waitForNews(std::uint64_t version, Milliseconds atMost) const
{
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, atMost, [&] { return m_stopped || m_view.version != version; });
    return m_view;
}

bool PrimaryFinder::confirm(int node, std::uint32_t timeline)
{
    publish(node, {NodeStance::Primary, timeline});
    const std::lock_guard lock(m_mutex);
    return timeline >= m_view.floor;
}

void PrimaryFinder::watchNode(int node)
{
    const SessionTarget &target = m_targets[std::size_t(node)];
    const StopToken stop = m_stop.token();
    std::optional<Connection> connection;
    while (!stop.stopRequested()) {
        if (!connection) {
            auto opened = openSession(target, QStringLiteral("tandem scout"), answerPatience, stop);
            if (!opened) {
                publish(node, {NodeStance::Unreachable, 0});
                const Milliseconds fast = pauseAfter(opened.error());
                pause(std::max(fast, slowPause), fast);
                continue;
            }
            connection.emplace(std::move(*opened));
        }
        const auto stance = askStance(*connection, answerPatience, stop);
        if (stance) {
            publish(node, *stance);
            pause(slowPause, fastPause);
        } else {
            publish(node, {NodeStance::Unreachable, 0});
            connection.reset();
            pause(slowPause, fastPause);
        }
    }
}

void PrimaryFinder::publish(int node, const Sighting &sighting)
{
    std::vector<StopSource> superseded;
    {
        const std::lock_guard lock(m_mutex);
        Sighting &seen = m_view.seen[std::size_t(node)];
        if (seen == sighting)
            return;
        seen = sighting;
        ++m_view.version;
        if (sighting.stance == NodeStance::Primary && sighting.timeline > m_view.floor) {
            m_view.floor = sighting.timeline;
            for (const Lease *lease : m_leases) {
                if (lease->m_timeline < m_view.floor)
                    superseded.push_back(lease->m_source);
            }
        }
    }
    m_changed.notify_all();
    for (StopSource &source : superseded)
        source.requestStop();
}

void PrimaryFinder::pause(Milliseconds slow, Milliseconds fast)
{
    std::unique_lock lock(m_mutex);
    const auto begun = MonotonicClock::now();
    if (m_changed.wait_for(lock, fast, [this] { return m_stopped; }))
        return;
    m_changed.wait_until(lock, begun + slow, [this] { return m_stopped || m_seekers > 0; });
}

PrimaryFinder::Seeking::Seeking(PrimaryFinder &finder) : m_finder(finder)
{
    {
        const std::lock_guard lock(m_finder.m_mutex);
        ++m_finder.m_seekers;
    }
    m_finder.m_changed.notify_all();
}

PrimaryFinder::Seeking::~Seeking()
{
    const std::lock_guard lock(m_finder.m_mutex);
    --m_finder.m_seekers;
}

PrimaryFinder::Lease::Lease(PrimaryFinder &finder, std::uint32_t timeline, const StopToken &outer)
    : m_finder(finder),
      m_timeline(timeline),
      m_outer(outer, [source = m_source]() mutable { source.requestStop(); })
{
    bool superseded = false;
    {
        const std::lock_guard lock(m_finder.m_mutex);
        m_finder.m_leases.push_back(this);
        superseded = timeline < m_finder.m_view.floor;
    }
    if (superseded)
        m_source.requestStop();
}

PrimaryFinder::Lease::~Lease()
{
    const std::lock_guard lock(m_finder.m_mutex);
    m_finder.m_leases.erase(std::find(m_finder.m_leases.begin(), m_finder.m_leases.end(), this));
}

} // namespace tandem
