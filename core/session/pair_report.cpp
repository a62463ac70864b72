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

#include <algorithm>
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
    bool isOfThisClock = true;

    [[nodiscard]] std::int64_t wall() const
    {
        return QDateTime::fromString(startedAt, Qt::ISODateWithMs).toMSecsSinceEpoch();
    }
};

std::int64_t wallOf(MonotonicTime moment)
{
    const auto ago = std::chrono::duration_cast<Milliseconds>(MonotonicClock::now() - moment);
    return QDateTime::currentMSecsSinceEpoch() - ago.count();
}

// The first stage's start by our clock, whatever clock its journal was written by.
MonotonicTime beginOf(const KeptJournal &first)
{
    if (first.isOfThisClock)
        return first.from;
    return MonotonicClock::now() - Milliseconds(QDateTime::currentMSecsSinceEpoch() - first.wall());
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

Result<std::vector<KeptJournal>> journalsOf(const QString &stateDirectory,
                                            const PairReportParts &parts)
{
    std::vector<KeptJournal> kept;
    const QDir directory(journalDirectory(stateDirectory));
    const QStringList names =
        directory.entryList({QStringLiteral("*.jsonl")}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        if (!parts.journals.isEmpty() && !parts.journals.contains(name))
            continue;
        const auto events = Journal::read(directory.filePath(name));
        if (!events.ok())
            return events.error();
        if (parts.isStageRunning && name == names.constLast() && !hasEnd(*events))
            continue;
        const StageEvidence stage = stageOf(*events, MonotonicTime{});
        KeptJournal journal{directory.filePath(name), stage.stage, stage.startedAt,
                            stage.outcome.startedAt, stage.outcome.endedAt};
        journal.isOfThisClock = isOfThisClock(journal);
        if (!journal.stage.isEmpty() && (!parts.journals.isEmpty() || journal.isOfThisClock))
            kept.push_back(journal);
    }
    if (kept.empty())
        return Error{ErrorKind::Usage,
                     parts.journals.isEmpty()
                         ? say("Session", "There is nothing to report yet: no stage was run on "
                                          "this pair since this machine was started. Older ones "
                                          "can be chosen in the journal.")
                         : say("Session", "None of these stages can be reported: they have not "
                                          "ended, or their journals are gone."),
                     {},
                     {}};
    return kept;
}

// Chosen stages are reported up to a moment behind the last one, all of them up to now.
MonotonicTime endOf(const std::vector<KeptJournal> &journals, MonotonicTime begin, bool isChosen)
{
    const KeptJournal &last = journals.back();
    if (!isChosen)
        return MonotonicClock::now();
    return begin + Milliseconds(last.wall() - journals.front().wall()) + (last.to - last.from) +
           Milliseconds(1000);
}

// Whether the clients that were started last saw one of these stages.
bool isOfClients(const std::vector<KeptJournal> &journals,
                 const std::vector<MeasuredHandover> &handovers, const QString &ledger)
{
    return std::any_of(journals.begin(), journals.end(), [&](const KeptJournal &journal) {
        return std::any_of(handovers.begin(), handovers.end(), [&](const MeasuredHandover &one) {
            return one.record.ledger == ledger && one.journal == QFileInfo(journal.file).fileName();
        });
    });
}

void recordStages(RunRecorder &recorder, const std::vector<KeptJournal> &journals,
                  const std::vector<MeasuredHandover> &handovers, const QString &stateDirectory,
                  const QString &ownLedger)
{
    const std::int64_t begin = journals.front().wall();
    for (const KeptJournal &journal : journals) {
        Outcome outcome;
        outcome.journal = journal.file;
        std::optional<MonotonicTime> start;
        if (!journal.isOfThisClock)
            start = journal.from - Milliseconds(journal.wall() - begin);
        recorder.stage(journal.stage, outcome, start);
        for (const MeasuredHandover &handover : handovers) {
            if (handover.journal != QFileInfo(journal.file).fileName())
                continue;
            HandoverRecord record = handover.record;
            if (record.ledger == ownLedger)
                record.ledger.clear();
            else
                record.ledgerDigest =
                    digestOfFile(ledgerDirectory(stateDirectory) + u'/' + record.ledger);
            recorder.handover(record);
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
    const auto journals = journalsOf(session.stateDirectory(), parts);
    if (!journals.ok())
        return journals.error();
    const bool isChosen = !parts.journals.isEmpty();
    const MonotonicTime begin = beginOf(journals->front());
    const MonotonicTime end = endOf(*journals, begin, isChosen);
    const Profile &profile = session.profile();
    const auto handovers = readHandovers(session.stateDirectory());
    QString ledger = QFileInfo(parts.clients.ledger).fileName();
    ClientsRecord clients = parts.clients;
    if (isChosen && !isOfClients(*journals, handovers, ledger)) {
        clients = {};
        ledger.clear();
    }
    auto recorder = RunRecorder::begin(session, QStringLiteral("window"),
                                       {profile.name,
                                        {profile.nodes[0].name, profile.nodes[1].name},
                                        journals->front().startedAt,
                                        begin,
                                        ledger});
    if (!recorder.ok())
        return recorder.error();
    RunRecorder &run = **recorder;
    recordStages(run, *journals, handovers, session.stateDirectory(), ledger);
    if (clients.wholeRun) {
        run.rows(clients.rows);
        run.wholeRun(*clients.wholeRun, clients.ledger);
    }
    run.lag(lagPointsOf(session.monitor().history(), begin, end, lagPointsOfReport));
    for (const LogExtract &log : logExtracts(session, wallOf(begin), stop))
        run.log(log);
    for (const LogExtract &log : parts.marked)
        run.log(log);
    const StateVerdict verdict =
        deriveState(liveSnapshot(session.monitor().latest(), MonotonicClock::now()));
    if (auto ended = run.end(tokenOf(verdict.state), secondsBetween(begin, end)); !ended.ok())
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
