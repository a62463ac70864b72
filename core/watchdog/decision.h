// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"
#include "core/profile/automation.h"
#include "core/watchdog/sighting.h"

namespace tandem {

enum class Remedy
{
    Nothing,
    Wait,           // look again: it is not sure yet, or not time yet
    RestartLocally, // the stage restore
    FailOver,
    Resync,
    FailBack, // also ends one that was cut off
    Ask,      // a person must decide
};

struct Decision
{
    Remedy remedy = Remedy::Wait;
    const char *reason = ""; // stable, for journals and scripts: "healthy", "dead" ...
    Text sentence; // for people: what is seen, what follows; %1 the primary, %2 the standby
    bool operator==(const Decision &) const = default;
};

// What to do about it. Pure, total: one table, first match wins (core/watchdog/decision_table.h).
// The observer and the watchdog on the nodes decide by it and by nothing else.
[[nodiscard]] Decision decide(const PairSighting &sighting, const Automation &policy);

[[nodiscard]] QString tokenOf(Remedy remedy); // nothing wait restart failover resync failback ask
[[nodiscard]] QString tokenOf(PrimarySeen seen);
[[nodiscard]] QString tokenOf(StandbySeen seen);

} // namespace tandem
