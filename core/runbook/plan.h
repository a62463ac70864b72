// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/advice.h"
#include "core/runbook/step.h"

#include <optional>
#include <vector>

namespace tandem {

// What a person must type before a plan that destroys or risks something may run.
struct Confirmation
{
    Text sentence; // what will happen, and what to type
    QString word;  // exactly this
};

// The node-side record's part in a plan: which nodes are taken, and the epoch that was seen there.
struct RecordClaim
{
    QString node;
    QString recordFile;
    quint64 seenEpoch = 0;
};

// What today's facts tell beforehand of a branch that is decided when the plan runs, or of one that
// was decided when it was built. For whoever reads the plan; the runner never reads it.
struct Foreseen
{
    QString capture; // whose value it is; empty: decided when the plan was built
    QString value;
    Text why;              // a sentence
    bool isCertain = true; // false: most likely so, the steps look again
};

// One stage for one pair as a value, built by a pure function from profile + snapshot.
struct Plan
{
    Stage stage = Stage::Verify;
    Text why;                        // two sentences at most
    std::vector<RecordClaim> claims; // taken before the first step, given back after the last
    quint64 epoch = 0;               // written into the records; above every epoch seen
    std::optional<Confirmation> confirmation;
    std::vector<Step> steps;
    std::vector<Foreseen> foreseen;
    QString newPrimary; // who is primary when it is done; empty: nobody changes
};

} // namespace tandem
