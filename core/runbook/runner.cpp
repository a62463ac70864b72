// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runbook/runner.h"

#include "core/base/cut_text.h"
#include "core/runbook/preview.h"
#include "core/runbook/record_steps.h"
#include "core/runbook/step_performer.h"

#include <QJsonArray>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

namespace tandem {

namespace {

constexpr qsizetype longestOutput = 20000; // characters of one output in the journal

qint64 nanosecondsOf(MonotonicTime time)
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count();
}

// Refreshes the heartbeat of the held records while a stage runs, in a thread of its own.
class HeartbeatKeeper
{
public:
    HeartbeatKeeper(const Plan &plan, World &world)
        : m_plan(plan), m_world(world), m_thread([this] { keep(); })
    {
    }
    ~HeartbeatKeeper()
    {
        m_stop.requestStop();
        m_thread.join();
    }

private:
    void keep()
    {
        const StopToken stop = m_stop.token();
        while (!stop.sleepFor(std::chrono::seconds(5))) {
            for (const RecordClaim &claim : m_plan.claims) {
                // A heartbeat that fails is no reason to stop: the guard of the next step decides.
                const auto beat =
                    m_world.aside(claim.node, heartbeatCommand(claim, m_plan.epoch), stop);
                static_cast<void>(beat.ok());
            }
        }
    }

    const Plan &m_plan;
    World &m_world;
    StopSource m_stop;
    std::thread m_thread;
};

// One run: the state that the functions below share.
class Run
{
public:
    Run(const Plan &plan, World &world, Journal &journal, const RunOptions &options,
        const StopToken &stop, const RunObserver &observer)
        : m_plan(plan),
          m_world(world),
          m_journal(journal),
          m_options(options),
          m_stop(stop),
          m_observer(observer),
          m_performer(plan, world)
    {
        m_outcome.startedAt = MonotonicClock::now();
    }

    Outcome play();

private:
    bool takeRecords();
    void releaseRecords();
    bool playSteps(const std::vector<Step> &steps, const StopToken &stop);
    bool playStep(const Step &step, const StopToken &stop);
    void bringBack(const Step &step);
    bool playGroup(const Step &group, const StopToken &stop);
    bool playOne(const Step &step, const StopToken &stop, std::mutex *mutex);
    bool report(StepReport report, const Values &captured);
    void fail(const Error &error);
    void finish();

    const Plan &m_plan;
    World &m_world;
    Journal &m_journal;
    const RunOptions &m_options;
    const StopToken &m_stop;
    const RunObserver &m_observer;
    StepPerformer m_performer;
    Outcome m_outcome;
    std::optional<Error> m_error;
    bool m_changed = false; // a changing step was begun
    bool m_bringsBack = false;
    bool m_notBegun = false; // the journal refused to name a step, so it was not begun
    std::vector<RecordClaim> m_taken;
};

void Run::fail(const Error &error)
{
    if (!m_error) {
        m_error = error;
    } else if (error.code == QLatin1String("overtaken")) {
        // Whatever failed before failed because the pair was somebody else's by then.
        const QString before = m_error->sentence.english() + u'\n' + m_error->details;
        m_error = error;
        m_error->details += u'\n' + before;
    }
}

bool Run::report(StepReport report, const Values &captured)
{
    QJsonObject event{{QStringLiteral("event"), QStringLiteral("step")},
                      {QStringLiteral("step"), report.id},
                      {QStringLiteral("title"), report.title.english()},
                      {QStringLiteral("node"), report.node},
                      {QStringLiteral("status"), tokenOf(report.status)}};
    if (report.phase != Phase::None)
        event.insert(QStringLiteral("phase"), tokenOf(report.phase));
    if (report.status == StepStatus::Started || report.status == StepStatus::Skipped) {
        event.insert(QStringLiteral("text"), report.title.toJson());
        event.insert(QStringLiteral("command"), report.command);
    }
    if (report.status != StepStatus::Started) {
        event.insert(QStringLiteral("from_ns"), nanosecondsOf(report.startedAt));
        event.insert(QStringLiteral("to_ns"), nanosecondsOf(report.endedAt));
        event.insert(QStringLiteral("seconds"), secondsBetween(report.startedAt, report.endedAt));
        if (!report.output.isEmpty())
            event.insert(QStringLiteral("output"), cutText(report.output, longestOutput));
        QJsonObject values;
        for (const auto &[name, value] : captured.all())
            values.insert(name, value.text);
        if (!values.isEmpty())
            event.insert(QStringLiteral("captured"), values);
    }
    if (report.error) {
        event.insert(QStringLiteral("error"), report.error->sentence.english());
        event.insert(QStringLiteral("details"), cutText(report.error->details, longestOutput));
    }
    const auto written = m_journal.append(event);
    if (!written.ok())
        fail(written.error());
    if (m_observer)
        m_observer(report);
    if (report.status != StepStatus::Started)
        m_outcome.steps.push_back(std::move(report));
    // A full disk starts nothing new, but a pair without a primary is worse than a torn journal.
    return written.ok() || m_bringsBack;
}

bool Run::playOne(const Step &step, const StopToken &stop, std::mutex *mutex)
{
    StepReport now;
    now.id = step.id;
    now.title = step.title;
    now.node = step.node;
    now.phase = step.phase;
    now.command = m_world.redactor().redact(commandOf(step));
    now.startedAt = now.endedAt = MonotonicClock::now();
    Values known;
    {
        std::unique_lock<std::mutex> lock;
        if (mutex != nullptr)
            lock = std::unique_lock(*mutex);
        if (!allHold(step.when, m_outcome.values)) {
            now.status = StepStatus::Skipped;
            return report(now, {});
        }
        if (!report(now, {})) {
            m_notBegun = true;
            return false;
        }
        m_changed = m_changed || step.changes;
        known = m_outcome.values;
    }
    const auto tellProgress = [&](const StepProgress &progress) {
        std::unique_lock<std::mutex> told;
        if (mutex != nullptr)
            told = std::unique_lock(*mutex);
        StepReport moving = now;
        moving.endedAt = MonotonicClock::now();
        moving.progress = progress;
        m_observer(moving);
    };
    const StepPerformer::Report done =
        m_performer.perform(step, known, step.isUncut ? StopToken() : stop,
                            m_observer ? tellProgress : StepPerformer::ProgressSink());
    std::unique_lock<std::mutex> lock;
    if (mutex != nullptr)
        lock = std::unique_lock(*mutex);
    now.endedAt = MonotonicClock::now();
    now.status = done.status;
    now.output = m_world.redactor().redact(done.output);
    now.error = done.error;
    now.captured = done.values;
    m_outcome.values.merge(done.values);
    const bool written = report(now, done.values);
    if (done.error) {
        fail(*done.error);
        return false;
    }
    return written;
}

bool Run::playGroup(const Step &group, const StopToken &stop)
{
    if (!allHold(group.when, m_outcome.values))
        return true;
    std::mutex mutex;
    std::atomic<bool> allDone{true};
    std::vector<std::thread> threads;
    threads.reserve(group.together.size());
    for (const Step &step : group.together) {
        threads.emplace_back([&, this] {
            if (!playOne(step, stop, &mutex))
                allDone = false;
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    return allDone;
}

bool Run::playStep(const Step &step, const StopToken &stop)
{
    const bool went = step.isGroup() ? playGroup(step, stop) : playOne(step, stop, nullptr);
    if (!went && !m_notBegun)
        bringBack(step);
    return went;
}

// Runs even when a person cancelled.
void Run::bringBack(const Step &step)
{
    if (step.onFailure.empty() || m_bringsBack)
        return;
    m_bringsBack = true;
    playSteps(step.onFailure, {});
    m_bringsBack = false;
}

bool Run::playSteps(const std::vector<Step> &steps, const StopToken &stop)
{
    const Step *last = nullptr;
    for (const Step &step : steps) {
        if (stop.stopRequested()) {
            fail({ErrorKind::Cancelled,
                  say("Runbook", "Cancelled before \"%1\".").arg(step.title),
                  {},
                  {}});
            if (last != nullptr)
                bringBack(*last);
            return false;
        }
        const bool applies = allHold(step.when, m_outcome.values);
        if (!playStep(step, stop)) {
            if (m_notBegun && last != nullptr)
                bringBack(*last);
            return false;
        }
        if (applies)
            last = &step;
    }
    return true;
}

bool Run::takeRecords()
{
    if (m_plan.claims.empty())
        return true;
    Step group;
    for (const RecordClaim &claim : m_plan.claims)
        group.together.push_back(
            takeRecordStep(claim, m_plan, m_options.owner, m_options.goneOwner));
    // Not cut short by a cancel: what was cut off might hold its node, and nobody would give it
    // back. The first step sees the cancel.
    const bool allTaken = playGroup(group, {});
    for (const RecordClaim &claim : m_plan.claims) {
        const auto taken = [&](const StepReport &report) {
            return report.id == group.together[&claim - m_plan.claims.data()].id &&
                   report.status == StepStatus::Done;
        };
        if (std::any_of(m_outcome.steps.begin(), m_outcome.steps.end(), taken))
            m_taken.push_back(claim);
    }
    return allTaken;
}

void Run::releaseRecords()
{
    m_bringsBack = true;
    for (const RecordClaim &claim : m_taken)
        playOne(releaseRecordStep(claim, m_plan), {}, nullptr);
}

Outcome Run::play()
{
    if (m_plan.confirmation && m_options.typedWord != m_plan.confirmation->word) {
        m_outcome.kind = Outcome::Kind::NeedsDecision;
        m_outcome.sentence = m_plan.confirmation->sentence;
        m_outcome.exitCode = exitCodeOf(ErrorKind::NeedsDecision);
        m_outcome.endedAt = MonotonicClock::now();
        return m_outcome;
    }
    const auto opened =
        m_journal.append({{QStringLiteral("event"), QStringLiteral("start")},
                          {QStringLiteral("stage"), tokenOf(m_plan.stage)},
                          {QStringLiteral("why"), m_plan.why.english()},
                          {QStringLiteral("owner"), m_options.owner},
                          {QStringLiteral("from_ns"), nanosecondsOf(m_outcome.startedAt)},
                          {QStringLiteral("epoch"), qint64(m_plan.epoch)}});
    if (!opened.ok()) {
        fail(opened.error());
    } else if (takeRecords()) {
        const HeartbeatKeeper keeper(m_plan, m_world);
        playSteps(m_plan.steps, m_stop);
    }
    releaseRecords();
    finish();
    return m_outcome;
}

void Run::finish()
{
    m_outcome.endedAt = MonotonicClock::now();
    m_outcome.stateAfter = deriveState(m_world.observe({}));
    if (!m_error) {
        m_outcome.kind = Outcome::Kind::Done;
        m_outcome.exitCode = 0;
        m_outcome.sentence = m_outcome.stateAfter->sentence;
    } else {
        m_outcome.sentence = m_error->sentence;
        m_outcome.details = m_world.redactor().redact(m_error->details);
        m_outcome.exitCode = exitCodeOf(m_error->kind);
        const bool blind = m_outcome.stateAfter->state == PairState::Unknown;
        switch (m_error->kind) {
        case ErrorKind::Refused:
        case ErrorKind::Usage:
        case ErrorKind::Unreachable:
            m_outcome.kind = Outcome::Kind::Refused;
            if (m_changed) { // a refusal promises that nothing was changed
                m_outcome.kind = Outcome::Kind::Failed;
                m_outcome.exitCode = exitCodeOf(ErrorKind::Failed);
            }
            break;
        case ErrorKind::NeedsDecision:
            m_outcome.kind = Outcome::Kind::NeedsDecision;
            break;
        case ErrorKind::Cancelled:
            m_outcome.kind = Outcome::Kind::Cancelled;
            break;
        case ErrorKind::Failed:
        case ErrorKind::TimedOut:
            m_outcome.kind = m_changed && blind ? Outcome::Kind::InDoubt : Outcome::Kind::Failed;
            break;
        }
    }
    const auto closed = m_journal.append(
        {{QStringLiteral("event"), QStringLiteral("end")},
         {QStringLiteral("outcome"), tokenOf(m_outcome.kind)},
         {QStringLiteral("sentence"), m_outcome.sentence.english()},
         {QStringLiteral("text"), m_outcome.sentence.toJson()},
         {QStringLiteral("details"), cutText(m_outcome.details, longestOutput)},
         {QStringLiteral("to_ns"), nanosecondsOf(m_outcome.endedAt)},
         {QStringLiteral("state"), tokenOf(m_outcome.stateAfter->state)},
         {QStringLiteral("seconds"), secondsBetween(m_outcome.startedAt, m_outcome.endedAt)}});
    if (!closed.ok() && m_outcome.isDone()) {
        m_outcome.kind = Outcome::Kind::Failed;
        m_outcome.exitCode = 1;
        m_outcome.sentence = closed.error().sentence;
    }
}

} // namespace

Outcome run(const Plan &plan, World &world, Journal &journal, const RunOptions &options,
            const StopToken &stop, const RunObserver &observer)
{
    return Run(plan, world, journal, options, stop, observer).play();
}

} // namespace tandem
