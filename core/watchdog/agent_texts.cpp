// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/watchdog/agent_texts.h"

#include "core/base/embedded_text.h"
#include "core/postgres/layout.h"
#include "core/runbook/record_steps.h"
#include "core/runbook/script_text.h"

namespace tandem {

namespace {

QString fileOf(const char *path)
{
    return withoutFileHeader(embeddedText(QLatin1String(path)));
}

QString settleText()
{
    return withoutFileHeader(QStringLiteral("cools=1\n") + recordLibrary() +
                             QStringLiteral("record_load\nepoch=$record_epoch\n") +
                             embeddedText(QStringLiteral(":/watchdog/scripts/settle_failover.sh")));
}

QString doorText(const char *verb)
{
    return fileOf(":/watchdog/scripts/door.sh") + QLatin1String(verb) + u'\n';
}

} // namespace

std::vector<AgentText> agentTexts(const NodeProfile &node)
{
    const Layout layout = Layout::of(node);
    using Given = ScriptRequest::Given;
    const Given data{QStringLiteral("data"), layout.dataDirectory};
    const Given bin{QStringLiteral("bin"), layout.binDirectory};
    const Given record{QStringLiteral("record"), layout.recordFile};
    const Given roleFile{QStringLiteral("role_file"), layout.roleFile};
    const Given signal{QStringLiteral("signal"),
                       layout.dataDirectory + QStringLiteral("/standby.signal")};
    const auto word = [](const char *name, const char *value) {
        return Given{QLatin1String(name), QString::fromLatin1(value)};
    };
    const auto text = [](const char *variable, const std::vector<Given> &given,
                         const QString &body) {
        return AgentText{QLatin1String(variable), {OsIdentity::Postgres, given, body}};
    };
    return {
        text("text_node_facts",
             {data, bin, record, word("cluster", ""), word("check_files", ""), word("brief", "1")},
             fileOf(":/postgres/scripts/node_facts.sh")),
        text("text_settle", {record}, settleText()),
        text("text_own_replies", {data, bin}, fileOf(":/watchdog/scripts/own_replies.sh")),
        text("text_close_door", {roleFile, data}, doorText("close_door")),
        text("text_open_door", {roleFile, data}, doorText("open_door")),
        text("text_signal", {signal}, QStringLiteral(": >\"$signal\"\n"))};
}

} // namespace tandem
