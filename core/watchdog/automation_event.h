// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runbook/runner.h"
#include "core/watchdog/judgement.h"

namespace tandem {

// Something that happened, as the log keeps it and a window shows it.
struct AutomationEvent
{
    enum class Kind
    {
        Decision, // another one than before
        Stage,    // a stage that it ran has ended
        Trouble,  // the log or the stamp could not be written
    };
    Kind kind = Kind::Decision;
    Judgement judgement;            // that was in force
    std::optional<Outcome> outcome; // of a stage
    Stage stage = Stage::Failover;
    // Of a failover: from the loss (the end of an open session, when one was seen) to its parts.
    std::optional<double> decidedSeconds, fencedSeconds, promotedSeconds, writtenSeconds;
    Text sentence;

    // {event, sentence, ...}: a decision's judgement, a stage's outcome and times.
    [[nodiscard]] QJsonObject toJson(const Automation &policy, bool translated) const;
};

} // namespace tandem
