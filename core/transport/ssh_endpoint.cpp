// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/ssh_endpoint.h"

#include "core/profile/profile_rules.h"
#include "core/transport/local_shell.h"

#include <QDir>
#include <QFile>

#include <algorithm>

namespace tandem {

namespace {

Error refused(const NodeProfile &node, const Text &problem, const QString &details = {})
{
    return Error{
        ErrorKind::Refused,
        say("Transport", "Node %1 cannot be reached over SSH: %2").arg(node.name).arg(problem),
        details,
        {}};
}

QString defaultKnownHosts()
{
    QString base = qEnvironmentVariable("XDG_STATE_HOME");
    if (base.isEmpty())
        base = QDir::homePath() + QStringLiteral("/.local/state");
    return base + QStringLiteral("/pgtandem/known_hosts");
}

QStringList defaultIdentities()
{
    QStringList found;
    for (const char *name : {"id_ed25519", "id_ecdsa", "id_rsa"}) {
        const QString path = QDir::homePath() + QStringLiteral("/.ssh/") + QLatin1String(name);
        if (QFile::exists(path))
            found += path;
    }
    return found;
}

// [user@]host[:port] of ProxyJump; `ssh -G` puts an address between brackets, not only an IPv6 one.
bool isJump(const QString &jump)
{
    QString host = jump;
    if (const auto at = host.lastIndexOf(u'@'); at >= 0) {
        if (checkUser(host.left(at)))
            return false;
        host = host.mid(at + 1);
    }
    if (const auto colon = host.lastIndexOf(u':'); colon > host.lastIndexOf(u']')) {
        bool isNumber = false;
        const int port = host.mid(colon + 1).toInt(&isNumber);
        if (!isNumber || port < 1 || port > 65535)
            return false;
        host = host.left(colon);
    }
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.mid(1, host.size() - 2);
    return !checkHost(host);
}

// What `ssh -G` says about an alias, put where the profile itself says nothing.
Result<void> resolveAlias(const NodeProfile &node, SshEndpoint &endpoint, const Deadline &deadline,
                          const StopToken &stop)
{
    if (const auto problem = checkAlias(node.ssh.alias))
        return refused(node, problem->arg(QStringLiteral("ssh.alias")).arg(node.ssh.alias));
    LocalShell shell(node.name, {});
    ShellCommand command;
    command.script = QStringLiteral("exec ssh -G -- \"$alias\"");
    command.variables = {{QStringLiteral("alias"), node.ssh.alias}};
    command.identity = OsIdentity::Login;
    command.timeout = std::min(deadline.remaining(), Milliseconds(5000));
    const auto result = shell.run(command, stop);
    if (!result)
        return result.error();
    if (result->exitCode != 0)
        return refused(node,
                       say("Transport", "ssh -G could not read the alias %1; mend ~/.ssh/config or "
                                        "give user, host and key in the profile.")
                           .arg(node.ssh.alias),
                       QString::fromUtf8(result->errors));
    QStringList identities;
    QString user;
    const auto lines = QString::fromUtf8(result->output).split(u'\n');
    for (const QString &line : lines) {
        const QString key = line.section(u' ', 0, 0);
        const QString value = line.section(u' ', 1);
        if (key == QLatin1String("hostname"))
            endpoint.host = value;
        else if (key == QLatin1String("user"))
            user = value;
        else if (key == QLatin1String("port") && node.ssh.port == 22)
            endpoint.port = value.toInt();
        else if (key == QLatin1String("identityfile") && QFile::exists(expandedPath(value)))
            identities += expandedPath(value);
        else if (key == QLatin1String("proxyjump") && value != QLatin1String("none"))
            endpoint.jumps = value.split(u',');
    }
    if (endpoint.user.isEmpty())
        endpoint.user = user;
    if (node.ssh.identity.isEmpty())
        endpoint.identities = identities;
    return {};
}

} // namespace

QString SshEndpoint::address() const
{
    return QStringLiteral("%1@%2:%3").arg(user, host).arg(port);
}

QString expandedPath(const QString &path)
{
    return path.startsWith(QLatin1String("~/")) ? QDir::homePath() + path.mid(1) : path;
}

SshSecrets sshSecretsOf(const QString &node, const SecretStore &store)
{
    return SshSecrets{store.get(QStringLiteral("ssh:") + node),
                      store.get(QStringLiteral("key:") + node),
                      store.get(QStringLiteral("sudo:") + node)};
}

Result<SshEndpoint> endpointOf(const NodeProfile &node, const Deadline &deadline,
                               const StopToken &stop)
{
    SshEndpoint endpoint;
    endpoint.node = node.name;
    endpoint.host = node.host;
    endpoint.port = node.ssh.port;
    endpoint.user = node.ssh.user;
    endpoint.knownHosts =
        node.ssh.knownHosts.isEmpty() ? defaultKnownHosts() : expandedPath(node.ssh.knownHosts);
    if (node.ssh.identity.isEmpty())
        endpoint.identities = defaultIdentities();
    else
        endpoint.identities = {expandedPath(node.ssh.identity)};
    if (!node.ssh.alias.isEmpty()) {
        if (auto resolved = resolveAlias(node, endpoint, deadline, stop); !resolved)
            return resolved.error();
    }
    if (const auto problem = checkHost(endpoint.host))
        return refused(node, problem->arg(QStringLiteral("host")).arg(endpoint.host));
    if (const auto problem = checkUser(endpoint.user))
        return refused(node, problem->arg(QStringLiteral("ssh.user")).arg(endpoint.user));
    if (endpoint.port < 1 || endpoint.port > 65535)
        return refused(node, say("Transport", "the port %1 is not between 1 and 65535.")
                                 .arg(static_cast<qint64>(endpoint.port)));
    for (const QString &jump : std::as_const(endpoint.jumps)) {
        if (!isJump(jump))
            return refused(node,
                           say("Transport", "the jump host \"%1\" of ~/.ssh/config is not of the "
                                            "form user@host:port.")
                               .arg(jump));
    }
    return endpoint;
}

} // namespace tandem
