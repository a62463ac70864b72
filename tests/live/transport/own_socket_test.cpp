// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The port of the loopback that only this very process may use.
#include "core/transport/own_socket.h"

#include <QProcess>
#include <QTest>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace tandem;

namespace {

FileHandle connectTo(int port)
{
    FileHandle client(socket(AF_INET, SOCK_STREAM, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    if (::connect(client.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return {};
    return client;
}

} // namespace

class OwnSocketTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_listener = listenOnLoopback();
        QVERIFY(m_listener && m_listener->port > 0);
    }

    void ownConnectionIsLetIn()
    {
        QVERIFY(!acceptOwn(*m_listener));
        QVERIFY(!m_listener->isStarved);
        const FileHandle client = connectTo(m_listener->port);
        QVERIFY(client.get() >= 0);
        const auto guest = acceptOwn(*m_listener);
        QVERIFY(guest.has_value());
        QCOMPARE(guest->port, localPortOf(client.get()));
        QVERIFY(!acceptOwn(*m_listener));
    }

    void anotherProcessIsClosedUnheard()
    {
        QProcess other;
        other.start(QStringLiteral("bash"),
                    {QStringLiteral("-c"),
                     QStringLiteral("exec 3<>/dev/tcp/127.0.0.1/%1; echo in; read -r -u 3 word; "
                                    "echo \"over $?\"")
                         .arg(m_listener->port)});
        QVERIFY(other.waitForReadyRead(10000));
        QVERIFY(!acceptOwn(*m_listener));
        QVERIFY(other.waitForFinished(10000));
        QCOMPARE(other.readAllStandardOutput(), QByteArray("in\nover 1\n"));
    }

    // With every descriptor taken the one who waits stays, and whoever polls is told not to spin.
    void withoutADescriptorItIsTriedAgain()
    {
        const FileHandle client = connectTo(m_listener->port);
        QVERIFY(client.get() >= 0);
        rlimit usual{};
        QCOMPARE(getrlimit(RLIMIT_NOFILE, &usual), 0);
        const int lowestFree = dup(client.get());
        ::close(lowestFree);
        rlimit none = usual;
        none.rlim_cur = static_cast<rlim_t>(lowestFree);
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &none), 0);
        const auto starved = acceptOwn(*m_listener);
        const bool isStarved = m_listener->isStarved;
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &usual), 0);
        QVERIFY(!starved);
        QVERIFY(isStarved);
        QVERIFY(acceptOwn(*m_listener).has_value());
        QVERIFY(!m_listener->isStarved);
    }

private:
    std::optional<LoopbackListener> m_listener;
};

QTEST_GUILESS_MAIN(OwnSocketTest)
#include "own_socket_test.moc"
