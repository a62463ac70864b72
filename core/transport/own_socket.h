// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transport/file_handle.h"

#include <optional>

namespace tandem {

// A TCP socket that listens on 127.0.0.1 at a port of the system's choice; non-blocking.
struct LoopbackListener
{
    FileHandle socket;
    int port = 0;
    bool isStarved = false; // somebody waits who could not be let in for want of a descriptor
};
[[nodiscard]] std::optional<LoopbackListener> listenOnLoopback();

// A connection that was accepted there.
struct LoopbackGuest
{
    FileHandle socket; // non-blocking, TCP_NODELAY
    int port = 0;      // of the other end
};
// None: nobody waits, or `isStarved`: try again later. One whose other end is no socket of this
// very process is closed unheard.
[[nodiscard]] std::optional<LoopbackGuest> acceptOwn(LoopbackListener &listener);

// The port at this end of a socket of the Internet family, else 0.
[[nodiscard]] int localPortOf(int fd);

} // namespace tandem
