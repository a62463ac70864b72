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
    return Certificate{
        values.text(QStringLiteral("shutdown_end_lsn")), values.text(QStringLiteral("replay_lsn")),
        values.text(QStringLiteral("fork_lsn")), values.text(QStringLiteral("history_line"))};
}

OutageSplit splitOfSteps(const Outcome &outcome)
{
    OutageMarks marks;
    for (const StepReport &step : outcome.steps) {
        if (step.phase == Phase::Decide && step.status != StepStatus::Skipped &&
            (!marks.crashedAt || step.startedAt < *marks.crashedAt))
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
    const auto seen = [](const QString &text) {
        return text.isEmpty() ? QJsonValue() : QJsonValue(text);
    };
    return {{QStringLiteral("shutdown_end_lsn"), seen(certificate.shutdownEndLsn)},
            {QStringLiteral("replay_lsn"), seen(certificate.replayLsn)},
            {QStringLiteral("fork_lsn"), seen(certificate.forkLsn)},
            {QStringLiteral("history_line"), seen(certificate.historyLine)}};
}

QJsonObject jsonOf(const OutageSplit &split)
{
    const auto seen = [](const std::optional<double> &seconds) {
        return seconds ? QJsonValue(*seconds) : QJsonValue();
    };
    return {{QStringLiteral("detect"), seen(split.detect)},
            {QStringLiteral("decide"), seen(split.decide)},
            {QStringLiteral("fence"), seen(split.fence)},
            {QStringLiteral("promote"), seen(split.promote)},
            {QStringLiteral("reconnect"), seen(split.reconnect)}};
}

OutageSplit splitOf(const QJsonObject &json)
{
    const auto seen = [&json](const char *part) -> std::optional<double> {
        const QJsonValue value = json.value(QLatin1String(part));
        return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
    };
    OutageSplit split{seen("detect"),  seen("decide"),    seen("fence"),
                      seen("promote"), seen("reconnect"), std::nullopt};
    for (const auto &part :
         {split.detect, split.decide, split.fence, split.promote, split.reconnect}) {
        if (part)
            split.total = split.total.value_or(0) + *part;
    }
    return split;
}

QJsonObject jsonOf(const StageEvidence &stage)
{
    QJsonObject object{{QStringLiteral("outage_seconds"),
                        stage.outageSeconds ? QJsonValue(*stage.outageSeconds) : QJsonValue()},
                       {QStringLiteral("split"), jsonOf(stage.split)}};
    const auto count = [&](const char *name, std::int64_t AuditReport::*member) {
        object.insert(QLatin1String(name),
                      stage.audit ? QJsonValue(qint64((*stage.audit).*member)) : QJsonValue());
    };
    count("acknowledged", &AuditReport::acknowledged);
    count("kept", &AuditReport::kept);
    count("lost", &AuditReport::lostCount);
    count("in_doubt", &AuditReport::inDoubt);
    if (stage.certificate)
        object.insert(QStringLiteral("certificate"), jsonOf(*stage.certificate));
    else if (stage.stage != QLatin1String("failover")) // a crash leaves none
        object.insert(QStringLiteral("certificate"), QJsonValue());
    return object;
}

} // namespace tandem
