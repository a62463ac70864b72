// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QJsonObject>
#include <QString>

namespace tandem {

// What automation saw, decided and did: DIRECTORY/automation.jsonl, one JSON object a line, and
// DIRECTORY/failover.log, the same for people, in English. A file of more than 1 MB becomes NAME.1,
// and so on up to NAME.4. One thread.
class EventLog
{
public:
    static constexpr qint64 largestFile = 1024 * 1024;
    static constexpr int oldFiles = 4;

    // `by`: who writes, kept in every line.
    EventLog(QString directory, QString by) : m_directory(std::move(directory)), m_by(std::move(by))
    {
    }

    // Adds "at" (UTC, milliseconds) and "by". Both lines are on disk when it returns.
    Result<void> append(QJsonObject event, const QString &sentence);
    [[nodiscard]] QString eventFile() const;
    [[nodiscard]] QString humanFile() const;

private:
    const QString m_directory;
    const QString m_by;
};

} // namespace tandem
