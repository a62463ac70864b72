// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evidence/evidence.h"

namespace tandem::testing {

[[nodiscard]] inline MonotonicTime at(int milliseconds)
{
    return MonotonicTime{} + Milliseconds(milliseconds);
}

[[nodiscard]] inline StepReport stepOf(Phase phase, int from, int to,
                                       StepStatus status = StepStatus::Done)
{
    StepReport step;
    step.id = QStringLiteral("step-%1").arg(from);
    step.title = say("Test", "Step from %1").arg(from);
    step.node = QStringLiteral("vm1");
    step.phase = phase;
    step.status = status;
    step.startedAt = at(from);
    step.endedAt = at(to);
    return step;
}

[[nodiscard]] inline Certificate certificateAt(const QString &lsn)
{
    return {lsn, lsn, lsn, QStringLiteral("1\t%1\tno recovery target specified").arg(lsn)};
}

[[nodiscard]] inline StageEvidence stageOf(const QString &token, Outcome::Kind kind)
{
    StageEvidence stage;
    stage.stage = token;
    stage.outcome.kind = kind;
    stage.outcome.sentence = Text::verbatim(QStringLiteral("%1 ended").arg(token));
    stage.outcome.steps = {stepOf(Phase::Decide, 0, 100), stepOf(Phase::Fence, 100, 130)};
    return stage;
}

// A lab that went well: a failover that lost two writes, and a failback that lost none.
[[nodiscard]] inline LabEvidence goodLab()
{
    LabEvidence lab;
    lab.pair = QStringLiteral("demo");
    lab.startedAt = QStringLiteral("2026-01-02T03:04:05Z");
    lab.finalState = QStringLiteral("healthy");
    lab.seconds = 12.34;
    StageEvidence failover = stageOf(QStringLiteral("failover"), Outcome::Kind::Done);
    failover.outageSeconds = 0.25;
    failover.split = {0.01, 0.02, 0.03, 0.1, 0.09, 0.25};
    AuditReport lossy;
    lossy.acknowledged = 100;
    lossy.kept = 98;
    lossy.lostCount = 2;
    lossy.lost = {{1, 41}, {3, 7}};
    lossy.inDoubt = 1;
    failover.audit = lossy;
    StageEvidence failback = stageOf(QStringLiteral("failback"), Outcome::Kind::Done);
    failback.outageSeconds = 0.4;
    failback.audit = AuditReport{};
    failback.certificate = certificateAt(QStringLiteral("0/50000A0"));
    lab.stages = {failover, failback};
    for (int i = 1; i <= 5; ++i)
        lab.expectations.push_back({Text::verbatim(QStringLiteral("result %1").arg(i)), true,
                                    Text::verbatim(QStringLiteral("proof %1").arg(i))});
    lab.wholeRun = lossy;
    return lab;
}

} // namespace tandem::testing
