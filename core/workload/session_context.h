// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/ack_series.h"
#include "core/workload/ledger.h"
#include "core/workload/login_gate.h"
#include "core/workload/primary_finder.h"
#include "core/workload/workload_options.h"

#include <functional>

namespace tandem {

// What every session of one workload shares. Outlives the sessions.
struct SessionContext
{
    const WorkloadOptions &options;
    const SessionTargets &targets;
    PrimaryFinder &finder;
    LoginGate &logins;
    AckSeries &acks;
    Ledger &ledger;
    MonotonicTime startedAt;                 // of the workload
    StopToken finish;                        // begin nothing new; a transaction under way may end
    StopToken abort;                         // break off
    std::function<void(const Error &)> fail; // ends the whole workload
};

} // namespace tandem
