// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/evidence.h"

#include <algorithm>

namespace tandem {

bool Certificate::holds() const
{
    return !shutdownEndLsn.isEmpty() && shutdownEndLsn == replayLsn && replayLsn == forkLsn;
}

bool LabEvidence::allHold() const
{
    const bool expected = std::all_of(expectations.begin(), expectations.end(),
                                      [](const Expectation &e) { return e.holds; });
    const bool played = std::all_of(stages.begin(), stages.end(),
                                    [](const StageEvidence &s) { return s.outcome.isDone(); });
    return expected && played && !expectations.empty() && !stages.empty();
}

std::optional<Certificate> certificateOf(const Outcome &outcome)
{
    const Values &values = outcome.values;
    if (!values.has(QStringLiteral("shutdown_end_lsn")))
        return std::nullopt;
    return Certificate{values.text(QStringLiteral("shutdown_end_lsn")),
                       values.text(QStringLiteral("replay_lsn")),
                       values.text(QStringLiteral("fork_lsn")),
                       values.text(QStringLiteral("history_line"))};
}

OutageSplit splitOfSteps(const Outcome &outcome)
{
    OutageMarks marks;
    for (const StepReport &step : outcome.steps) {
        if (step.phase == Phase::Decide && (!marks.crashedAt || step.startedAt < *marks.crashedAt))
            marks.crashedAt = marks.detectedAt = step.startedAt;
    }
    marks.decidedAt = outcome.endOf(Phase::Decide);
    marks.fencedAt = outcome.endOf(Phase::Fence);
    marks.promotedAt = outcome.endOf(Phase::Promote);
    marks.firstAckAt = outcome.endOf(Phase::Reconnect);
    return splitOutage(marks);
}

QJsonObject jsonOf(const Certificate &certificate)
{
    return {{QStringLiteral("shutdown_end_lsn"), certificate.shutdownEndLsn},
            {QStringLiteral("replay_lsn"), certificate.replayLsn},
            {QStringLiteral("fork_lsn"), certificate.forkLsn},
            {QStringLiteral("history_line"), certificate.historyLine}};
}

QJsonObject jsonOf(const OutageSplit &split)
{
    QJsonObject object;
    const auto add = [&](const char *name, const std::optional<double> &seconds) {
        object.insert(QLatin1String(name), seconds ? QJsonValue(*seconds) : QJsonValue());
    };
    add("detect", split.detect);
    add("decide", split.decide);
    add("fence", split.fence);
    add("promote", split.promote);
    add("reconnect", split.reconnect);
    return object;
}

QJsonObject jsonOf(const StageEvidence &stage)
{
    QJsonObject object;
    object.insert(QStringLiteral("outage_seconds"),
                  stage.outageSeconds ? QJsonValue(*stage.outageSeconds) : QJsonValue());
    object.insert(QStringLiteral("split"), jsonOf(stage.split));
    if (stage.audit) {
        object.insert(QStringLiteral("acknowledged"), qint64(stage.audit->acknowledged));
        object.insert(QStringLiteral("kept"), qint64(stage.audit->kept));
        object.insert(QStringLiteral("lost"), qint64(stage.audit->lostCount));
        object.insert(QStringLiteral("in_doubt"), qint64(stage.audit->inDoubt));
    }
    if (stage.certificate)
        object.insert(QStringLiteral("certificate"), jsonOf(*stage.certificate));
    return object;
}

} // namespace tandem
