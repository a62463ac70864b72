// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/handover_book.h"

#include "core/runbook/journal.h"

#include <QDir>

namespace tandem {

namespace {

QString handoverDirectory(const QString &stateDirectory)
{
    return stateDirectory + QStringLiteral("/handovers");
}

} // namespace

Result<void> keepHandover(const QString &stateDirectory, const Redactor &redactor,
                          const MeasuredHandover &handover)
{
    auto file = Journal::create(handoverDirectory(stateDirectory), handover.record.stage, redactor);
    if (!file.ok())
        return file.error();
    QJsonObject event = handoverEvent(handover.record);
    event.insert(QStringLiteral("journal"), handover.journal);
    event.insert(QStringLiteral("split"), jsonOf(handover.split));
    return (*file)->append(event);
}

std::vector<MeasuredHandover> readHandovers(const QString &stateDirectory)
{
    std::vector<MeasuredHandover> handovers;
    const QDir directory(handoverDirectory(stateDirectory));
    for (const QString &name :
         directory.entryList({QStringLiteral("*.jsonl")}, QDir::Files, QDir::Name)) {
        const auto events = Journal::read(directory.filePath(name));
        if (!events.ok() || events->empty())
            continue;
        const QJsonObject &event = events->front();
        handovers.push_back({event.value(QLatin1String("journal")).toString(), handoverOf(event),
                             splitOf(event.value(QLatin1String("split")).toObject())});
    }
    return handovers;
}

} // namespace tandem
