// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/ssh_socket.h"

#include "core/transport/name_lookup.h"
#include "core/transport/stoppable_poll.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <memory>
#include <vector>

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ; // NOLINT: not every system declares it

namespace tandem {

namespace {

Error unreachable(const SshEndpoint &endpoint, const QString &why, const char *code)
{
    return Error{ErrorKind::Unreachable,
                 say("Transport",
                     "Node %1 does not answer over SSH at %2 (%3); check that the host "
                     "is up and that its SSH server is reached from here.")
                     .arg(endpoint.node)
                     .arg(endpoint.address())
                     .arg(why),
                 {},
                 QLatin1String(code)};
}

Error cancelled(const SshEndpoint &endpoint)
{
    return Error{ErrorKind::Cancelled,
                 say("Transport", "Connecting to %1 was cancelled.").arg(endpoint.node),
                 {},
                 {}};
}

void setOption(int fd, int level, int name)
{
    const int on = 1;
    setsockopt(fd, level, name, &on, sizeof on);
}

Result<QStringList> addressesOf(const SshEndpoint &endpoint, const Deadline &deadline,
                                const StopToken &stop)
{
    if (NameLookup::isAddress(endpoint.host))
        return QStringList{endpoint.host};
    const NameLookup lookup(endpoint.host);
    StoppablePoll poll(stop);
    std::vector<pollfd> descriptors{{lookup.descriptor(), POLLIN, 0}};
    const auto outcome = poll.wait(descriptors, deadline.remaining());
    if (outcome == StoppablePoll::Outcome::Stopped)
        return cancelled(endpoint);
    const auto answer = lookup.answer();
    if (!answer)
        return unreachable(endpoint, QStringLiteral("the name server is silent"), "resolve");
    if (answer->addresses.isEmpty())
        return unreachable(endpoint, answer->problem, "resolve");
    return answer->addresses;
}

// Connected, or an Error for this one address.
Result<FileHandle> connectTo(const SshEndpoint &endpoint, const QString &address,
                             const Deadline &deadline, const StopToken &stop)
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
    addrinfo *list = nullptr;
    if (const int failure =
            getaddrinfo(address.toUtf8().constData(), QByteArray::number(endpoint.port).constData(),
                        &hints, &list);
        failure != 0)
        return unreachable(endpoint, QString::fromLocal8Bit(gai_strerror(failure)), "resolve");
    const std::unique_ptr<addrinfo, void (*)(addrinfo *)> owner(list, freeaddrinfo);
    FileHandle stream(socket(list->ai_family, SOCK_STREAM, 0));
    if (!stream.isOpen())
        return unreachable(endpoint, QString::fromLocal8Bit(std::strerror(errno)), "silent");
    const int fd = stream.get();
    fcntl(fd, F_SETFD, FD_CLOEXEC);
    setNonBlocking(fd);
    setOption(fd, IPPROTO_TCP, TCP_NODELAY); // before connect: 44 ms an answer become 2
    setOption(fd, SOL_SOCKET, SO_KEEPALIVE);
#ifdef SO_NOSIGPIPE
    setOption(fd, SOL_SOCKET, SO_NOSIGPIPE);
#endif
    int problem = connect(fd, list->ai_addr, list->ai_addrlen) == 0 ? 0 : errno;
    if (problem == EINPROGRESS || problem == EINTR) {
        StoppablePoll poll(stop);
        std::vector<pollfd> descriptors{{fd, POLLOUT, 0}};
        switch (poll.wait(descriptors, deadline.remaining())) {
        case StoppablePoll::Outcome::Stopped:
            return cancelled(endpoint);
        case StoppablePoll::Outcome::TimedOut:
            return unreachable(endpoint, QStringLiteral("no answer"), "silent");
        case StoppablePoll::Outcome::Ready:
            break;
        }
        socklen_t size = sizeof problem;
        getsockopt(fd, SOL_SOCKET, SO_ERROR, &problem, &size);
    }
    if (problem == 0)
        return stream;
    return unreachable(endpoint, QString::fromLocal8Bit(std::strerror(problem)),
                       problem == ECONNREFUSED ? "refused" : "silent");
}

// ssh -J FIRST,... -W HOST:PORT -- LAST, with one end of a socket pair as its standard streams.
Result<SshSocket> openThroughJumps(const SshEndpoint &endpoint)
{
    std::array<int, 2> ends{-1, -1};
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) != 0)
        return unreachable(endpoint, QString::fromLocal8Bit(std::strerror(errno)), "silent");
    FileHandle ours(ends[0]);
    FileHandle theirs(ends[1]);
    for (const int fd : ends)
        fcntl(fd, F_SETFD, FD_CLOEXEC);
    setNonBlocking(ours.get());
    const QString host = endpoint.host.contains(u':') ? u'[' + endpoint.host + u']' : endpoint.host;
    std::vector<QByteArray> words{"ssh",           "-T", "-o",
                                  "BatchMode=yes", "-o", "ClearAllForwardings=yes"};
    if (endpoint.jumps.size() > 1) {
        words.emplace_back("-J");
        words.push_back(endpoint.jumps.mid(0, endpoint.jumps.size() - 1).join(u',').toUtf8());
    }
    words.emplace_back("-W");
    words.push_back(QStringLiteral("%1:%2").arg(host).arg(endpoint.port).toUtf8());
    words.emplace_back("--");
    words.push_back((QStringLiteral("ssh://") + endpoint.jumps.last()).toUtf8());
    std::vector<char *> arguments;
    for (QByteArray &word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, theirs.get(), 0);
    posix_spawn_file_actions_adddup2(&actions, theirs.get(), 1);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    pid_t pid = -1;
    const int failure = posix_spawnp(&pid, "ssh", &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failure != 0)
        return unreachable(endpoint, QString::fromLocal8Bit(std::strerror(failure)), "silent");
    return SshSocket{JumpProcess(pid), std::move(ours)};
}

} // namespace

JumpProcess::~JumpProcess()
{
    if (m_pid <= 1)
        return;
    kill(m_pid, SIGKILL);
    while (waitpid(m_pid, nullptr, 0) < 0 && errno == EINTR) {
    }
}

Result<SshSocket> openSshSocket(const SshEndpoint &endpoint, const Deadline &deadline,
                                const StopToken &stop)
{
    if (stop.stopRequested())
        return cancelled(endpoint);
    if (!endpoint.jumps.isEmpty())
        return openThroughJumps(endpoint);
    const auto addresses = addressesOf(endpoint, deadline, stop);
    if (!addresses)
        return addresses.error();
    std::optional<Error> problem;
    qsizetype left = addresses->size();
    for (const QString &address : *addresses) {
        // A silent address may not eat the time of those that come after it.
        const auto share = Deadline::after(deadline.remaining() / left--);
        auto stream = connectTo(endpoint, address, share, stop);
        if (stream)
            return SshSocket{{}, std::move(*stream)};
        problem = stream.error();
        if (problem->kind == ErrorKind::Cancelled)
            break;
    }
    return *problem;
}

} // namespace tandem
