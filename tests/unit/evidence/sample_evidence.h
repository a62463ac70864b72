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

// The same with everything that a report can show: lag with a gap, writes, logs, commands, a step
// that failed.
[[nodiscard]] inline LabEvidence fullLab()
{
    LabEvidence lab = goodLab();
    lab.run = QStringLiteral("20260102T030405000-lab-1");
    lab.nodes = {QStringLiteral("vm1"), QStringLiteral("vm2")};
    std::vector<AckPoint> acks;
    for (int i = 0; i < 1200; i += 10) {
        if (i < 400 || i >= 425)
            acks.push_back({at(i * 10), i < 400 || i >= 800 ? 0 : 1});
    }
    lab.writes = writeSlots(acks, at(0), 0, lab.seconds, 60);
    for (int i = 0; i < 60; ++i) {
        LagPoint point;
        point.at = 0.2 * i;
        if (i < 19 || i > 25) {
            point.receiveBytes = 1000 * (i % 7);
            point.replayBytes = 4000 * (i % 9);
            point.exposureBytes = 500;
            point.receiveSeconds = 0.001 * (i % 7);
            point.replaySeconds = 0.004 * (i % 9);
            point.exposureSeconds = 0.002;
        }
        lab.lag.push_back(point);
    }
    double from = 4;
    for (StageEvidence &stage : lab.stages) {
        stage.from = from;
        stage.to = from + 1.5;
        stage.outageFrom = from;
        stage.outageTo = from + *stage.outageSeconds;
        stage.writes = writeSlots(acks, at(0), from - 1, *stage.outageTo + 1, 80);
        for (StepReport &step : stage.outcome.steps) {
            step.command = QStringLiteral("# sh, user postgres\npg_ctl promote -D \"$data\"");
            step.output = QStringLiteral("server promoting\n");
        }
        from += 4;
    }
    StepReport failed = stepOf(Phase::None, 130, 140, StepStatus::Failed);
    failed.error = Error{ErrorKind::Failed,
                         Text::verbatim(QStringLiteral("it went wrong")),
                         QStringLiteral("exit 1"),
                         {}};
    lab.stages[0].outcome.steps.push_back(failed);
    lab.stages[0].outcome.steps.push_back(stepOf(Phase::None, 140, 140, StepStatus::Skipped));
    lab.logs = {{QStringLiteral("vm1"),
                 QStringLiteral("/var/log/one.log"),
                 {QStringLiteral("LOG:  database system was shut down"),
                  QStringLiteral("LOG:  database system is ready to accept connections")}},
                {QStringLiteral("vm2"),
                 QStringLiteral("/var/log/two.log"),
                 {QStringLiteral("LOG:  received promote request")}}};
    return lab;
}

} // namespace tandem::testing
