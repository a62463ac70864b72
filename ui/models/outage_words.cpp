// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/outage_words.h"

#include "ui/models/stage_words.h"

namespace tandem {

QString outageCaption(const ClientsSight &sight)
{
    if (sight.silentFor)
        return say("Ui", "No write is acknowledged, for").translated();
    if (!sight.outage)
        return say("Ui", "Outage: none was seen").translated();
    if (!sight.outage->endedBy)
        return say("Ui", "Last outage").translated();
    return say("Ui", "Outage: %1").arg(stageTitle(*sight.outage->endedBy)).translated();
}

QString outageFigure(const ClientsSight &sight)
{
    if (sight.silentFor)
        return say("Ui", "%1 s").arg(QString::number(*sight.silentFor, 'f', 1)).translated();
    if (sight.outage)
        return say("Ui", "%1 s").arg(QString::number(sight.outage->seconds, 'f', 3)).translated();
    return QStringLiteral("–");
}

} // namespace tandem
