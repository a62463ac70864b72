// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/runbook/runner.h"
#include "core/workload/outage.h"

#include <cstdint>
#include <optional>

namespace tandem {

// The stopwatch of a run of clients, as someone who looks at its figures now and then sees it: it
// runs from the last acknowledged write on once none came for a while, until the next one. A value;
// one thread.
class OutageWatch
{
public:
    // Writers at full speed are never silent for so long without a reason.
    static constexpr Milliseconds silence{300};

    struct Finding
    {
        MonotonicTime since{}; // the last acknowledgement before
        std::optional<MonotonicTime> until;
        std::int64_t recordsBefore = 0; // of the ledger, when all was still well
    };

    // `period`: from one write to the next, when the clients are told to go slowly.
    explicit OutageWatch(std::chrono::nanoseconds period = {});

    // The newest acknowledgement, absent before the first. `records`: what the ledger holds.
    // An outage that ended with this look is given out once.
    std::optional<Finding> look(std::optional<MonotonicTime> lastAck, std::int64_t records,
                                MonotonicTime now);
    // The outage that lasts; absent: none.
    [[nodiscard]] const std::optional<Finding> &current() const { return m_current; }

private:
    std::chrono::nanoseconds m_patience;
    std::optional<MonotonicTime> m_lastAck;
    std::int64_t m_records = 0;
    std::optional<Finding> m_current;
};

// When the loss counts as noticed: as the monitor noted it, or with the outage's beginning.
[[nodiscard]] MonotonicTime noticedAt(const Outage &outage, std::optional<MonotonicTime> noticed);

// The split of an outage that a stage ended: when the loss was noticed by the monitor, absent: by
// nobody, as in a planned hand-over.
[[nodiscard]] OutageSplit splitOf(const Outage &outage, std::optional<MonotonicTime> noticed,
                                  const Outcome &outcome);

} // namespace tandem
