// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <cstdint>
#include <memory>
#include <thread>

namespace tandem::testing {

// What a frame meets between two machines, in each direction.
struct LineQuality
{
    std::chrono::milliseconds delay{0};
    std::chrono::milliseconds jitter{0}; // at most so much longer; frames stay in order
    int lossPercent = 0;
    std::uint64_t seed = 1; // which frames are lost and how late each is
};

// The network cable of a test host as a bad line, until it goes: this program carries each frame
// between the host and the network, late, and drops some. Delays of the kernel's own are not
// everywhere. Between two hosts that both have one, a frame meets `quality` once, as between a host
// and the client: each carries it half of the way. Linux, as root in the hosts' network; what
// cannot be made ends the run. Frames travel on a thread of its own.
class BadLine
{
public:
    BadLine(const QString &host, const LineQuality &quality);
    ~BadLine();
    BadLine(const BadLine &) = delete;
    BadLine &operator=(const BadLine &) = delete;

private:
    class Carrier;
    QString m_host;
    std::unique_ptr<Carrier> m_carrier;
    std::thread m_thread;
};

} // namespace tandem::testing
