// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/clients_desk.h"

#include <QFileInfo>

#include <algorithm>

namespace tandem {

namespace {

constexpr int pollMilliseconds = 100;
constexpr std::size_t slotsShown = 300; // a minute
constexpr int writesWaitedFor = 20;     // until an outage counts as over for its audit

std::optional<MonotonicTime> newestAck(const WorkloadFigures &figures)
{
    std::optional<MonotonicTime> newest;
    for (const LaneFigures &lane : figures.lanes) {
        if (lane.kind == LaneKind::Writer && lane.lastAck && (!newest || *lane.lastAck > *newest))
            newest = lane.lastAck;
    }
    return newest;
}

// Until that many more writes were acknowledged; false: they do not go on.
bool waitForWrites(const Workload &workload, const StopToken &stop)
{
    const Deadline deadline = Deadline::after(std::chrono::seconds(10));
    const std::int64_t wanted = workload.figures().acknowledged() + writesWaitedFor;
    while (workload.figures().acknowledged() < wanted) {
        if (deadline.expired() || stop.sleepFor(Milliseconds(20)))
            return false;
    }
    return true;
}

} // namespace

ClientsDesk::ClientsDesk(PairSession &session) : m_session(session)
{
    connect(&m_poll, &QTimer::timeout, this, &ClientsDesk::poll);
}

ClientsDesk::~ClientsDesk() = default;

void ClientsDesk::start(const WorkloadOptions &options)
{
    if (m_sight.phase != ClientsSight::Phase::Off)
        return;
    m_sight = ClientsSight();
    m_sight.phase = ClientsSight::Phase::Starting;
    m_sight.options = options;
    m_watch = OutageWatch(options.period());
    m_found.reset();
    Q_EMIT changed(m_sight);
    m_worker.post([this, options](const StopToken &) {
        auto started = ClientsRun::start(m_session, options);
        std::shared_ptr<ClientsRun> run;
        Text problem;
        if (started.ok())
            run = std::move(*started);
        else
            problem = started.error().sentence;
        QMetaObject::invokeMethod(
            this,
            [this, run, problem] {
                if (run)
                    takeRun(run);
                else
                    takeEnd(std::nullopt, problem);
            },
            Qt::QueuedConnection);
    });
}

void ClientsDesk::takeRun(const std::shared_ptr<ClientsRun> &run)
{
    m_run = run;
    m_record = ClientsRecord();
    m_record.ledger = run->ledger().fileName();
    m_sight.phase = ClientsSight::Phase::Running;
    m_poll.start(pollMilliseconds);
    poll();
}

void ClientsDesk::stop()
{
    if (m_sight.phase != ClientsSight::Phase::Running)
        return;
    m_sight.phase = ClientsSight::Phase::Stopping;
    Q_EMIT changed(m_sight);
    m_worker.stopCurrent(); // an outage that is being measured is not waited for
    m_worker.post([this, run = m_run](const StopToken &stop) {
        const auto stopped = run->stop();
        Text problem = stopped.ok() ? Text() : stopped.error().sentence;
        std::optional<ClientsRun::Whole> audit;
        if (stopped.ok()) {
            auto whole = run->auditWhole(stop);
            if (whole.ok())
                audit = std::move(*whole);
            else
                problem =
                    say("Ui", "The writes could not be counted: %1").arg(whole.error().sentence);
        }
        QMetaObject::invokeMethod(
            this, [this, audit, problem] { takeEnd(audit, problem); }, Qt::QueuedConnection);
    });
}

void ClientsDesk::takeEnd(const std::optional<ClientsRun::Whole> &audit, const Text &problem)
{
    if (m_run)
        poll(); // the last figures
    m_poll.stop();
    m_run.reset();
    m_sight.phase = ClientsSight::Phase::Off;
    m_sight.silentFor.reset();
    if (audit) {
        m_sight.wholeRun = m_record.wholeRun = audit->report;
        m_record.rows = audit->rows;
    }
    m_sight.problem = problem;
    Q_EMIT changed(m_sight);
}

void ClientsDesk::poll()
{
    if (!m_run)
        return;
    Workload &workload = m_run->workload();
    m_sight.figures = workload.figures();
    m_sight.tracks = workload.tracks(slotsShown);
    const auto seconds = workload.seconds(1);
    m_sight.lastSecond = seconds.empty() ? std::nullopt : std::optional(seconds.back());
    if (m_sight.phase == ClientsSight::Phase::Running)
        watch();
    Q_EMIT changed(m_sight);
    if (m_sight.figures.failure && m_sight.phase == ClientsSight::Phase::Running)
        stop(); // it ended by itself: the ledger says why
}

void ClientsDesk::watch()
{
    const MonotonicTime now = MonotonicClock::now();
    if (const auto over =
            m_watch.look(newestAck(m_sight.figures), m_run->ledger().recordCount(), now))
        m_found = over;
    const auto &current = m_watch.current();
    m_sight.silentFor = current ? std::optional(secondsBetween(current->since, now)) : std::nullopt;
    if (!m_found || m_isStageRunning)
        return;
    measure({m_found->since, m_found->recordsBefore, std::nullopt, {}, std::nullopt});
}

void ClientsDesk::noteStart()
{
    m_isStageRunning = true;
    if (m_run)
        m_recordsAtStart = m_run->ledger().recordCount();
}

void ClientsDesk::noteEnd(const PreparedStagePtr &prepared, const Outcome &outcome)
{
    m_isStageRunning = false;
    if (!m_run || !outcome.endOf(Phase::Promote))
        return;
    const auto &lasting = m_found ? m_found : m_watch.current();
    Cause cause;
    cause.event = outcome.startedAt;
    cause.recordsBefore = lasting ? lasting->recordsBefore : m_recordsAtStart;
    cause.stage = prepared->stage;
    cause.outcome = outcome;
    if (prepared->stage == Stage::Failover) {
        const Profile &profile = m_session.profile();
        cause.noticed =
            m_session.monitor().sessionEndedAt(profile.peerOf(prepared->plan.newPrimary).name);
    }
    measure(cause);
}

// As a drill does it: the range ends once writes go on, and what is under way then gets its answer
// before it is counted.
void ClientsDesk::measure(const Cause &cause)
{
    m_found.reset();
    m_worker.post([this, run = m_run, cause](const StopToken &stop) {
        Workload &workload = run->workload();
        waitForWrites(workload, stop);
        const std::int64_t end = run->ledger().recordCount();
        waitForWrites(workload, stop);
        const auto outage = outageAround(workload.acks(), cause.event);
        if (!outage || !outage->firstAfter || stop.stopRequested())
            return;
        OutageStory story;
        story.seconds = outage->seconds().value_or(0);
        story.endedBy = cause.stage;
        if (cause.stage)
            story.split = splitOf(*outage, cause.noticed, cause.outcome);
        const auto report = run->audit({cause.recordsBefore, end}, stop);
        if (report.ok())
            story.audit = *report;
        else
            story.auditProblem = report.error().sentence;
        m_session.monitor().history().mark(
            {EventMark::Kind::Outage, outage->lastBefore.at, outage->firstAfter->at,
             say("Ui", "no writes for %1 s").arg(QString::number(story.seconds, 'f', 3))});
        HandoverRecord record;
        record.stage = cause.stage ? tokenOf(*cause.stage) : QString();
        record.records = {cause.recordsBefore, end};
        record.crashedAt = outage->lastBefore.at;
        record.detectedAt = noticedAt(*outage, cause.noticed);
        record.until = MonotonicClock::now();
        record.audit = story.audit;
        record.ledger = QFileInfo(run->ledger().fileName()).fileName();
        if (cause.stage) {
            const auto kept =
                keepHandover(m_session.stateDirectory(), m_session.redactor(),
                             {QFileInfo(cause.outcome.journal).fileName(), record, story.split});
            if (!kept.ok())
                story.auditProblem = kept.error().sentence;
        }
        QMetaObject::invokeMethod(
            this, [this, story] { takeStory(story); }, Qt::QueuedConnection);
    });
}

void ClientsDesk::takeStory(const OutageStory &story)
{
    m_sight.outage = story;
    if (story.endedBy)
        Q_EMIT measured();
    Q_EMIT changed(m_sight);
}

} // namespace tandem
