// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A diverged old primary comes back by rewind, by copy and by the automatic choice, with little and
// with much WAL retained on the new primary. Prints predicted bytes, seconds, and the automatic
// choice's median time beside the better way's (aim: at most 1.15).
// Usage: bench_resync_bench [MEGABYTES=1500] [MUCH_WAL_MEGABYTES=1200] [ROUNDS=3].
// Exit 1 when a stage was not done, 2 when the choice was worse than the aim.
#include "core/stages/recipe.h"
#include "tests/support/lab_pair.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <vector>

using namespace tandem;

namespace {

constexpr double aim = 1.15;

double median(std::vector<double> seconds)
{
    std::sort(seconds.begin(), seconds.end());
    const std::size_t n = seconds.size();
    return (seconds[(n - 1) / 2] + seconds[n / 2]) / 2;
}

int complain(const char *what, const Outcome &outcome)
{
    std::printf("%s: %s\n%s\n", what, qPrintable(outcome.sentence.english()),
                qPrintable(outcome.details));
    return 1;
}

Outcome play(LabPair &lab, Stage stage, const StageOptions &options = {}, const QString &word = {})
{
    const ClusterSnapshot snapshot = lab.session().observe({});
    const auto plan = lab.session().plan(stage, snapshot, options);
    if (plan.ok())
        return lab.session().run(*plan, snapshot, word, {});
    Outcome outcome;
    outcome.sentence = plan.error().sentence;
    return outcome;
}

// WAL without data: what a slot makes the primary keep.
void writeWal(LabPair &lab, const QString &node, int megabytes)
{
    for (int done = 0; done < megabytes; done += 50)
        static_cast<void>(
            lab.sql(node, QStringLiteral("select count(pg_logical_emit_message(false, 'bench', "
                                         "repeat('x', 1000000))) from generate_series(1, 50)")));
}

// Whoever is primary loses its link, writes on, and dies; the other one takes over.
Outcome divergeAndFailOver(LabPair &lab)
{
    const ClusterSnapshot snapshot = lab.session().observe({});
    const QString primary = snapshot.primary()->name;
    static_cast<void>(lab.sql(primary, QStringLiteral("checkpoint")));
    static_cast<void>(lab.sql(snapshot.standby()->name, QStringLiteral("checkpoint")));
    const QString sender =
        lab.sql(primary, QStringLiteral("select pid from pg_stat_replication limit 1"));
    static_cast<void>(lab.shell(primary, QStringLiteral("kill -STOP %1").arg(sender)));
    static_cast<void>(lab.sql(
        primary, QStringLiteral("update public.bulk set t = 'changed' where n % 1000 = 1")));
    static_cast<void>(lab.shell(primary, stageScript(QStringLiteral("kill_server"))));
    const Deadline deadline = Deadline::after(std::chrono::seconds(20));
    while (lab.state() != PairState::PrimaryDown && !deadline.expired())
        static_cast<void>(StopToken().sleepFor(Milliseconds(50)));
    return play(lab, Stage::Failover);
}

void sweep(LabPair &lab)
{
    for (const QString &node : {lab.home(), lab.other()}) {
        static_cast<void>(lab.sql(node, QStringLiteral("checkpoint")));
        static_cast<void>(
            lab.shell(node, QStringLiteral("rm -rf \"$data\".kept-* \"$archive\"/0*")));
    }
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const int megabytes = argc > 1 ? std::max(10, std::atoi(argv[1])) : 1500;
    const int muchWal = argc > 2 ? std::max(10, std::atoi(argv[2])) : 1200;
    const int rounds = argc > 3 ? std::max(1, std::atoi(argv[3])) : 3;
    auto made = LabPair::setUp();
    if (!made.ok()) {
        std::printf("%s\n", qPrintable(made.error().sentence.english()));
        return 1;
    }
    LabPair &lab = **made;
    for (const QString &node : {lab.home(), lab.other()}) {
        static_cast<void>(lab.shell(
            node, QStringLiteral("printf '%s\\n' 'max_wal_size = 96MB' 'min_wal_size = 80MB' "
                                 ">\"$config/conf.d/70-bench.conf\"")));
        static_cast<void>(lab.sql(node, QStringLiteral("select pg_reload_conf()")));
    }
    static_cast<void>(
        lab.sql(lab.home(), QStringLiteral("create table public.bulk (n bigint, t text)")));
    // 8 rows of 960 bytes fill a page.
    for (int done = 0; done < megabytes; done += 50)
        static_cast<void>(lab.sql(
            lab.home(), QStringLiteral("insert into public.bulk select n, repeat(md5(n::text), 30) "
                                       "from generate_series(%1, %2) n")
                            .arg(qint64(done) * 1024)
                            .arg(qint64(done + std::min(50, megabytes - done)) * 1024 - 1)));
    // Else the first read after a divergence sets every row's hint bits, and with wal_log_hints
    // each page counts as changed.
    static_cast<void>(lab.sql(lab.home(), QStringLiteral("vacuum (freeze) public.bulk")));
    sweep(lab);
    using Times = std::map<ResyncMethod, std::vector<double>>;
    std::array<Times, 2> times; // with little WAL, with much
    for (int round = 0; round < rounds; ++round) {
        for (const bool isMuch : {false, true}) {
            for (const ResyncMethod method :
                 {ResyncMethod::Rewind, ResyncMethod::Clone, ResyncMethod::Automatic}) {
                if (const Outcome failover = divergeAndFailOver(lab); !failover.isDone())
                    return complain("failover", failover);
                const QString primary = lab.session().observe({}).primary()->name;
                writeWal(lab, primary, isMuch ? muchWal : 10);
                static_cast<void>(lab.sql(primary, QStringLiteral("checkpoint")));
                StageOptions options;
                options.resync = method;
                const Outcome resync = play(lab, Stage::Resync, options);
                if (!resync.isDone())
                    return complain("resync", resync);
                const double seconds = secondsBetween(resync.startedAt, resync.endedAt);
                times[isMuch ? 1 : 0][method].push_back(seconds);
                const auto told = [&](const char *name) {
                    return resync.values.text(QLatin1String(name)).toLongLong() / 1024;
                };
                std::printf("%s WAL  %-7s took %-7s predicted: rewind %5lld MB, copy %5lld MB "
                            "(WAL %lld MB, data %lld MB)  %7.2f s\n",
                            isMuch ? "much  " : "little", qPrintable(tokenOf(method)),
                            qPrintable(resync.values.text(QStringLiteral("method"))),
                            told("rewind_kilobytes"), told("clone_kilobytes"),
                            told("wal_kilobytes"), told("data_kilobytes"), seconds);
                std::fflush(stdout);
                sweep(lab);
            }
        }
    }
    bool isGood = true;
    for (const bool isMuch : {false, true}) {
        Times &of = times[isMuch ? 1 : 0];
        const double automatic = median(of[ResyncMethod::Automatic]);
        const double better =
            std::min(median(of[ResyncMethod::Rewind]), median(of[ResyncMethod::Clone]));
        isGood = isGood && automatic <= aim * better;
        std::printf("%s WAL  medians: automatic %.2f s, better way %.2f s, ratio %.2f\n",
                    isMuch ? "much  " : "little", automatic, better, automatic / better);
    }
    return isGood ? 0 : 2;
}
