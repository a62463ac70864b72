// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runbook/step_performer.h"

#include "core/postgres/scram.h"
#include "core/runbook/record_steps.h"

namespace tandem {

namespace {

Error overtaken(const QString &node, const QString &details)
{
    return {ErrorKind::Refused,
            say("Runbook",
                "Another stage took %1 over while this one was at work, so this one stops: "
                "look at the pair's state before you go on.")
                .arg(node),
            details, QStringLiteral("overtaken")};
}

// Fills the captures that are ordinary; special sources are set by the caller.
std::optional<Error> capture(const std::vector<Capture> &captures,
                             const std::function<std::optional<QString>(const QString &)> &source,
                             bool allRequired, Values &values)
{
    for (const Capture &c : captures) {
        if (c.from.startsWith(u'@'))
            continue;
        const QString key = c.from.isEmpty() ? c.name : c.from;
        const std::optional<QString> raw = source(key);
        if (!raw) {
            if (!allRequired)
                continue;
            return Error{ErrorKind::Failed,
                         say("Runbook", "The answer does not tell \"%1\".").arg(key),
                         {},
                         {}};
        }
        Result<Value> value = readValue(c, *raw);
        if (!value.ok())
            return value.error();
        values.set(c.name, *value);
    }
    return std::nullopt;
}

} // namespace

const RecordClaim *StepPerformer::claimOf(const QString &node) const
{
    for (const RecordClaim &claim : m_plan.claims) {
        if (claim.node == node)
            return &claim;
    }
    return nullptr;
}

Result<std::vector<std::pair<QString, QString>>>
StepPerformer::resolve(const std::vector<Input> &inputs, const Values &known)
{
    std::vector<std::pair<QString, QString>> out;
    for (const Input &input : inputs) {
        switch (input.value.kind) {
        case Operand::Kind::Literal:
            out.emplace_back(input.name, input.value.text);
            break;
        case Operand::Kind::Captured:
            if (!known.has(input.value.text))
                return Error{
                    ErrorKind::Failed,
                    say("Runbook", "\"%1\" is needed but no step told it.").arg(input.value.text),
                    {},
                    {}};
            out.emplace_back(input.name, known.text(input.value.text));
            break;
        case Operand::Kind::PasswordVerifier: {
            Result<Secret> secret = m_world.secret(input.value.text);
            if (!secret.ok())
                return secret.error();
            Result<QString> verifier = scramVerifier(*secret);
            if (!verifier.ok())
                return verifier.error();
            out.emplace_back(input.name, *verifier);
            break;
        }
        }
    }
    return out;
}

StepPerformer::Attempt
StepPerformer::attemptShell(const ShellAction &action, const std::vector<Input> &inputs,
                            const std::vector<Capture> &captures, const Step &step, bool guarded,
                            const Values &known, const StopToken &stop, const ProgressSink &sink)
{
    Attempt attempt;
    std::vector<Input> all = inputs;
    ShellCommand command;
    command.script = action.script;
    command.identity = action.identity;
    command.timeout = step.timeout;
    if (const RecordClaim *claim = guarded ? claimOf(step.node) : nullptr) {
        command.script = guardedScript(action.script);
        for (Input &input : guardInputs(*claim, m_plan.epoch))
            all.push_back(std::move(input));
        all.push_back({QStringLiteral("step"), literal(step.id)});
    }
    auto variables = resolve(all, known);
    if (!variables.ok()) {
        attempt.error = variables.error();
        return attempt;
    }
    command.variables = *variables;
    for (const QString &key : action.secrets) {
        Result<Secret> secret = m_world.secret(key);
        if (!secret.ok()) {
            attempt.error = secret.error();
            return attempt;
        }
        command.input += secret->reveal() + '\n';
    }
    ProgressMeter meter;
    const OutputSink output = [&meter, &sink](const QByteArray &piece, bool isError) {
        if (isError)
            return;
        if (const auto progress = meter.take(piece, MonotonicClock::now()))
            sink(*progress);
    };
    Result<ShellResult> result =
        step.isAside ? m_world.aside(step.node, command, stop)
                     : m_world.shell(step.node, command, stop, sink ? output : OutputSink());
    if (!result.ok()) {
        attempt.error = result.error();
        return attempt;
    }
    attempt.output = QString::fromUtf8(withoutProgress(result->output) + result->errors);
    const bool isOwnExit = captureFrom(captures, "@exit") != nullptr && !guarded;
    if (result->exitCode == overtakenExit && !isOwnExit) {
        attempt.error = overtaken(step.node, QString::fromUtf8(result->errors));
        return attempt;
    }
    const auto lines = keyValueLines(result->output);
    const Capture *exitCapture = captureFrom(captures, "@exit");
    if (exitCapture != nullptr)
        attempt.values.set(exitCapture->name,
                           {CaptureType::Integer, QString::number(result->exitCode)});
    const bool wentWell = result->exitCode == 0;
    if (!wentWell && exitCapture == nullptr) {
        attempt.error = Error{ErrorKind::Failed,
                              say("Runbook", "\"%1\" on %2 ended with exit code %3.")
                                  .arg(step.title)
                                  .arg(step.node)
                                  .arg(result->exitCode),
                              attempt.output,
                              {}};
    }
    const auto source = [&lines](const QString &key) -> std::optional<QString> {
        const auto it = lines.find(key);
        return it == lines.end() ? std::nullopt : std::optional<QString>(it->second);
    };
    if (auto unread = capture(captures, source, wentWell, attempt.values);
        unread && !attempt.error) {
        unread->details = attempt.output;
        attempt.error = unread;
    }
    return attempt;
}

StepPerformer::Attempt StepPerformer::attemptSql(const SqlAction &action,
                                                 const std::vector<Input> &inputs,
                                                 const std::vector<Capture> &captures,
                                                 const Step &step, const Values &known,
                                                 const StopToken &stop)
{
    Attempt attempt;
    auto values = resolve(inputs, known);
    if (!values.ok()) {
        attempt.error = values.error();
        return attempt;
    }
    Result<Rows> rows = m_world.sql(step.node, {action, *values, step.timeout}, stop);
    const Capture *codeCapture = captureFrom(captures, "@code");
    if (codeCapture != nullptr)
        attempt.values.set(codeCapture->name,
                           {CaptureType::Text, rows.ok() ? QString() : rows.error().code});
    if (!rows.ok()) {
        const bool isAnswer = codeCapture != nullptr && !rows.error().code.isEmpty();
        attempt.output =
            rows.error().details.isEmpty() ? rows.error().sentence.english() : rows.error().details;
        if (!isAnswer)
            attempt.error = rows.error();
        return attempt;
    }
    for (size_t i = 0; i < rows->rows.size() && i < 200; ++i) {
        QStringList cells;
        for (const auto &cell : rows->rows[i])
            cells << cell.value_or(QString());
        attempt.output += cells.join(QLatin1String(" | ")) + u'\n';
    }
    const auto source = [&rows](const QString &key) -> std::optional<QString> {
        if (rows->rows.empty() || !rows->columns.contains(key))
            return std::nullopt;
        return rows->value(0, key).value_or(QString());
    };
    if (auto unread = capture(captures, source, true, attempt.values)) {
        unread->details = attempt.output;
        attempt.error = unread;
    }
    return attempt;
}

StepPerformer::Attempt StepPerformer::attempt(const Action &action,
                                              const std::vector<Input> &inputs,
                                              const std::vector<Capture> &captures,
                                              const std::vector<Condition> &expect,
                                              const Step &step, bool guarded, const Values &known,
                                              const StopToken &stop, const ProgressSink &sink)
{
    Attempt attempt =
        std::holds_alternative<ShellAction>(action)
            ? attemptShell(std::get<ShellAction>(action), inputs, captures, step, guarded, known,
                           stop, sink)
            : attemptSql(std::get<SqlAction>(action), inputs, captures, step, known, stop);
    if (attempt.error)
        return attempt;
    Values all = known;
    all.merge(attempt.values);
    if (const Condition *failing = firstFailing(expect, all)) {
        const QString is =
            QStringLiteral("%1 = %2").arg(failing->capture, all.text(failing->capture));
        const auto fill = [&all](const QString &words) { return all.fill(words); };
        attempt.error = Error{step.refusalKind,
                              failing->otherwise.isEmpty()
                                  ? say("Runbook", "\"%1\" on %2 did not end as it must (%3).")
                                        .arg(step.title)
                                        .arg(step.node)
                                        .arg(is)
                                  : failing->otherwise.withWords(fill),
                              is + u'\n' + attempt.output,
                              failing->otherwise.isEmpty() ? QString() : QStringLiteral("told")};
    }
    return attempt;
}

std::optional<Error> StepPerformer::guard(const Step &step, const StopToken &stop)
{
    const RecordClaim *claim = claimOf(step.node);
    if (claim == nullptr)
        return std::nullopt;
    const Attempt attempt =
        attemptShell({guardedScript({}), OsIdentity::Postgres, {}},
                     guardInputs(*claim, m_plan.epoch), {}, step, true, {}, stop, {});
    return attempt.error;
}

StepPerformer::Report StepPerformer::perform(const Step &step, const Values &known,
                                             const StopToken &stop, const ProgressSink &sink)
{
    Report report;
    const auto fail = [&](const Error &error) {
        report.status = StepStatus::Failed;
        report.error = error;
        // A refused login says more than the step could.
        const bool isLogin = error.code.startsWith(QLatin1String("28")) ||
                             error.code == QLatin1String("3D000") ||
                             error.code == QLatin1String("not-postgres");
        const bool isOwnWords = error.kind == ErrorKind::Cancelled || isLogin ||
                                error.code == QLatin1String("overtaken") ||
                                error.code == QLatin1String("told");
        if (error.kind == ErrorKind::Cancelled && !step.cancelled.isEmpty())
            report.error->sentence = step.cancelled;
        if (isLogin)
            report.error->kind = step.refusalKind;
        if (!step.refusal.isEmpty() && !isOwnWords) {
            report.error->sentence = step.refusal;
            report.error->kind = step.refusalKind;
            report.error->details = error.sentence.english() + u'\n' + error.details;
        }
        return report;
    };
    const auto probeHolds = [&](Values &seen) {
        const Probe &probe = *step.after;
        const Attempt seenNow = attempt(probe.action, probe.inputs, probe.captures, probe.expect,
                                        step, false, known, stop, {});
        seen.merge(seenNow.values);
        return !seenNow.error.has_value();
    };
    if (step.after && step.changes && !step.idempotent && probeHolds(report.values)) {
        report.status = StepStatus::AlreadyDone;
        return report;
    }
    if (step.changes && std::holds_alternative<SqlAction>(step.action)) {
        if (const auto refused = guard(step, stop))
            return fail(*refused);
    }
    const Deadline deadline = Deadline::after(step.wait ? step.wait->deadline : step.timeout);
    const bool repeatsAction = step.wait && step.wait->reissue;
    while (true) {
        Attempt now = attempt(step.action, step.inputs, step.captures, step.expect, step,
                              step.changes, known, stop, sink);
        report.values.merge(now.values);
        if (!now.output.isEmpty())
            report.output = now.output;
        if (!now.error)
            break;
        if (!repeatsAction || deadline.expired() || now.error->kind == ErrorKind::Cancelled ||
            now.error->code == QLatin1String("overtaken"))
            return fail(*now.error);
        if (stop.sleepFor(step.wait->every))
            return fail({ErrorKind::Cancelled, say("Runbook", "Cancelled."), {}, {}});
    }
    while (step.after && !probeHolds(report.values)) {
        if (!step.wait || step.wait->reissue || deadline.expired())
            return fail({ErrorKind::Failed,
                         say("Runbook", "\"%1\" on %2 was done, but its effect cannot be seen.")
                             .arg(step.title)
                             .arg(step.node),
                         report.output,
                         {}});
        if (stop.sleepFor(step.wait->every))
            return fail({ErrorKind::Cancelled, say("Runbook", "Cancelled."), {}, {}});
    }
    report.status = StepStatus::Done;
    return report;
}

} // namespace tandem
