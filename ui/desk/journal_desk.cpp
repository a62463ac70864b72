// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/journal_desk.h"

#include "core/evidence/stage_journal.h"
#include "core/runbook/journal.h"
#include "core/session/report_files.h"

#include <QDir>

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

} // namespace

JournalDesk::JournalDesk(QString stateDirectory, const Profile &profile)
    : m_stateDirectory(std::move(stateDirectory)), m_profile(profile)
{
}

void JournalDesk::read()
{
    m_worker.post([this](const StopToken &stop) {
        const QDir directory(journalDirectory(m_stateDirectory));
        // Their names begin with the time, so the newest come first.
        const QStringList files = directory.entryList({QStringLiteral("*.jsonl")}, QDir::Files,
                                                      QDir::Name | QDir::Reversed);
        std::vector<JournalEntry> entries;
        for (const QString &file : files.mid(0, mostEntries)) {
            if (stop.stopRequested())
                return;
            entries.push_back(readEntry(directory.filePath(file)));
        }
        QMetaObject::invokeMethod(
            this, [this, entries] { Q_EMIT entriesRead(entries); }, Qt::QueuedConnection);
    });
}

void JournalDesk::writeReport()
{
    m_worker.post([this](const StopToken &) {
        const ReportPlace place{m_stateDirectory + QStringLiteral("/reports"),
                                QStringLiteral("journals")};
        const auto written =
            writeReportOfJournals(m_stateDirectory, m_profile.name,
                                  {m_profile.nodes[0].name, m_profile.nodes[1].name}, place);
        QMetaObject::invokeMethod(
            this,
            [this, written, place] {
                if (written.ok())
                    Q_EMIT reportWritten(place.file(".html"));
                else
                    Q_EMIT reportFailed(written.error());
            },
            Qt::QueuedConnection);
    });
}

} // namespace tandem
