// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/watchdog/notes.h"

#include "core/base/embedded_text.h"
#include "core/postgres/layout.h"
#include "core/runbook/record_steps.h"

namespace tandem {

namespace {

ShellCommand noteCommand(const NodeProfile &node, const char *script)
{
    ShellCommand command;
    command.script =
        recordLibrary() +
        embeddedText(QStringLiteral(":/watchdog/scripts/%1.sh").arg(QLatin1String(script)));
    command.variables = {{QStringLiteral("record"), Layout::of(node).recordFile}};
    command.timeout = Milliseconds(5000);
    return command;
}

} // namespace

ShellCommand settleCommand(const NodeProfile &node, std::uint64_t epoch, bool cools)
{
    ShellCommand command = noteCommand(node, "settle_failover");
    command.variables.push_back({QStringLiteral("epoch"), QString::number(epoch)});
    command.variables.push_back({QStringLiteral("cools"), QString::number(int(cools))});
    return command;
}

ShellCommand pauseCommand(const NodeProfile &node, bool paused)
{
    ShellCommand command = noteCommand(node, "pause_automation");
    command.variables.push_back(
        {QStringLiteral("paused"), paused ? QStringLiteral("1") : QString()});
    return command;
}

} // namespace tandem
