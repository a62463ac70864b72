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

std::unique_ptr<Shell> openShell(const NodeProfile &node, const SecretStore &secrets)
{
    if (node.transport == TransportKind::Local)
        return std::make_unique<LocalShell>(node.name, node.postgres.osUser);
    return std::make_unique<SshShell>(node, sshSecretsOf(node.name, secrets));
}

} // namespace tandem
