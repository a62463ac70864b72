// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runbook/refused_outcome.h"

#include <algorithm>

namespace tandem {

std::optional<MonotonicTime> Outcome::endOf(Phase phase) const
{
    std::optional<MonotonicTime> end;
    for (const StepReport &step : steps) {
        if (step.phase == phase && step.status != StepStatus::Skipped)
            end = end ? std::max(*end, step.endedAt) : step.endedAt;
    }
    return end;
}

Outcome refusedOutcome(const Error &error)
{
    Outcome outcome;
    outcome.kind =
        error.kind == ErrorKind::Cancelled ? Outcome::Kind::Cancelled : Outcome::Kind::Refused;
    outcome.sentence = error.sentence;
    outcome.details = error.details;
    outcome.exitCode = exitCodeOf(error.kind);
    outcome.startedAt = outcome.endedAt = MonotonicClock::now();
    return outcome;
}

QString tokenOf(Outcome::Kind kind)
{
    switch (kind) {
    case Outcome::Kind::Done:
        return QStringLiteral("done");
    case Outcome::Kind::Refused:
        return QStringLiteral("refused");
    case Outcome::Kind::Failed:
        return QStringLiteral("failed");
    case Outcome::Kind::Cancelled:
        return QStringLiteral("cancelled");
    case Outcome::Kind::InDoubt:
        return QStringLiteral("in-doubt");
    case Outcome::Kind::NeedsDecision:
        return QStringLiteral("refused");
    }
    return {};
}

QString tokenOf(StepStatus status)
{
    switch (status) {
    case StepStatus::Started:
        return QStringLiteral("started");
    case StepStatus::Done:
        return QStringLiteral("done");
    case StepStatus::AlreadyDone:
        return QStringLiteral("already-done");
    case StepStatus::Skipped:
        return QStringLiteral("skipped");
    case StepStatus::Failed:
        return QStringLiteral("failed");
    }
    return {};
}

QString tokenOf(Phase phase)
{
    switch (phase) {
    case Phase::None:
        return {};
    case Phase::Decide:
        return QStringLiteral("decide");
    case Phase::Fence:
        return QStringLiteral("fence");
    case Phase::Promote:
        return QStringLiteral("promote");
    case Phase::Reconnect:
        return QStringLiteral("reconnect");
    }
    return {};
}

} // namespace tandem
