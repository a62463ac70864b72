// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/postgres/connect_attempt.h"

#include <span>
#include <vector>

namespace tandem {

// The attempts to reach one server, driven as one of them is. TCP repeats a first packet that was
// lost after one second and then after two more (RFC 6298), and with that a server that is well has
// not answered by its deadline. So an attempt without an answer to its first packet is joined by
// more; the first that hears the server goes on alone.
class ConnectCalls
{
public:
    ConnectCalls(ConnectTarget target, ConnectAttempt::Wish wish);

    [[nodiscard]] bool isOver() const { return m_attempts.front().isOver(); }
    [[nodiscard]] bool isOpen() const { return m_attempts.front().isOpen(); }
    // What to wait for, at most until worthUntil(), before advance() with just these.
    void addWaits(std::vector<pollfd> &waits) const;
    void advance(std::span<const pollfd> waits);
    [[nodiscard]] MonotonicTime worthUntil(const Deadline &deadline) const;
    // When joinIfDue() has something to do, without a word from the server by then.
    [[nodiscard]] std::optional<MonotonicTime> joinsAt() const;
    void joinIfDue();
    [[nodiscard]] std::size_t count() const { return m_attempts.size(); }

    // The one that is over, or the longest under way.
    [[nodiscard]] ConnectAttempt &attempt() { return m_attempts.front(); }
    [[nodiscard]] const ConnectAttempt &attempt() const { return m_attempts.front(); }

private:
    void goOnWith(std::size_t chosen);

    std::vector<ConnectAttempt> m_attempts; // never empty
};

} // namespace tandem
