// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/journal_desk.h"

#include "core/evidence/stage_journal.h"
#include "core/runbook/journal.h"

#include <QDir>
#include <QFileInfo>

namespace tandem {

namespace {

JournalEntry readEntry(const QString &file)
{
    JournalEntry entry;
    entry.file = file;
    const auto events = Journal::read(file);
    if (!events.ok())
        entry.problem = events.error().sentence;
    else if (events->empty())
        entry.problem = say("Ui", "The journal is empty: the stage had not begun.");
    else
        entry.stage = stageOf(*events, MonotonicTime{});
    return entry;
}

// What the clients measured of it, in this run of the program or an earlier one.
void addHandover(JournalEntry &entry, const std::vector<MeasuredHandover> &handovers)
{
    for (const MeasuredHandover &handover : handovers) {
        if (handover.journal != QFileInfo(entry.file).fileName())
            continue;
        entry.stage.audit = handover.record.audit;
        entry.stage.split = handover.split;
        entry.stage.outageSeconds = handover.split.total;
    }
}

} // namespace

JournalDesk::JournalDesk(PairSession &session) : m_session(session) {}

void JournalDesk::read()
{
    m_worker.post([this](const StopToken &stop) {
        const QDir directory(journalDirectory(m_session.stateDirectory()));
        // Their names begin with the time, so the newest come first.
        const QStringList files = directory.entryList({QStringLiteral("*.jsonl")}, QDir::Files,
                                                      QDir::Name | QDir::Reversed);
        const auto handovers = readHandovers(m_session.stateDirectory());
        std::vector<JournalEntry> entries;
        for (const QString &file : files.mid(0, mostEntries)) {
            if (stop.stopRequested())
                return;
            entries.push_back(readEntry(directory.filePath(file)));
            addHandover(entries.back(), handovers);
        }
        QMetaObject::invokeMethod(
            this, [this, entries] { Q_EMIT entriesRead(entries); }, Qt::QueuedConnection);
    });
}

void JournalDesk::readTimelines()
{
    m_worker.post([this](const StopToken &stop) {
        const auto stretches = tandem::readTimelines(m_session, stop);
        QMetaObject::invokeMethod(
            this,
            [this, stretches] {
                if (stretches.ok())
                    Q_EMIT timelinesRead(*stretches);
                else
                    Q_EMIT timelinesFailed(stretches.error());
            },
            Qt::QueuedConnection);
    });
}

void JournalDesk::writeReport(const PairReportParts &parts)
{
    m_worker.post([this, parts](const StopToken &stop) {
        const ReportPlace place{m_session.stateDirectory() + QStringLiteral("/reports"),
                                QStringLiteral("window")};
        tell(writePairReport(m_session, parts, place, stop), place.file(".html"), false);
    });
}

void JournalDesk::exportStage(const JournalEntry &entry, const QString &directory)
{
    m_worker.post([this, entry, directory](const StopToken &) {
        const ReportPlace place{directory, QFileInfo(entry.file).completeBaseName()};
        tell(tandem::exportStage(m_session, entry.file, textOf(entry), place), place.file(".html"),
             true);
    });
}

void JournalDesk::tell(const Result<void> &written, const QString &htmlFile, bool isOfOneStage)
{
    QMetaObject::invokeMethod(
        this,
        [this, written, htmlFile, isOfOneStage] {
            if (written.ok())
                Q_EMIT reportWritten(htmlFile, isOfOneStage);
            else
                Q_EMIT reportFailed(written.error());
        },
        Qt::QueuedConnection);
}

} // namespace tandem
