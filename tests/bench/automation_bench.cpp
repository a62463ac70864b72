// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rounds of kill -9 under clients with nobody who touches anything: by the observer, or by the
// watchdog on the nodes, on a pair of its own on this machine or on two booted hosts (Linux, root);
// on hosts also rounds in which a synchronous primary's host is unplugged, and plugged in once it
// is replaced. Prints kill to first acknowledged write, time to the original roles, losses of each
// failback. Usage: bench_automation_bench [ROUNDS=20] [observer|watchdog] [here|hosts|unplugged].
// Exit 1 when a round did not come back, a failback lost a write, or two nodes acknowledged at a
// time.
#include "tests/hosts/host_words.h"
#include "tests/support/lab_pair.h"
#include "tests/support/node_words.h"
#include "tests/support/observed_pair.h"
#include "tests/support/write_sampler.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdio>

#include <signal.h>

using namespace tandem;
using namespace tandem::testing;
using namespace std::chrono_literals;

namespace {

struct Series
{
    std::vector<double> values;
    void print(const char *name, const char *unit)
    {
        if (values.empty())
            return;
        std::sort(values.begin(), values.end());
        const size_t n = values.size();
        std::printf("%-34s min %7.2f  median %7.2f  max %7.2f %s  (n=%zu)\n", name, values.front(),
                    (values[(n - 1) / 2] + values[n / 2]) / 2, values.back(), unit, n);
    }
};

bool isSlowest(const Series &series)
{
    return series.values.back() == *std::max_element(series.values.begin(), series.values.end());
}

// The pair that is measured: its clients, and what befalls its primary.
struct Place
{
    bool isUnplugged = false;
    std::unique_ptr<TestHosts> machines;
    std::unique_ptr<LabPair> here;
    std::unique_ptr<HostLab> hosts;
    std::unique_ptr<PairSession> own; // with the policies of the bench

    [[nodiscard]] Drill &drill() const { return here ? here->drill() : hosts->drill(); }
    [[nodiscard]] Workload &workload() const { return here ? here->workload() : hosts->workload(); }
    [[nodiscard]] Ledger &ledger() const { return here ? here->ledger() : hosts->ledger(); }
    [[nodiscard]] PairSession &session() const { return own ? *own : hosts->session(); }
    // The moment of the blow itself: what leads a command to a host takes its time. None: it
    // failed.
    [[nodiscard]] std::optional<MonotonicTime> strike(const QString &node) const
    {
        if (isUnplugged) {
            const MonotonicTime before = MonotonicClock::now();
            machines->power(node, QStringLiteral("unplug"));
            return before;
        }
        if (machines) {
            bool isTold = false;
            const qint64 at = machines
                                  ->on(node, QStringLiteral("all=$(pgrep -x postgres); date "
                                                            "+%s%3N; kill -9 $all 2>/dev/null"))
                                  .toLongLong(&isTold);
            const auto ago = std::chrono::milliseconds(QDateTime::currentMSecsSinceEpoch() - at);
            return isTold ? std::optional(MonotonicClock::now() - ago) : std::nullopt;
        }
        const auto process = words::postmasterId(*session().profile().node(node));
        const MonotonicTime before = MonotonicClock::now();
        return process > 1 && ::kill(pid_t(process), SIGKILL) == 0 ? std::optional(before)
                                                                   : std::nullopt;
    }
    // The steps of that stage that the watchdog of that node played last, and its decisions.
    [[nodiscard]] QString played(const QString &node, const char *stage) const
    {
        return machines ? machines->on(
                              node, QStringLiteral("cd /var/lib/pgtandem-watchdog && tail -n 8 "
                                                   "failover.log && cat \"$(ls -t %1*.out | head "
                                                   "-n 1)\"")
                                        .arg(QLatin1String(stage)))
                        : QString();
    }
    // When the watchdog of that node decided last to fail over.
    [[nodiscard]] QDateTime decidedAt(const QString &node) const
    {
        const QByteArray line =
            machines ? machines
                           ->on(node, QStringLiteral("cd /var/lib/pgtandem-watchdog && grep "
                                                     "'\"action\":\"failover\"' "
                                                     "automation.jsonl | tail -n 1"))
                           .toUtf8()
                     : QByteArray();
        return QDateTime::fromString(
            QJsonDocument::fromJson(line).object().value(QLatin1String("at")).toString(),
            Qt::ISODateWithMs);
    }
    void mend(const QString &node) const
    {
        if (isUnplugged)
            machines->power(node, QStringLiteral("plug"));
    }
};

Result<void> openHere(Place &place)
{
    auto made = LabPair::setUp(WorkloadOptions{});
    if (!made.ok())
        return made.error();
    place.here = std::move(*made);
    Profile profile = place.here->session().profile();
    profile.automation.failbackWaitSeconds = 2;
    profile.automation.cooldownSeconds = 0;
    QFile file(place.here->pair().path(QStringLiteral("bench.json")));
    if (!file.open(QIODevice::WriteOnly) || file.write(profile.toJson()) <= 0)
        return Error{ErrorKind::Failed, Text::verbatim(file.errorString()), {}, {}};
    file.close();
    auto own = PairSession::open(file.fileName(), place.here->pair().sandbox().secretsFile(),
                                 place.here->pair().path(QStringLiteral("state-bench")));
    if (!own.ok())
        return own.error();
    place.own = std::move(*own);
    place.here->workload().start();
    return {};
}

Result<void> openHosts(Place &place)
{
    QByteArray profile = place.machines->profile();
    profile.insert(profile.lastIndexOf('}'),
                   ",\"automation\":{\"failback_wait_seconds\":2,\"cooldown_seconds\":0}");
    auto made = HostLab::open(profile);
    if (!made.ok())
        return made.error();
    place.hosts = std::move(*made);
    for (const Stage stage : {Stage::Setup, Stage::SeedData}) {
        const Outcome outcome = place.drill().stage(stage, QStringLiteral("vm2"), {});
        if (!outcome.isDone())
            return Error{ErrorKind::Failed, outcome.sentence, outcome.details, {}};
    }
    if (const QString reached = words::introduce(*place.machines); reached != words::vm1)
        return Error{ErrorKind::Failed, Text::verbatim(reached), {}, {}};
    place.hosts->startClients(WorkloadOptions{});
    return {};
}

bool comesTo(Place &place, PairState state, Milliseconds patience)
{
    const Deadline deadline = Deadline::after(patience);
    while (!deadline.expired()) {
        if (deriveState(place.session().monitor().liveNow()).state == state)
            return true;
        StopToken().sleepFor(20ms);
    }
    return false;
}

// Between `from` and now: acknowledged by home, then by the other node, then by home.
bool tookTurns(Place &place, MonotonicTime from)
{
    auto acks = place.workload().acks();
    std::stable_sort(acks.begin(), acks.end(),
                     [](const AckPoint &a, const AckPoint &b) { return a.at < b.at; });
    int turns = 0;
    int last = -1;
    for (const AckPoint &ack : acks) {
        if (ack.at < from || ack.node == last)
            continue;
        last = ack.node;
        ++turns;
    }
    return turns <= 3;
}

int complain(const Error &error)
{
    std::printf("%s\n%s\n", qPrintable(error.sentence.english()), qPrintable(error.details));
    return 1;
}

} // namespace

int main(int argc, char **argv)
{
    Place place;
    const QByteArray where = argc > 3 ? argv[3] : "here";
    place.isUnplugged = where == "unplugged";
    if (place.isUnplugged || where == "hosts") {
        int exitCode = 1;
        place.machines = TestHosts::up(TestHosts::Kind::Postgres, exitCode);
        if (!place.machines)
            return exitCode;
    }
    const QCoreApplication application(argc, argv);
    const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 20;
    const bool byWatchdog = argc > 2 && QByteArray(argv[2]) == "watchdog";
    if (const auto opened = place.machines ? openHosts(place) : openHere(place); !opened.ok())
        return complain(opened.error());
    std::unique_ptr<ObservedPair> observer;
    PairAutomation automation(place.session());
    if (byWatchdog) {
        if (const auto on = automation.watchdogOn({}); !on.ok())
            return complain(on.error());
    } else {
        observer = std::make_unique<ObservedPair>(place.session());
    }
    const QString home = place.session().profile().homePrimary;
    const QString other = place.session().profile().peerOf(home).name;
    Series firstWrite;
    Series decided;
    Series followed;
    Series whole;
    QString slowestFailover;
    QString slowestWay;
    std::int64_t lost = 0;
    std::int64_t lostByFailback = 0;
    std::int64_t acknowledged = 0;
    const WriteSampler sampler(place.session());
    bool sound = comesTo(place, PairState::Healthy, 60s);
    const auto armed = 6s; // pause: until whoever looks after the pair has seen it and is armed
    StopToken().sleepFor(armed);
    for (int round = 1; round <= rounds && sound; ++round) {
        if (place.isUnplugged) { // a new primary waits for nobody
            sound = place.drill().stage(Stage::ModeSync, {}, {}).isDone();
            StopToken().sleepFor(armed);
            sound = sound && comesTo(place, PairState::Healthy, 60s);
        }
        sound = sound && place.drill().waitForWrites(home, 100, Deadline::after(20s), {});
        const std::int64_t begin = place.ledger().recordCount();
        const auto struck = sound ? place.strike(home) : std::nullopt;
        const MonotonicTime killedAt = struck.value_or(MonotonicTime());
        const QDateTime killedOn = QDateTime::currentDateTimeUtc().addMSecs(
            -qint64(secondsBetween(killedAt, MonotonicClock::now()) * 1000));
        sound = struck && place.drill().waitForWrites(other, 20, Deadline::after(60s), {});
        place.mend(home);
        const auto outage = outageAround(place.workload().acks(), killedAt);
        if (!sound || !outage || !outage->firstAfter) {
            std::printf("round %d: nobody took over\n", round);
            sound = false;
            break;
        }
        firstWrite.values.push_back(secondsBetween(killedAt, outage->firstAfter->at) * 1000);
        sound = comesTo(place, PairState::Swapped, 60s);
        followed.values.push_back(secondsBetween(killedAt, MonotonicClock::now()));
        if (const QDateTime at = byWatchdog ? place.decidedAt(other) : QDateTime(); at.isValid())
            decided.values.push_back(double(killedOn.msecsTo(at)));
        if (byWatchdog && isSlowest(firstWrite))
            slowestFailover = place.played(other, "failover");
        if (byWatchdog && isSlowest(followed))
            slowestWay = place.played(other, "resync");
        const std::int64_t resynced = place.ledger().recordCount();
        sound = sound && comesTo(place, PairState::Healthy, 60s);
        whole.values.push_back(secondsBetween(killedAt, MonotonicClock::now()));
        sound = sound && place.drill().waitForWrites(home, 50, Deadline::after(20s), {}) &&
                tookTurns(place, killedAt) && sampler.twoWriters().isEmpty();
        const auto audit = place.drill().auditSince(begin, {});
        const auto failback = place.drill().auditSince(resynced, {});
        sound = sound && audit.ok() && failback.ok() && failback->lostCount == 0;
        if (audit.ok() && failback.ok()) {
            lost += audit->lostCount;
            lostByFailback += failback->lostCount;
            acknowledged += audit->acknowledged;
        }
        std::printf("round %2d: first write after %4.0f ms, original roles after %5.1f s%s\n",
                    round, firstWrite.values.back(), whole.values.back(), sound ? "" : "  WRONG");
        std::fflush(stdout);
        StopToken().sleepFor(3s); // pause: until the failover is settled and both are armed again
    }
    std::printf("Since %s:\n", place.isUnplugged ? "the cable was pulled" : "kill -9");
    decided.print("the watchdog's decision", "ms");
    firstWrite.print("first acknowledged write", "ms");
    followed.print("the old primary streams", "s");
    whole.print("the original roles", "s");
    std::printf("acknowledged %lld; lost by the crashes %lld, by the failbacks %lld; %s\n",
                static_cast<long long>(acknowledged), static_cast<long long>(lost),
                static_cast<long long>(lostByFailback),
                sampler.twoWriters().isEmpty() ? "never two writers"
                                               : qPrintable(sampler.twoWriters().front()));
    if (!slowestFailover.isEmpty())
        std::printf("\nThe slowest failover:\n%s\n", qPrintable(slowestFailover));
    if (!slowestWay.isEmpty())
        std::printf("\nThe slowest way back:\n%s\n", qPrintable(slowestWay));
    if (!sound && observer)
        std::printf("%s", qPrintable(observer->story()));
    observer.reset();
    if (!sound && byWatchdog) {
        for (const AgentStatus &status : automation.watchdogStatus({}))
            std::printf("%s: %s\n%s\n", qPrintable(status.node), qPrintable(status.reason),
                        qPrintable(status.log.mid(status.log.size() - 15).join(u'\n')));
    }
    if (byWatchdog)
        static_cast<void>(automation.watchdogOff({}).ok());
    return sound ? 0 : 1;
}
