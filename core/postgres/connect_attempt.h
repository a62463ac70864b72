// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/postgres/connect_error.h"
#include "core/postgres/pg_session.h"
#include "core/postgres/round_trip.h"
#include "core/transport/name_lookup.h"

#include <memory>
#include <optional>

#include <poll.h>

namespace tandem {

// One attempt to reach one server, driven by the caller's poll(2), so that several can run side by
// side in one thread and each has its own deadline. Nothing here blocks.
class ConnectAttempt
{
public:
    enum class Wish
    {
        Any,
        AcceptsWrites
    };

    ConnectAttempt(ConnectTarget target, Wish wish);

    [[nodiscard]] bool isOver() const { return m_phase == Phase::Open || m_phase == Phase::Failed; }
    [[nodiscard]] bool isOpen() const { return m_phase == Phase::Open; }
    // What to wait for before advance().
    [[nodiscard]] pollfd waitsFor() const;
    void advance(short revents);
    // Its first packet over the network has no answer yet.
    [[nodiscard]] bool isUnheard() const;
    [[nodiscard]] MonotonicTime startedAt() const { return m_startedAt; } // with this address
    // To the same addresses, begun now; its silence counts from this one's begin.
    [[nodiscard]] ConnectAttempt another() const;
    // Until when it is worth waiting for: `deadline`, or longer where the server answers from far.
    [[nodiscard]] MonotonicTime worthUntil(const Deadline &deadline) const;

    [[nodiscard]] std::unique_ptr<PgSession> takeSession(); // once, when open
    [[nodiscard]] const Error &error() const { return *m_error; }
    // What it means that the caller's deadline passed, or its stop fired, before this was over.
    [[nodiscard]] Error silence() const;
    [[nodiscard]] Error cancelled() const;

private:
    ConnectAttempt(const ConnectTarget &target, Wish wish, MonotonicTime begun);

    enum class Phase
    {
        Resolving,
        Connecting,
        Asking,
        Open,
        Failed
    };

    void start(const QStringList &addresses);
    void advanceConnecting(short revents);
    void advanceAsking();
    void peekAtServer(short revents);
    void noteRoundTrip(bool wasConnected);
    void becomeOpen();
    void checkRole();
    void settleRole(bool isStandby);
    void failWith(Error error);
    void connectionFailed();
    // What our tunnel tells of the connection that just failed.
    [[nodiscard]] std::optional<Error> tunnelProblem() const;

    ConnectTarget m_target;
    Wish m_wish;
    QString m_place;
    Phase m_phase = Phase::Failed;
    std::optional<NameLookup> m_lookup;
    QStringList m_addresses;
    int m_localPort = 0; // of the socket to our tunnel
    std::unique_ptr<PgSession> m_session;
    ServerTraces m_traces;
    bool m_hasRetried = false;
    std::optional<bool> m_isStandby; // as answered, before 14
    short m_events = 0;
    MonotonicTime m_begun = MonotonicClock::now();
    MonotonicTime m_startedAt = m_begun; // of this address
    std::optional<RoundTrip> m_roundTrip;
    std::optional<Error> m_error;
};

} // namespace tandem
