// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/postgres/connection.h"
#include "core/transport/file_handle.h"

#include <atomic>
#include <thread>
#include <vector>

namespace tandem::testing {

// A session of "postgres", without a password, at a port of 127.0.0.1.
[[nodiscard]] ConnectTarget targetAt(int port);

// Something that listens on a port of 127.0.0.1 and is no healthy PostgreSQL.
// Its thread ends in the destructor.
class FakeServer
{
public:
    enum class Manner
    {
        Mute,         // takes connections and never answers
        Http,         // answers whatever comes with an HTTP error
        ClosesAtOnce, // ends every connection without a word
        Resets,       // the same with RST
        OldPrimary,   // speaks the protocol as a version 13 does: in_hot_standby is not told
        OldStandby,
        HardOfHearing, // an OldPrimary to which every first packet of the first 200 ms is lost
        Deceiver,      // refuses the login with words that would steer a terminal or a page
    };

    explicit FakeServer(Manner manner);
    ~FakeServer();
    FakeServer(const FakeServer &) = delete;
    FakeServer &operator=(const FakeServer &) = delete;

    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] int connections() const { return m_connections; }

private:
    void serve();
    void talk(int fd) const;
    void fillQueue();

    Manner m_manner;
    FileHandle m_listener;
    std::vector<FileHandle> m_crowd; // fills the queue, so that nobody else gets in
    PipeEnds m_end;
    int m_port = 0;
    std::atomic<int> m_connections = 0;
    std::thread m_thread;
};

} // namespace tandem::testing
