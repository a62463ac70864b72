// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/watchdog/event_log.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

#include <unistd.h>

namespace tandem {

namespace {

void makeRoom(const QString &fileName)
{
    if (QFileInfo(fileName).size() < EventLog::largestFile)
        return;
    const auto numbered = [&](int number) { return fileName + u'.' + QString::number(number); };
    QFile::remove(numbered(EventLog::oldFiles));
    for (int number = EventLog::oldFiles - 1; number >= 1; --number)
        QFile::rename(numbered(number), numbered(number + 1));
    QFile::rename(fileName, numbered(1));
}

Result<void> appendLine(const QString &fileName, const QByteArray &line)
{
    makeRoom(fileName);
    QFile file(fileName);
    // One write each, so that two writers never mix their lines.
    if (file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered) &&
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
        file.write(line) == line.size() && fsync(file.handle()) == 0)
        return {};
    return Error{ErrorKind::Failed,
                 say("Watchdog", "%1 cannot be written: free disk space or mend the directory's "
                                 "rights.")
                     .arg(fileName),
                 file.errorString(),
                 {}};
}

} // namespace

QString EventLog::eventFile() const
{
    return m_directory + QStringLiteral("/automation.jsonl");
}

QString EventLog::humanFile() const
{
    return m_directory + QStringLiteral("/failover.log");
}

Result<void> EventLog::append(QJsonObject event, const QString &sentence)
{
    const QString now = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
    event.insert(QStringLiteral("at"), now);
    event.insert(QStringLiteral("by"), m_by);
    QDir().mkpath(m_directory);
    auto written =
        appendLine(eventFile(), QJsonDocument(event).toJson(QJsonDocument::Compact) + '\n');
    QString line = sentence;
    line.replace(u'\n', u' ');
    auto told = appendLine(humanFile(), (now + u' ' + line + u'\n').toUtf8());
    return written.ok() ? told : written;
}

} // namespace tandem
