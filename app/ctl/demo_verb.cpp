// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"

#include "core/sandbox/sandbox.h"
#include "core/session/lab_play.h"

#include <QDir>
#include <QSaveFile>

namespace tandem {

namespace {

Result<void> writeReport(const QString &file, const LabEvidence &evidence)
{
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(markdownOf(evidence, true).toUtf8()) < 0 || !out.commit())
        return Error{ErrorKind::Failed,
                     say("App", "The report %1 cannot be written: %2.").arg(file).arg(out.errorString()),
                     {},
                     {}};
    return {};
}

QJsonObject summaryOf(const LabEvidence &evidence)
{
    QJsonObject summary{{QStringLiteral("state"), evidence.finalState},
                        {QStringLiteral("seconds"), evidence.seconds},
                        {QStringLiteral("all_hold"), evidence.allHold()}};
    for (const StageEvidence &stage : evidence.stages) {
        if (stage.stage == QLatin1String("failover") || stage.stage == QLatin1String("failback"))
            summary.insert(stage.stage, jsonOf(stage));
    }
    return summary;
}

void tellLab(const LabEvidence &evidence)
{
    tell(say("App", "Expected results:"));
    int number = 0;
    for (const Expectation &expectation : evidence.expectations)
        tell(QStringLiteral(" %1. %2 %3 — %4")
                 .arg(++number)
                 .arg(expectation.holds ? QStringLiteral("✓") : QStringLiteral("✕"),
                      expectation.sentence.translated(), expectation.proof.translated()));
    for (const StageEvidence &stage : evidence.stages) {
        if (!stage.outageSeconds)
            continue;
        tell(say("App", "%1: outage %2 s; acknowledged %3, lost %4, in doubt %5.")
                 .arg(stage.stage)
                 .arg(QString::number(*stage.outageSeconds, 'f', 3))
                 .arg(stage.audit ? qint64(stage.audit->acknowledged) : -1)
                 .arg(stage.audit ? qint64(stage.audit->lostCount) : -1)
                 .arg(stage.audit ? qint64(stage.audit->inDoubt) : -1));
        if (stage.certificate)
            tell(say("App", "Certificate: E %1, replayed %2, forked at %3.")
                     .arg(stage.certificate->shutdownEndLsn)
                     .arg(stage.certificate->replayLsn)
                     .arg(stage.certificate->forkLsn));
    }
    tell(evidence.allHold() ? say("App", "The whole lab is done, in %1 s.")
                                  .arg(QString::number(evidence.seconds, 'f', 1))
                            : say("App", "The lab is not done: see the stage above that failed."));
}

} // namespace

int runDemo(const CtlOptions &options, const StopToken &stop)
{
    if (options.directory.isEmpty())
        return fail(options, {ErrorKind::Usage,
                              say("App", "demo wants a directory for its two servers: --dir DIRECTORY"), {}, {}});
    if (!options.json)
        tell(say("App", "Two fresh servers are made in %1 ...").arg(options.directory));
    auto sandbox = Sandbox::create(options.directory, {}, stop);
    if (!sandbox.ok())
        return fail(options, sandbox.error());
    (*sandbox)->stopOnDestroy(!options.keep);
    auto session = PairSession::open((*sandbox)->profileFile(), (*sandbox)->secretsFile(),
                                     options.directory + QStringLiteral("/state"));
    if (!session.ok())
        return fail(options, session.error());
    LabPlay::Options play;
    play.writers = options.writers;
    play.readers = options.readers;
    LabPlay lab(**session, play, [&options](const Text &text) {
        if (!options.json)
            tell(text);
    });
    const LabEvidence evidence = lab.play(stop, stepTeller(options));
    const QString report = options.report.isEmpty()
                               ? options.directory + QStringLiteral("/report.md")
                           : QFileInfo(options.report).isDir() ? options.report + QStringLiteral("/report.md")
                                                               : options.report;
    const auto written = writeReport(report, evidence);
    if (options.json)
        tellJson({{QStringLiteral("summary"), summaryOf(evidence)}});
    else
        tellLab(evidence);
    if (!written.ok())
        return fail(options, written.error());
    if (!options.json) {
        tell(say("App", "Report: %1").arg(report));
        if (options.keep)
            tell(say("App", "The pair runs on: pgtandemctl status --profile %1 --secrets %2")
                     .arg((*sandbox)->profileFile())
                     .arg((*sandbox)->secretsFile()));
    }
    if (evidence.allHold())
        return 0;
    for (const StageEvidence &stage : evidence.stages) {
        if (!stage.outcome.isDone())
            return stage.outcome.exitCode;
    }
    return 1;
}

} // namespace tandem
