// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/monitor.h"

namespace tandem {

Monitor::Monitor(const Profile &profile, const SecretStore &secrets)
    : m_profile(profile),
      m_access(profile, secrets),
      m_sights{NodeSight(profile.nodes[0].name), NodeSight(profile.nodes[1].name)}
{
    m_view.snapshot.homePrimary = profile.homePrimary;
    for (std::size_t node = 0; node < 2; ++node)
        m_view.snapshot.nodes[node].name = profile.nodes[node].name;
    // The watches call each other, so each is there before the ones that call it.
    m_sampler = std::make_unique<LagSampler>(
        m_access, LagSampler::Listener{
                      [this](const LagReading &reading) { m_history.add(reading); },
                      [this](std::size_t node, double seconds) { noteStall(node, seconds); }});
    for (std::size_t node = 0; node < 2; ++node) {
        m_hosts[node] = std::make_unique<HostWatch>(
            m_access, profile.nodes[node],
            HostWatch::Listener{[this, node](const Look &look) { takeShell(node, look); },
                                [this, node] { return isInDoubt(node); }});
        m_servers[node] = std::make_unique<ServerWatch>(
            m_access, profile.nodes[node],
            ServerWatch::Listener{[this, node](const Look &look) { takeSql(node, look); },
                                  [this, node](MonotonicTime at) { noteSessionEnd(node, at); }});
    }
}

Monitor::~Monitor()
{
    for (auto &server : m_servers)
        server.reset();
    for (auto &host : m_hosts)
        host.reset();
    m_sampler.reset();
}

PairView Monitor::latest() const
{
    const std::lock_guard lock(m_mutex);
    return m_view;
}

ClusterSnapshot Monitor::liveNow() const
{
    return liveSnapshot(latest(), MonotonicClock::now());
}

std::optional<PairView> Monitor::waitForNewer(std::uint64_t number, const Deadline &deadline,
                                              const StopToken &stop) const
{
    const StopCallback wake(stop, [this] {
        {
            const std::lock_guard lock(m_mutex);
        }
        m_changed.notify_all();
    });
    std::unique_lock lock(m_mutex);
    while (m_view.number <= number) {
        if (stop.stopRequested() || deadline.expired())
            return std::nullopt;
        m_changed.wait_until(lock, deadline.end());
    }
    return m_view;
}

std::optional<MonotonicTime> Monitor::sessionEndedAt(const QString &node) const
{
    const std::lock_guard lock(m_mutex);
    return m_sessionEnds[m_profile.nodes[0].name == node ? 0 : 1];
}

void Monitor::lookNow()
{
    for (const auto &server : m_servers)
        server->lookNow();
    for (const auto &host : m_hosts)
        host->lookNow();
}

void Monitor::takeSql(std::size_t node, const Look &look)
{
    bool wasServing = false;
    {
        const std::lock_guard lock(m_mutex);
        wasServing = m_sights[node].isServing();
        m_sights[node].takeSql(look);
        renew();
    }
    publish();
    // What kind of silence it is, only the host can tell.
    if (wasServing && !look.facts.replication)
        m_hosts[node]->lookNow();
}

void Monitor::takeShell(std::size_t node, const Look &look)
{
    {
        const std::lock_guard lock(m_mutex);
        m_sights[node].takeShell(look);
        renew();
    }
    publish();
}

void Monitor::noteSessionEnd(std::size_t node, MonotonicTime at)
{
    {
        const std::lock_guard lock(m_mutex);
        m_sessionEnds[node] = at;
    }
    m_history.mark({EventMark::Kind::SessionEnd, at, std::nullopt,
                    say("Monitor", "%1 ended our session").arg(m_profile.nodes[node].name)});
    m_hosts[node]->lookNow();
}

void Monitor::noteStall(std::size_t node, double seconds)
{
    const MonotonicTime now = MonotonicClock::now();
    m_history.mark({EventMark::Kind::Stall,
                    now - std::chrono::duration_cast<MonotonicClock::duration>(
                              std::chrono::duration<double>(seconds)),
                    now,
                    say("Monitor", "%1 answered only after %2 s")
                        .arg(m_profile.nodes[node].name)
                        .arg(QString::number(seconds, 'f', 2))});
}

bool Monitor::isInDoubt(std::size_t node) const
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_view.times[node].sqlSeen && !m_sights[node].isServing())
            return true;
    }
    return m_sampler->isStalled(node);
}

void Monitor::renew()
{
    const MonotonicTime now = MonotonicClock::now();
    ++m_view.number;
    m_view.snapshot.seenAt = now;
    for (std::size_t i = 0; i < m_sights.size(); ++i) {
        m_view.snapshot.nodes[i] = m_sights[i].facts();
        m_view.times[i] = m_sights[i].times();
    }
    const StateVerdict verdict = deriveState(liveSnapshot(m_view, now));
    if (m_state && *m_state != verdict.state)
        m_history.mark({EventMark::Kind::State, now, std::nullopt, verdict.sentence});
    m_state = verdict.state;
}

void Monitor::publish()
{
    m_changed.notify_all();
    const std::lock_guard lock(m_callbackMutex);
    const PairView view = latest();
    // Another thread was quicker: the newest view was told already.
    if (view.number <= m_toldNumber)
        return;
    m_toldNumber = view.number;
    for (const auto &[id, callback] : m_callbacks)
        callback(view);
}

std::unique_ptr<Monitor::Subscription> Monitor::subscribe(Callback callback)
{
    const std::lock_guard lock(m_callbackMutex);
    const std::uint64_t id = m_nextId++;
    m_callbacks.emplace(id, std::move(callback));
    return std::make_unique<Subscription>(*this, id);
}

Monitor::Subscription::~Subscription()
{
    const std::lock_guard lock(m_monitor.m_callbackMutex);
    m_monitor.m_callbacks.erase(m_id);
}

} // namespace tandem
