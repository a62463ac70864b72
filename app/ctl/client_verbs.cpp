// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"

#include "core/postgres/node_probe.h"
#include "core/workload/audit.h"
#include "core/workload/workload.h"

#include <QFile>
#include <QSaveFile>

namespace tandem {

int runInit(const CtlOptions &options, const StopToken &)
{
    const QString file = options.profileFile.isEmpty() ? options.arguments.value(0) : options.profileFile;
    if (file.isEmpty() || options.nodes.size() != 2)
        return fail(options, {ErrorKind::Usage,
                              say("App", "init wants a file and two nodes: pgtandemctl init --profile FILE --node "
                                         "vm1=192.168.56.2 --node vm2=192.168.56.3 --user main"),
                              {},
                              {}});
    if (QFile::exists(file))
        return fail(options, {ErrorKind::Refused,
                              say("App", "%1 is there already and is left as it is: choose another name.").arg(file),
                              {},
                              {}});
    Profile profile;
    profile.name = QStringLiteral("pair");
    for (size_t i = 0; i < 2; ++i) {
        const QString &word = options.nodes[static_cast<qsizetype>(i)];
        NodeProfile &node = profile.nodes[i];
        node.name = word.section(u'=', 0, 0);
        node.host = word.section(u'=', 1);
        node.ssh.user = options.user;
    }
    profile.homePrimary = profile.nodes[0].name;
    // What is read back must be sound; the reader says what is wrong with the words given here.
    const auto checked = Profile::fromJson(profile.toJson(), file);
    if (!checked.ok())
        return fail(options, checked.error());
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(profile.toJson()) < 0 || !out.commit())
        return fail(options, {ErrorKind::Failed,
                              say("App", "%1 cannot be written: %2.").arg(file).arg(out.errorString()),
                              {},
                              {}});
    tell(say("App", "%1 is written; look through it, then: pgtandemctl check --profile %1").arg(file));
    return 0;
}

int runWorkload(const CtlOptions &options, const StopToken &stop)
{
    auto session = openPair(options);
    if (!session.ok())
        return fail(options, session.error());
    auto ledger = (*session)->newLedger();
    if (!ledger.ok())
        return fail(options, ledger.error());
    WorkloadOptions wanted;
    wanted.writers = options.writers;
    wanted.readers = options.readers;
    Workload workload((*session)->profile(), (*session)->secrets(), wanted, **ledger);
    workload.start();
    const MonotonicTime begin = MonotonicClock::now();
    const auto isOver = [&] {
        return options.seconds > 0
               && secondsBetween(begin, MonotonicClock::now()) >= options.seconds;
    };
    while (!isOver() && !workload.figures().failure) {
        const bool stopped = stop.sleepFor(std::chrono::seconds(1));
        for (const LaneFigures &lane : workload.figures().lanes) {
            if (options.json)
                tellJson({{QStringLiteral("lane"), lane.name},
                          {QStringLiteral("node"), lane.node},
                          {QStringLiteral("connected"), lane.connected},
                          {QStringLiteral("ok"), qint64(lane.ok)},
                          {QStringLiteral("errors"), qint64(lane.errors)},
                          {QStringLiteral("rollbacks"), qint64(lane.rollbacks)}});
            else
                tell(say("App", "%1 → %2  ok %3  errors %4  rolled back %5")
                         .arg(lane.name)
                         .arg(lane.connected ? lane.node : QStringLiteral("-"))
                         .arg(qint64(lane.ok))
                         .arg(qint64(lane.errors))
                         .arg(qint64(lane.rollbacks)));
        }
        if (stopped)
            break;
    }
    workload.stop();
    if (const auto failure = workload.figures().failure)
        return fail(options, *failure);
    if (auto closed = (*ledger)->close(); !closed.ok())
        return fail(options, closed.error());
    const auto contents = readLedger((*ledger)->fileName());
    if (!contents.ok())
        return fail(options, contents.error());
    // Counted on whoever accepts writes now; the stop token has done its work already.
    const Profile &profile = (*session)->profile();
    const Deadline deadline = Deadline::after(std::chrono::seconds(30));
    std::vector<ConnectTarget> targets;
    for (const NodeProfile &node : profile.nodes)
        targets.push_back(targetFor(profile, node, QStringLiteral("admin"), (*session)->secrets(), profile.database));
    auto server = Connection::openWritable(targets, deadline, {});
    if (!server.ok())
        return fail(options, server.error());
    const auto report = audit(*contents, server->second, deadline, {});
    if (!report.ok())
        return fail(options, report.error());
    if (options.json)
        tellJson({{QStringLiteral("acknowledged"), qint64(report->acknowledged)},
                  {QStringLiteral("kept"), qint64(report->kept)},
                  {QStringLiteral("lost"), qint64(report->lostCount)},
                  {QStringLiteral("in_doubt"), qint64(report->inDoubt)},
                  {QStringLiteral("ledger"), (*ledger)->fileName()}});
    else
        tell(say("App", "Acknowledged %1, kept %2, lost %3, in doubt %4. Ledger: %5")
                 .arg(qint64(report->acknowledged))
                 .arg(qint64(report->kept))
                 .arg(qint64(report->lostCount))
                 .arg(qint64(report->inDoubt))
                 .arg((*ledger)->fileName()));
    return 0;
}

} // namespace tandem
