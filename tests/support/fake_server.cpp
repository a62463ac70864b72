// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_server.h"

#include <QByteArray>
#include <QtEndian>

#include <string>
#include <vector>

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace tandem::testing {

namespace {

QByteArray number32(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray number16(quint16 value)
{
    QByteArray bytes(2, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray message(char type, const QByteArray &body)
{
    return type + number32(static_cast<quint32>(body.size() + 4)) + body;
}

QByteArray text(const char *value)
{
    return QByteArray(value) + '\0';
}

QByteArray welcome()
{
    QByteArray bytes = message('R', number32(0));
    bytes += message('S', text("server_version") + text("13.4"));
    bytes += message('S', text("client_encoding") + text("UTF8"));
    bytes += message('S', text("standard_conforming_strings") + text("on"));
    bytes += message('K', number32(4711) + number32(99));
    return bytes + message('Z', "I");
}

QByteArray answer(bool isStandby)
{
    QByteArray column = number16(1) + text("pg_is_in_recovery") + number32(0) + number16(0) +
                        number32(16) + number16(1) + number32(0xFFFFFFFF) + number16(0);
    QByteArray bytes = message('T', column);
    bytes += message('D', number16(1) + number32(1) + (isStandby ? "t" : "f"));
    bytes += message('C', text("SELECT 1"));
    return bytes;
}

bool readAll(int fd, QByteArray &bytes, qsizetype size)
{
    bytes.resize(size);
    qsizetype done = 0;
    while (done < size) {
        const auto count = read(fd, bytes.data() + done, static_cast<size_t>(size - done));
        if (count <= 0)
            return false;
        done += count;
    }
    return true;
}

void send(int fd, const QByteArray &bytes)
{
    ::send(fd, bytes.constData(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL);
}

QByteArray deceit()
{
    QByteArray words("\x1b[2J\x1b]0;owned\x07\xc2\x9b"
                     "31m<script>alert(1)</script>\r\x7f"
                     "\xe2\x80\xae"
                     "=cmd|' /C calc'!A0 ");
    while (words.size() < 28000)
        words += "<b>long</b>\x1b[1m ";
    return message('E', "SFATAL" + QByteArray(1, '\0') + "VFATAL" + QByteArray(1, '\0') + "C28P01" +
                            QByteArray(1, '\0') + "M" + words + QByteArray(2, '\0'));
}

void deceive(int fd)
{
    QByteArray bytes;
    for (;;) {
        if (!readAll(fd, bytes, 4) || !readAll(fd, bytes, qFromBigEndian<qint32>(bytes.data()) - 4))
            return;
        const bool isStarted = qFromBigEndian<qint32>(bytes.data()) != 80877103;
        send(fd, isStarted ? deceit() : QByteArray("N"));
        if (isStarted) {
            shutdown(fd, SHUT_WR);
            return;
        }
    }
}

void speakAsOldServer(int fd, bool isStandby)
{
    QByteArray bytes;
    for (bool isStarted = false; !isStarted;) {
        if (!readAll(fd, bytes, 4) || !readAll(fd, bytes, qFromBigEndian<qint32>(bytes.data()) - 4))
            return;
        isStarted = qFromBigEndian<qint32>(bytes.data()) != 80877103; // else a TLS request
        send(fd, isStarted ? welcome() : QByteArray("N"));
    }
    for (;;) {
        if (!readAll(fd, bytes, 5))
            return;
        const char type = bytes.at(0);
        if (!readAll(fd, bytes, qFromBigEndian<qint32>(bytes.data() + 1) - 4) || type == 'X')
            return;
        // In two pieces: the client must not take the session for idle in between.
        send(fd, answer(isStandby));
        usleep(20000); // pause: the client must see the first piece alone
        send(fd, message('Z', "I"));
    }
}

} // namespace

ConnectTarget targetAt(int port)
{
    ConnectTarget target;
    target.host = QStringLiteral("127.0.0.1");
    target.port = port;
    target.user = QStringLiteral("postgres");
    target.tls = TlsMode::Prefer;
    return target;
}

FakeServer::FakeServer(Manner manner)
    : m_manner(manner), m_listener(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (bind(m_listener.get(), reinterpret_cast<sockaddr *>(&address), size) != 0 ||
        listen(m_listener.get(), manner == Manner::HardOfHearing ? 0 : 16) != 0 ||
        getsockname(m_listener.get(), reinterpret_cast<sockaddr *>(&address), &size) != 0)
        qFatal("The fake server cannot listen.");
    m_port = ntohs(address.sin_port);
    m_end = *openPipe();
    if (manner == Manner::HardOfHearing)
        fillQueue();
    m_thread = std::thread([this] { serve(); });
}

FakeServer::~FakeServer()
{
    m_end.writing.close();
    m_thread.join();
}

// A kernel that has no room in the queue of a listener drops who calls, as a bad line does.
void FakeServer::fillQueue()
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<quint16>(m_port));
    for (bool isFull = false; !isFull;) {
        m_crowd.emplace_back(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
        pollfd descriptor{m_crowd.back().get(), POLLOUT, 0};
        connect(descriptor.fd, reinterpret_cast<sockaddr *>(&address), sizeof address);
        isFull = poll(&descriptor, 1, 50) == 0;
    }
}

void FakeServer::serve()
{
    if (m_manner == Manner::HardOfHearing)
        usleep(200000); // pause: so long every first packet is lost
    std::vector<FileHandle> kept;
    std::vector<std::thread> talks;
    for (;;) {
        pollfd descriptors[] = {{m_listener.get(), POLLIN, 0}, {m_end.reading.get(), POLLIN, 0}};
        poll(descriptors, 2, -1);
        if (descriptors[1].revents != 0)
            break;
        kept.emplace_back(accept(m_listener.get(), nullptr, nullptr));
        ++m_connections;
        if (m_manner != Manner::Mute)
            talks.emplace_back([this, fd = kept.back().get()] { talk(fd); });
    }
    m_crowd.clear();
    for (const auto &connection : kept)
        shutdown(connection.get(), SHUT_RDWR);
    for (auto &thread : talks)
        thread.join();
}

void FakeServer::talk(int fd) const
{
    char request[4096];
    switch (m_manner) {
    case Manner::Mute:
        break;
    case Manner::Http:
        if (read(fd, request, sizeof request) > 0)
            send(fd, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        break;
    case Manner::ClosesAtOnce:
        if (read(fd, request, sizeof request) > 0)
            shutdown(fd, SHUT_RDWR);
        return;
    case Manner::Resets: {
        // Unread bytes and no lingering: the end is a reset.
        pollfd descriptor{fd, POLLIN, 0};
        poll(&descriptor, 1, 2000);
        const linger now{1, 0};
        setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
        sockaddr unspecified{};
        unspecified.sa_family = AF_UNSPEC;
        if (connect(fd, &unspecified, sizeof unspecified) != 0) // disconnects: sends the reset
            shutdown(fd, SHUT_RDWR);
        return;
    }
    case Manner::OldPrimary:
    case Manner::HardOfHearing:
        speakAsOldServer(fd, false);
        break;
    case Manner::OldStandby:
        speakAsOldServer(fd, true);
        break;
    case Manner::Deceiver:
        deceive(fd);
        break;
    }
}

} // namespace tandem::testing
