// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/pair_view.h"
#include "core/monitor/lag_reading.h"
#include "core/profile/automation.h"
#include "core/watchdog/armed_stamp.h"

namespace tandem {

// Turns what a monitor sees into the decision table's small domain. It remembers since when a thing
// is so: what was seen well last, and when. A value, one thread; reads no clock. It asks this
// machine only whether the program that a record names still lives.
class SightBook
{
public:
    // Without news of the standby for longer, while its primary served, it had lost its receiver
    // before the primary was lost.
    static constexpr Milliseconds lostAfter{3000};
    // An armed stamp that is older when the primary is first seen down counts no more.
    static constexpr Milliseconds stampHolds{30000};
    // How long the host of a server that is lost may say nothing before it counts as silent.
    static constexpr Milliseconds hostPatience{1500};
    // A server that was not heard for so long is asked after at its host, and a host that then says
    // nothing either is silent when the server was not heard for this long.
    static constexpr Milliseconds quietAfter{750};
    static constexpr Milliseconds silentAfter{1750};
    // A host that was not heard for longer says nothing of now.
    static constexpr Milliseconds hostHolds{1000};
    // How long a standby may take to stream again by itself after a failover; one that recovers.
    static constexpr Milliseconds detachedPatience{10000};
    static constexpr Milliseconds recoveryPatience{60000};
    // A primary that was started again is not started once more for so long.
    static constexpr Milliseconds restartAgainAfter{300000};

    SightBook(Automation policy, std::optional<ArmedStamp> stamp)
        : m_policy(policy), m_stamp(std::move(stamp))
    {
    }

    [[nodiscard]] PairSighting take(const PairView &view, const LagReading &lag, MonotonicTime now,
                                    std::int64_t wallMilliseconds);
    void noteRestart(MonotonicTime at) { m_restartedAt = at; }
    // A stage is done: what it brought back gets its own time to be seen.
    void noteStageDone() { m_apartSince.reset(); }

    // Of the last take(): who is meant by the primary and the standby, and what counted as live.
    [[nodiscard]] const QString &primary() const { return m_primary; }
    [[nodiscard]] const QString &standby() const { return m_standby; }
    [[nodiscard]] const ClusterSnapshot &live() const { return m_live; }
    [[nodiscard]] const std::optional<ArmedStamp> &stamp() const { return m_stamp; }
    // When its server last said anything; absent: it never did.
    [[nodiscard]] std::optional<MonotonicTime> heardAt() const { return m_times.serverHeard; }
    // When the primary was first seen not to serve; absent: it serves.
    [[nodiscard]] std::optional<MonotonicTime> lostAt() const { return m_lostAt; }

private:
    void keepRecords();
    void noticeClockJump(MonotonicTime now, std::int64_t wallMilliseconds);
    void nameNodes();
    // The node that was promoted while the other, which accepts writes as well, could not be
    // fenced.
    [[nodiscard]] const NodeFacts *promotedBesideUnfenced() const;
    [[nodiscard]] PrimarySeen seePrimary(const PairView &view, MonotonicTime now) const;
    [[nodiscard]] StandbySeen seeStandby(PrimarySeen primary, MonotonicTime now) const;
    void noteApart(const PairSighting &sighting, const PairView &view);
    void remember(const PairSighting &sighting, const LagReading &lag, MonotonicTime now,
                  std::int64_t wallMilliseconds);
    // Does the serving primary's standby receive, as far as that counts when the primary is lost?
    [[nodiscard]] bool noteReceived(StandbySeen standby);
    [[nodiscard]] bool isDue(const PairSighting &sighting, MonotonicTime now) const;
    [[nodiscard]] PastFailover pastFailover() const;

    Automation m_policy;
    std::optional<ArmedStamp> m_stamp;
    ClusterSnapshot m_live;
    QString m_primary, m_standby;
    std::array<std::optional<RecordFacts>, 2> m_records; // the last that was read of each
    QString m_lastPrimary;                               // who accepted writes last
    std::optional<MonotonicTime> m_lostAt, m_servedAt, m_receivedAt, m_wholeSince, m_apartSince;
    std::optional<MonotonicTime> m_restartedAt;
    std::optional<MonotonicTime> m_doubtedAt; // frozen since
    NodeTimes m_times;                        // of the primary
    std::optional<MonotonicTime> m_apartSeen; // the look that showed the standby not to receive
    // Of a standby that was apart: where its primary's WAL ended then, and how far its own reached.
    std::optional<Lsn> m_apartEnd, m_apartReach;
    bool m_leftServing = false; // the primary served after that look
    Armed m_armed = Armed::No;
    Backlog m_backlog = Backlog::Within;
    std::optional<MonotonicTime> m_seenAt; // of the last take()
    std::int64_t m_seenWall = 0;
};

} // namespace tandem
