// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/pair_report.h"

#include "core/evidence/stage_journal.h"
#include "core/runbook/journal.h"
#include "core/session/lag_points.h"
#include "core/session/log_extracts.h"
#include "core/session/run_recorder.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

#include <cstdlib>

namespace tandem {

namespace {

constexpr int lagPointsOfReport = 600;
constexpr std::int64_t sameClockMilliseconds = 5000;

// A stage's journal, as far as its place in the report needs it.
struct KeptJournal
{
    QString file;
    QString stage;
    QString startedAt; // UTC, ISO 8601
    MonotonicTime from{};
    MonotonicTime to{};
};

std::int64_t wallOf(MonotonicTime moment)
{
    const auto ago = std::chrono::duration_cast<Milliseconds>(MonotonicClock::now() - moment);
    return QDateTime::currentMSecsSinceEpoch() - ago.count();
}

// Moments of a journal mean something beside ours when both clocks have run on together since: no
// reboot lies between.
bool isOfThisClock(const KeptJournal &journal)
{
    const QDateTime at = QDateTime::fromString(journal.startedAt, Qt::ISODateWithMs);
    return at.isValid() &&
           std::llabs(at.toMSecsSinceEpoch() - wallOf(journal.from)) < sameClockMilliseconds;
}

bool hasEnd(const std::vector<QJsonObject> &events)
{
    return !events.empty() &&
           events.back().value(QLatin1String("event")).toString() == QLatin1String("end");
}

Result<std::vector<KeptJournal>> journalsOf(const QString &stateDirectory, bool isStageRunning)
{
    std::vector<KeptJournal> kept;
    const QDir directory(journalDirectory(stateDirectory));
    const QStringList names =
        directory.entryList({QStringLiteral("*.jsonl")}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        const auto events = Journal::read(directory.filePath(name));
        if (!events.ok())
            return events.error();
        if (isStageRunning && name == names.constLast() && !hasEnd(*events))
            continue;
        const StageEvidence stage = stageOf(*events, MonotonicTime{});
        const KeptJournal journal{directory.filePath(name), stage.stage, stage.startedAt,
                                  stage.outcome.startedAt, stage.outcome.endedAt};
        if (!journal.stage.isEmpty() && isOfThisClock(journal))
            kept.push_back(journal);
    }
    if (kept.empty())
        return Error{ErrorKind::Usage,
                     say("Session", "There is nothing to report yet: no stage was run on this pair "
                                    "since this machine was started."),
                     {},
                     {}};
    return kept;
}

void recordStages(RunRecorder &recorder, const std::vector<KeptJournal> &journals,
                  const ClientsRecord &clients)
{
    for (const KeptJournal &journal : journals) {
        Outcome outcome;
        outcome.journal = journal.file;
        recorder.stage(journal.stage, outcome);
        for (const MeasuredHandover &handover : clients.handovers) {
            if (handover.journal == QFileInfo(journal.file).fileName())
                recorder.handover(handover.record);
        }
    }
}

Result<void> copyTo(const QString &from, const QString &to)
{
    QFile::remove(to);
    QFile file(from);
    if (QDir().mkpath(QFileInfo(to).absolutePath()) && file.copy(to))
        return {};
    return Error{ErrorKind::Failed,
                 say("Session", "%1 cannot be written: %2.").arg(to).arg(file.errorString()),
                 {},
                 {}};
}

Result<void> writeText(const QString &fileName, const QString &text)
{
    QFile file(fileName);
    const QByteArray bytes = text.toUtf8() + '\n';
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.flush())
        return {};
    return Error{ErrorKind::Failed,
                 say("Session", "%1 cannot be written: %2.").arg(fileName).arg(file.errorString()),
                 {},
                 {}};
}

} // namespace

Result<void> writePairReport(PairSession &session, const PairReportParts &parts,
                             const ReportPlace &place, const StopToken &stop)
{
    const auto journals = journalsOf(session.stateDirectory(), parts.isStageRunning);
    if (!journals.ok())
        return journals.error();
    const MonotonicTime begin = journals->front().from;
    const MonotonicTime now = MonotonicClock::now();
    const Profile &profile = session.profile();
    const ClientsRecord &clients = parts.clients;
    auto recorder = RunRecorder::begin(session, QStringLiteral("window"),
                                       {profile.name,
                                        {profile.nodes[0].name, profile.nodes[1].name},
                                        journals->front().startedAt,
                                        begin,
                                        QFileInfo(clients.ledger).fileName()});
    if (!recorder.ok())
        return recorder.error();
    RunRecorder &run = **recorder;
    recordStages(run, *journals, clients);
    if (clients.wholeRun) {
        run.rows(clients.rows);
        run.wholeRun(*clients.wholeRun, clients.ledger);
    }
    run.lag(lagPointsOf(session.monitor().history(), begin, now, lagPointsOfReport));
    for (const LogExtract &log : logExtracts(session, wallOf(begin), stop))
        run.log(log);
    for (const LogExtract &log : parts.marked)
        run.log(log);
    const StateVerdict verdict = deriveState(liveSnapshot(session.monitor().latest(), now));
    if (auto ended = run.end(tokenOf(verdict.state), secondsBetween(begin, now)); !ended.ok())
        return ended;
    const auto sources = readRun(session.stateDirectory(), run.run());
    if (!sources.ok())
        return sources.error();
    const auto evidence = evidenceOf(*sources);
    if (!evidence.ok())
        return evidence.error();
    return writeReport(*evidence, *sources, place);
}

Result<void> exportStage(const PairSession &session, const QString &journalFile,
                         const QString &text, const ReportPlace &place)
{
    const auto events = Journal::read(journalFile);
    if (!events.ok())
        return events.error();
    if (auto copied = copyTo(journalFile, place.file(".jsonl")); !copied.ok())
        return copied;
    if (auto written = writeText(place.file(".txt"), session.redactor().redact(text));
        !written.ok())
        return written;
    const Profile &profile = session.profile();
    const LabEvidence evidence =
        evidenceOf(profile.name, {profile.nodes[0].name, profile.nodes[1].name}, {*events});
    RunSources sources;
    sources.events = {stageEvent(evidence.stages.empty() ? QString() : evidence.stages[0].stage,
                                 QFileInfo(place.file(".jsonl")).fileName(),
                                 digestOfFile(place.file(".jsonl")))};
    return writeReport(evidence, sources, place,
                       {{QStringLiteral("text"), digestOfFile(place.file(".txt"))}});
}

} // namespace tandem
