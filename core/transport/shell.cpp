// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/shell.h"

#include "core/transport/local_shell.h"
#include "core/transport/ssh_shell.h"

namespace tandem {

QString shellQuoted(const QString &value)
{
    QString inner = value;
    inner.replace(QLatin1Char('\''), QLatin1String("'\\''"));
    return QLatin1Char('\'') + inner + QLatin1Char('\'');
}

QString renderScript(const ShellCommand &command)
{
    QString text = QStringLiteral("LC_ALL=C; export LC_ALL\n");
    for (const auto &[name, value] : command.variables)
        text += name + QLatin1Char('=') + shellQuoted(value) + QLatin1Char('\n');
    return text + command.script;
}

namespace {

Result<std::unique_ptr<Shell>> shellFor(const NodeProfile &node, const SecretStore *secrets)
{
    switch (node.transport) {
    case TransportKind::Local:
        return std::unique_ptr<Shell>(
            std::make_unique<LocalShell>(node.name, node.postgres.osUser));
    case TransportKind::Ssh:
        break;
    }
    return std::unique_ptr<Shell>(std::make_unique<SshShell>(
        node, secrets ? sshSecretsOf(node.name, *secrets) : SshSecrets()));
}

} // namespace

Result<std::unique_ptr<Shell>> openShell(const NodeProfile &node, const SecretStore &secrets,
                                         const StopToken &)
{
    return shellFor(node, &secrets);
}

Result<std::unique_ptr<Shell>> openShell(const NodeProfile &node, const StopToken &)
{
    return shellFor(node, nullptr);
}

} // namespace tandem
