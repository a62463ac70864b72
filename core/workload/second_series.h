// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <vector>

namespace tandem {

// What happened in one second of a workload: a value.
struct SecondFigures
{
    std::int64_t second = 0; // since the workload's start; it ended one second later
    std::int64_t acknowledged = 0;
    std::int64_t rolledBack = 0; // on purpose
    std::int64_t inDoubt = 0;
    std::int64_t errors = 0;
    std::int64_t reads = 0;
    // From COMMIT to its acknowledgement, in milliseconds; absent when none came.
    std::optional<double> medianMs, p95Ms, maxMs;
    bool operator==(const SecondFigures &) const = default;
};

// The per-second figures of a workload, bounded: the newest 86,400 seconds (24 h) in at most 10 MB,
// and while a second lasts at most 100,000 of its commit times. Safe from every thread.
class SecondSeries
{
public:
    enum class Event
    {
        RolledBack,
        InDoubt,
        Error,
        Read
    };

    explicit SecondSeries(std::size_t capacity = 86400);

    void begin(MonotonicTime start);
    // What a thread tells late counts to the second that lasts.
    void acknowledged(MonotonicTime at, std::chrono::nanoseconds commitTime);
    void happened(Event event, MonotonicTime at);
    // The newest seconds that ended before `now`, oldest first, without a gap.
    [[nodiscard]] std::vector<SecondFigures> points(MonotonicTime now, std::size_t newest);

private:
    void advance(MonotonicTime now); // with m_mutex held
    void close();

    const std::size_t m_capacity;
    std::mutex m_mutex;
    std::optional<MonotonicTime> m_start; // absent: not begun, so nothing has happened
    std::vector<SecondFigures> m_ring;    // ended seconds: number n at n modulo capacity
    SecondFigures m_now;
    std::vector<float> m_commitMs; // of the second that lasts
};

} // namespace tandem
