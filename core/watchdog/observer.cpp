// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/watchdog/observer.h"

#include <QDateTime>

#include <algorithm>

namespace tandem {

namespace {

constexpr Milliseconds tick{100};        // time alone can make something due
constexpr Milliseconds doubtfulTick{20}; // and every millisecond is somebody's write
constexpr Milliseconds firstPause{5000};
constexpr Milliseconds newsPatience{1500}; // how long a look behind a stage is waited for
constexpr Milliseconds longestPause{60000};
constexpr std::int64_t stampEvery = 5000; // milliseconds

std::optional<Stage> stageFor(Remedy remedy)
{
    switch (remedy) {
    case Remedy::RestartLocally:
        return Stage::Restore;
    case Remedy::FailOver:
        return Stage::Failover;
    case Remedy::Resync:
        return Stage::Resync;
    case Remedy::FailBack:
        return Stage::Failback;
    case Remedy::Nothing:
    case Remedy::Wait:
    case Remedy::Ask:
        return std::nullopt;
    }
    return std::nullopt;
}

// What a stage may be told about a node whose host is not to be counted on.
ClusterSnapshot withoutHost(ClusterSnapshot snapshot, const QString &name)
{
    for (NodeFacts &node : snapshot.nodes) {
        if (node.name != name)
            continue;
        node.host.reset();
        node.data.reset();
        node.process.reset();
        node.record.reset();
    }
    return snapshot;
}

} // namespace

Observer::Observer(const Profile &profile, Monitor &monitor, ObserverHands hands,
                   const QString &directory, const QString &who)
    : m_profile(profile),
      m_monitor(monitor),
      m_hands(std::move(hands)),
      m_directory(directory),
      m_log(directory, who),
      m_book(profile.automation, readArmedStamp(directory))
{
}

Judgement Observer::look(const PairView &view)
{
    const PairSighting sighting = m_book.take(view, m_monitor.lag(), MonotonicClock::now(),
                                              QDateTime::currentMSecsSinceEpoch());
    return judge(sighting, m_profile.automation, m_book.primary(), m_book.standby());
}

void Observer::log(const AutomationEvent &event)
{
    if (tell)
        tell(event);
    const auto written =
        m_log.append(event.toJson(m_profile.automation, false), event.sentence.english());
    // A log that cannot be written is told once, and keeps nobody from being rescued.
    if (!written.ok() && !m_isInTrouble && tell)
        tell({AutomationEvent::Kind::Trouble,
              event.judgement,
              {},
              {},
              {},
              {},
              {},
              {},
              written.error().sentence});
    m_isInTrouble = !written.ok();
}

bool Observer::isHeldBack(const Judgement &judgement) const
{
    return judgement.decision.remedy == m_tried && MonotonicClock::now() < m_notBefore;
}

// What was seen before a stage's end tells of a pair that is no more.
bool Observer::isFromBefore(const PairView &view) const
{
    if (!m_actedAt || MonotonicClock::now() - *m_actedAt >= newsPatience)
        return false;
    const auto isOld = [this](const std::optional<MonotonicTime> &seen) {
        return !seen || *seen <= *m_actedAt;
    };
    for (std::size_t i = 0; i < view.times.size(); ++i) {
        const bool isHostThere = view.snapshot.nodes[i].host.has_value();
        if (isOld(view.times[i].sqlSeen) || (isHostThere && isOld(view.times[i].shellSeen)))
            return true;
    }
    return false;
}

void Observer::runStage(Stage stage, const Judgement &judgement, const ClusterSnapshot &snapshot,
                        const StopToken &stop)
{
    const MonotonicTime decidedAt = MonotonicClock::now();
    StageOptions options;
    options.isAutomatic = true;
    // A pair is not left without a primary because somebody stops the observer.
    const bool mayBeCut = stage == Stage::Resync;
    AutomationEvent event;
    event.kind = AutomationEvent::Kind::Stage;
    event.stage = stage;
    event.judgement = judgement;
    event.outcome = judgement.sighting.primary == PrimarySeen::Unfenced
                        ? m_hands.fence(snapshot, judgement.primary)
                        : m_hands.run(stage, snapshot, options, mayBeCut ? stop : StopToken());
    const Outcome &outcome = *event.outcome;
    event.sentence = (outcome.isDone() ? say("Watchdog", "%1 is done: %2")
                                       : say("Watchdog", "%1 was not done: %2"))
                         .arg(tokenOf(stage))
                         .arg(outcome.sentence);
    if (stage == Stage::Failover && m_book.lostAt()) {
        MonotonicTime lostAt = *m_book.lostAt();
        if (const auto ended = m_monitor.sessionEndedAt(judgement.primary))
            lostAt =
                decidedAt - *ended < std::chrono::minutes(1) ? std::min(lostAt, *ended) : lostAt;
        const auto since = [lostAt](std::optional<MonotonicTime> at) {
            return at ? std::optional(secondsBetween(lostAt, *at)) : std::nullopt;
        };
        event.decidedSeconds = since(decidedAt);
        event.fencedSeconds = since(outcome.endOf(Phase::Fence));
        event.promotedSeconds = since(outcome.endOf(Phase::Promote));
        event.writtenSeconds = since(outcome.endOf(Phase::Reconnect));
    }
    if (outcome.isDone()) {
        m_pause = {};
        m_tried = Remedy::Nothing;
        m_book.noteStageDone();
    } else {
        const bool isSame = m_tried == judgement.decision.remedy;
        m_pause = isSame ? std::min(m_pause * 2, longestPause) : firstPause;
        m_tried = judgement.decision.remedy;
        m_notBefore = MonotonicClock::now() + m_pause;
    }
    log(event);
    m_actedAt = MonotonicClock::now();
    m_lastReason.clear(); // what is decided next is told even when it is the same
    m_monitor.lookNow();
}

void Observer::act(const Judgement &judgement, const StopToken &stop)
{
    const auto stage = stageFor(judgement.decision.remedy);
    if (!stage)
        return;
    if (*stage == Stage::Restore)
        m_book.noteRestart(MonotonicClock::now());
    const bool mayUseHost = judgement.sighting.fence == Fence::Possible;
    const ClusterSnapshot snapshot = *stage == Stage::Failover && !mayUseHost
                                         ? withoutHost(m_book.live(), judgement.primary)
                                         : m_book.live();
    runStage(*stage, judgement, snapshot, stop);
    m_hands.warmUp();
}

void Observer::settle()
{
    for (const NodeFacts &node : m_book.live().nodes) {
        if (!node.record || node.record->failoverFromTimeline == 0)
            continue;
        if (m_hands.settle(*m_profile.node(node.name), node.record->epoch).ok())
            m_monitor.lookNow();
    }
}

void Observer::keepStamp()
{
    const auto &stamp = m_book.stamp();
    if (!stamp || (m_keptStamp && m_keptStamp->armed == stamp->armed &&
                   m_keptStamp->primary == stamp->primary &&
                   stamp->atMilliseconds - m_keptStamp->atMilliseconds < stampEvery))
        return;
    m_keptStamp = stamp;
    const auto kept = writeArmedStamp(m_directory, *stamp);
    static_cast<void>(kept.ok()); // without it a restarted observer is not armed: the safe side
}

void Observer::observe(const StopToken &stop)
{
    m_hands.warmUp();
    std::uint64_t number = 0;
    bool wasLost = false;
    bool wasQuiet = false;
    std::optional<MonotonicTime> settledAt;
    while (!stop.stopRequested()) {
        const PairView view = m_monitor.latest();
        number = view.number;
        const Judgement judgement = look(view);
        if (see)
            see(judgement);
        if (m_lastReason != QLatin1String(judgement.decision.reason)) {
            m_lastReason = QLatin1String(judgement.decision.reason);
            AutomationEvent event;
            event.judgement = judgement;
            event.sentence = judgement.sentence();
            log(event);
            if (judgement.sighting.primary == PrimarySeen::Serves)
                m_hands.warmUp(); // after a restart the sessions of before are no good
        }
        const bool isLost = m_book.lostAt().has_value();
        const auto heardAt = m_book.heardAt();
        const bool isQuiet = heardAt && MonotonicClock::now() - *heardAt >= SightBook::quietAfter;
        if ((isLost && !wasLost) || (isQuiet && !wasQuiet)) // the other witnesses are asked at once
            m_monitor.lookNow();
        wasLost = isLost;
        wasQuiet = isQuiet;
        if (!isHeldBack(judgement) && !isFromBefore(view))
            act(judgement, stop);
        const MonotonicTime now = MonotonicClock::now();
        if (judgement.decision.reason == std::string_view("settled") &&
            (!settledAt || now - *settledAt > firstPause)) {
            settledAt = now;
            settle();
        }
        keepStamp();
        static_cast<void>(
            m_monitor.waitForNewer(number, Deadline::after(isLost ? doubtfulTick : tick), stop));
    }
}

} // namespace tandem
