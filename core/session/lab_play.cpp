// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/lab_play.h"

#include "core/session/lag_points.h"
#include "core/session/log_extracts.h"

#include <QDateTime>
#include <QFileInfo>

namespace tandem {

using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

const QString beforeCrash = QStringLiteral("before_crash");
const QString duringFailover = QStringLiteral("during_failover");
const QString finalTest = QStringLiteral("final_test");
constexpr int lagPointsOfRun = 600; // what a chart of the report can show

SqlCall callOf(const Profile &profile, const QString &sql, const QString &name)
{
    return {{sql, QStringLiteral("admin"), profile.database, false},
            {{QStringLiteral("name"), name},
             {QStringLiteral("email"), name + QStringLiteral("@example.com")}},
            milliseconds(10000)};
}

HandoverRecord handoverOf(const QString &stage, const HandoverStory &story)
{
    HandoverRecord record = story.record;
    record.stage = stage;
    return record;
}

} // namespace

bool LabPlay::stage(Drill &drill, Stage stage, const QString &typedWord, const StopToken &stop)
{
    m_tell(say("Session", "Stage %1 ...").arg(tokenOf(stage)));
    StageEvidence evidence;
    evidence.stage = tokenOf(stage);
    evidence.outcome = drill.stage(stage, typedWord, stop);
    record(evidence);
    if (stage == Stage::Verify)
        m_lastVerify = evidence.outcome.values;
    m_tell(evidence.outcome.sentence);
    return evidence.outcome.isDone();
}

void LabPlay::record(const StageEvidence &evidence)
{
    m_evidence.stages.push_back(evidence);
    if (m_recorder)
        m_recorder->stage(evidence.stage, evidence.outcome);
}

bool LabPlay::keep(const QString &stage, const HandoverStory &story)
{
    StageEvidence evidence;
    evidence.stage = stage;
    evidence.outcome = story.outcome;
    if (story.outage)
        evidence.outageSeconds = story.outage->seconds();
    evidence.split = story.split;
    evidence.audit = story.audit;
    evidence.certificate = certificateOf(story.outcome);
    record(evidence);
    if (m_recorder)
        m_recorder->handover(handoverOf(stage, story));
    m_tell(story.outcome.sentence);
    if (evidence.outageSeconds)
        m_tell(say("Session", "The clients could not write for %1 s.")
                   .arg(QString::number(*evidence.outageSeconds, 'f', 3)));
    return story.outcome.isDone();
}

bool LabPlay::markRow(const QString &name, const StopToken &stop)
{
    const ClusterSnapshot snapshot = m_session.observe(stop);
    if (snapshot.primary() == nullptr)
        return false;
    static const QString sql = QStringLiteral(
        "with u as (insert into public.users (name, email) values (:'name', :'email') returning "
        "id) "
        "insert into public.orders (user_id, product, amount) select id, :'name', 999.99 from u");
    return m_session.world()
        .sql(snapshot.primary()->name, callOf(m_session.profile(), sql, name), stop)
        .ok();
}

bool LabPlay::hasRow(const QString &node, const QString &name, const StopToken &stop)
{
    static const QString sql = QStringLiteral(
        "select count(*) = 1 as there from public.users u join public.orders o on o.user_id = u.id "
        "where u.email = :'email' and o.product = :'name'");
    const Deadline deadline = Deadline::after(seconds(10));
    while (!deadline.expired()) {
        const auto rows = m_session.world().sql(node, callOf(m_session.profile(), sql, name), stop);
        if (rows.ok() && rows->text(QStringLiteral("there")) == QLatin1String("t"))
            return true;
        if (stop.sleepFor(milliseconds(20)))
            return false;
    }
    return false;
}

bool LabPlay::playWithClients(Drill &drill, Workload &workload, Ledger &ledger,
                              const StopToken &stop)
{
    const QString home = m_session.profile().homePrimary;
    const QString other = m_session.profile().peerOf(home).name;
    const auto writes = [&](const QString &node) {
        if (drill.waitForWrites(node, m_options.writesBetween, Deadline::after(seconds(30)), stop))
            return true;
        m_tell(say("Session", "The clients cannot write on %1.").arg(node));
        return false;
    };
    m_tell(say("Session", "%1 clients write and %2 read.")
               .arg(m_options.writers)
               .arg(m_options.readers));
    workload.start();
    if (!writes(home) || !markRow(beforeCrash, stop) || !stage(drill, Stage::Verify, {}, stop))
        return false;
    m_tell(say("Session", "kill -9 of every server process of %1 ...").arg(home));
    const HandoverStory failover = drill.crashAndFailover(stop);
    StageEvidence crash;
    crash.stage = tokenOf(Stage::Crash);
    crash.outcome = drill.crash;
    record(crash);
    if (!keep(tokenOf(Stage::Failover), failover) || !writes(other) ||
        !markRow(duringFailover, stop) || !stage(drill, Stage::Resync, {}, stop) || !writes(other))
        return false;
    m_tell(say("Session", "Failback to %1 ...").arg(home));
    const HandoverStory failback = drill.handover(Stage::Failback, stop);
    if (!keep(tokenOf(Stage::Failback), failback) || !writes(home) || !markRow(finalTest, stop) ||
        !stage(drill, Stage::Verify, {}, stop))
        return false;
    workload.stop();
    if (auto closed = ledger.close(); !closed.ok()) {
        m_tell(closed.error().sentence);
        return false;
    }
    return auditWholeRun(drill, ledger, stop);
}

bool LabPlay::auditWholeRun(Drill &drill, Ledger &ledger, const StopToken &stop)
{
    const auto contents = readLedger(ledger.fileName());
    const auto rows = drill.rowsNow(stop);
    if (!contents.ok() || !rows.ok()) {
        m_tell(contents.ok() ? rows.error().sentence : contents.error().sentence);
        return false;
    }
    m_evidence.wholeRun = compareLedger(*contents, *rows);
    if (m_recorder) {
        m_recorder->rows(*rows);
        m_recorder->wholeRun(*m_evidence.wholeRun, ledger.fileName());
    }
    return true;
}

void LabPlay::recordEnd(const StopToken &stop)
{
    if (!m_recorder)
        return;
    if (m_sampler)
        m_recorder->lag(lagPointsOf(*m_history, m_begin, MonotonicClock::now(), lagPointsOfRun));
    for (const LogExtract &log : logExtracts(m_session, m_beginWall, stop))
        m_recorder->log(log);
    for (const Expectation &expectation : m_evidence.expectations)
        m_recorder->expectation(expectation);
    if (auto ended = m_recorder->end(m_evidence.finalState, m_evidence.seconds); !ended.ok())
        m_tell(ended.error().sentence);
}

void LabPlay::judge(const StopToken &stop)
{
    const QString home = m_session.profile().homePrimary;
    const QString other = m_session.profile().peerOf(home).name;
    const ClusterSnapshot snapshot = m_session.observe(stop);
    const StateVerdict verdict = deriveState(snapshot);
    m_evidence.finalState = tokenOf(verdict.state);
    const auto expect = [&](const Text &sentence, bool holds, const Text &proof) {
        m_evidence.expectations.push_back({sentence, holds, proof});
    };
    expect(say("Session", "%1 is primary again and %2 standby again").arg(home).arg(other),
           verdict.state == PairState::Healthy, verdict.sentence);
    const AuditReport all = m_evidence.wholeRun.value_or(AuditReport{});
    const bool addsUp = all.acknowledged > 0 && all.acknowledged == all.kept + all.lostCount &&
                        all.duplicates == 0 && all.rolledBackPresent == 0;
    expect(say("Session", "The data from before the crash is kept"),
           hasRow(home, beforeCrash, stop) && addsUp,
           say("Session",
               "before_crash is on %1; of %2 acknowledged writes %3 are there and %4 were lost "
               "by the crash")
               .arg(home)
               .arg(qint64(all.acknowledged))
               .arg(qint64(all.kept))
               .arg(qint64(all.lostCount)));
    expect(say("Session", "The data written during the failure is on %1").arg(home),
           hasRow(home, duringFailover, stop),
           say("Session", "during_failover was written on %1 and read on %2").arg(other).arg(home));
    bool byItself = true;
    std::optional<Certificate> certificate;
    std::int64_t lostByFailback = -1;
    for (const StageEvidence &stage : m_evidence.stages) {
        byItself = byItself && stage.outcome.isDone();
        if (stage.certificate) {
            certificate = stage.certificate;
            lostByFailback = stage.audit ? stage.audit->lostCount : -1;
        }
    }
    expect(
        say("Session", "One program ran every stage and certifies the failback"),
        byItself && certificate && certificate->holds() && lostByFailback == 0,
        say("Session", "%1 stages done; E %2, replayed %3, forked at %4; lost by the failback: %5")
            .arg(qint64(m_evidence.stages.size()))
            .arg(certificate ? certificate->shutdownEndLsn : QString())
            .arg(certificate ? certificate->replayLsn : QString())
            .arg(certificate ? certificate->forkLsn : QString())
            .arg(lostByFailback));
    const QString hash = m_lastVerify.text(QStringLiteral("ledger_hash_standby"));
    expect(
        say("Session", "%1 gets every change of %2").arg(other).arg(home),
        hasRow(other, finalTest, stop) && !hash.isEmpty() &&
            hash == m_lastVerify.text(QStringLiteral("ledger_hash_primary")),
        say("Session",
            "final_test is on %1; equal ledgers at one position, a write there is refused with %2")
            .arg(other)
            .arg(m_lastVerify.text(QStringLiteral("refused_code"))));
}

LabEvidence LabPlay::play(const StopToken &stop, const RunObserver &observer)
{
    m_begin = MonotonicClock::now();
    m_beginWall = QDateTime::currentMSecsSinceEpoch();
    m_recorder.reset();
    m_sampler.reset();
    m_history.reset();
    m_evidence = {};
    m_evidence.pair = m_session.profile().name;
    m_evidence.startedAt = QDateTime::currentDateTimeUtc().toString(Qt::ISODate);
    playStages(stop, observer);
    m_evidence.seconds = secondsBetween(m_begin, MonotonicClock::now());
    if (m_evidence.finalState.isEmpty() && !m_evidence.stages.empty()) {
        const auto &last = m_evidence.stages.back().outcome.stateAfter;
        m_evidence.finalState = last ? tokenOf(last->state) : tokenOf(PairState::Unknown);
    }
    recordEnd(stop);
    return m_evidence;
}

void LabPlay::playStages(const StopToken &stop, const RunObserver &observer)
{
    const QString standby = m_session.profile().peerOf(m_session.profile().homePrimary).name;
    auto ledger = m_session.newLedger();
    if (!ledger.ok()) {
        m_tell(ledger.error().sentence);
        return;
    }
    const auto &nodes = m_session.profile().nodes;
    auto recorder = RunRecorder::begin(m_session, QStringLiteral("lab"),
                                       {m_evidence.pair,
                                        {nodes[0].name, nodes[1].name},
                                        m_evidence.startedAt,
                                        m_begin,
                                        QFileInfo((*ledger)->fileName()).fileName()});
    if (!recorder.ok()) {
        m_tell(recorder.error().sentence);
        return;
    }
    m_recorder = std::move(*recorder);
    m_evidence.run = m_recorder->run();
    m_evidence.nodes = {nodes[0].name, nodes[1].name};
    WorkloadOptions options;
    options.writers = m_options.writers;
    options.readers = m_options.readers;
    // The secrets of the clients exist only after setup, so the workload is made then.
    {
        Workload idle(m_session.profile(), m_session.secrets(), options, **ledger);
        Drill drill(m_session, idle, **ledger);
        drill.observer = observer;
        if (!stage(drill, Stage::Setup, standby, stop))
            return;
        // The lag alone: whole looks at the hosts would cost the hand-overs what they measure.
        m_history = std::make_unique<History>();
        m_sampler = std::make_unique<LagSampler>(
            m_session.access(),
            LagSampler::Listener{[this](const LagReading &r) { m_history->add(r); }, {}});
        if (!stage(drill, Stage::SeedData, {}, stop) || !stage(drill, Stage::Verify, {}, stop))
            return;
    }
    Workload workload(m_session.profile(), m_session.secrets(), options, **ledger);
    Drill drill(m_session, workload, **ledger);
    drill.observer = observer;
    if (playWithClients(drill, workload, **ledger, stop))
        judge(stop);
}

} // namespace tandem
