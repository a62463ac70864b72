// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/tunnel_way.h"

#include <algorithm>
#include <array>
#include <cerrno>

#include <sys/socket.h>

namespace tandem {

namespace {

constexpr qsizetype most = 262144; // bytes held for one side
constexpr qsizetype piece = 32768; // bytes moved at once

#ifdef MSG_NOSIGNAL
constexpr int sendFlags = MSG_NOSIGNAL;
#else
constexpr int sendFlags = 0; // the socket itself raises no signal
#endif

bool isJustLater(int problem)
{
    return problem == EAGAIN || problem == EWOULDBLOCK || problem == EINTR;
}

} // namespace

TunnelWay::TunnelWay(SshSession &session, LoopbackGuest guest, int serverPort)
    : m_session(session),
      m_guest(std::move(guest)),
      m_serverPort(serverPort),
      m_channel(ssh_channel_new(session.handle()))
{
    if (!m_channel)
        qFatal("Out of memory for an SSH channel.");
    m_callbacks.userdata = this;
    m_callbacks.channel_data_function = [](ssh_session, ssh_channel, void *data, uint32_t size,
                                           int isError, void *way) {
        if (isError != 0)
            return static_cast<int>(size);
        return static_cast<int>(
            static_cast<TunnelWay *>(way)->keep(static_cast<const char *>(data), size));
    };
    m_callbacks.channel_eof_function = [](ssh_session, ssh_channel, void *way) {
        static_cast<TunnelWay *>(way)->m_hostEnded = true;
    };
    m_callbacks.channel_close_function = m_callbacks.channel_eof_function;
    ssh_callbacks_init(&m_callbacks);
    ssh_set_channel_callbacks(m_channel, &m_callbacks);
}

TunnelWay::~TunnelWay()
{
    ssh_remove_channel_callbacks(m_channel, &m_callbacks);
    ssh_channel_free(m_channel); // says close; what the host has of ours still goes to the server
}

uint32_t TunnelWay::keep(const char *data, uint32_t size)
{
    const auto room = static_cast<uint32_t>(most - std::min(most, m_toGuest.size()));
    const uint32_t taken = std::min(size, room);
    m_toGuest.append(data, taken);
    m_isHeldBack = taken < size;
    return taken;
}

pollfd TunnelWay::waitsFor() const
{
    int events = 0;
    if (!m_guestEnded && m_toHost.size() < most)
        events |= POLLIN;
    if (!m_toGuest.isEmpty())
        events |= POLLOUT;
    return {events != 0 ? m_guest.socket.get() : -1, static_cast<short>(events), 0};
}

void TunnelWay::move(short revents)
{
    if (m_phase == Phase::Over)
        return;
    takeFromGuest(revents);
    if (m_phase == Phase::Opening)
        open();
    if (m_phase != Phase::Open)
        return;
    giveToHost();
    giveToGuest();
    const bool guestIsDone = m_guestEnded && m_toHost.isEmpty();
    const bool hostIsDone = m_hostEnded && m_toGuest.isEmpty() && !m_isHeldBack;
    if (guestIsDone || hostIsDone)
        m_phase = Phase::Over;
}

void TunnelWay::open()
{
    const int rc =
        ssh_channel_open_forward(m_channel, "127.0.0.1", m_serverPort, "127.0.0.1", m_guest.port);
    if (rc == SSH_AGAIN)
        return;
    if (rc == SSH_OK) {
        m_phase = Phase::Open;
        return;
    }
    m_refusal = QString::fromUtf8(ssh_get_error(m_session.handle()));
    m_phase = Phase::Over;
}

void TunnelWay::takeFromGuest(short revents)
{
    if (m_guestEnded || (revents & (POLLIN | POLLHUP | POLLERR)) == 0)
        return;
    std::array<char, piece> bytes; // NOLINT: filled by recv
    const auto count = recv(m_guest.socket.get(), bytes.data(), bytes.size(), 0);
    if (count > 0)
        m_toHost.append(bytes.data(), count);
    else if (count == 0 || !isJustLater(errno))
        m_guestEnded = true;
}

void TunnelWay::giveToHost()
{
    while (!m_toHost.isEmpty() && !m_hostEnded) {
        const int written =
            ssh_channel_write(m_channel, m_toHost.constData(),
                              static_cast<uint32_t>(std::min(m_toHost.size(), piece)));
        if (written == SSH_ERROR)
            m_hostEnded = true;
        if (written <= 0)
            return;
        m_toHost.remove(0, written);
    }
}

void TunnelWay::takeHeldBack()
{
    while (m_isHeldBack && m_toGuest.size() < most) {
        std::array<char, piece> bytes; // NOLINT: filled by libssh
        const auto room = static_cast<uint32_t>(std::min(piece, most - m_toGuest.size()));
        const int count = ssh_channel_read_nonblocking(m_channel, bytes.data(), room, 0);
        if (count > 0)
            m_toGuest.append(bytes.data(), count);
        else
            m_isHeldBack = false;
    }
}

void TunnelWay::giveToGuest()
{
    while (!m_toGuest.isEmpty()) {
        const auto count = send(m_guest.socket.get(), m_toGuest.constData(),
                                static_cast<size_t>(std::min(m_toGuest.size(), piece)), sendFlags);
        if (count < 0 && isJustLater(errno))
            return;
        if (count < 0) {
            m_guestEnded = true;
            m_toHost.clear();
            m_toGuest.clear();
            return;
        }
        m_toGuest.remove(0, count);
        takeHeldBack();
    }
}

} // namespace tandem
