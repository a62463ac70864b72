// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/stage_journal.h"

#include <algorithm>
#include <map>

namespace tandem {

namespace {

QString textAt(const QJsonObject &event, const char *key)
{
    return event.value(QLatin1String(key)).toString();
}

// A sentence with its translation when it was kept, else its English words.
Text sentenceOf(const QJsonObject &event, const char *plain)
{
    const QJsonValue text = event.value(QLatin1String("text"));
    return text.isUndefined() ? Text::verbatim(textAt(event, plain)) : Text::fromJson(text);
}

template <typename Enum>
Enum fromToken(const QString &token, std::initializer_list<Enum> all, Enum otherwise)
{
    const auto found =
        std::find_if(all.begin(), all.end(), [&](Enum one) { return tokenOf(one) == token; });
    return found == all.end() ? otherwise : *found;
}

StepStatus statusOf(const QString &token)
{
    return fromToken(token,
                     {StepStatus::Started, StepStatus::Done, StepStatus::AlreadyDone,
                      StepStatus::Skipped, StepStatus::Failed},
                     StepStatus::Failed);
}

Phase phaseOf(const QString &token)
{
    return fromToken(token, {Phase::Decide, Phase::Fence, Phase::Promote, Phase::Reconnect},
                     Phase::None);
}

Outcome::Kind kindOf(const QString &token)
{
    using Kind = Outcome::Kind;
    return fromToken(token,
                     {Kind::Done, Kind::Refused, Kind::Failed, Kind::Cancelled, Kind::InDoubt,
                      Kind::NeedsDecision},
                     Kind::Failed);
}

// The steps that were begun, by their id, until they end.
using Begun = std::map<QString, QJsonObject>;

StepReport stepOf(const QJsonObject &event, const QJsonObject &begun)
{
    const QJsonObject &told = begun.isEmpty() ? event : begun;
    StepReport step;
    step.id = textAt(event, "step");
    step.title = sentenceOf(told, "title");
    step.node = textAt(event, "node");
    step.command = textAt(told, "command");
    step.phase = phaseOf(textAt(event, "phase"));
    step.status = statusOf(textAt(event, "status"));
    step.startedAt = momentOf(event.value(QLatin1String("from_ns"))).value_or(MonotonicTime{});
    step.endedAt = momentOf(event.value(QLatin1String("to_ns"))).value_or(step.startedAt);
    step.output = textAt(event, "output");
    if (event.contains(QLatin1String("error")))
        step.error = Error{ErrorKind::Failed,
                           Text::verbatim(textAt(event, "error")),
                           textAt(event, "details"),
                           {}};
    return step;
}

void takeStep(Outcome &outcome, Begun &begun, const QJsonObject &event)
{
    const QString id = textAt(event, "step");
    if (statusOf(textAt(event, "status")) == StepStatus::Started) {
        begun[id] = event;
        return;
    }
    const auto found = begun.find(id);
    outcome.steps.push_back(stepOf(event, found == begun.end() ? QJsonObject() : found->second));
    if (found != begun.end())
        begun.erase(found);
    const QJsonObject captured = event.value(QLatin1String("captured")).toObject();
    for (auto it = captured.begin(); it != captured.end(); ++it)
        outcome.values.set(it.key(), {CaptureType::Text, it.value().toString()});
}

} // namespace

std::optional<MonotonicTime> momentOf(const QJsonValue &nanoseconds)
{
    if (!nanoseconds.isDouble())
        return std::nullopt;
    return MonotonicTime(std::chrono::duration_cast<MonotonicClock::duration>(
        std::chrono::nanoseconds(nanoseconds.toInteger())));
}

QJsonValue nanosecondsOf(const std::optional<MonotonicTime> &moment)
{
    if (!moment)
        return {};
    return qint64(
        std::chrono::duration_cast<std::chrono::nanoseconds>(moment->time_since_epoch()).count());
}

StageEvidence stageOf(const std::vector<QJsonObject> &events, MonotonicTime start)
{
    StageEvidence stage;
    Outcome &outcome = stage.outcome;
    Begun begun;
    outcome.sentence = say("Evidence", "It was broken off: its journal has no end.");
    for (const QJsonObject &event : events) {
        const QString kind = textAt(event, "event");
        if (kind == QLatin1String("start")) {
            stage.stage = textAt(event, "stage");
            stage.startedAt = textAt(event, "at");
            outcome.startedAt =
                momentOf(event.value(QLatin1String("from_ns"))).value_or(MonotonicTime{});
            outcome.endedAt = outcome.startedAt;
        } else if (kind == QLatin1String("step")) {
            takeStep(outcome, begun, event);
            if (!outcome.steps.empty())
                outcome.endedAt = std::max(outcome.endedAt, outcome.steps.back().endedAt);
        } else if (kind == QLatin1String("end")) {
            outcome.kind = kindOf(textAt(event, "outcome"));
            outcome.sentence = sentenceOf(event, "sentence");
            outcome.details = textAt(event, "details");
            outcome.endedAt =
                momentOf(event.value(QLatin1String("to_ns"))).value_or(outcome.endedAt);
        }
    }
    for (const auto &[id, event] : begun) {
        StepReport step = stepOf(event, event);
        step.status = StepStatus::Failed;
        step.startedAt = step.endedAt = outcome.endedAt;
        step.error = Error{ErrorKind::Failed,
                           say("Evidence", "It was broken off: its journal has no end."),
                           {},
                           {}};
        outcome.steps.push_back(step);
    }
    stage.from = secondsBetween(start, outcome.startedAt);
    stage.to = secondsBetween(start, outcome.endedAt);
    stage.certificate = certificateOf(outcome);
    return stage;
}

} // namespace tandem
