// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/port_reservation.h"

#include <QRandomGenerator>

#include <arpa/inet.h>
#include <cstdint>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <utility>

namespace tandem {
namespace {

constexpr int firstPort = 20000;
constexpr int endPort = 32000; // Linux hands out 32768 and up, macOS 49152 and up
constexpr int attempts = 200;

// The descriptor of a socket that listens as PostgreSQL does, or -1.
int listenOn(int port)
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
    if (descriptor < 0)
        return -1;
    const int on = 1;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 &&
        ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
        ::bind(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0 &&
        ::listen(descriptor, 1) == 0)
        return descriptor;
    ::close(descriptor);
    return -1;
}

} // namespace

Result<PortReservation> PortReservation::any()
{
    for (int i = 0; i < attempts; ++i) {
        const int port = QRandomGenerator::system()->bounded(firstPort, endPort);
        const int descriptor = listenOn(port);
        if (descriptor >= 0)
            return PortReservation(port, descriptor);
    }
    return Error{ErrorKind::Refused,
                 say("Sandbox", "No free port was found on 127.0.0.1 between %1 and %2; stop a "
                                "program that listens there and try again.")
                     .arg(firstPort)
                     .arg(endPort - 1),
                 {},
                 {}};
}

PortReservation::PortReservation(PortReservation &&other) noexcept
    : m_port(other.m_port), m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

PortReservation &PortReservation::operator=(PortReservation &&other) noexcept
{
    if (this != &other) {
        release();
        m_port = other.m_port;
        m_descriptor = std::exchange(other.m_descriptor, -1);
    }
    return *this;
}

PortReservation::~PortReservation()
{
    release();
}

void PortReservation::release()
{
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
}

bool isPortFree(int port)
{
    const int descriptor = listenOn(port);
    if (descriptor < 0)
        return false;
    ::close(descriptor);
    return true;
}

} // namespace tandem
