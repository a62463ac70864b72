// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// On two booted hosts (Linux and root): a command on a held session beside starting ssh for it; how
// many questions over SSH and how many statements each stage costs; an old primary of some size
// with little change brought back by rewind and by copy, in turns, between the hosts as they are
// (the memory of one machine) and over a link of 1 Gbit/s; timed until the node streams, with the
// whole stage beside it. Usage: bench_hosts_bench [MEGABYTES=1000] [ROUNDS=3] [COMMANDS=200]. Exit
// 1: a stage was not done, 2: an aim is missed. Aims: a held command at most 3 ms in the median and
// at least 50 times faster than ssh; rewind at least 3 times faster than a copy.
#include "core/runbook/runner.h"
#include "core/stages/recipe.h"
#include "core/transport/local_shell.h"
#include "tests/support/host_lab.h"

#include <QCoreApplication>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <map>
#include <vector>

using namespace tandem;
using namespace tandem::testing;

namespace {

const QString vm1 = QStringLiteral("vm1");
const QString vm2 = QStringLiteral("vm2");

double median(std::vector<double> figures)
{
    std::sort(figures.begin(), figures.end());
    const std::size_t n = figures.size();
    return (figures[(n - 1) / 2] + figures[n / 2]) / 2;
}

// A world that counts what is asked of it. The heartbeat stands aside.
class CountingWorld : public World
{
public:
    explicit CountingWorld(World &world) : m_world(world) {}
    Result<ShellResult> shell(const QString &node, const ShellCommand &command,
                              const StopToken &stop, const OutputSink &sink) override
    {
        ++shells;
        return m_world.shell(node, command, stop, sink);
    }
    Result<ShellResult> aside(const QString &node, const ShellCommand &command,
                              const StopToken &stop) override
    {
        return m_world.aside(node, command, stop);
    }
    Result<Rows> sql(const QString &node, const SqlCall &call, const StopToken &stop) override
    {
        ++statements;
        return m_world.sql(node, call, stop);
    }
    Result<Secret> secret(const QString &key) override { return m_world.secret(key); }
    ClusterSnapshot observe(const StopToken &stop) override { return m_world.observe(stop); }
    [[nodiscard]] const Redactor &redactor() const override { return m_world.redactor(); }

    std::atomic<int> shells = 0;
    std::atomic<int> statements = 0;

private:
    World &m_world;
};

class HostsBench
{
public:
    explicit HostsBench(HostLab &lab) : m_lab(lab) {}

    // Ends the program when the stage is not done. Prints what it cost when `isTold`.
    Outcome play(Stage stage, const StageOptions &options = {}, bool isTold = true)
    {
        PairSession &session = m_lab.session();
        const ClusterSnapshot snapshot = session.observe({});
        const auto plan = session.plan(stage, snapshot, options);
        if (!plan.ok())
            stopWith(stage, plan.error().sentence.english(), plan.error().details);
        CountingWorld world(session.world());
        auto journal = Journal::create(m_lab.stateDirectory() + QStringLiteral("/journal"),
                                       tokenOf(stage), world.redactor());
        if (!journal.ok())
            stopWith(stage, journal.error().sentence.english(), {});
        RunOptions how;
        how.owner = QStringLiteral("bench process %1").arg(QCoreApplication::applicationPid());
        how.typedWord = plan->confirmation ? plan->confirmation->word : QString();
        Outcome outcome = run(*plan, world, **journal, how, {}, {});
        if (!outcome.isDone())
            stopWith(stage, outcome.sentence.english(), outcome.details);
        if (isTold)
            std::printf("%-10s %3zu steps, %3d questions over SSH, %3d statements, %6.2f s\n",
                        qPrintable(tokenOf(stage)), outcome.steps.size(), world.shells.load(),
                        world.statements.load(),
                        secondsBetween(outcome.startedAt, outcome.endedAt));
        tellSlowSteps(outcome);
        std::fflush(stdout);
        return outcome;
    }

    void sql(const QString &node, const QString &text)
    {
        const SqlCall call{
            {text, QStringLiteral("admin"), m_lab.session().profile().database, false},
            {},
            Milliseconds(300000)};
        const auto rows = m_lab.session().world().sql(node, call, {});
        if (!rows.ok())
            qFatal("%s: %s", qPrintable(node), qPrintable(rows.error().sentence.english()));
    }

    // Milliseconds of one trivial command.
    double held(const QString &node)
    {
        ShellCommand command;
        command.script = QStringLiteral("printf x");
        command.identity = OsIdentity::Login;
        return timed([&] { return m_lab.session().world().shell(node, command, {}, {}); });
    }
    double fresh(const NodeProfile &node)
    {
        ShellCommand command;
        command.script =
            QStringLiteral("exec ssh -F none -o BatchMode=yes -o UserKnownHostsFile=%1 "
                           "-i %2 -p %3 %4@%5 'printf x' </dev/null")
                .arg(node.ssh.knownHosts, node.ssh.identity)
                .arg(node.ssh.port)
                .arg(node.ssh.user, node.host);
        command.identity = OsIdentity::Login;
        return timed([&] { return m_here.run(command, {}); });
    }

private:
    template <typename Call>
    static double timed(const Call &call)
    {
        const auto begun = MonotonicClock::now();
        const auto result = call();
        if (!result.ok() || result->output != "x")
            qFatal("%s", result.ok() ? result->errors.constData()
                                     : qPrintable(result.error().sentence.english()));
        return secondsBetween(begun, MonotonicClock::now()) * 1000;
    }
    // Where the time of a stage went.
    static void tellSlowSteps(const Outcome &outcome)
    {
        for (const StepReport &step : outcome.steps) {
            const double seconds = secondsBetween(step.startedAt, step.endedAt);
            if (seconds >= 0.1)
                std::printf("           %5.2f s  %s\n", seconds, qPrintable(step.title.english()));
        }
    }
    [[noreturn]] static void stopWith(Stage stage, const QString &sentence, const QString &details)
    {
        std::printf("%s: %s\n%s\n", qPrintable(tokenOf(stage)), qPrintable(sentence),
                    qPrintable(details));
        std::exit(1);
    }

    HostLab &m_lab;
    LocalShell m_here{QStringLiteral("client"), {}};
};

bool commands(HostsBench &bench, const NodeProfile &node, int count)
{
    std::vector<double> held, fresh;
    held.push_back(bench.held(node.name));
    std::printf("the session's first command %.1f ms\n", held.front());
    held.clear();
    for (int i = 0; i < count; ++i) {
        held.push_back(bench.held(node.name));
        if (i % 10 == 0)
            fresh.push_back(bench.fresh(node));
    }
    const double ratio = median(fresh) / median(held);
    std::printf("held session: median %.2f ms, best %.2f, slowest of %d %.2f; starting ssh: median "
                "%.1f ms, best %.1f; %.0f times faster\n",
                median(held), *std::min_element(held.begin(), held.end()), count,
                *std::max_element(held.begin(), held.end()), median(fresh),
                *std::min_element(fresh.begin(), fresh.end()), ratio);
    return median(held) <= 3 && ratio >= 50;
}

// Seconds from the begin of the stage until the node streams, and until the stage is done: by then
// it has proved itself, and Debian's wrapper has looked at the server three times.
struct Back
{
    double streams = 0;
    double done = 0;
};

double median(const std::vector<Back> &rounds, double Back::*figure)
{
    std::vector<double> figures;
    for (const Back &round : rounds)
        figures.push_back(round.*figure);
    return median(figures);
}

// The primary writes what its standby never gets, dies, and is brought back by that method.
Back bringBack(HostsBench &bench, TestHosts &hosts, HostLab &lab, ResyncMethod method)
{
    const QString primary = lab.session().observe({}).primary()->name;
    const QString other = primary == vm1 ? vm2 : vm1;
    for (const QString &node : {primary, other})
        bench.sql(node, QStringLiteral("checkpoint"));
    static_cast<void>(hosts.on(primary, QStringLiteral("pkill -STOP -f 'walsender'")));
    bench.sql(primary, QStringLiteral("update public.bulk set t = 'changed' where n % 1000 = 1"));
    // Not by the stage: with its standby that far behind it rightly refuses.
    static_cast<void>(hosts.on(primary, QStringLiteral("pkill -KILL -x postgres")));
    const Deadline deadline = Deadline::after(std::chrono::seconds(30));
    while (lab.state() != tokenOf(PairState::PrimaryDown) && !deadline.expired())
        static_cast<void>(StopToken().sleepFor(Milliseconds(50)));
    bench.play(Stage::Failover, {}, false);
    StageOptions options;
    options.resync = method;
    const Outcome outcome = bench.play(Stage::Resync, options, false);
    for (const QString &node : {primary, other})
        static_cast<void>(hosts.on(
            node, QStringLiteral("rm -rf /var/lib/postgresql/17/main.kept-* "
                                 "$(ls -d /var/lib/postgresql/17/*archive* 2>/dev/null)/0*")));
    Back back{0, secondsBetween(outcome.startedAt, outcome.endedAt)};
    for (const StepReport &step : outcome.steps) {
        if (step.id == QLatin1String("streaming"))
            back.streams = secondsBetween(outcome.startedAt, step.endedAt);
    }
    if (back.streams <= 0)
        qFatal("the stage tells of no step in which the node streams");
    std::printf(
        "%-7s took %-7s predicted: rewind %lld MB, copy %lld MB; streams %.2f s, done %.2f s\n",
        qPrintable(tokenOf(method)), qPrintable(outcome.values.text(QStringLiteral("method"))),
        outcome.values.text(QStringLiteral("rewind_kilobytes")).toLongLong() / 1024,
        outcome.values.text(QStringLiteral("clone_kilobytes")).toLongLong() / 1024, back.streams,
        back.done);
    std::fflush(stdout);
    return back;
}

// Is rewind three times faster until the node streams? `link`: for print.
bool compareWays(HostsBench &bench, TestHosts &hosts, HostLab &lab, int rounds, const char *link)
{
    std::map<ResyncMethod, std::vector<Back>> times;
    for (int round = 0; round < rounds; ++round) {
        for (const ResyncMethod method : {ResyncMethod::Rewind, ResyncMethod::Clone})
            times[method].push_back(bringBack(bench, hosts, lab, method));
    }
    const auto ratio = [&](double Back::*figure) {
        const double rewind = median(times[ResyncMethod::Rewind], figure);
        const double copy = median(times[ResyncMethod::Clone], figure);
        std::printf("%s, medians of %d: rewind %.2f s, copy %.2f s: %.1f times faster until %s\n",
                    link, rounds, rewind, copy, copy / rewind,
                    figure == &Back::streams ? "it streams" : "the stage is done");
        return copy / rewind;
    };
    ratio(&Back::done);
    return ratio(&Back::streams) >= 3;
}

} // namespace

int main(int argc, char **argv)
{
    int exitCode = 1;
    const auto hosts = TestHosts::up(TestHosts::Kind::Postgres, exitCode);
    if (!hosts)
        return exitCode;
    QCoreApplication application(argc, argv);
    const auto number = [&](int which, int usual) {
        return argc > which ? std::max(1, std::atoi(argv[which])) : usual;
    };
    const int megabytes = number(1, 1000);
    const int rounds = number(2, 3);
    auto made = HostLab::open(hosts->profile());
    if (!made.ok()) {
        std::printf("%s\n", qPrintable(made.error().sentence.english()));
        return 1;
    }
    HostLab &lab = **made;
    HostsBench bench(lab);
    bool isGood = commands(bench, lab.session().profile().nodes[1], number(3, 200));
    // Not counted: the session makes the pair's secrets before it runs the plan.
    const Outcome setup = lab.drill().stage(Stage::Setup, vm2, {});
    if (!setup.isDone()) {
        std::printf("setup: %s\n", qPrintable(setup.sentence.english()));
        return 1;
    }
    for (const Stage stage :
         {Stage::SeedData, Stage::Verify, Stage::ModeSync, Stage::ModeAsync, Stage::Crash,
          Stage::Failover, Stage::Resync, Stage::Failback, Stage::Switchover, Stage::Failback})
        bench.play(stage);

    bench.sql(vm1, QStringLiteral("create table public.bulk (n bigint, t text)"));
    for (int done = 0; done < megabytes; done += 50)
        bench.sql(vm1, QStringLiteral("insert into public.bulk select n, repeat(md5(n::text), 30) "
                                      "from generate_series(%1, %2) n")
                           .arg(qint64(done) * 1024)
                           .arg(qint64(done + std::min(50, megabytes - done)) * 1024 - 1));
    // Else the first read sets every row's hint bits, and each page counts as changed.
    bench.sql(vm1, QStringLiteral("vacuum (freeze) public.bulk"));
    isGood = compareWays(bench, *hosts, lab, rounds, "through memory") && isGood;
    for (const QString &node : {vm1, vm2}) {
        const QString said =
            hosts->on(node, QStringLiteral("tc qdisc add dev host0 root tbf rate 1gbit burst 256kb "
                                           "latency 50ms && echo limited"));
        if (said != QLatin1String("limited"))
            qFatal("the link of %s could not be limited: %s", qPrintable(node), qPrintable(said));
    }
    isGood = compareWays(bench, *hosts, lab, rounds, "over 1 Gbit/s") && isGood;
    return isGood ? 0 : 2;
}
