// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a workload reaches and what its ledger costs, at 1, 4, 32 and 100 writing sessions on a pair
// of its own on this machine; then the ledger alone, without a server.
// Usage: bench_workload_bench [SECONDS=5]. Exit 1 when an audit does not add up.
#include "tests/support/lab_pair.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <cstdio>

using namespace tandem;

namespace {

constexpr int sessionCounts[] = {1, 4, 32, 100};

// Intend and acknowledge in as many threads as a workload has sessions.
void benchLedger(int sessions, int seconds)
{
    QTemporaryDir directory;
    auto made =
        Ledger::create(directory.filePath(QStringLiteral("bench")), QStringLiteral("bench"));
    if (!made.ok())
        return;
    Ledger &ledger = **made;
    StopSource stop;
    std::vector<std::thread> threads;
    const MonotonicTime begin = MonotonicClock::now();
    for (int session = 1; session <= sessions; ++session)
        threads.emplace_back([&ledger, session, token = stop.token()] {
            for (std::int64_t seq = 1; !token.stopRequested(); ++seq) {
                const WriteKey key{session, seq};
                if (!ledger.intend(key, QStringLiteral("order"), QStringLiteral("users,orders"))
                         .ok() ||
                    !ledger.acknowledge(key, QStringLiteral("vm1"), MonotonicClock::now(), 1).ok())
                    return;
            }
        });
    (void)StopToken().sleepFor(std::chrono::seconds(seconds));
    stop.requestStop();
    for (std::thread &thread : threads)
        thread.join();
    const double took = secondsBetween(begin, MonotonicClock::now());
    const double acknowledged = double(ledger.recordCount()) / 2;
    std::printf("ledger alone, %3d sessions: %8.0f acknowledgements/s, %6.0f syncs/s\n", sessions,
                acknowledged / took, double(ledger.syncCount()) / took);
}

bool benchWorkload(LabPair &lab, int sessions, int seconds)
{
    auto ledger = lab.session().newLedger();
    if (!ledger.ok())
        return false;
    WorkloadOptions options;
    options.writers = sessions;
    options.readers = 0;
    Workload workload(lab.session().profile(), lab.session().secrets(), options, **ledger);
    workload.start();
    (void)StopToken().sleepFor(std::chrono::seconds(seconds + 2));
    const std::vector<SecondFigures> all = workload.seconds(std::size_t(seconds));
    const double syncs = double((*ledger)->syncCount());
    workload.stop();
    if (all.empty() || !(*ledger)->close().ok())
        return false;
    double acknowledged = 0, median = 0, worst = 0;
    for (const SecondFigures &second : all) {
        acknowledged += double(second.acknowledged);
        median += second.medianMs.value_or(0) / double(all.size());
        worst = std::max(worst, second.maxMs.value_or(0));
    }
    Drill drill(lab.session(), workload, **ledger);
    const auto audit = drill.auditSince(0, {});
    const bool sound = audit.ok() && audit->acknowledged == audit->kept && audit->inDoubt == 0 &&
                       audit->duplicates == 0 && audit->rolledBackPresent == 0;
    std::printf("workload, %3d sessions: %8.0f transactions/s, commit median %.2f ms max %.1f ms, "
                "%.0f ledger syncs/s, audit adds up: %s\n",
                sessions, acknowledged / double(all.size()), median, worst,
                syncs / double(seconds + 2), sound ? "yes" : "NO");
    return sound;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const int seconds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 5;
    for (const int sessions : sessionCounts)
        benchLedger(sessions, seconds);
    auto lab = LabPair::setUp();
    if (!lab.ok()) {
        std::printf("%s\n", qPrintable(lab.error().sentence.english()));
        return 1;
    }
    bool sound = true;
    for (const int sessions : sessionCounts)
        sound = benchWorkload(**lab, sessions, seconds) && sound;
    return sound ? 0 : 1;
}
