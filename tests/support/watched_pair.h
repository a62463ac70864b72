// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/pair_automation.h"
#include "tests/support/lab_pair.h"

namespace tandem::testing {

// A session on the pair of `lab` with these policies; its files bear that name. A failure to open
// it ends the run.
[[nodiscard]] std::unique_ptr<PairSession> sessionWith(LabPair &lab, const Automation &policy,
                                                       const QString &name);

// The watchdog of `node` decides so; false at the deadline.
[[nodiscard]] bool watchdogComesTo(PairSession &session, const QString &node, const char *reason,
                                   Milliseconds patience);

// What the watchdogs of a pair decide now: "ask:not_settled" for each.
[[nodiscard]] QStringList watchdogDecisions(PairSession &session);

// How many runs of that stage are done by the watchdogs' logs for people.
[[nodiscard]] int stagesDoneIn(const QString &logs, Stage stage);

// The watchdog on both nodes of an embedded pair while it lives.
class WatchedPair
{
public:
    // `lab` and `session` outlive it. A watchdog that cannot be put there ends the run.
    WatchedPair(LabPair &lab, PairSession &session);
    ~WatchedPair();
    WatchedPair(const WatchedPair &) = delete;
    WatchedPair &operator=(const WatchedPair &) = delete;

    bool comesTo(const QString &node, const char *reason, Milliseconds patience);
    bool comesToState(PairState state, Milliseconds patience);
    [[nodiscard]] std::optional<AgentStatus> status(const QString &node);
    // Its log for people, and what it printed.
    [[nodiscard]] QString log(const QString &node);
    [[nodiscard]] QString logs();
    // How many runs of that stage are done, by both watchdogs.
    [[nodiscard]] int done(Stage stage);
    // Takes it off both nodes; the destructor does it else.
    [[nodiscard]] Result<void> end();

private:
    LabPair &m_lab;
    PairSession &m_session;
    bool m_isOn = true;
};

} // namespace tandem::testing
