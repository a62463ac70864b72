// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/bad_line.h"

#include <QProcess>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <deque>
#include <random>
#include <vector>

#ifdef Q_OS_LINUX
#include <arpa/inet.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace tandem::testing {

namespace {

#ifdef Q_OS_LINUX

using Time = std::chrono::steady_clock::time_point;

// Behind the header that tells of offloaded work: checksums and segments that are still to be made.
constexpr std::size_t offloadBytes = 10;
constexpr std::size_t frameBytes = offloadBytes + 14 + 65536;

void ip(const QString &words)
{
    QProcess process;
    process.start(QStringLiteral("ip"), words.split(u' '));
    if (!process.waitForFinished() || process.exitCode() != 0)
        qFatal("ip %s: %s", qPrintable(words), process.readAllStandardError().constData());
}

// Every frame that comes out of that interface, and a way to put frames into it.
int openEnd(const QString &interface)
{
    const int end = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const unsigned index = if_nametoindex(qPrintable(interface));
    const int yes = 1;
    const int room = 8 * 1024 * 1024;
    packet_mreq all{};
    all.mr_ifindex = int(index);
    all.mr_type = PACKET_MR_PROMISC;
    sockaddr_ll at{};
    at.sll_family = AF_PACKET;
    at.sll_protocol = htons(ETH_P_ALL);
    at.sll_ifindex = int(index);
    if (end < 0 || index == 0 ||
        setsockopt(end, SOL_PACKET, PACKET_VNET_HDR, &yes, sizeof yes) != 0 ||
        setsockopt(end, SOL_PACKET, PACKET_IGNORE_OUTGOING, &yes, sizeof yes) != 0 ||
        setsockopt(end, SOL_PACKET, PACKET_ADD_MEMBERSHIP, &all, sizeof all) != 0 ||
        setsockopt(end, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room) != 0 ||
        bind(end, reinterpret_cast<const sockaddr *>(&at), sizeof at) != 0)
        qFatal("%s: %s", qPrintable(interface), std::strerror(errno));
    return end;
}

// Is the client one of the two machines that this frame is for or from?
bool isOfTheClient(const std::vector<char> &frame)
{
    static constexpr std::array<char, 4> client = {char(192), char(168), 56, 1};
    constexpr std::size_t source = offloadBytes + 14 + 12;
    const char *bytes = frame.data();
    return frame.size() >= source + 8 && bytes[offloadBytes + 12] == 0x08 &&
           bytes[offloadBytes + 13] == 0x00 &&
           (std::memcmp(bytes + source, client.data(), 4) == 0 ||
            std::memcmp(bytes + source + 4, client.data(), 4) == 0);
}

#endif

} // namespace

#ifdef Q_OS_LINUX

class BadLine::Carrier
{
public:
    Carrier(const QString &hostSide, const QString &netSide, const LineQuality &quality)
        : m_quality(quality), m_chance(quality.seed), m_wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    {
        m_ways[0] = {openEnd(hostSide), openEnd(netSide), {}};
        m_ways[1] = {m_ways[0].to, m_ways[0].from, {}};
    }
    ~Carrier()
    {
        close(m_ways[0].from);
        close(m_ways[0].to);
        close(m_wake);
    }
    Carrier(const Carrier &) = delete;
    Carrier &operator=(const Carrier &) = delete;

    void end()
    {
        const std::uint64_t one = 1;
        if (write(m_wake, &one, sizeof one) != sizeof one)
            qFatal("the bad line cannot be ended");
    }

    void run()
    {
        std::vector<char> frame;
        for (;;) {
            std::array<pollfd, 3> waits = {
                {{m_ways[0].from, POLLIN, 0}, {m_ways[1].from, POLLIN, 0}, {m_wake, POLLIN, 0}}};
            const timespec patience = untilNext();
            if (ppoll(waits.data(), waits.size(), &patience, nullptr) < 0 && errno != EINTR)
                qFatal("the bad line: %s", std::strerror(errno));
            if (waits[2].revents != 0)
                return;
            for (Way &way : m_ways) {
                frame.resize(frameBytes);
                for (ssize_t size = 0;
                     (size = recv(way.from, frame.data(), frame.size(), 0)) > 0;) {
                    frame.resize(std::size_t(size));
                    take(way, frame);
                    frame.resize(frameBytes);
                }
                deliver(way);
            }
        }
    }

private:
    struct Late
    {
        Time due;
        std::vector<char> frame;
    };
    struct Way
    {
        int from = -1;
        int to = -1;
        std::deque<Late> late;
    };

    void take(Way &way, const std::vector<char> &frame)
    {
        const int share = isOfTheClient(frame) ? 1 : 2; // two such lines, each half of the way
        if (std::uniform_int_distribution<int>(0, 100 * share - 1)(m_chance) <
            m_quality.lossPercent)
            return;
        using std::chrono::microseconds;
        const auto jitter = std::uniform_int_distribution<std::int64_t>(
            0, microseconds(m_quality.jitter).count())(m_chance);
        Time due = std::chrono::steady_clock::now() +
                   (microseconds(m_quality.delay) + microseconds(jitter)) / share;
        if (!way.late.empty() && way.late.back().due > due)
            due = way.late.back().due;
        way.late.push_back({due, frame});
    }
    static void deliver(Way &way)
    {
        const Time now = std::chrono::steady_clock::now();
        while (!way.late.empty() && way.late.front().due <= now) {
            const std::vector<char> &frame = way.late.front().frame;
            // What the other end has no room for is lost, as on any line.
            static_cast<void>(send(way.to, frame.data(), frame.size(), 0));
            way.late.pop_front();
        }
    }
    [[nodiscard]] timespec untilNext() const
    {
        using namespace std::chrono;
        nanoseconds left = seconds(1);
        for (const Way &way : m_ways) {
            if (!way.late.empty())
                left = std::min(left, nanoseconds(way.late.front().due - steady_clock::now()));
        }
        left = std::max(left, nanoseconds(0));
        return {time_t(left.count() / 1000000000), long(left.count() % 1000000000)};
    }

    LineQuality m_quality;
    std::mt19937_64 m_chance;
    int m_wake = -1;
    std::array<Way, 2> m_ways;
};

// The host's end of its cable leaves the bridge, and another cable's comes in its place. Neither of
// the two ends that are carried between is one of this machine's own voice.
BadLine::BadLine(const QString &host, const LineQuality &quality) : m_host(host)
{
    ip(QStringLiteral("link add line-%1 type veth peer name far-%1").arg(host));
    ip(QStringLiteral("link set far-%1 arp off up").arg(host));
    m_carrier = std::make_unique<Carrier>(QStringLiteral("vb-") + host,
                                          QStringLiteral("far-") + host, quality);
    m_thread = std::thread([this] { m_carrier->run(); });
    ip(QStringLiteral("link set vb-%1 nomaster arp off").arg(host));
    ip(QStringLiteral("link set line-%1 master hosts up").arg(host));
}

BadLine::~BadLine()
{
    m_carrier->end();
    m_thread.join();
    ip(QStringLiteral("link del line-%1").arg(m_host));
    ip(QStringLiteral("link set vb-%1 master hosts arp on").arg(m_host));
}

#else

class BadLine::Carrier
{
};
BadLine::BadLine(const QString &, const LineQuality &)
{
    qFatal("a bad line needs Linux");
}
BadLine::~BadLine() = default;

#endif

} // namespace tandem::testing
