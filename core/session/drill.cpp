// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/drill.h"

#include "core/monitor/server_watch.h"
#include "core/postgres/node_probe.h"
#include "core/runbook/refused_outcome.h"

#include <QDateTime>

#include <condition_variable>
#include <thread>

namespace tandem {

using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

// The crash script's wall-clock mark on our monotonic clock: both are of this machine.
std::optional<MonotonicTime> monotonicOf(const QString &wallMilliseconds)
{
    bool ok = false;
    const qint64 wall = wallMilliseconds.toLongLong(&ok);
    if (!ok)
        return std::nullopt;
    return MonotonicClock::now() - milliseconds(QDateTime::currentMSecsSinceEpoch() - wall);
}

} // namespace

Outcome Drill::stage(Stage stage, const QString &typedWord, const StopToken &stop)
{
    const ClusterSnapshot snapshot = m_session.observe(stop);
    const auto plan = m_session.plan(stage, snapshot);
    if (!plan.ok())
        return refusedOutcome(plan.error());
    return m_session.run(*plan, snapshot, typedWord, stop, observer);
}

bool Drill::waitForWrites(const QString &node, int count, const Deadline &deadline,
                          const StopToken &stop)
{
    const int index = m_session.profile().nodes[0].name == node ? 0 : 1;
    const MonotonicTime since = MonotonicClock::now();
    while (!deadline.expired() && !m_workload.figures().failure) {
        int seen = 0;
        for (const AckPoint &ack : m_workload.acks())
            seen += ack.at >= since && ack.node == index;
        if (seen >= count)
            return true;
        if (stop.sleepFor(milliseconds(20)))
            return false;
    }
    return false;
}

Result<AuditReport> Drill::auditSince(std::int64_t begin, const StopToken &stop)
{
    return auditBetween({begin, m_ledger.recordCount()}, stop);
}

Result<Connection> Drill::primarySession(const Deadline &deadline, const StopToken &stop)
{
    const ClusterSnapshot snapshot = m_session.observe(stop);
    const NodeFacts *primary = snapshot.primary();
    if (primary == nullptr)
        return Error{ErrorKind::Unreachable,
                     say("Session", "There is no single primary to count the writes on."),
                     {},
                     {}};
    const Profile &profile = m_session.profile();
    return Connection::open(m_session.access().target(*profile.node(primary->name),
                                                      QStringLiteral("admin"), profile.database),
                            deadline, stop);
}

Result<std::vector<WriteKey>> Drill::rowsNow(const StopToken &stop)
{
    const Deadline deadline = Deadline::after(seconds(60));
    auto server = primarySession(deadline, stop);
    if (!server.ok())
        return server.error();
    return readRows(m_ledger.runId(), *server, deadline, stop);
}

Result<AuditReport> Drill::auditBetween(RecordRange range, const StopToken &stop)
{
    const auto contents = readLedger(m_ledger.fileName());
    if (!contents.ok())
        return contents.error();
    const Deadline deadline = Deadline::after(seconds(60));
    auto server = primarySession(deadline, stop);
    if (!server.ok())
        return server.error();
    return auditRange(*contents, range, *server, deadline, stop);
}

void Drill::measure(HandoverStory &story, const OutageMarks &marks, std::int64_t begin,
                    const QString &primary, const StopToken &stop)
{
    // The range ends once writes go on; what is under way at its end gets its answer before it is
    // counted, so that it is not taken for in doubt.
    waitForWrites(primary, 20, Deadline::after(seconds(10)), stop);
    const std::int64_t end = m_ledger.recordCount();
    waitForWrites(primary, 20, Deadline::after(seconds(10)), stop);
    OutageMarks all = marks;
    all.decidedAt = story.outcome.endOf(Phase::Decide);
    all.fencedAt = story.outcome.endOf(Phase::Fence);
    all.promotedAt = story.outcome.endOf(Phase::Promote);
    story.record.records = {begin, end};
    story.record.crashedAt = marks.crashedAt;
    story.record.detectedAt = marks.detectedAt;
    story.record.until = MonotonicClock::now();
    if (all.crashedAt)
        story.outage = outageAround(m_workload.acks(), *all.crashedAt, story.record.until);
    if (story.outage && story.outage->firstAfter)
        all.firstAckAt = story.outage->firstAfter->at;
    story.split = splitOutage(all);
    if (auto report = auditBetween({begin, end}, stop); report.ok())
        story.audit = story.record.audit = *report;
}

HandoverStory Drill::crashAndFailover(const StopToken &stop)
{
    HandoverStory story;
    const std::int64_t begin = m_ledger.recordCount();
    const ClusterSnapshot before = m_session.observe(stop);
    const auto crashPlan = m_session.plan(Stage::Crash, before);
    if (!crashPlan.ok()) {
        story.outcome = refusedOutcome(crashPlan.error());
        return story;
    }
    const QString primary = before.primary()->name;
    const QString standby = before.standby()->name;
    m_session.world().warmUp(stop);

    std::mutex mutex;
    std::condition_variable changed;
    std::optional<MonotonicTime> lost;
    ServerWatch watch(m_session.access(), *m_session.profile().node(primary),
                      {{}, [&](MonotonicTime at) {
                           const std::lock_guard lock(mutex);
                           if (!lost)
                               lost = at;
                           changed.notify_all();
                       }});
    if (auto armed = watch.waitUntilArmed(Deadline::after(seconds(5)), stop); !armed.ok()) {
        story.outcome = refusedOutcome(armed.error());
        return story;
    }
    std::thread killer([&] { crash = m_session.run(*crashPlan, before, {}, stop, observer); });
    {
        std::unique_lock lock(mutex);
        changed.wait_for(lock, seconds(10), [&] { return lost.has_value(); });
    }
    if (lost) {
        const ClusterSnapshot now = m_session.world().observeServers(before, stop);
        const auto plan = m_session.plan(Stage::Failover, now);
        story.outcome = plan.ok() ? m_session.run(*plan, now, {}, stop, observer)
                                  : refusedOutcome(plan.error());
    }
    killer.join();
    if (!lost) {
        story.outcome = crash;
        return story;
    }
    OutageMarks marks;
    marks.crashedAt = monotonicOf(crash.values.text(QStringLiteral("killed_at")));
    marks.detectedAt = lost;
    measure(story, marks, begin, standby, stop);
    return story;
}

HandoverStory Drill::handover(Stage stage, const StopToken &stop)
{
    HandoverStory story;
    const std::int64_t begin = m_ledger.recordCount();
    m_session.world().warmUp(stop);
    story.outcome = this->stage(stage, {}, stop);
    if (!story.outcome.isDone())
        return story;
    // The outage begins with the orderly stop, which is what a planned hand-over decides.
    OutageMarks marks;
    for (const StepReport &step : story.outcome.steps) {
        if (step.phase == Phase::Decide && step.status == StepStatus::Done)
            marks.crashedAt = marks.detectedAt = step.startedAt;
    }
    const QString next =
        story.outcome.stateAfter && story.outcome.stateAfter->state == PairState::Healthy
            ? m_session.profile().homePrimary
            : m_session.profile().peerOf(m_session.profile().homePrimary).name;
    measure(story, marks, begin, next, stop);
    return story;
}

} // namespace tandem
