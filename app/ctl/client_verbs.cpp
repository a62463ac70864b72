// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/figures_teller.h"

#include "core/session/clients_run.h"

#include <QFile>
#include <QSaveFile>

namespace tandem {

namespace {

constexpr std::size_t secondsTold = 60; // what a stalled terminal held up is told afterwards

void tellAudit(const CtlOptions &options, const AuditReport &report, const QString &ledgerFile)
{
    if (options.json) {
        tellJson({{QStringLiteral("acknowledged"), qint64(report.acknowledged)},
                  {QStringLiteral("kept"), qint64(report.kept)},
                  {QStringLiteral("lost"), qint64(report.lostCount)},
                  {QStringLiteral("in_doubt"), qint64(report.inDoubt)},
                  {QStringLiteral("ledger"), ledgerFile}});
        return;
    }
    tell(QString());
    tell(say("App", "Writes acknowledged: %1, kept: %2, lost: %3, in doubt: %4.")
             .arg(qint64(report.acknowledged))
             .arg(qint64(report.kept))
             .arg(qint64(report.lostCount))
             .arg(qint64(report.inDoubt)));
    tell(say("App", "Ledger: %1").arg(ledgerFile));
}

} // namespace

int runInit(const CtlOptions &options, const StopToken &)
{
    const QString file =
        options.profileFile.isEmpty() ? options.arguments.value(0) : options.profileFile;
    if (file.isEmpty() || options.nodes.size() != 2)
        return fail(options,
                    {ErrorKind::Usage,
                     say("App", "init wants a file and two nodes: pgtandemctl init --profile FILE "
                                "--node vm1=192.168.56.2 --node vm2=192.168.56.3 --user main"),
                     {},
                     {}});
    if (QFile::exists(file))
        return fail(
            options,
            {ErrorKind::Refused,
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
        node.postgres.version = options.postgresVersion;
    }
    profile.homePrimary = profile.nodes[0].name;
    // What is read back must be sound; the reader says what is wrong with the words given here.
    const auto checked = Profile::fromJson(profile.toJson(), file);
    if (!checked.ok())
        return fail(options, checked.error());
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(profile.toJson()) < 0 || !out.commit())
        return fail(options,
                    {ErrorKind::Failed,
                     say("App", "%1 cannot be written: %2.").arg(file).arg(out.errorString()),
                     {},
                     {}});
    if (options.json)
        tellJson({{QStringLiteral("profile"), file}});
    else
        tell(say("App", "%1 is written; look through it, then: pgtandemctl check --profile %1")
                 .arg(file));
    return 0;
}

int runWorkload(const CtlOptions &options, const StopToken &stop)
{
    auto session = openPair(options, stop);
    if (!session.ok())
        return fail(options, session.error());
    const auto clients = ClientsRun::start(**session, options.workload);
    if (!clients.ok())
        return fail(options, clients.error());
    Workload &workload = (*clients)->workload();
    FiguresTeller teller(options.json);
    const MonotonicTime begin = MonotonicClock::now();
    for (int second = 1; options.seconds == 0 || second <= options.seconds; ++second) {
        const auto next = begin + std::chrono::seconds(second);
        const bool stopped = stop.sleepFor(next - MonotonicClock::now());
        const WorkloadFigures figures = workload.figures();
        teller.tellNow(figures, workload.seconds(secondsTold), stopped);
        if (stopped || figures.failure)
            break;
    }
    if (auto stopped = (*clients)->stop(); !stopped.ok())
        return fail(options, stopped.error());
    // Not broken off by the request that ended the workload.
    const auto report = (*clients)->audit({}, {});
    if (!report.ok())
        return fail(options, report.error());
    tellAudit(options, *report, (*clients)->ledger().fileName());
    return 0;
}

} // namespace tandem
