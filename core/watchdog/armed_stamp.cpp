// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/watchdog/armed_stamp.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace tandem {

namespace {

QString fileIn(const QString &directory)
{
    return directory + QStringLiteral("/observer.json");
}

} // namespace

std::optional<ArmedStamp> readArmedStamp(const QString &directory)
{
    QFile file(fileIn(directory));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonObject object = QJsonDocument::fromJson(file.read(4096)).object();
    const QString armed = object.value(QLatin1String("armed")).toString();
    ArmedStamp stamp;
    if (armed == QLatin1String("streaming"))
        stamp.armed = Armed::Streaming;
    else if (armed == QLatin1String("synchronous"))
        stamp.armed = Armed::Synchronous;
    else
        return std::nullopt;
    stamp.backlog =
        object.value(QLatin1String("within_limits")).toBool() ? Backlog::Within : Backlog::Beyond;
    stamp.primary = object.value(QLatin1String("primary")).toString();
    stamp.atMilliseconds = object.value(QLatin1String("at")).toInteger();
    return stamp;
}

Result<void> writeArmedStamp(const QString &directory, const ArmedStamp &stamp)
{
    const QJsonObject object{{QStringLiteral("armed"), stamp.armed == Armed::Synchronous
                                                           ? QStringLiteral("synchronous")
                                                           : QStringLiteral("streaming")},
                             {QStringLiteral("within_limits"), stamp.backlog == Backlog::Within},
                             {QStringLiteral("primary"), stamp.primary},
                             {QStringLiteral("at"), qint64(stamp.atMilliseconds)}};
    QDir().mkpath(directory);
    QSaveFile file(fileIn(directory));
    if (file.open(QIODevice::WriteOnly) &&
        file.write(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n') > 0 &&
        file.commit())
        return {};
    return Error{ErrorKind::Failed,
                 say("Watchdog", "%1 cannot be written: free disk space or mend the directory's "
                                 "rights.")
                     .arg(file.fileName()),
                 file.errorString(),
                 {}};
}

} // namespace tandem
