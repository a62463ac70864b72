// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/columns.h"
#include "app/ctl/ctl.h"
#include "app/ctl/report_place.h"

#include "core/sandbox/sandbox.h"
#include "core/session/lab_play.h"

namespace tandem {

namespace {

QJsonObject summaryOf(const LabEvidence &evidence)
{
    QJsonObject summary{{QStringLiteral("state"), evidence.finalState.isEmpty()
                                                      ? QJsonValue()
                                                      : QJsonValue(evidence.finalState)},
                        {QStringLiteral("seconds"), evidence.seconds},
                        {QStringLiteral("all_hold"), evidence.allHold()},
                        {QStringLiteral("failover"), QJsonValue()},
                        {QStringLiteral("failback"), QJsonValue()}};
    for (const StageEvidence &stage : evidence.stages) {
        if (summary.contains(stage.stage))
            summary.insert(stage.stage, jsonOf(stage));
    }
    return summary;
}

void tellExpectations(const LabEvidence &evidence)
{
    tell(QString());
    tell(say("App", "Expected results:"));
    int number = 0;
    for (const Expectation &expectation : evidence.expectations) {
        tell(QStringLiteral("  %1 %2. %3")
                 .arg(expectation.holds ? QStringLiteral("✓") : QStringLiteral("✕"))
                 .arg(++number)
                 .arg(expectation.sentence.translated()));
        tell(QStringLiteral("       ") + expectation.proof.translated());
    }
}

void tellHandovers(const LabEvidence &evidence)
{
    using Align = Columns::Align;
    const auto words = [](const Text &text) { return text.translated(); };
    Columns columns(
        {Align::Left, Align::Right, Align::Right, Align::Right, Align::Right, Align::Right});
    columns.row({words(say("App", "stage")), words(say("App", "outage")),
                 words(say("App", "acknowledged")), words(say("App", "kept")),
                 words(say("App", "lost")), words(say("App", "in doubt"))});
    std::optional<Certificate> certificate;
    for (const StageEvidence &stage : evidence.stages) {
        if (!stage.outageSeconds)
            continue;
        const auto count = [&](std::int64_t AuditReport::*member) {
            return stage.audit ? QString::number((*stage.audit).*member) : QStringLiteral("-");
        };
        columns.row({stage.stage,
                     words(say("App", "%1 s").arg(QString::number(*stage.outageSeconds, 'f', 3))),
                     count(&AuditReport::acknowledged), count(&AuditReport::kept),
                     count(&AuditReport::lostCount), count(&AuditReport::inDoubt)});
        if (stage.certificate)
            certificate = stage.certificate;
    }
    tell(QString());
    for (const QString &line : columns.lines())
        tell(line);
    if (certificate) {
        tell(QString());
        tell(certificateText(*certificate));
    }
}

// What is left where, and how to go on.
void tellEnd(const CtlOptions &options, const Sandbox &sandbox, const LabEvidence &evidence,
             const ReportPlace &report)
{
    tell(evidence.allHold() ? say("App", "The whole lab is done, in %1 s.")
                                  .arg(QString::number(evidence.seconds, 'f', 1))
                            : say("App", "The lab is not done: see the stage above that failed."));
    tell(say("App", "Report: %1").arg(report.file(".html")));
    if (options.keep) {
        tell(say("App", "The pair runs on: pgtandemctl status --profile %1 --secrets %2")
                 .arg(sandbox.profileFile())
                 .arg(sandbox.secretsFile()));
        tell(say("App", "To stop it: pgtandemctl demo --stop --dir %1").arg(options.directory));
    } else {
        tell(say("App", "Its servers are stopped; their files are in %1.").arg(options.directory));
    }
}

// A pair that was kept; stopping it twice is no mistake.
int stopPair(const CtlOptions &options, const StopToken &stop)
{
    auto sandbox = Sandbox::open(options.directory);
    if (!sandbox.ok())
        return fail(options, sandbox.error());
    if (auto stopped = (*sandbox)->stopAll(stop); !stopped.ok())
        return fail(options, stopped.error());
    if (options.json)
        tellJson({{QStringLiteral("stopped"), options.directory}});
    else
        tell(say("App", "Its servers are stopped; their files are in %1.").arg(options.directory));
    return 0;
}

int exitCodeOf(const LabEvidence &evidence, const StopToken &stop)
{
    if (evidence.allHold())
        return 0;
    return tandem::exitCodeOf(stop.stopRequested() ? ErrorKind::Cancelled : ErrorKind::Failed);
}

} // namespace

int runDemo(const CtlOptions &options, const StopToken &stop)
{
    if (options.directory.isEmpty())
        return fail(options, {ErrorKind::Usage,
                              say("App", "demo wants a directory for its two servers: --dir "
                                         "DIRECTORY"),
                              {},
                              {}});
    if (options.stop)
        return stopPair(options, stop);
    const ReportPlace report =
        reportPlace(options.report.isEmpty() ? options.directory : options.report);
    if (auto place = checkReportPlace(report); !place.ok())
        return fail(options, place.error());
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
    play.writers = options.workload.writers;
    play.readers = options.workload.readers;
    LabPlay lab(**session, play, [&options](const Text &text) {
        if (options.json)
            return;
        const QString words = text.translated();
        if (words.endsWith(QLatin1String("..."))) // announces what follows
            tell(QString());
        tell(words);
    });
    const LabEvidence evidence = lab.play(stop, stepTeller(options, (*session)->profile()));
    const auto written = evidence.run.isEmpty()
                             ? writeReport(evidence, {}, report)
                             : writeReportOf((*session)->stateDirectory(), evidence.run, report);
    if (!options.json) {
        for (const StageEvidence &stage : evidence.stages) {
            if (!stage.outcome.isDone() && !stage.outcome.details.trimmed().isEmpty())
                tell(stage.outcome.details.trimmed());
        }
        if (!evidence.expectations.empty()) {
            tellExpectations(evidence);
            tellHandovers(evidence);
        }
        tell(QString());
        tellEnd(options, **sandbox, evidence, report);
    }
    const int code = written.ok() ? exitCodeOf(evidence, stop) : fail(options, written.error());
    if (options.json)
        tellJson({{QStringLiteral("summary"), summaryOf(evidence)}});
    return code;
}

} // namespace tandem
