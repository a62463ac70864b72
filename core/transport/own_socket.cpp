// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/own_socket.h"

#include <cerrno>
#include <cstdlib>
#include <memory>

#include <arpa/inet.h>
#include <dirent.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace tandem {

namespace {

using NameCall = int (*)(int, sockaddr *, socklen_t *);

// The IPv4 end that `call` (getsockname, getpeername) tells of; family 0: there is none.
sockaddr_in endOf(int fd, NameCall call)
{
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;
    sockaddr_in end{};
    if (call(fd, reinterpret_cast<sockaddr *>(&storage), &size) != 0 ||
        storage.ss_family != AF_INET)
        return end;
    return *reinterpret_cast<sockaddr_in *>(&storage);
}

bool isSame(const sockaddr_in &a, const sockaddr_in &b)
{
    return a.sin_family == AF_INET && b.sin_family == AF_INET && a.sin_port == b.sin_port &&
           a.sin_addr.s_addr == b.sin_addr.s_addr;
}

// The other end is one of this process's own descriptors: two ends name a connection for sure.
bool isFromThisProcess(int accepted)
{
    const sockaddr_in here = endOf(accepted, getsockname);
    const sockaddr_in there = endOf(accepted, getpeername);
    const std::unique_ptr<DIR, int (*)(DIR *)> open(opendir("/dev/fd"), closedir);
    while (const dirent *entry = open ? readdir(open.get()) : nullptr) {
        char *rest = nullptr;
        const long fd = std::strtol(entry->d_name, &rest, 10);
        if (rest == entry->d_name || *rest != '\0' || fd == accepted)
            continue;
        const int number = static_cast<int>(fd);
        if (isSame(endOf(number, getsockname), there) && isSame(endOf(number, getpeername), here))
            return true;
    }
    return false;
}

} // namespace

int localPortOf(int fd)
{
    return ntohs(endOf(fd, getsockname).sin_port);
}

std::optional<LoopbackListener> listenOnLoopback()
{
    LoopbackListener listener{FileHandle(socket(AF_INET, SOCK_STREAM, 0)), 0};
    const int fd = listener.socket.get();
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd < 0 || fcntl(fd, F_SETFD, FD_CLOEXEC) != 0 || !setNonBlocking(fd) ||
        bind(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0 ||
        listen(fd, SOMAXCONN) != 0)
        return std::nullopt;
    listener.port = localPortOf(fd);
    return listener;
}

std::optional<LoopbackGuest> acceptOwn(LoopbackListener &listener)
{
    listener.isStarved = false;
    for (;;) {
        LoopbackGuest guest{FileHandle(accept(listener.socket.get(), nullptr, nullptr)), 0};
        const int fd = guest.socket.get();
        if (fd < 0 && (errno == EINTR || errno == ECONNABORTED))
            continue;
        if (fd < 0) {
            listener.isStarved = errno != EAGAIN && errno != EWOULDBLOCK;
            return std::nullopt;
        }
        if (!isFromThisProcess(fd))
            continue;
        fcntl(fd, F_SETFD, FD_CLOEXEC);
        setNonBlocking(fd);
        const int on = 1;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
#ifdef SO_NOSIGPIPE
        setsockopt(fd, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#endif
        guest.port = ntohs(endOf(fd, getpeername).sin_port);
        return guest;
    }
}

} // namespace tandem
