// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/pair_session.h"

#include <QStringList>

#include <array>
#include <mutex>
#include <thread>
#include <vector>

namespace tandem::testing {

// A write that a server acknowledged: when it was sent, when the answer came.
struct SampledWrite
{
    MonotonicTime sentAt;
    MonotonicTime ackedAt;
};

// Writes of `other` that began and were acknowledged between two writes of `one` which lie no
// further apart than a sampler's pause: both nodes acknowledged at that time. Both in their order.
[[nodiscard]] std::vector<SampledWrite> writesBetween(const std::vector<SampledWrite> &one,
                                                      const std::vector<SampledWrite> &other);

// Asks both servers of a pair every 20 ms, each by a session and a thread of its own, to commit a
// write, as long as it lives: two that acknowledge at a time are seen from the client.
class WriteSampler
{
public:
    // `session` outlives it; its admin's password is known.
    explicit WriteSampler(const PairSession &session);
    ~WriteSampler();
    WriteSampler(const WriteSampler &) = delete;
    WriteSampler &operator=(const WriteSampler &) = delete;

    // One sentence when two nodes acknowledged writes at a time, none otherwise.
    [[nodiscard]] QStringList twoWriters() const;
    // How many writes that node, 0 or 1 by the profile's order, acknowledged so far.
    [[nodiscard]] std::size_t acknowledged(std::size_t node) const;

private:
    void sample(std::size_t node, const ConnectTarget &target);

    StopSource m_stop;
    mutable std::mutex m_mutex;
    std::array<std::vector<SampledWrite>, 2> m_writes;
    std::array<std::thread, 2> m_threads;
};

} // namespace tandem::testing
