// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/watchdog/agent_commands.h"

#include "core/base/embedded_text.h"
#include "core/postgres/layout.h"
#include "core/runbook/script_text.h"

namespace tandem {

namespace {

const QString unitName = QStringLiteral("pgtandem-watchdog");

QString script(const char *name)
{
    return embeddedText(QStringLiteral(":/watchdog/scripts/%1.sh").arg(QLatin1String(name)));
}

bool isLocal(const NodeProfile &node)
{
    return node.transport == TransportKind::Local;
}

ShellCommand agentCommand(const NodeProfile &node, const char *name)
{
    const AgentPlace place = AgentPlace::of(node);
    ShellCommand command;
    command.script = script("agent_library") + script(name);
    command.variables = {{QStringLiteral("directory"), place.directory},
                         {QStringLiteral("state"), place.state},
                         {QStringLiteral("unit"), isLocal(node) ? QString() : unitName}};
    command.variables.push_back({QStringLiteral("guarded"), Layout::of(node).unit});
    command.variables.push_back(
        {QStringLiteral("rule"), QStringLiteral("/etc/sudoers.d/pgtandem-watchdog")});
    command.identity = isLocal(node) ? OsIdentity::Postgres : OsIdentity::Root;
    // One that runs a stage ends it before it goes.
    command.timeout = std::chrono::minutes(3);
    return command;
}

QString unitText(const NodeProfile &node)
{
    return QStringLiteral("# Written by Tandem: keeps the watchdog of a PostgreSQL pair running.\n"
                          "[Unit]\n"
                          "Description=Tandem's watchdog of a PostgreSQL pair\n"
                          "After=network.target postgresql.service\n"
                          "[Service]\n"
                          "User=%1\n"
                          "ExecStart=/usr/bin/bash %2/watchdog\n"
                          "Restart=always\n"
                          "RestartSec=1\n"
                          "RestartPreventExitStatus=3\n"
                          "KillMode=process\n"
                          "TimeoutStopSec=600\n"
                          "MemoryMax=512M\n"
                          "[Install]\n"
                          "WantedBy=multi-user.target\n")
        .arg(node.ssh.user, AgentPlace::of(node).directory);
}

QString guardText(const NodeProfile &node)
{
    return QStringLiteral("# Written by Tandem: a node whose peer is primary comes up read-only.\n"
                          "[Service]\n"
                          "ExecStartPre=+/usr/bin/bash %1/watchdog guard\n")
        .arg(AgentPlace::of(node).directory);
}

QByteArray passFileWord(const QByteArray &word)
{
    QByteArray escaped;
    for (const char c : word) {
        if (c == ':' || c == '\\')
            escaped += '\\';
        escaped += c;
    }
    return escaped;
}

} // namespace

Result<std::vector<ShellCommand>> agentOnCommands(const Profile &profile, const NodeProfile &node,
                                                  const Secret &adminPassword)
{
    const auto files = agentFiles(profile, node.name);
    if (!files.ok())
        return files.error();
    ShellCommand write = agentCommand(node, "agent_write");
    QStringList lines;
    for (const AgentFile &file : *files) {
        lines
            << QStringLiteral("%1 %2 %3").arg(file.mode, 0, 8).arg(file.text.size()).arg(file.name);
        write.input += file.text;
    }
    write.variables.push_back({QStringLiteral("files"), lines.join(u'\n')});
    ShellCommand on = agentCommand(node, "agent_on");
    on.variables.push_back({QStringLiteral("owner"), isLocal(node) ? QString() : node.ssh.user});
    on.variables.push_back({QStringLiteral("server_user"), reachOf(node, {}).osUser});
    on.variables.push_back(
        {QStringLiteral("unit_text"), isLocal(node) ? QString() : unitText(node)});
    on.variables.push_back(
        {QStringLiteral("guard_text"), isLocal(node) ? QString() : guardText(node)});
    for (const NodeProfile &each : profile.nodes)
        on.input += passFileWord(each.host.toUtf8()) + ':' +
                    QByteArray::number(each.postgres.port) +
                    ":*:" + passFileWord(profile.roles.admin.toUtf8()) + ':' +
                    passFileWord(adminPassword.reveal()) + '\n';
    return std::vector<ShellCommand>{write, on};
}

ShellCommand agentOffCommand(const NodeProfile &node)
{
    ShellCommand off = agentCommand(node, "agent_off");
    off.script.prepend(script("door"));
    const Layout layout = Layout::of(node);
    off.variables.push_back({QStringLiteral("role_file"), layout.roleFile});
    off.variables.push_back({QStringLiteral("data"), layout.dataDirectory});
    return off;
}

ShellCommand agentStatusCommand(const NodeProfile &node)
{
    return agentCommand(node, "agent_status");
}

AgentStatus agentStatusOf(const QString &node, const QByteArray &output,
                          const QByteArray &wantedSums)
{
    AgentStatus status;
    status.node = node;
    for (const QByteArray &line : output.split('\n')) {
        const QByteArray key = line.left(line.indexOf('='));
        const QByteArray value = line.mid(key.size() + 1);
        if (key == "installed")
            status.isInstalled = value == "1";
        else if (key == "running")
            status.isRunning = value.toLongLong() > 0;
        else if (key == "drifted")
            status.hasDrifted = value == "1";
        else if (key == "sums")
            status.isOutdated = !wantedSums.isEmpty() && value != wantedSums;
        else if (key == "paused")
            status.isPaused = value == "1";
        else if (key == "log")
            status.log << QString::fromUtf8(value);
        else if (key == "action")
            status.action = QString::fromUtf8(value);
        else if (key == "reason")
            status.reason = QString::fromUtf8(value);
    }
    return status;
}

} // namespace tandem
