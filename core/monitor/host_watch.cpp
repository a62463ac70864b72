// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/host_watch.h"

#include "core/base/embedded_text.h"
#include "core/postgres/layout.h"
#include "core/postgres/node_probe.h"

namespace tandem {

namespace {

constexpr Milliseconds doubtfulPause{500};
constexpr Milliseconds pulsePause{1000};
constexpr std::chrono::seconds wholeLookEvery{30};
constexpr Milliseconds tick{100};
constexpr Milliseconds shellPatience{5000};

std::int64_t millisecondsBetween(MonotonicTime from, MonotonicTime to)
{
    return std::chrono::duration_cast<Milliseconds>(to - from).count();
}

} // namespace

HostWatch::HostWatch(const SqlAccess &access, const NodeProfile &node, Listener listener)
    : m_access(access), m_node(node), m_listener(std::move(listener)), m_thread([this] { watch(); })
{
}

HostWatch::~HostWatch()
{
    m_stop.requestStop();
    wake();
    m_thread.join();
}

void HostWatch::lookNow()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isAsked = true;
    }
    wake();
}

void HostWatch::wake()
{
    {
        const std::lock_guard lock(m_mutex);
    }
    m_changed.notify_all();
}

void HostWatch::waitForNext()
{
    const StopToken stop = m_stop.token();
    // Doubt that comes later than its pause asks for a look within a tick.
    for (Milliseconds pause = doubtfulPause; pause <= pulsePause; pause += tick) {
        std::unique_lock lock(m_mutex);
        if (m_changed.wait_until(lock, m_begunAt + pause,
                                 [&] { return m_isAsked || stop.stopRequested(); }))
            return;
        lock.unlock();
        if (m_listener.isInDoubt())
            return;
    }
}

std::optional<QByteArray> HostWatch::pulse()
{
    const Layout layout = Layout::of(m_node);
    if (layout.dataDirectory.isEmpty()) // only the whole look finds it
        return std::nullopt;
    ShellCommand command;
    command.script = embeddedText(QStringLiteral(":/monitor/scripts/host_pulse.sh"));
    command.variables = {{QStringLiteral("data"), layout.dataDirectory},
                         {QStringLiteral("record"), layout.recordFile}};
    command.timeout = shellPatience;
    const auto result = m_shell->run(command, m_stop.token());
    if (!result || result->exitCode != 0)
        return std::nullopt;
    return result->output;
}

bool HostWatch::holdsStill(const std::optional<QByteArray> &pulse, MonotonicTime now) const
{
    return pulse && m_whole && *pulse == m_wholePulse && now - m_whole->begunAt < wholeLookEvery &&
           (!m_whole->facts.record || m_whole->facts.record->operation.isEmpty());
}

Look HostWatch::wholeLook(MonotonicTime begunAt)
{
    ProbeOptions options;
    options.withSql = false;
    options.shellPatience = shellPatience;
    std::optional<Connection> none;
    Look look;
    look.begunAt = begunAt;
    look.facts = probeNode(m_node, m_access, m_shell.get(), none, options, m_stop.token());
    look.endedAt = MonotonicClock::now();
    return look;
}

Look HostWatch::look()
{
    bool isAsked = false;
    {
        const std::lock_guard lock(m_mutex);
        isAsked = std::exchange(m_isAsked, false);
    }
    m_begunAt = MonotonicClock::now();
    Look failed;
    failed.begunAt = m_begunAt;
    failed.facts.name = m_node.name;
    if (!m_shell)
        m_shell = openShell(m_node, m_access.secrets());
    // The pulse goes first: what changes between the two is seen by the next one.
    const auto felt = pulse();
    const MonotonicTime now = MonotonicClock::now();
    if (!isAsked && !m_listener.isInDoubt() && holdsStill(felt, now)) {
        Look confirmed = *m_whole;
        confirmed.begunAt = m_begunAt;
        confirmed.endedAt = now;
        // The node's clock went on as ours did.
        if (confirmed.facts.host)
            confirmed.facts.host->clockMilliseconds += millisecondsBetween(m_whole->endedAt, now);
        return confirmed;
    }
    Look whole = wholeLook(m_begunAt);
    m_whole.reset();
    if (whole.facts.host && felt) {
        m_whole = whole;
        m_wholePulse = *felt;
    }
    if (!whole.facts.host)
        m_shell.reset(); // the session may be what is broken
    return whole;
}

void HostWatch::watch()
{
    const StopToken stop = m_stop.token();
    while (!stop.stopRequested()) {
        const Look found = look();
        if (stop.stopRequested())
            break;
        m_listener.onLook(found);
        waitForNext();
    }
    m_shell.reset(); // in the thread that made it
}

} // namespace tandem
