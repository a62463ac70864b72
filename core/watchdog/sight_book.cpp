// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/watchdog/sight_book.h"

#include "core/cluster/advice_table.h"
#include "core/cluster/state_table.h"
#include "core/runbook/record_steps.h"

#include <algorithm>
#include <cstdlib>

namespace tandem {

namespace {

using C = NodeCondition;

std::size_t indexOf(const ClusterSnapshot &snapshot, const QString &name)
{
    return snapshot.nodes[0].name == name ? 0 : 1;
}

bool isSynchronous(const NodeFacts &primary)
{
    const auto &replication = *primary.replication;
    return !replication.synchronousStandbyNames.isEmpty() &&
           std::any_of(replication.senders.begin(), replication.senders.end(),
                       [](const SenderFacts &sender) {
                           return sender.syncState == QLatin1String("sync") ||
                                  sender.syncState == QLatin1String("quorum");
                       });
}

bool isHeld(const NodeFacts &node)
{
    return node.record && !node.record->operation.isEmpty() &&
           node.record->heartbeatAgeMilliseconds <= heartbeatFreshMilliseconds &&
           !isGone(node.record->owner);
}

} // namespace

void SightBook::noticeClockJump(MonotonicTime now, std::int64_t wallMilliseconds)
{
    // A host that slept counts no time on the monotonic clock: what was seen before is old.
    constexpr std::int64_t jump = 5000;
    if (m_seenAt) {
        const auto passed = std::chrono::duration_cast<Milliseconds>(now - *m_seenAt).count();
        if (std::llabs(wallMilliseconds - m_seenWall - passed) > jump) {
            m_armed = Armed::No;
            m_stamp.reset();
            m_receivedAt.reset();
        }
    }
    m_seenAt = now;
    m_seenWall = wallMilliseconds;
}

void SightBook::keepRecords()
{
    // A host that is silent now takes back nothing of what it told.
    for (std::size_t i = 0; i < m_records.size(); ++i) {
        if (m_live.nodes[i].record)
            m_records[i] = m_live.nodes[i].record;
    }
}

const NodeFacts *SightBook::promotedBesideUnfenced() const
{
    const auto isPrimary = [](const NodeFacts &node) {
        return conditionOf(node) == NodeCondition::Primary && node.replication;
    };
    if (!isPrimary(m_live.nodes[0]) || !isPrimary(m_live.nodes[1]))
        return nullptr;
    for (std::size_t i = 0; i < m_records.size(); ++i) {
        const NodeFacts &other = m_live.nodes[1 - i];
        if (m_records[i] && m_records[i]->unfencedPeer == other.name &&
            m_live.nodes[i].replication->timeline > other.replication->timeline)
            return &m_live.nodes[i];
    }
    return nullptr;
}

void SightBook::nameNodes()
{
    const auto other = [this](const QString &name) { return m_live.peerOf(name)->name; };
    const PairCase pair = caseOf(m_live);
    if (const NodeFacts *promoted = promotedBesideUnfenced())
        m_primary = promoted->name;
    else if (onePrimary(pair))
        m_primary = m_live.primary()->name;
    else if (loneStandby(pair))
        m_primary = other(m_live.standby()->name);
    else if (!m_lastPrimary.isEmpty())
        m_primary = m_lastPrimary;
    else if (m_stamp && m_live.node(m_stamp->primary) != nullptr)
        m_primary = m_stamp->primary;
    else
        m_primary = homeOf(m_live).name;
    m_standby = other(m_primary);
}

PrimarySeen SightBook::seePrimary(const PairView &view, MonotonicTime now) const
{
    // Nothing is decided before every side of both was looked at, the records above all.
    for (const NodeTimes &times : view.times) {
        if (!times.sqlSeen || !times.shellSeen)
            return PrimarySeen::Unclear;
    }
    const PairCase pair = caseOf(m_live);
    const PairState state = rowFor(pair).state;
    if (state == PairState::NotOnePair || state == PairState::Bare)
        return PrimarySeen::NoPair;
    if (bothPrimary(pair))
        return promotedBesideUnfenced() != nullptr ? PrimarySeen::Unfenced : PrimarySeen::Two;
    if (onePrimary(pair))
        return PrimarySeen::Serves;
    if (state == PairState::BothStandby)
        return PrimarySeen::BothFollow;
    if (state == PairState::HandoverInterrupted)
        return recommendedFor(pair, state) == Stage::Failback ? PrimarySeen::HandedOver
                                                              : PrimarySeen::Stopped;
    const NodeFacts &node = *m_live.node(m_primary);
    const MonotonicTime lostAt = m_lostAt.value_or(now);
    // What kind of silence it is only the host can tell, and only by a look since then.
    const bool isHostHeard = node.host && node.process;
    const bool isHostMute = (m_times.shellSeen && *m_times.shellSeen >= lostAt && !node.host) ||
                            now - lostAt >= hostPatience;
    switch (conditionOf(node)) {
    case C::Alive:
        return PrimarySeen::Answers;
    case C::Starting:
        return PrimarySeen::Starting;
    case C::CleanStopped:
        return PrimarySeen::Stopped;
    case C::Frozen:
        return PrimarySeen::Frozen;
    case C::Down:
    case C::Fenced:
    case C::Bare:
        // While its host may still tell a crash from an orderly stop, that is waited for.
        return isHostHeard || (isHostMute && !node.host) ? PrimarySeen::Dead : PrimarySeen::Unclear;
    case C::Unreachable:
        return isHostMute || (m_times.serverHeard && now - *m_times.serverHeard >= silentAfter)
                   ? PrimarySeen::Silent
                   : PrimarySeen::Unclear;
    case C::Unseen:
    case C::Primary:
    case C::StandbyStreaming:
    case C::StandbyDetached:
        break;
    }
    return PrimarySeen::Unclear;
}

StandbySeen SightBook::seeStandby(PrimarySeen primary, MonotonicTime now) const
{
    const NodeFacts &node = *m_live.node(m_standby);
    // A receiver that was stopped by a signal tells for ever that it streams.
    const bool isFrozen = node.process && node.process->receiverFrozen;
    const NodeCondition seen = conditionOf(node);
    const NodeCondition condition =
        isFrozen && seen == C::StandbyStreaming ? C::StandbyDetached : seen;
    if (primary == PrimarySeen::Unfenced)
        return node.host ? StandbySeen::Out : StandbySeen::OutOfSight;
    if (isStandby(condition) && node.replication->replayPaused)
        return StandbySeen::Paused;
    // Replaced, fenced, and started by somebody all the same: it follows, but only until a restart.
    const bool isRoundFence = primary == PrimarySeen::Serves && node.record &&
                              node.record->fenced && pastFailover() == PastFailover::Open;
    if (condition == C::StandbyStreaming && !isRoundFence)
        return StandbySeen::Receives;
    if (primary == PrimarySeen::Serves) {
        // One that lives may be slow, or recovers: it gets time before it is taken down.
        const bool isAlive = isStandby(condition) || condition == C::Starting ||
                             condition == C::Alive ||
                             (condition == C::Frozen && node.process &&
                              node.process->kind == ProcessFacts::Kind::Running);
        const Milliseconds patience =
            condition == C::Starting ? recoveryPatience : detachedPatience;
        const bool mayReturn = !isAlive || (m_apartSince && now - *m_apartSince >= patience);
        if (pastFailover() != PastFailover::Open &&
            rowFor(caseOf(m_live)).state != PairState::FailedOver)
            return StandbySeen::Down;
        if (condition == C::Unreachable)
            return StandbySeen::OutOfSight;
        return mayReturn && node.host && adviceFor(m_live, Stage::Resync).allowed
                   ? StandbySeen::Out
                   : StandbySeen::Down;
    }
    if (condition != C::StandbyDetached)
        return StandbySeen::Unseen;
    // A server that lives is not replaced by a standby that had left it while it served: it may
    // only be slow. One that died may have torn off its standby a look before.
    if (primary == PrimarySeen::Frozen && m_leftServing)
        return StandbySeen::Lost;
    return m_servedAt && m_receivedAt && *m_servedAt - *m_receivedAt > lostAfter
               ? StandbySeen::Lost
               : StandbySeen::Ended;
}

PastFailover SightBook::pastFailover() const
{
    PastFailover past = PastFailover::None;
    for (std::size_t i = 0; i < m_records.size(); ++i) {
        const NodeFacts &node = m_live.nodes[i];
        if (!m_records[i])
            continue;
        const std::uint32_t from = m_records[i]->failoverFromTimeline;
        const std::uint32_t timeline = node.replication ? node.replication->timeline
                                       : node.data      ? node.data->timeline
                                                        : 0;
        // A node that was only about to be promoted is still on that timeline.
        if (from != 0 && timeline > from)
            return PastFailover::Open;
        const auto age = m_records[i]->failoverSettledAgeMilliseconds;
        if (age && *age >= 0 && *age < std::int64_t(m_policy.cooldownSeconds) * 1000)
            past = PastFailover::Cooling;
    }
    return past;
}

bool SightBook::isDue(const PairSighting &sighting, MonotonicTime now) const
{
    const auto since = [now](std::optional<MonotonicTime> begin, Milliseconds time) {
        return begin && now - *begin >= time;
    };
    switch (sighting.primary) {
    case PrimarySeen::Serves:
        return since(m_wholeSince, std::chrono::seconds(m_policy.failbackWaitSeconds));
    case PrimarySeen::Starting:
    case PrimarySeen::Stopped:
        return since(m_lostAt, std::chrono::seconds(m_policy.restartSeconds));
    case PrimarySeen::Dead:
        return since(m_lostAt, Milliseconds(m_policy.confirmMilliseconds));
    case PrimarySeen::Frozen:
        // The host answers while the server is silent: else it is the way that is cut.
        if (!m_times.hostHeard || now - *m_times.hostHeard > hostHolds)
            return false;
        // One that runs was asked once more since then: the way may be there only again.
        if (const auto &process = m_live.node(m_primary)->process;
            (!process || process->kind != ProcessFacts::Kind::Frozen) &&
            !(m_doubtedAt && m_times.sqlBegun && *m_times.sqlBegun > *m_doubtedAt))
            return false;
        [[fallthrough]];
    case PrimarySeen::Silent:
        // From its last word on, not from when that was noticed.
        return since(m_times.serverHeard ? m_times.serverHeard : m_lostAt,
                     Milliseconds(m_policy.silenceMilliseconds));
    case PrimarySeen::Unclear:
    case PrimarySeen::NoPair:
    case PrimarySeen::Two:
    case PrimarySeen::BothFollow:
    case PrimarySeen::Answers:
    case PrimarySeen::HandedOver:
    case PrimarySeen::Unfenced:
        return false;
    }
    return false;
}

void SightBook::noteApart(const PairSighting &sighting, const PairView &view)
{
    if (sighting.primary != PrimarySeen::Serves)
        return;
    if (sighting.standby == StandbySeen::Receives) {
        m_apartSeen.reset();
        m_leftServing = false;
        return;
    }
    if (!m_apartSeen)
        m_apartSeen = view.times[indexOf(m_live, m_standby)].sqlSeen;
    const auto &served = view.times[indexOf(m_live, m_primary)].sqlSeen;
    m_leftServing = m_leftServing || (m_apartSeen && served && *served > *m_apartSeen);
}

// A receiver that can write nothing (its disk is full) comes again and again: after an absence it
// counts once WAL came with it, or when there was none to come.
bool SightBook::noteReceived(StandbySeen standby)
{
    const auto &ofPrimary = m_live.node(m_primary)->replication;
    const auto &ofStandby = m_live.node(m_standby)->replication;
    std::optional<Lsn> reach;
    if (ofStandby)
        reach = std::max(ofStandby->received, ofStandby->replayed);
    if (standby != StandbySeen::Receives) {
        m_apartEnd = ofPrimary->insert;
        if (reach)
            m_apartReach = reach;
        return false;
    }
    if (!m_apartEnd)
        return true;
    if (!m_apartReach)
        m_apartReach = reach;
    // What is inserted next begins behind a page's header, of 40 bytes at most.
    const bool isWhole = reach && reach->position + 40 >= m_apartEnd->position;
    if (!isWhole && reach <= m_apartReach)
        return false;
    m_apartEnd.reset();
    m_apartReach.reset();
    return true;
}

void SightBook::remember(const PairSighting &sighting, const LagReading &lag, MonotonicTime now,
                         std::int64_t wallMilliseconds)
{
    if (sighting.primary != PrimarySeen::Serves) {
        m_wholeSince.reset();
        m_apartSince.reset();
        // One that lives is not lost, only what was seen of it ages.
        if (sighting.primary == PrimarySeen::Answers) {
            m_lostAt.reset();
            return;
        }
        // One that was not looked at yet is not lost.
        if (m_lostAt || conditionOf(*m_live.node(m_primary)) == C::Unseen)
            return;
        m_lostAt = now;
        // Nobody watched between the stamp and now.
        if (!m_servedAt && m_stamp && m_stamp->primary == m_primary &&
            wallMilliseconds - m_stamp->atMilliseconds <= stampHolds.count()) {
            m_armed = m_stamp->armed;
            m_backlog = m_stamp->backlog;
        }
        if (m_servedAt && now - *m_servedAt > stampHolds)
            m_armed = Armed::No;
        return;
    }
    m_lostAt.reset();
    if (m_lastPrimary != m_primary) {
        m_armed = Armed::No;
        m_receivedAt.reset();
    }
    m_lastPrimary = m_primary;
    m_servedAt = now;
    const bool isLagKnown = lag.primary == m_primary && lag.isKnown();
    if (isLagKnown)
        m_backlog = lag.exposure.bytes.value_or(0) > std::uint64_t(m_policy.lagBytes) ||
                            lag.replay.delay.seconds.value_or(0) > m_policy.lagSeconds ||
                            lag.replay.delay.secondsAtLeast.value_or(0) > m_policy.lagSeconds
                        ? Backlog::Beyond
                        : Backlog::Within;
    const bool isReceived = noteReceived(sighting.standby);
    if (sighting.standby != StandbySeen::Receives) {
        m_wholeSince.reset();
        if (!m_apartSince)
            m_apartSince = now;
        return;
    }
    m_apartSince.reset();
    if (!m_wholeSince)
        m_wholeSince = now;
    if (!isReceived)
        return;
    m_receivedAt = now;
    m_armed = isSynchronous(*m_live.node(m_primary)) ? Armed::Synchronous : Armed::Streaming;
    m_stamp = ArmedStamp{m_armed, m_backlog, m_primary, wallMilliseconds};
}

PairSighting SightBook::take(const PairView &view, const LagReading &lag, MonotonicTime now,
                             std::int64_t wallMilliseconds)
{
    noticeClockJump(now, wallMilliseconds);
    m_live = liveSnapshot(view, now);
    keepRecords();
    nameNodes();
    m_times = view.times[indexOf(m_live, m_primary)];
    PairSighting sighting;
    sighting.primary = seePrimary(view, now);
    sighting.standby = seeStandby(sighting.primary, now);
    if (sighting.primary != PrimarySeen::Frozen)
        m_doubtedAt.reset();
    else if (!m_doubtedAt)
        m_doubtedAt = now;
    noteApart(sighting, view);
    remember(sighting, lag, now, wallMilliseconds);
    const NodeFacts &primary = *m_live.node(m_primary);
    sighting.fence = primary.host && sighting.primary != PrimarySeen::Silent ? Fence::Possible
                                                                             : Fence::Impossible;
    sighting.armed = m_armed;
    sighting.backlog = m_backlog;
    sighting.holder = std::any_of(m_live.nodes.begin(), m_live.nodes.end(), isHeld)
                          ? Holder::Stage
                          : Holder::Nobody;
    sighting.past = pastFailover();
    sighting.isPaused = std::any_of(m_records.begin(), m_records.end(), [](const auto &record) {
        return record && record->automationPaused;
    });
    sighting.isDue = isDue(sighting, now);
    sighting.isRestarted = m_restartedAt && now - *m_restartedAt < restartAgainAfter;
    sighting.homeIsPrimary = m_primary == m_live.homePrimary;
    return sighting;
}

} // namespace tandem
