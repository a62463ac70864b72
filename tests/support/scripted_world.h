// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runbook/world.h"

#include <deque>
#include <map>
#include <mutex>

namespace tandem {

// A world that answers from a script: by the last word of the shell text, or the SQL text.
class ScriptedWorld : public World
{
public:
    std::map<QString, std::deque<Result<ShellResult>>> shellAnswers;
    std::map<QString, std::deque<Result<Rows>>> sqlAnswers;
    QStringList calls;
    StopSource *stopAt = nullptr; // fired when `stopOn` is called
    QString stopOn;
    bool endsWhenStopped = false; // a stop cuts the command off, whatever it has done by then
    Redactor redactorOfWorld;
    std::mutex mutex;

    Result<ShellResult> shell(const QString &node, const ShellCommand &command,
                              const StopToken &stop, const OutputSink &sink) override
    {
        const std::lock_guard lock(mutex);
        // Records are taken, guarded and given back without being asked for.
        const QString word = command.script.trimmed().section(u'\n', -1).trimmed();
        const QString name =
            command.script.contains(QLatin1String("seen_epoch")) ? QStringLiteral("take")
            : command.script.contains(QLatin1String("$fields"))  ? QStringLiteral("release")
            : word == QLatin1String("record_guard")              ? QStringLiteral("guard")
                                                                 : word;
        calls << node + u':' + name;
        if (stopAt != nullptr && name == stopOn)
            stopAt->requestStop();
        if (endsWhenStopped && stop.stopRequested())
            return Error{ErrorKind::Cancelled, Text::verbatim(QStringLiteral("cut")), {}, {}};
        auto &answers = shellAnswers[name];
        if (answers.empty())
            return ShellResult{0, "holder=nobody\n", {}};
        const auto answer = answers.front();
        if (answers.size() > 1)
            answers.pop_front();
        if (sink && answer.ok())
            sink(answer->output, false);
        return answer;
    }
    Result<ShellResult> aside(const QString &node, const ShellCommand &command,
                              const StopToken &stop) override
    {
        return shell(node + QStringLiteral(" aside"), command, stop, {});
    }
    Result<Rows> sql(const QString &node, const SqlCall &call, const StopToken &) override
    {
        const std::lock_guard lock(mutex);
        calls << node + u':' + call.action.sql;
        auto &answers = sqlAnswers[call.action.sql];
        if (answers.empty())
            return Rows{};
        const auto answer = answers.front();
        if (answers.size() > 1)
            answers.pop_front();
        return answer;
    }
    Result<Secret> secret(const QString &key) override
    {
        if (key == QLatin1String("missing"))
            return Error{
                ErrorKind::Refused, Text::verbatim(QStringLiteral("no such secret")), {}, {}};
        return Secret("topsecret");
    }
    ClusterSnapshot observe(const StopToken &) override
    {
        calls << QStringLiteral("observe");
        return {};
    }
    const Redactor &redactor() const override { return redactorOfWorld; }
};

} // namespace tandem
