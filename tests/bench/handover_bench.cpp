// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Crash, failover, resync, failback in a row under clients, on a pair of its own on this machine,
// or on two booted hosts over SSH (Linux and root). Prints min, median, max of detection, both
// outages and their splits; every round is audited. Usage: bench_handover_bench [ROUNDS=20]
// [WRITERS=4] [hosts]. Exit 1 when a failback lost a write, a failover's audit does not add up, or
// a stage was not done.
#include "tests/support/host_lab.h"
#include "tests/support/lab_pair.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace tandem;

namespace {

struct Series
{
    const char *name;
    std::vector<double> milliseconds;
    void add(const std::optional<double> &seconds)
    {
        if (seconds)
            milliseconds.push_back(*seconds * 1000);
    }
    void print()
    {
        std::sort(milliseconds.begin(), milliseconds.end());
        if (milliseconds.empty()) {
            std::printf("%-22s no figure\n", name);
            return;
        }
        const size_t n = milliseconds.size();
        const double median = (milliseconds[(n - 1) / 2] + milliseconds[n / 2]) / 2;
        std::printf("%-22s min %8.1f  median %8.1f  max %8.1f ms  (n=%zu)\n", name,
                    milliseconds.front(), median, milliseconds.back(), n);
    }
};

int complain(const char *what, const Outcome &outcome)
{
    std::printf("%s: %s\n%s\n", what, qPrintable(outcome.sentence.english()),
                qPrintable(outcome.details));
    return 1;
}

// A round far beyond the others tells where its time went.
void tellIfSlow(const HandoverStory &story)
{
    if (!story.outage || story.outage->seconds().value_or(0) < 1)
        return;
    for (const StepReport &step : story.outcome.steps)
        std::printf("    %8.3f s to %8.3f s  %s %s\n",
                    secondsBetween(story.outcome.startedAt, step.startedAt),
                    secondsBetween(story.outcome.startedAt, step.endedAt), qPrintable(step.id),
                    qPrintable(tokenOf(step.status)));
}

// The pair that is measured, ready for clients.
struct Place
{
    std::unique_ptr<LabPair> here;
    std::unique_ptr<testing::HostLab> hosts;

    [[nodiscard]] PairSession &session() const { return here ? here->session() : hosts->session(); }
    [[nodiscard]] Workload &workload() const { return here ? here->workload() : hosts->workload(); }
    [[nodiscard]] Drill &drill() const { return here ? here->drill() : hosts->drill(); }
};

Result<Place> placeHere(const WorkloadOptions &options)
{
    auto made = LabPair::setUp(options);
    if (!made.ok())
        return made.error();
    (*made)->workload().start();
    return Place{std::move(*made), nullptr};
}

Result<Place> placeOnHosts(const QByteArray &profile, const WorkloadOptions &options)
{
    auto made = testing::HostLab::open(profile);
    if (!made.ok())
        return made.error();
    for (const Stage stage : {Stage::Setup, Stage::SeedData}) {
        const Outcome outcome = (*made)->drill().stage(stage, QStringLiteral("vm2"), {});
        if (!outcome.isDone())
            return Error{ErrorKind::Failed, outcome.sentence, outcome.details, {}};
    }
    (*made)->startClients(options);
    return Place{nullptr, std::move(*made)};
}

} // namespace

int main(int argc, char **argv)
{
    std::unique_ptr<testing::TestHosts> hosts;
    if (argc > 3 && QByteArray(argv[3]) == "hosts") {
        int exitCode = 1;
        hosts = testing::TestHosts::up(testing::TestHosts::Kind::Postgres, exitCode);
        if (!hosts)
            return exitCode;
    }
    QCoreApplication application(argc, argv);
    const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 20;
    const int writers = argc > 2 ? std::max(1, std::atoi(argv[2])) : 4;
    const StopToken stop;
    WorkloadOptions options;
    options.writers = writers;
    const auto place = hosts ? placeOnHosts(hosts->profile(), options) : placeHere(options);
    if (!place.ok()) {
        std::printf("%s\n%s\n", qPrintable(place.error().sentence.english()),
                    qPrintable(place.error().details));
        return 1;
    }
    const QString home = place->session().profile().homePrimary;
    const QString other = place->session().profile().peerOf(home).name;
    Workload &workload = place->workload();
    Drill &drill = place->drill();

    Series detect{"detection", {}}, failover{"failover outage", {}}, decide{"  decide", {}},
        fence{"  fence", {}}, promote{"  promote", {}}, reconnect{"  reconnect", {}},
        failback{"failback outage", {}}, stopIt{"  stop", {}}, backFence{"  E and fence", {}},
        backPromote{"  promote", {}}, backReconnect{"  reconnect", {}}, resync{"resync", {}};
    qint64 lostByFailover = 0, lostByFailback = 0, acknowledged = 0, doubt = 0;
    int methods[3] = {0, 0, 0};
    bool sound = true;
    for (int round = 1; round <= rounds; ++round) {
        if (!drill.waitForWrites(home, 200, Deadline::after(std::chrono::seconds(30)), stop))
            return complain("clients", {});
        const HandoverStory crash = drill.crashAndFailover(stop);
        if (!crash.outcome.isDone() || !crash.audit || !crash.outage)
            return complain("failover", crash.outcome);
        detect.add(crash.split.detect);
        decide.add(crash.split.decide);
        fence.add(crash.split.fence);
        promote.add(crash.split.promote);
        reconnect.add(crash.split.reconnect);
        failover.add(crash.outage->seconds());
        lostByFailover += crash.audit->lostCount;
        acknowledged += crash.audit->acknowledged;
        doubt += crash.audit->inDoubt;
        sound = sound && crash.audit->acknowledged == crash.audit->kept + crash.audit->lostCount &&
                crash.audit->duplicates == 0 && crash.audit->rolledBackPresent == 0;
        const Outcome back = drill.stage(Stage::Resync, {}, stop);
        if (!back.isDone())
            return complain("resync", back);
        resync.add(secondsBetween(back.startedAt, back.endedAt));
        const QString method = back.values.text(QStringLiteral("method"));
        ++methods[method == QLatin1String("follow")   ? 0
                  : method == QLatin1String("rewind") ? 1
                                                      : 2];
        if (!drill.waitForWrites(other, 200, Deadline::after(std::chrono::seconds(30)), stop))
            return complain("clients", {});
        const HandoverStory home_ = drill.handover(Stage::Failback, stop);
        if (!home_.outcome.isDone() || !home_.audit || !home_.outage)
            return complain("failback", home_.outcome);
        stopIt.add(home_.split.decide);
        backFence.add(home_.split.fence);
        backPromote.add(home_.split.promote);
        backReconnect.add(home_.split.reconnect);
        failback.add(home_.outage->seconds());
        lostByFailback += home_.audit->lostCount;
        acknowledged += home_.audit->acknowledged;
        std::printf(
            "round %2d: failover %.3f s lost %lld in doubt %lld, %s, failback %.3f s lost %lld\n",
            round, crash.outage->seconds().value_or(-1),
            static_cast<long long>(crash.audit->lostCount),
            static_cast<long long>(crash.audit->inDoubt), qPrintable(method),
            home_.outage->seconds().value_or(-1), static_cast<long long>(home_.audit->lostCount));
        tellIfSlow(crash);
        tellIfSlow(home_);
        std::fflush(stdout);
    }
    workload.stop();
    for (Series *series : {&detect, &failover, &decide, &fence, &promote, &reconnect, &resync,
                           &failback, &stopIt, &backFence, &backPromote, &backReconnect})
        series->print();
    std::printf("acknowledged %lld, lost by failovers %lld, in doubt %lld, lost by failbacks %lld; "
                "resync: follow %d, rewind %d, clone %d; audits add up: %s\n",
                static_cast<long long>(acknowledged), static_cast<long long>(lostByFailover),
                static_cast<long long>(doubt), static_cast<long long>(lostByFailback), methods[0],
                methods[1], methods[2], sound ? "yes" : "NO");
    return sound && lostByFailback == 0 ? 0 : 1;
}
