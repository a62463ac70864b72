// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/ctl/report_place.h"

#include "core/sandbox/sandbox.h"

#include <QDir>
#include <QFileInfo>

namespace tandem {

namespace {

Error placeError(const QString &file, const QString &why)
{
    return {ErrorKind::Usage,
            say("App", "The report %1 cannot be written: %2.").arg(file).arg(why),
            {},
            {}};
}

// A demo's directory says where its profile, its secrets and its state are.
Result<CtlOptions> withDemo(const CtlOptions &options)
{
    CtlOptions all = options;
    if (!options.profileFile.isEmpty() || options.directory.isEmpty())
        return all;
    const auto sandbox = Sandbox::open(options.directory);
    if (!sandbox.ok())
        return sandbox.error();
    all.profileFile = (*sandbox)->profileFile();
    all.secretsFile = (*sandbox)->secretsFile();
    if (all.stateDirectory.isEmpty())
        all.stateDirectory = options.directory + QStringLiteral("/state");
    return all;
}

} // namespace

ReportPlace reportPlace(const QString &word)
{
    static const QStringList endings{QStringLiteral("md"), QStringLiteral("html"),
                                     QStringLiteral("json")};
    const QFileInfo info(word);
    ReportPlace place;
    if (!info.isDir() && endings.contains(info.suffix())) {
        place.directory = info.path();
        place.name = info.completeBaseName();
    } else {
        place.directory = QDir::cleanPath(word);
    }
    return place;
}

Result<void> checkReportPlace(const ReportPlace &place)
{
    for (const char *ending : {".md", ".html", ".json"}) {
        if (QFileInfo(place.file(ending)).isDir())
            return placeError(place.file(ending), say("App", "it is a directory").translated());
    }
    QString existing = QFileInfo(place.file(".md")).absolutePath();
    while (!QFileInfo::exists(existing) && !QDir(existing).isRoot())
        existing = QFileInfo(existing).absolutePath();
    const QFileInfo directory(existing);
    if (!directory.isDir() || !directory.isWritable())
        return placeError(
            place.file(".md"),
            say("App", "%1 is no directory one may write to").arg(existing).translated());
    return {};
}

Result<void> writeReportOf(const QString &stateDirectory, const QString &run,
                           const ReportPlace &place)
{
    const auto sources = readRun(stateDirectory, run);
    if (!sources.ok())
        return sources.error();
    const auto evidence = evidenceOf(*sources);
    if (!evidence.ok())
        return evidence.error();
    return writeReport(*evidence, *sources, place);
}

int runReport(const CtlOptions &options, const StopToken &stop)
{
    const auto all = withDemo(options);
    if (!all.ok())
        return fail(options, all.error());
    const auto session = openPair(*all, stop);
    if (!session.ok())
        return fail(options, session.error());
    const QString state = (*session)->stateDirectory();
    const bool isOfJournals = options.run == QLatin1String("journals");
    QString run = options.run;
    if (run == QLatin1String("latest") && !runsOf(state).isEmpty())
        run = runsOf(state).constLast();
    const ReportPlace place = reportPlace(
        options.report.isEmpty() ? state + QStringLiteral("/reports/") + run : options.report);
    if (auto checked = checkReportPlace(place); !checked.ok())
        return fail(options, checked.error());
    const Profile &profile = (*session)->profile();
    const auto written =
        isOfJournals ? writeReportOfJournals(state, profile.name,
                                             {profile.nodes[0].name, profile.nodes[1].name}, place)
                     : writeReportOf(state, run, place);
    if (!written.ok())
        return fail(options, written.error());
    if (options.json)
        tellJson({{QStringLiteral("run"), run},
                  {QStringLiteral("markdown"), place.file(".md")},
                  {QStringLiteral("html"), place.file(".html")},
                  {QStringLiteral("figures"), place.file(".json")}});
    else
        tell(say("App", "Report: %1").arg(place.file(".html")));
    return 0;
}

} // namespace tandem
