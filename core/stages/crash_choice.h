// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stages/stages.h"

#include <vector>

namespace tandem {

// One way to crash the primary, as a chooser shows it: what will happen and whether it makes sense
// now. %1 of its sentences is the primary, %2 the standby.
struct CrashChoice
{
    CrashVariant variant = CrashVariant::All;
    Text sentence;        // what it does and what follows
    bool allowed = false; // else `reason` says why not
    Text reason;
};

// It is done to the host as a whole, so it is for hosts over SSH, each with one of the nodes.
[[nodiscard]] bool isOfHost(CrashVariant variant);

// Every variant in its usual order. Refused as a whole where the stage itself is refused.
[[nodiscard]] std::vector<CrashChoice> crashChoices(const StageContext &context);
[[nodiscard]] CrashChoice crashChoice(const StageContext &context, CrashVariant variant);

} // namespace tandem
