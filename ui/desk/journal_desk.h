// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "ui/desk/worker.h"
#include "ui/models/journal_model.h"

#include <QObject>

namespace tandem {

// Reads a pair's journals and makes its report, on a thread of its own. GUI thread.
class JournalDesk : public QObject
{
    Q_OBJECT

public:
    static constexpr int mostEntries = 500; // the newest ones

    JournalDesk(QString stateDirectory, const Profile &profile);

    void read();        // entriesRead() follows
    void writeReport(); // reportWritten() or reportFailed() follows

Q_SIGNALS:
    void entriesRead(const std::vector<tandem::JournalEntry> &entries);
    void reportWritten(const QString &htmlFile);
    void reportFailed(const tandem::Error &error);

private:
    const QString m_stateDirectory;
    const Profile &m_profile;
    Worker m_worker;
};

} // namespace tandem
