// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/ctl/question.h"

#include "core/runbook/preview.h"

namespace tandem {

namespace {

// What a person answers to the plan: the typed word, or consent. Absent: they leave it.
std::optional<QString> answerOf(const Plan &plan, const QString &preview, const StopToken &stop)
{
    tell(preview);
    tell(QString());
    tell(plan.confirmation ? say("App", "Type the word asked for above, or nothing to leave it:")
                           : say("App", "Type yes to run this, or nothing to leave it:"));
    auto word = typedLine(stop);
    if (!word || word->isEmpty() || (!plan.confirmation && *word != QLatin1String("yes")))
        return std::nullopt;
    return word;
}

const QString commitBefore = QStringLiteral("commit_ms_before");
const QString commitAfter = QStringLiteral("commit_ms_after");

QJsonValue millisecondsIn(const Outcome &outcome, const QString &capture)
{
    return outcome.values.has(capture) ? QJsonValue(outcome.values.text(capture).toDouble())
                                       : QJsonValue();
}

// What `run` tells beyond its outcome: certificate, outage and its split, commit latency.
QJsonObject figuresOf(const Outcome &outcome)
{
    QJsonObject more;
    // What a stage chose or found is told also when it failed behind that.
    for (const char *name : {"method", "reason", "rewind_kilobytes", "clone_kilobytes",
                             "log_signature", "back_milliseconds", "freed_kilobytes"}) {
        const QString key = QLatin1String(name);
        if (!outcome.values.has(key))
            continue;
        const QString text = outcome.values.text(key);
        const bool isNumber =
            key.endsWith(QLatin1String("bytes")) || key.endsWith(QLatin1String("milliseconds"));
        more.insert(key, isNumber ? QJsonValue(text.toLongLong()) : QJsonValue(text));
    }
    if (!outcome.isDone())
        return more;
    if (const auto certificate = certificateOf(outcome))
        more.insert(QStringLiteral("certificate"), jsonOf(*certificate));
    if (outcome.values.has(commitAfter))
        more.insert(QStringLiteral("commit_ms"),
                    QJsonObject{{QStringLiteral("before"), millisecondsIn(outcome, commitBefore)},
                                {QStringLiteral("after"), millisecondsIn(outcome, commitAfter)}});
    if (!outcome.endOf(Phase::Promote))
        return more;
    // Without clients of ours the outage is what the steps took, from the first that decides to the
    // first committed write.
    const OutageSplit split = splitOfSteps(outcome);
    more.insert(QStringLiteral("outage_seconds"),
                split.total ? QJsonValue(*split.total) : QJsonValue());
    more.insert(QStringLiteral("split"), jsonOf(split));
    return more;
}

void tellFigures(const Outcome &outcome)
{
    if (!outcome.isDone())
        return;
    if (const auto certificate = certificateOf(outcome))
        tell(certificateText(*certificate));
    if (outcome.values.has(commitAfter) && outcome.values.has(commitBefore))
        tell(say("App", "A commit took %1 ms before and takes %2 ms now (medians of 30).")
                 .arg(outcome.values.text(commitBefore))
                 .arg(outcome.values.text(commitAfter)));
    else if (outcome.values.has(commitAfter))
        tell(say("App", "A commit takes %1 ms now (median of 30).")
                 .arg(outcome.values.text(commitAfter)));
    if (!outcome.endOf(Phase::Promote))
        return;
    if (const auto total = splitOfSteps(outcome).total)
        tell(say("App", "From the first step that decided to the first committed write: %1 s.")
                 .arg(QString::number(*total, 'f', 3)));
}

} // namespace

int runPlan(const CtlOptions &options, const StopToken &stop)
{
    const auto stage = stageArgument(options);
    if (!stage.ok())
        return fail(options, stage.error());
    auto session = openPair(options, stop);
    if (!session.ok())
        return fail(options, session.error());
    const auto snapshot = observePair(**session, stop);
    if (!snapshot.ok())
        return fail(options, snapshot.error());
    const auto plan = planNow(**session, *stage, *snapshot, options.stage);
    if (!plan.ok())
        return fail(options, plan.error());
    const QString preview = (*session)->redactor().redact(previewOf(*plan, options.commands, true));
    if (options.json)
        tellJson(
            {{QStringLiteral("stage"), tokenOf(*stage)}, {QStringLiteral("preview"), preview}});
    else
        tell(preview.trimmed());
    return 0;
}

int runStage(const CtlOptions &options, const StopToken &stop)
{
    const auto stage = stageArgument(options);
    if (!stage.ok())
        return fail(options, stage.error());
    auto session = openPair(options, stop);
    if (!session.ok())
        return fail(options, session.error());
    const ClusterSnapshot snapshot = (*session)->observe(stop);
    const auto notRun = [&](Outcome::Kind kind, const Error &error) {
        Outcome outcome;
        outcome.kind = kind;
        outcome.sentence = error.sentence;
        outcome.details = error.details;
        outcome.exitCode = exitCodeOf(error.kind);
        outcome.stateAfter = deriveState(snapshot);
        return tellOutcome(options, *stage, outcome);
    };
    if (stop.stopRequested())
        return notRun(Outcome::Kind::Cancelled, cancelledError());
    const auto plan = planNow(**session, *stage, snapshot, options.stage);
    if (!plan.ok())
        return notRun(Outcome::Kind::Refused, plan.error());
    QString word = options.confirm;
    const bool isWordMissing = plan->confirmation && word.isEmpty();
    const bool isConsentMissing = !options.yes && word.isEmpty();
    if ((isWordMissing || isConsentMissing) && !options.json && isPersonThere()) {
        const QString preview = (*session)->redactor().redact(previewOf(*plan, false, true));
        const auto answer = answerOf(*plan, preview.trimmed(), stop);
        if (!answer)
            return fail(options, cancelledError());
        word = *answer;
    }
    Outcome outcome =
        (*session)->run(*plan, snapshot, word, stop, stepTeller(options, (*session)->profile()));
    if (!outcome.stateAfter) // nothing was begun
        outcome.stateAfter = deriveState(snapshot);
    if (!options.json)
        tellFigures(outcome);
    return tellOutcome(options, *stage, outcome, figuresOf(outcome));
}

} // namespace tandem
