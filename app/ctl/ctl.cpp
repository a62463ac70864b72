// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"

#include "core/evidence/evidence.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cstdio>
#include <mutex>

namespace tandem {

namespace {

std::mutex outputMutex; // steps of a group end in several threads

void write(FILE *stream, const QString &line)
{
    const std::lock_guard lock(outputMutex);
    const QByteArray bytes = line.toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stream);
    std::fflush(stream);
}

} // namespace

void tell(const QString &line)
{
    write(stdout, line);
}

void tell(const Text &text)
{
    tell(text.translated());
}

void tellJson(const QJsonObject &object)
{
    write(stdout, QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)));
}

int fail(const CtlOptions &options, const Error &error)
{
    if (options.json)
        tellJson({{QStringLiteral("error"), error.sentence.translated()},
                  {QStringLiteral("code"), error.code},
                  {QStringLiteral("exit"), exitCodeOf(error.kind)}});
    else
        write(stderr, error.sentence.translated());
    if (!options.json && !error.details.isEmpty())
        write(stderr, error.details.trimmed());
    return exitCodeOf(error.kind);
}

RunObserver stepTeller(const CtlOptions &options)
{
    const bool json = options.json;
    return [json](const StepReport &step) {
        const double seconds = secondsBetween(step.startedAt, step.endedAt);
        if (json) {
            QJsonObject object{{QStringLiteral("step"), step.id},
                               {QStringLiteral("node"), step.node},
                               {QStringLiteral("title"), step.title.translated()},
                               {QStringLiteral("status"), tokenOf(step.status)}};
            if (step.status != StepStatus::Started)
                object.insert(QStringLiteral("seconds"), seconds);
            tellJson(object);
            return;
        }
        const char *mark = nullptr;
        switch (step.status) {
        case StepStatus::Started:
        case StepStatus::Skipped:
            return;
        case StepStatus::Done:
            mark = "✓";
            break;
        case StepStatus::AlreadyDone:
            mark = "=";
            break;
        case StepStatus::Failed:
            mark = "✕";
            break;
        }
        tell(QStringLiteral("  %1 [%2] %3  %4 s")
                 .arg(QString::fromUtf8(mark), step.node, step.title.translated(),
                      QString::number(seconds, 'f', 3)));
    };
}

int tellOutcome(const CtlOptions &options, Stage stage, const Outcome &outcome,
                const QJsonObject &more)
{
    if (options.json) {
        QJsonObject object{{QStringLiteral("outcome"), tokenOf(outcome.kind)},
                           {QStringLiteral("stage"), tokenOf(stage)},
                           {QStringLiteral("state"), outcome.stateAfter ? tokenOf(outcome.stateAfter->state)
                                                                        : QStringLiteral("unknown")},
                           {QStringLiteral("sentence"), outcome.sentence.translated()}};
        for (auto it = more.begin(); it != more.end(); ++it)
            object.insert(it.key(), it.value());
        tellJson(object);
        return outcome.exitCode;
    }
    if (outcome.isDone()) {
        tell(outcome.sentence);
        return outcome.exitCode;
    }
    write(stderr, outcome.sentence.translated());
    if (!outcome.details.trimmed().isEmpty())
        write(stderr, outcome.details.trimmed());
    if (outcome.stateAfter)
        write(stderr, outcome.stateAfter->sentence.translated());
    return outcome.exitCode;
}

Result<std::unique_ptr<PairSession>> openPair(const CtlOptions &options)
{
    if (options.profileFile.isEmpty())
        return Error{ErrorKind::Usage,
                     say("App", "Which pair? Name its profile with --profile FILE; \"pgtandemctl init\" makes one."),
                     {},
                     {}};
    return PairSession::open(options.profileFile, options.secretsFile, options.stateDirectory);
}

Result<Stage> stageArgument(const CtlOptions &options)
{
    QStringList known;
    for (const Stage stage : allStages())
        known << tokenOf(stage);
    const QString word = options.arguments.value(0);
    if (const auto stage = stageOf(word))
        return *stage;
    return Error{ErrorKind::Usage,
                 say("App", "\"%1\" is no stage; the stages are %2.").arg(word).arg(known.join(QLatin1String(", "))),
                 {},
                 {}};
}

} // namespace tandem
