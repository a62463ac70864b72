// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/pair_automation.h"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace tandem::testing {

// An observer of a pair in a thread of its own while it lives, and what it told so far.
class ObservedPair
{
public:
    // `session` outlives it.
    explicit ObservedPair(PairSession &session);
    ~ObservedPair(); // stops the observer and waits for its end
    ObservedPair(const ObservedPair &) = delete;
    ObservedPair &operator=(const ObservedPair &) = delete;

    // A decision with that reason, told after the first `skip` events; false at the deadline.
    bool waitForReason(const char *reason, std::size_t skip, Milliseconds patience);
    // What it told last is that decision, now or in that time.
    bool comesTo(const char *reason, Milliseconds patience);
    // The stage was run and is done after the first `skip` events.
    bool waitForStage(Stage stage, std::size_t skip, Milliseconds patience);
    // Told last.
    [[nodiscard]] std::optional<Decision> decision() const;
    [[nodiscard]] std::vector<AutomationEvent> events() const;
    [[nodiscard]] std::size_t count() const { return events().size(); }
    // How many runs of that stage were done, or were tried and not done.
    [[nodiscard]] int done(Stage stage) const;
    [[nodiscard]] int notDone(Stage stage) const;
    // One line for each event, for messages of tests.
    [[nodiscard]] QString story() const;
    [[nodiscard]] Result<void> end(); // what observe() returned

private:
    bool waitFor(const std::function<bool(const AutomationEvent &)> &is, std::size_t skip,
                 Milliseconds patience);

    StopSource m_stop;
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_changed;
    std::vector<AutomationEvent> m_events;
    Result<void> m_result;
    std::thread m_thread;
};

} // namespace tandem::testing
