// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/monitor/monitor.h"
#include "core/stages/stage_options.h"
#include "core/watchdog/automation_event.h"
#include "core/watchdog/event_log.h"
#include "core/watchdog/sight_book.h"

#include <functional>

namespace tandem {

// What the observer acts with. Called in the thread that observes; they block.
struct ObserverHands
{
    // Plans the stage for that snapshot and runs it, answering its confirmation when there is one.
    std::function<Outcome(Stage, const ClusterSnapshot &, const StageOptions &, const StopToken &)>
        run;
    // Fences the node that `promoted` was promoted past without that, and takes that off its debts.
    std::function<Outcome(const ClusterSnapshot &, const QString &promoted)> fence;
    // A failover that automation made is settled on the node that keeps the note of it.
    std::function<Result<void>(const NodeProfile &node, std::uint64_t epoch)> settle;
    // Opens the sessions that a failover needs, so that it does not pay for them.
    std::function<void()> warmUp;
};

// Looks after a pair from the client: watches it, decides by the table, and runs the very stages
// that a person would run, under the same records. Blocking; one thread.
//
// Stopped while a failover, a failback or a restart is under way, it ends that first: a pair is not
// left without a primary. A resync is cancelled. What it must remember over its own end lies in
// `directory`: observer.json (the armed stamp), automation.jsonl, failover.log.
class Observer
{
public:
    // All outlive it. `who`: as it stands in records.
    Observer(const Profile &profile, Monitor &monitor, ObserverHands hands,
             const QString &directory, const QString &who);

    // Called in the observing thread for everything that is logged.
    std::function<void(const AutomationEvent &)> tell;
    // Called in the observing thread for every judgement, also an unchanged one.
    std::function<void(const Judgement &)> see;

    // Until `stop`.
    void observe(const StopToken &stop);

private:
    [[nodiscard]] Judgement look(const PairView &view);
    void log(const AutomationEvent &event);
    void act(const Judgement &judgement, const StopToken &stop);
    void runStage(Stage stage, const Judgement &judgement, const ClusterSnapshot &snapshot,
                  const StopToken &stop);
    void settle();
    void keepStamp();
    [[nodiscard]] bool isHeldBack(const Judgement &judgement) const;
    [[nodiscard]] bool isFromBefore(const PairView &view) const;

    const Profile &m_profile;
    Monitor &m_monitor;
    const ObserverHands m_hands;
    const QString m_directory;
    EventLog m_log;
    SightBook m_book;
    QString m_lastReason;
    // After a try that was not done the same is not tried again at once.
    Remedy m_tried = Remedy::Nothing;
    MonotonicTime m_notBefore{};
    Milliseconds m_pause{0};
    std::optional<MonotonicTime> m_actedAt; // the end of the last stage
    std::optional<ArmedStamp> m_keptStamp;
    bool m_isInTrouble = false;
};

} // namespace tandem
