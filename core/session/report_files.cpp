// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/report_files.h"

#include "core/evidence/report_figures.h"
#include "core/runbook/journal.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace tandem {

namespace {

const QString runEnding = QStringLiteral(".jsonl");

Error changedFile(const QString &file)
{
    return {ErrorKind::Failed,
            say("Session", "%1 is not the file that its run named: it is no evidence any more.")
                .arg(file),
            {},
            {}};
}

Result<void> writeFile(const QString &file, const QByteArray &bytes)
{
    QSaveFile out(file);
    if (!QDir().mkpath(QFileInfo(file).absolutePath()) || !out.open(QIODevice::WriteOnly) ||
        out.write(bytes) != bytes.size() || !out.commit())
        return Error{
            ErrorKind::Failed,
            say("Session", "The report %1 cannot be written: %2.").arg(file).arg(out.errorString()),
            {},
            {}};
    return {};
}

QString digestOf(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

Result<void> readStageJournals(const QString &stateDirectory, RunSources &sources)
{
    for (const QJsonObject &event : sources.events) {
        const QString name = event.value(QLatin1String("journal")).toString();
        if (event.value(QLatin1String("event")).toString() != QLatin1String("stage") ||
            name.isEmpty())
            continue;
        const QString file = journalDirectory(stateDirectory) + u'/' + QFileInfo(name).fileName();
        auto journal = Journal::read(file);
        if (!journal.ok())
            return journal.error();
        if (digestOfFile(file) != event.value(QLatin1String("sha256")).toString())
            return changedFile(file);
        sources.journals[name] = std::move(*journal);
    }
    return {};
}

Result<void> readRunLedger(const QString &stateDirectory, RunSources &sources)
{
    const QString name = sources.events.front().value(QLatin1String("ledger")).toString();
    const QString file = ledgerDirectory(stateDirectory) + u'/' + QFileInfo(name).fileName();
    if (name.isEmpty() || !QFile::exists(file))
        return {};
    auto ledger = readLedger(file);
    if (!ledger.ok())
        return ledger.error();
    for (const QJsonObject &event : sources.events) {
        const QJsonValue digest = event.value(QLatin1String("ledger_sha256"));
        if (!event.contains(QLatin1String("ledger")) && digest.isString() &&
            digest.toString() != digestOfFile(file))
            return changedFile(file);
    }
    sources.ledger = std::move(*ledger);
    return {};
}

// Of hand-overs that other clients saw than those of the run.
Result<void> readOtherLedgers(const QString &stateDirectory, RunSources &sources)
{
    for (const QJsonObject &event : sources.events) {
        const QString name = event.value(QLatin1String("ledger")).toString();
        const QJsonValue digest = event.value(QLatin1String("ledger_sha256"));
        if (name.isEmpty() || !digest.isString() || sources.otherLedgers.count(name) > 0)
            continue;
        const QString file = ledgerDirectory(stateDirectory) + u'/' + QFileInfo(name).fileName();
        auto ledger = readLedger(file);
        if (!ledger.ok())
            return ledger.error();
        if (digest.toString() != digestOfFile(file))
            return changedFile(file);
        sources.otherLedgers.emplace(name, std::move(*ledger));
    }
    return {};
}

} // namespace

QString runDirectory(const QString &stateDirectory)
{
    return stateDirectory + QStringLiteral("/runs");
}

QString journalDirectory(const QString &stateDirectory)
{
    return stateDirectory + QStringLiteral("/journal");
}

QString ledgerDirectory(const QString &stateDirectory)
{
    return stateDirectory + QStringLiteral("/ledgers");
}

QString digestOfFile(const QString &fileName)
{
    QFile file(fileName);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return {};
    return QString::fromLatin1(hash.result().toHex());
}

QStringList runsOf(const QString &stateDirectory)
{
    QStringList names =
        QDir(runDirectory(stateDirectory)).entryList({u'*' + runEnding}, QDir::Files, QDir::Name);
    for (QString &name : names)
        name.chop(runEnding.size());
    return names;
}

Result<RunSources> readRun(const QString &stateDirectory, const QString &run)
{
    const QStringList runs = runsOf(stateDirectory);
    const QString name =
        run == QLatin1String("latest") ? (runs.isEmpty() ? QString() : runs.constLast()) : run;
    if (!runs.contains(name))
        return Error{ErrorKind::Usage,
                     runs.isEmpty()
                         ? say("Session", "There is no run under %1 yet; \"journals\" makes a "
                                          "report of the stages that were run one by one.")
                               .arg(stateDirectory)
                         : say("Session", "There is no run \"%1\"; there are %2.")
                               .arg(run)
                               .arg(runs.join(QLatin1String(", "))),
                     {},
                     {}};
    RunSources sources;
    sources.run = name;
    auto events = Journal::read(runDirectory(stateDirectory) + u'/' + name + runEnding);
    if (!events.ok())
        return events.error();
    sources.events = std::move(*events);
    if (sources.events.empty())
        return changedFile(name);
    if (auto journals = readStageJournals(stateDirectory, sources); !journals.ok())
        return journals.error();
    if (auto ledger = readRunLedger(stateDirectory, sources); !ledger.ok())
        return ledger.error();
    if (auto ledgers = readOtherLedgers(stateDirectory, sources); !ledgers.ok())
        return ledgers.error();
    return sources;
}

Result<std::vector<std::vector<QJsonObject>>> readJournals(const QString &stateDirectory)
{
    std::vector<std::vector<QJsonObject>> journals;
    const QDir directory(journalDirectory(stateDirectory));
    for (const QString &name : directory.entryList({u'*' + runEnding}, QDir::Files, QDir::Name)) {
        auto journal = Journal::read(directory.filePath(name));
        if (!journal.ok())
            return journal.error();
        journals.push_back(std::move(*journal));
    }
    if (journals.empty())
        return Error{ErrorKind::Usage,
                     say("Session", "There is no journal under %1 yet: nothing was run.")
                         .arg(stateDirectory),
                     {},
                     {}};
    return journals;
}

QString ReportPlace::file(const char *ending) const
{
    return directory + u'/' + name + QLatin1String(ending);
}

Result<void> writeReport(const LabEvidence &evidence, const RunSources &sources,
                         const ReportPlace &place, const QJsonObject &companions)
{
    const QByteArray markdown = markdownOf(evidence, true).toUtf8();
    const QByteArray html = htmlOf(evidence, true).toUtf8();
    QJsonObject files = companions;
    files.insert(QStringLiteral("markdown"), digestOf(markdown));
    files.insert(QStringLiteral("html"), digestOf(html));
    const QByteArray figures = reportFigures(evidence, sources, files);
    if (auto written = writeFile(place.file(".md"), markdown); !written.ok())
        return written;
    if (auto written = writeFile(place.file(".html"), html); !written.ok())
        return written;
    return writeFile(place.file(".json"), figures);
}

Result<void> writeReportOfJournals(const QString &stateDirectory, const QString &pair,
                                   const std::array<QString, 2> &nodes, const ReportPlace &place)
{
    const auto journals = readJournals(stateDirectory);
    if (!journals.ok())
        return journals.error();
    return writeReport(evidenceOf(pair, nodes, *journals), {}, place);
}

} // namespace tandem
