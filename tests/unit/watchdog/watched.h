// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/watchdog/decision.h"
#include "core/watchdog/sight_book.h"
#include "tests/unit/cluster/facts.h"

namespace tandem::words {

using namespace std::chrono_literals;

// A pair that is watched: its snapshot changes, time goes on, both sides are looked at all along.
class Watched
{
public:
    explicit Watched(const Automation &policy = Automation::standardOf(Environment::Lab),
                     std::optional<ArmedStamp> stamp = std::nullopt)
        : m_policy(policy), m_book(policy, std::move(stamp))
    {
    }

    PairSighting see(const ClusterSnapshot &snapshot, Milliseconds later = 100ms)
    {
        m_now += later;
        m_wall += later.count();
        return m_book.take(viewOf(snapshot), m_lag, m_now, m_wall);
    }
    // Every 100 ms for that long.
    PairSighting seeFor(const ClusterSnapshot &snapshot, Milliseconds time)
    {
        PairSighting seen;
        for (Milliseconds passed{0}; passed < time; passed += 100ms)
            seen = see(snapshot);
        return seen;
    }
    QString decide(const ClusterSnapshot &snapshot, Milliseconds later = 100ms)
    {
        const Decision decision = tandem::decide(see(snapshot, later), m_policy);
        return tokenOf(decision.remedy) + u' ' + QLatin1String(decision.reason);
    }
    SightBook &book() { return m_book; }
    LagReading &lag() { return m_lag; }
    void jumpClock(std::int64_t milliseconds) { m_wall += milliseconds; }
    [[nodiscard]] std::int64_t wall() const { return m_wall; }

    bool isHostLookUnderWay = false; // of the first node
    Milliseconds sqlLookTakes{50};

private:
    [[nodiscard]] PairView viewOf(const ClusterSnapshot &snapshot)
    {
        PairView view;
        view.number = ++m_number;
        view.snapshot = snapshot;
        view.snapshot.seenAt = m_now;
        for (std::size_t i = 0; i < 2; ++i) {
            NodeTimes &times = view.times[i];
            times.sqlSeen = m_now;
            times.sqlBegun = m_now - sqlLookTakes;
            times.shellSeen = i == 0 && isHostLookUnderWay ? m_lastShell : m_now;
            if (i == 0)
                m_lastShell = times.shellSeen;
            if (snapshot.nodes[i].host)
                m_hostHeard[i] = times.shellSeen;
            times.hostHeard = m_hostHeard[i];
        }
        return view;
    }

    const Automation m_policy;
    SightBook m_book;
    LagReading m_lag;
    MonotonicTime m_now{1000h};
    std::int64_t m_wall = 1800000000000;
    std::uint64_t m_number = 0;
    std::optional<MonotonicTime> m_lastShell;
    std::array<std::optional<MonotonicTime>, 2> m_hostHeard;
};

inline ClusterSnapshot healthy()
{
    return pairOf(with(primaryNode("vm1"), released()), with(standbyNode("vm2", true), released()));
}

inline ClusterSnapshot crashed(bool standbyReceives = false)
{
    return pairOf(with(deadNode("vm1"), released()),
                  with(standbyNode("vm2", standbyReceives), released()));
}

// Its server says nothing, its host tells what its processes do.
inline ClusterSnapshot unanswered(ProcessFacts::Kind kind)
{
    ClusterSnapshot pair = crashed();
    pair.nodes[0].sql->answer = ServerAnswer::Silent;
    pair.nodes[0].process->kind = kind;
    return pair;
}

inline ClusterSnapshot unplugged(bool standbyReceives = false)
{
    return pairOf(silentNode("vm1"), with(standbyNode("vm2", standbyReceives), released()));
}

inline RecordFacts promoted()
{
    RecordFacts record = released(5);
    record.failoverFromTimeline = 1;
    return record;
}

} // namespace tandem::words
