// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A command on a held session against starting ssh for it, on a real sshd of this machine.
// Usage: bench_ssh_bench [COMMANDS=200]. Exit 1: an aim is missed.
// Aims: a held command at most 3 ms in the median, and at least 50 times faster than ssh.
#include "core/transport/local_shell.h"
#include "core/transport/ssh_shell.h"
#include "tests/support/scratch_sshd.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace tandem;
using namespace tandem::testing;

namespace {

// Milliseconds of `count` runs, sorted.
std::vector<double> timed(Shell &shell, const ShellCommand &command, int count)
{
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
        const auto begun = MonotonicClock::now();
        const auto result = shell.run(command, {});
        if (!result || result->output != "x")
            qFatal("%s", result ? result->errors.constData()
                                : qPrintable(result.error().sentence.english()));
        times.push_back(secondsBetween(begun, MonotonicClock::now()) * 1000);
    }
    std::sort(times.begin(), times.end());
    return times;
}

double median(const std::vector<double> &times)
{
    return times[times.size() / 2];
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const int count = argc > 1 ? std::max(1, QByteArray(argv[1]).toInt()) : 200;
    const auto sshd = ScratchSshd::create();
    if (!sshd) {
        std::printf("There is no sshd on this machine.\n");
        return 1;
    }
    const NodeProfile node = sshd->node();
    SshShell held(node, SshSecrets());
    ShellCommand command;
    command.script = QStringLiteral("printf x");
    command.identity = OsIdentity::Login;
    const auto first = timed(held, command, 1);
    const auto session = timed(held, command, count);

    LocalShell local(node.name, {});
    ShellCommand fresh = command;
    fresh.script = QStringLiteral("exec ssh -F none -o BatchMode=yes -o UserKnownHostsFile=%1 "
                                  "-i %2 -p %3 %4@%5 'printf x' </dev/null")
                       .arg(node.ssh.knownHosts, node.ssh.identity)
                       .arg(node.ssh.port)
                       .arg(node.ssh.user, node.host);
    const auto started = timed(local, fresh, std::min(count, 20));

    const double times = median(started) / median(session);
    std::printf("connect and first command %.1f ms\n"
                "held session: median %.2f ms, best %.2f, slowest of %d %.2f\n"
                "starting ssh: median %.1f ms, best %.1f\n"
                "%.0f times faster\n",
                first.front(), median(session), session.front(), count, session.back(),
                median(started), started.front(), times);
    return median(session) <= 3 && times >= 50 ? 0 : 1;
}
