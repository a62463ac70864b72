// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace tandem {

// Holds a free TCP port of 127.0.0.1 until it is released or destroyed, so that two choices never
// meet. Ports lie below the range from which the system serves outgoing connections.
class PortReservation
{
public:
    [[nodiscard]] static Result<PortReservation> any();
    PortReservation(PortReservation &&other) noexcept;
    PortReservation &operator=(PortReservation &&other) noexcept;
    PortReservation(const PortReservation &) = delete;
    PortReservation &operator=(const PortReservation &) = delete;
    ~PortReservation();

    [[nodiscard]] int port() const { return m_port; }
    void release();

private:
    PortReservation(int port, int descriptor) : m_port(port), m_descriptor(descriptor) {}
    int m_port = 0;
    int m_descriptor = -1;
};

// A server could listen on the port of 127.0.0.1 now.
[[nodiscard]] bool isPortFree(int port);

} // namespace tandem
