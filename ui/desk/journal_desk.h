// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/pair_report.h"
#include "core/session/timelines.h"
#include "ui/desk/worker.h"
#include "ui/models/journal_model.h"

#include <QObject>

namespace tandem {

// Reads a pair's journals and makes its reports, on a thread of its own. GUI thread.
class JournalDesk : public QObject
{
    Q_OBJECT

public:
    static constexpr int mostEntries = 500; // the newest ones

    explicit JournalDesk(PairSession &session);

    void read();          // entriesRead() follows
    void readTimelines(); // timelinesRead() or timelinesFailed() follows
    // reportWritten() or reportFailed() follows, for both.
    void writeReport(const PairReportParts &parts);
    void exportStage(const JournalEntry &entry, const QString &directory);

Q_SIGNALS:
    void entriesRead(const std::vector<tandem::JournalEntry> &entries);
    void timelinesRead(const std::vector<tandem::TimelineStretch> &stretches);
    void timelinesFailed(const tandem::Error &error);
    void reportWritten(const QString &htmlFile, bool isOfOneStage);
    void reportFailed(const tandem::Error &error);

private:
    void tell(const Result<void> &written, const QString &htmlFile, bool isOfOneStage);

    PairSession &m_session;
    Worker m_worker;
};

} // namespace tandem
