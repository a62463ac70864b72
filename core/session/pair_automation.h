// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/pair_session.h"
#include "core/watchdog/agent_commands.h"
#include "core/watchdog/observer.h"

#include <QLockFile>

namespace tandem {

// The automation of an opened pair: the question what it would do, its pause, and the observer.
// Wiring only; `session` outlives it. Blocking; observe() in a thread of its own, the others in
// any.
class PairAutomation
{
public:
    explicit PairAutomation(PairSession &session) : m_session(session) {}

    // Where events, the human log and the armed stamp lie.
    [[nodiscard]] QString directory() const;
    // "What would you do now?": looks at the pair, for a moment longer while it is in doubt. An
    // observer's armed stamp counts.
    [[nodiscard]] Judgement judgeNow(const StopToken &stop);
    // Whether automation of this pair is paused; on every node that answers. Errors name the node.
    Result<void> setPaused(bool paused, const StopToken &stop);
    // A failover of automation's is cleared by a person: another one may follow at once. False:
    // there was none.
    Result<bool> clearFailover(const StopToken &stop);
    // Puts the watchdog on both nodes and starts it, or takes it away from both with all its files.
    Result<void> watchdogOn(const StopToken &stop);
    Result<void> watchdogOff(const StopToken &stop);
    // Of each node that answers.
    [[nodiscard]] std::vector<AgentStatus> watchdogStatus(const StopToken &stop);
    // Looks after the pair until `stop`. Refused when an observer of this pair runs here already.
    Result<void> observe(const std::function<void(const AutomationEvent &)> &tell,
                         const std::function<void(const Judgement &)> &see, const StopToken &stop);

private:
    [[nodiscard]] ObserverHands hands();
    Result<QByteArray> order(const NodeProfile &node, const ShellCommand &command,
                             const StopToken &stop);

    PairSession &m_session;
};

} // namespace tandem
