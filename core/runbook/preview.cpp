// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runbook/preview.h"

#include "core/runbook/script_text.h"
#include "core/runbook/values.h"

#include <QRegularExpression>

#include <algorithm>

namespace tandem {

namespace {

QString shown(const Operand &operand)
{
    switch (operand.kind) {
    case Operand::Kind::Literal:
        return operand.text;
    case Operand::Kind::Captured:
        return QStringLiteral("<%1>").arg(operand.text);
    case Operand::Kind::PasswordVerifier:
        return QStringLiteral("<verifier of the secret %1>").arg(operand.text);
    }
    return {};
}

QString compareSign(Compare compare)
{
    switch (compare) {
    case Compare::Equal:
        return QStringLiteral("=");
    case Compare::NotEqual:
        return QStringLiteral("<>");
    case Compare::AtLeast:
        return QStringLiteral(">=");
    case Compare::AtMost:
        return QStringLiteral("<=");
    case Compare::OneOf:
        return QStringLiteral("in");
    }
    return {};
}

QString conditionText(const std::vector<Condition> &conditions)
{
    QStringList parts;
    for (const Condition &c : conditions)
        parts
            << QStringLiteral("%1 %2 %3").arg(c.capture, compareSign(c.compare), shown(c.operand));
    return parts.join(QLatin1String(", "));
}

// Comments of a script file are for its reader there, not for the plan.
QString withoutHeader(const QString &script)
{
    QStringList lines = script.trimmed().split(u'\n');
    while (!lines.isEmpty() && (lines.first().isEmpty() ||
                                (lines.first().startsWith(u'#') &&
                                 !lines.first().startsWith(QLatin1String("# first the library")))))
        lines.removeFirst();
    return lines.join(u'\n');
}

// What many steps share stands between "#> library NAME" and "#< library"; in one step it would
// hide what is its own. A copied step and an exported script have it whole.
QString withoutLibraries(const QString &script)
{
    static const QRegularExpression library(
        QStringLiteral("(?:^#[^\\n]*\\n)*^#> library ([^\\n]*)\\n(.*?)^#< library\\n?"),
        QRegularExpression::MultilineOption | QRegularExpression::DotMatchesEverythingOption);
    QString out;
    qsizetype end = 0;
    QRegularExpressionMatchIterator found = library.globalMatch(script);
    while (found.hasNext()) {
        const QRegularExpressionMatch match = found.next();
        out += script.mid(end, match.capturedStart() - end) +
               QStringLiteral("# first the library %1, %2 lines\n")
                   .arg(match.captured(1))
                   .arg(match.captured(2).count(u'\n'));
        end = match.capturedEnd();
    }
    return out + script.mid(end);
}

// The number of the step that tells a value; empty: none of these.
QString tellerOf(const std::vector<Step> &steps, const QString &capture, const QString &prefix)
{
    QString found;
    for (size_t i = 0; i < steps.size(); ++i) {
        QString number = prefix + QString::number(i + 1);
        const auto tells = [&](const Capture &c) { return c.name == capture; };
        if (std::any_of(steps[i].captures.begin(), steps[i].captures.end(), tells))
            return number;
        found = tellerOf(steps[i].together, capture, number + u'.');
        if (!found.isEmpty())
            return found;
    }
    return found;
}

class Writer
{
public:
    Writer(const Plan &plan, bool withCommands, bool translated)
        : m_plan(plan), m_withCommands(withCommands), m_translated(translated)
    {
    }

    QString words(const Text &text) const
    {
        return m_translated ? text.translated() : text.english();
    }
    void line(int depth, const QString &text) { m_out += QString(depth * 4, u' ') + text + u'\n'; }

    void step(const Step &step, const QString &number, int depth)
    {
        if (step.isGroup()) {
            line(depth,
                 QStringLiteral("%1 %2").arg(number, words(say("Runbook", "At the same time:"))));
            int i = 0;
            for (const Step &part : step.together)
                this->step(part, number + QString::number(++i) + u'.', depth + 1);
            return;
        }
        line(depth, QStringLiteral("%1 [%2] %3").arg(number, step.node, words(step.title)));
        if (!step.when.empty()) {
            line(depth + 1, words(say("Runbook", "only when: %1").arg(conditionText(step.when))));
            line(depth + 1, words(todayOf(step, m_plan)));
        }
        if (!step.danger.isEmpty())
            line(depth + 1, words(say("Runbook", "cannot be undone: %1").arg(step.danger)));
        else if (!step.undo.isEmpty())
            line(depth + 1, words(say("Runbook", "undo: %1").arg(step.undo)));
        if (m_withCommands) {
            const QStringList lines = commandOf(step).split(u'\n');
            for (const QString &l : lines)
                line(depth + 1, QStringLiteral("| ") + l);
        }
        if (!step.expect.empty())
            line(depth + 1, words(say("Runbook", "expects: %1").arg(conditionText(step.expect))));
        if (step.onFailure.empty())
            return;
        line(depth + 1, words(say("Runbook", "if that fails:")));
        int i = 0;
        for (const Step &part : step.onFailure)
            this->step(part, QString::number(++i) + u'.', depth + 2);
    }

    QString m_out;

private:
    const Plan &m_plan;
    bool m_withCommands;
    bool m_translated;
};

} // namespace

Text todayOf(const Step &step, const Plan &plan)
{
    if (step.when.empty())
        return {};
    Text whyRuns;
    bool isCertain = true;
    QString decider;
    for (const Condition &condition : step.when) {
        const auto seen =
            std::find_if(plan.foreseen.begin(), plan.foreseen.end(),
                         [&](const Foreseen &known) { return known.capture == condition.capture; });
        if (seen == plan.foreseen.end()) {
            if (decider.isEmpty())
                decider = tellerOf(plan.steps, condition.capture, {});
            continue;
        }
        Values today;
        today.set(seen->capture, {CaptureType::Text, seen->value});
        if (!holds(condition, today))
            return seen->isCertain
                       ? say("Runbook", "today it is skipped: %1").arg(seen->why)
                       : say("Runbook", "today it is most likely skipped: %1").arg(seen->why);
        whyRuns = seen->why;
        isCertain = isCertain && seen->isCertain;
    }
    if (!decider.isEmpty())
        return say("Runbook", "decided when it runs, by what step %1 tells").arg(decider);
    return isCertain ? say("Runbook", "today it is done: %1").arg(whyRuns)
                     : say("Runbook", "today it is most likely done: %1").arg(whyRuns);
}

QString commandOf(const Step &step)
{
    QString text;
    if (const auto *shell = std::get_if<ShellAction>(&step.action)) {
        text = QStringLiteral("# sh, %1\n")
                   .arg(shell->identity == OsIdentity::Postgres ? QStringLiteral("user postgres")
                        : shell->identity == OsIdentity::Root   ? QStringLiteral("root")
                                                                : QStringLiteral("login user"));
        for (const QString &secret : shell->secrets)
            text += QStringLiteral("# on standard input: the secret %1\n").arg(secret);
        for (const Input &input : step.inputs)
            text += QStringLiteral("%1=%2\n").arg(input.name, shellQuoted(shown(input.value)));
        return text + withoutFileHeader(withoutHeader(withoutLibraries(shell->script))).trimmed();
    }
    const auto &sql = std::get<SqlAction>(step.action);
    text = QStringLiteral("-- SQL, role %1, database %2\n")
               .arg(sql.role == QLatin1String("os") ? QStringLiteral("postgres (peer)") : sql.role,
                    sql.database.isEmpty() ? QStringLiteral("postgres") : sql.database);
    for (const Input &input : step.inputs)
        text += QStringLiteral("\\set %1 '%2'\n").arg(input.name, shown(input.value));
    return text + withoutFileHeader(sql.sql).trimmed();
}

QString previewOf(const Plan &plan, bool withCommands, bool translated)
{
    Writer writer(plan, withCommands, translated);
    writer.line(0, writer.words(plan.why));
    if (plan.confirmation)
        writer.line(0, writer.words(plan.confirmation->sentence));
    for (const RecordClaim &claim : plan.claims)
        writer.line(0,
                    writer.words(say("Runbook", "Takes the record of %1 under epoch %2 (seen: %3).")
                                     .arg(claim.node)
                                     .arg(qint64(plan.epoch))
                                     .arg(qint64(claim.seenEpoch))));
    for (const Foreseen &seen : plan.foreseen) {
        if (seen.capture.isEmpty())
            writer.line(0, writer.words(seen.why));
    }
    int number = 0;
    for (const Step &step : plan.steps)
        writer.step(step, QString::number(++number) + u'.', 0);
    return writer.m_out;
}

} // namespace tandem
