// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <algorithm>

namespace tandem {

// How far a server is, as one packet there and back showed while connecting. Deadlines are made for
// near servers; a far one that answered gets as long as its way makes necessary. One that never
// answered gets nothing: a dead or frozen host is noticed as fast as ever.
class RoundTrip
{
public:
    RoundTrip() = default;
    explicit RoundTrip(MonotonicClock::duration measured)
        : m_time(std::clamp(std::chrono::ceil<Milliseconds>(measured), Milliseconds(0), longest))
    {
    }

    // From the first packet to a session that is ready: TCP, the wish for TLS, TLS 1.2 at most 2,
    // the start-up packet, SCRAM 2, and one packet that was lost and sent again.
    [[nodiscard]] Milliseconds forConnecting() const { return 10 * m_time; }
    // One question and its answer, with a packet lost each way, whose repetitions take two or more.
    [[nodiscard]] Milliseconds forStatement() const { return 5 * m_time; }

private:
    // What takes longer is a lost packet's repetition, not the way.
    static constexpr Milliseconds longest{400};
    Milliseconds m_time{0};
};

} // namespace tandem
