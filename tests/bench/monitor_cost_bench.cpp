// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What watching costs the watched: pgbench on the primary of a pair, without and with a monitor of
// this process at its full rate, in interleaved rounds; and this process's resident memory.
// Usage: bench_monitor_cost_bench [ROUNDS=6] [SECONDS=8]. Exit 1: pgbench did not run.
// Aim: the ratio stays above 0.99. Here the monitor shares the machine with both servers.
#include "core/monitor/monitor.h"
#include "core/transport/shell.h"
#include "tests/support/lab_pair.h"
#include "tests/support/node_words.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <cstdio>

using namespace tandem;

namespace {

// Transactions a second; absent when pgbench failed.
std::optional<double> transactions(LabPair &lab, const QString &options)
{
    const NodeProfile &node = *lab.session().profile().node(lab.home());
    const QString sockets = QFileInfo(node.postgres.dataDirectory).path() + QStringLiteral("/run");
    const QString output =
        words::shell(node, QStringLiteral("%1/pgbench -h %2 -p %3 -U postgres %4 postgres")
                               .arg(shellQuoted(node.postgres.binDirectory), shellQuoted(sockets),
                                    QString::number(node.postgres.port), options));
    static const QRegularExpression figure(QStringLiteral("tps = ([0-9.]+)"));
    const auto match = figure.match(output);
    if (!match.hasMatch())
        std::printf("%s\n", qPrintable(output));
    return match.hasMatch() ? std::optional<double>(match.captured(1).toDouble()) : std::nullopt;
}

double residentMegabytes()
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    static const QRegularExpression resident(QStringLiteral("VmRSS:\\s+(\\d+) kB"));
    return resident.match(QString::fromLatin1(file.readAll())).captured(1).toDouble() / 1024;
}

// The first look at a host starts dozens of processes; what is measured is the watching after it.
void waitUntilSteady(const Monitor &monitor)
{
    const Deadline deadline = Deadline::after(Milliseconds(20000));
    PairView view = monitor.latest();
    while (!(view.times[0].shellSeen && view.times[1].shellSeen)) {
        const auto newer = monitor.waitForNewer(view.number, deadline, {});
        if (!newer)
            qFatal("The monitor has seen no host in 20 s.");
        view = *newer;
    }
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 6;
    const int seconds = argc > 2 ? std::clamp(std::atoi(argv[2]), 1, 25) : 8;
    auto made = LabPair::setUp();
    if (!made.ok()) {
        std::printf("%s\n", qPrintable(made.error().sentence.english()));
        return 1;
    }
    LabPair &lab = **made;
    static_cast<void>(transactions(lab, QStringLiteral("-i -q -s 5")));
    const QString run = QStringLiteral("-n -M prepared -c 2 -j 1 -T %1").arg(seconds);
    if (!transactions(lab, QStringLiteral("-n -M prepared -c 2 -j 1 -T 3"))) // warm
        return 1;
    std::vector<double> ratios;
    for (int round = 1; round <= rounds; ++round) {
        std::optional<double> off, on;
        double memory = 0;
        const auto playOff = [&] { off = transactions(lab, run); };
        const auto playOn = [&] {
            Monitor monitor(lab.session().profile(), lab.session().secrets());
            waitUntilSteady(monitor);
            on = transactions(lab, run);
            memory = residentMegabytes();
        };
        // Each goes first in turn, so that a drift of the machine favours neither.
        if (round % 2 == 1)
            playOff();
        playOn();
        if (round % 2 == 0)
            playOff();
        if (!off || !on)
            return 1;
        ratios.push_back(*on / *off);
        std::printf("round %2d: without %8.1f, with %8.1f transactions a second, ratio %.4f, "
                    "resident %.1f MB\n",
                    round, *off, *on, ratios.back(), memory);
        std::fflush(stdout);
    }
    std::sort(ratios.begin(), ratios.end());
    const std::size_t n = ratios.size();
    double sum = 0;
    for (const double ratio : ratios)
        sum += std::log(ratio);
    std::printf("ratio: median %.4f, geometric mean %.4f, least %.4f, most %.4f (n=%zu)\n",
                (ratios[(n - 1) / 2] + ratios[n / 2]) / 2, std::exp(sum / double(n)),
                ratios.front(), ratios.back(), n);
    return 0;
}
