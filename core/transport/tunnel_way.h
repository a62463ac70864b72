// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transport/own_socket.h"
#include "core/transport/ssh_session.h"

#include <libssh/callbacks.h>

#include <QByteArray>

namespace tandem {

// One connection of this process, carried through an SSH session to 127.0.0.1:`serverPort` on the
// host. Holds at most 256 KiB for either side. Lives in the session's thread and ends before it.
class TunnelWay
{
public:
    TunnelWay(SshSession &session, LoopbackGuest guest, int serverPort);
    ~TunnelWay();
    TunnelWay(const TunnelWay &) = delete;
    TunnelWay &operator=(const TunnelWay &) = delete;

    // What poll(2) has to wait for at the local end.
    [[nodiscard]] pollfd waitsFor() const;
    // Moves on what can be moved, after the session's pump().
    void move(short revents);

    [[nodiscard]] bool isOpening() const { return m_phase == Phase::Opening; }
    // One side has ended and the other one got all of it.
    [[nodiscard]] bool isOver() const { return m_phase == Phase::Over; }
    // The host refused to open it, in libssh's words.
    [[nodiscard]] const QString &refusal() const { return m_refusal; }
    [[nodiscard]] int guestPort() const { return m_guest.port; }

private:
    enum class Phase
    {
        Opening,
        Open,
        Over
    };
    void open();
    void takeFromGuest(short revents);
    void giveToHost();
    void takeHeldBack();
    void giveToGuest();
    uint32_t keep(const char *data, uint32_t size);

    SshSession &m_session;
    LoopbackGuest m_guest;
    const int m_serverPort;
    ssh_channel m_channel = nullptr;
    ssh_channel_callbacks_struct m_callbacks{};
    Phase m_phase = Phase::Opening;
    QString m_refusal;
    QByteArray m_toHost, m_toGuest;
    bool m_isHeldBack = false; // libssh keeps more of the host's for us
    bool m_guestEnded = false, m_hostEnded = false;
};

} // namespace tandem
