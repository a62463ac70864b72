// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/watchdog/automation_event.h"

namespace tandem {

QJsonObject AutomationEvent::toJson(const Automation &policy, bool translated) const
{
    const QString words = translated ? sentence.translated() : sentence.english();
    QJsonObject object;
    switch (kind) {
    case Kind::Decision:
        object = judgement.toJson(policy, translated);
        object.insert(QStringLiteral("event"), QStringLiteral("decision"));
        return object;
    case Kind::Trouble:
        return {{QStringLiteral("event"), QStringLiteral("trouble")},
                {QStringLiteral("sentence"), words}};
    case Kind::Stage:
        break;
    }
    object = {{QStringLiteral("event"), QStringLiteral("stage")},
              {QStringLiteral("stage"), tokenOf(stage)},
              {QStringLiteral("reason"), QLatin1String(judgement.decision.reason)},
              {QStringLiteral("outcome"), tokenOf(outcome->kind)},
              {QStringLiteral("sentence"), words},
              {QStringLiteral("seconds"), secondsBetween(outcome->startedAt, outcome->endedAt)},
              {QStringLiteral("journal"), outcome->journal}};
    const auto add = [&object](const char *name, std::optional<double> seconds) {
        if (seconds)
            object.insert(QLatin1String(name), *seconds);
    };
    add("lost_to_decided_seconds", decidedSeconds);
    add("lost_to_fenced_seconds", fencedSeconds);
    add("lost_to_promoted_seconds", promotedSeconds);
    add("lost_to_written_seconds", writtenSeconds);
    return object;
}

} // namespace tandem
