// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The sampled lag against the truth: the age of the oldest acknowledged write that the standby does
// not show yet, by a writer and a poller of this process on one clock. For recovery_min_apply_delay
// 0, 0.2 and 2 s, and 0, 1, 50 and 2000 writes a second; beside it the server's own replay_lag.
// "beyond a period": the worst distance from every truth of the last sampling period and a poll. At
// the moment a write becomes visible the truth falls by the time to the next write, and a reading
// shows that at its next sample; "worst" counts this too.
// Usage: bench_lag_bench [SECONDS=8]. Exit 1: a case has no figure.
// Aims: mean error <= 15 ms, worst <= 100 ms, never absent, never stale.
#include "core/monitor/lag_sampler.h"
#include "core/postgres/node_probe.h"
#include "tests/support/lab_pair.h"

#include <QCoreApplication>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <deque>
#include <vector>

using namespace tandem;
using std::chrono::milliseconds;

namespace {

constexpr int mostWriters = 8;
constexpr milliseconds staleAge{100};
constexpr milliseconds pollPause{5};

// When each write of one writer was acknowledged; write n is at [n - 1].
struct Acknowledged
{
    std::mutex mutex;
    std::vector<MonotonicTime> at;
};

struct Truth
{
    std::array<Acknowledged, mostWriters> writers;
    std::atomic<double> seconds = 0; // as of the last poll

    // Age at `now` of the oldest write beyond what is visible.
    double ageOf(const std::array<std::size_t, mostWriters> &visible, MonotonicTime now)
    {
        double oldest = 0;
        for (int i = 0; i < mostWriters; ++i) {
            const std::lock_guard lock(writers[i].mutex);
            if (writers[i].at.size() > visible[i])
                oldest = std::max(oldest, secondsBetween(writers[i].at[visible[i]], now));
        }
        return oldest;
    }
};

struct Errors
{
    double sum = 0, worst = 0, beyondPeriod = 0;
    int count = 0, absent = 0, stale = 0;
    std::deque<std::pair<MonotonicTime, double>> recent; // truths of the last period

    void add(const std::optional<double> &seconds, double truth, MonotonicTime now)
    {
        recent.emplace_back(now, truth);
        while (now - recent.front().first > LagSampler::period + pollPause)
            recent.pop_front();
        if (!seconds) {
            ++absent;
            return;
        }
        const double error = std::abs(*seconds - truth);
        sum += error;
        worst = std::max(worst, error);
        double nearest = error;
        for (const auto &[at, value] : recent)
            nearest = std::min(nearest, std::abs(*seconds - value));
        beyondPeriod = std::max(beyondPeriod, nearest);
        ++count;
    }
};

Connection connectTo(LabPair &lab, const QString &node)
{
    const Profile &profile = lab.session().profile();
    auto opened =
        Connection::open(lab.session().access().target(*profile.node(node), QStringLiteral("admin"),
                                                       profile.database),
                         Deadline::after(milliseconds(5000)), {});
    if (!opened)
        qFatal("%s", qPrintable(opened.error().sentence.english()));
    return std::move(*opened);
}

Rows ask(Connection &connection, const QString &sql)
{
    auto rows = connection.exec(sql, Deadline::after(milliseconds(20000)), {});
    if (!rows)
        qFatal("%s", qPrintable(rows.error().sentence.english() + rows.error().details));
    return *rows;
}

void writeAt(LabPair &lab, Truth &truth, int writer, double perSecond, const StopToken &stop)
{
    Connection connection = connectTo(lab, lab.home());
    const auto period = std::chrono::duration_cast<MonotonicClock::duration>(
        std::chrono::duration<double>(1 / perSecond));
    MonotonicTime next = MonotonicClock::now();
    Acknowledged &mine = truth.writers[std::size_t(writer)];
    for (std::size_t n = 1; !stop.stopRequested(); ++n) {
        ask(connection, QStringLiteral("update public.lag_truth set n = %1 where writer = %2")
                            .arg(n)
                            .arg(writer));
        {
            const std::lock_guard lock(mine.mutex);
            mine.at.push_back(MonotonicClock::now());
        }
        next = std::max(next + period, MonotonicClock::now());
        stop.sleepFor(next - MonotonicClock::now());
    }
}

void pollStandby(LabPair &lab, Truth &truth, const LagSampler &sampler, Errors &errors,
                 const StopToken &stop)
{
    Connection connection = connectTo(lab, lab.other());
    while (!stop.sleepFor(pollPause)) {
        const MonotonicTime sent = MonotonicClock::now();
        const Rows rows = ask(connection, QStringLiteral("select writer, n from public.lag_truth"));
        const MonotonicTime now = MonotonicClock::now();
        const LagReading reading = sampler.read();
        std::array<std::size_t, mostWriters> visible{};
        for (const auto &row : rows.rows)
            visible[row[0]->toUInt()] = row[1]->toUInt();
        truth.seconds = truth.ageOf(visible, sent + (now - sent) / 2);
        errors.add(reading.replay.delay.seconds, truth.seconds, now);
        if (reading.isKnown() && reading.at - reading.sampledAt > staleAge)
            ++errors.stale;
    }
}

void pollServerLag(LabPair &lab, const Truth &truth, Errors &errors, const StopToken &stop)
{
    Connection connection = connectTo(lab, lab.home());
    while (!stop.sleepFor(milliseconds(20))) {
        const Rows rows = ask(connection, QStringLiteral("select extract(epoch from replay_lag) as "
                                                         "lag from pg_stat_replication"));
        const auto value = rows.rows.empty() ? std::nullopt : rows.value(0, QStringLiteral("lag"));
        errors.add(value ? std::optional<double>(value->toDouble()) : std::nullopt, truth.seconds,
                   MonotonicClock::now());
    }
}

bool playCase(LabPair &lab, const QString &delay, double writes, milliseconds length)
{
    (void)lab.sql(lab.home(), QStringLiteral("update public.lag_truth set n = 0"));
    (void)lab.sql(lab.other(),
                  QStringLiteral("alter system set recovery_min_apply_delay = '%1'").arg(delay));
    (void)lab.sql(lab.other(), QStringLiteral("select pg_reload_conf()"));
    LagSampler sampler(lab.session().access());
    const auto isCaughtUp = [&] {
        const LagReading reading = sampler.waitUntilKnown(Deadline::after(milliseconds(1000)), {});
        return reading.replay.bytes == std::uint64_t(0);
    };
    for (const Deadline deadline = Deadline::after(milliseconds(15000)); !isCaughtUp();) {
        if (deadline.expired())
            return false;
        StopToken().sleepFor(milliseconds(20));
    }
    Truth truth;
    Errors ours, servers;
    StopSource stop;
    std::vector<std::thread> threads;
    const int writers = writes > 100 ? mostWriters : writes > 0 ? 1 : 0;
    for (int i = 0; i < writers; ++i)
        threads.emplace_back([&, i] { writeAt(lab, truth, i, writes / writers, stop.token()); });
    threads.emplace_back([&] { pollStandby(lab, truth, sampler, ours, stop.token()); });
    threads.emplace_back([&] { pollServerLag(lab, truth, servers, stop.token()); });
    StopToken().sleepFor(length);
    stop.requestStop();
    for (std::thread &thread : threads)
        thread.join();
    std::size_t done = 0;
    for (Acknowledged &writer : truth.writers)
        done += writer.at.size();
    const auto mean = [](const Errors &errors) {
        return errors.count > 0 ? errors.sum / errors.count * 1000 : -1.0;
    };
    std::printf("%6s %6.0f %7.0f | %7.1f %8.1f %15.1f %6d %6d %6d | %9.1f %9.1f %6d of %d\n",
                qPrintable(delay), writes,
                double(done) / std::chrono::duration<double>(length).count(), mean(ours),
                ours.worst * 1000, ours.beyondPeriod * 1000, ours.absent, ours.stale, ours.count,
                mean(servers), servers.worst * 1000, servers.absent,
                servers.absent + servers.count);
    std::fflush(stdout);
    return ours.count > 0;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const int seconds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 8;
    auto made = LabPair::setUp();
    if (!made.ok()) {
        std::printf("%s\n", qPrintable(made.error().sentence.english()));
        return 1;
    }
    LabPair &lab = **made;
    (void)lab.sql(lab.home(),
                  QStringLiteral("create table public.lag_truth (writer int primary key, n "
                                 "bigint) with (fillfactor = 10)"));
    (void)lab.sql(
        lab.home(),
        QStringLiteral("insert into public.lag_truth select i, 0 from generate_series(0, %1) i")
            .arg(mostWriters - 1));
    std::printf("%6s %6s %7s | %7s %8s %15s %6s %6s %6s | %9s %9s %s\n", "delay", "wanted",
                "written", "mean ms", "worst ms", "beyond a period", "absent", "stale", "polls",
                "replay_lag", "worst ms", "NULL");
    bool isSound = true;
    for (const char *delay : {"0", "200ms", "2s"}) {
        for (const double writes : {0.0, 1.0, 50.0, 2000.0})
            isSound =
                playCase(lab, QString::fromLatin1(delay), writes, milliseconds(seconds * 1000)) &&
                isSound;
    }
    return isSound ? 0 : 1;
}
