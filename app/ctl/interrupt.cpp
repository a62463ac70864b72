// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/interrupt.h"

#include <cerrno>
#include <csignal>

#include <unistd.h>

namespace tandem {

namespace {

// A signal handler may only write a byte; the thread does the rest.
volatile std::sig_atomic_t wakeUpFd = -1;
constexpr char stopByte = 1;
constexpr char endByte = 0;

void noteSignal(int)
{
    const int before = errno;
    static_cast<void>(!::write(wakeUpFd, &stopByte, 1));
    errno = before;
}

void setHandler(void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

} // namespace

Interrupt::Interrupt()
{
    // A reader of our output that goes away must not end a stage half way.
    std::signal(SIGPIPE, SIG_IGN);
    m_wakeUp = openPipe();
    if (!m_wakeUp)
        return;
    wakeUpFd = m_wakeUp->writing.get();
    m_thread = std::thread([this] {
        char byte = endByte;
        while (::read(m_wakeUp->reading.get(), &byte, 1) < 0 && errno == EINTR) {
        }
        if (byte == stopByte)
            m_source.requestStop();
    });
    setHandler(noteSignal);
}

Interrupt::~Interrupt()
{
    if (!m_thread.joinable())
        return;
    setHandler(SIG_DFL);
    static_cast<void>(!::write(m_wakeUp->writing.get(), &endByte, 1));
    m_thread.join();
}

} // namespace tandem
