// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/json_reader.h"
#include "core/profile/profile.h"

namespace tandem {

namespace {

// An object whose members keep the order in which they are added.
class ObjectWriter
{
public:
    explicit ObjectWriter(int depth) : m_indent(depth * 2, ' ') {}

    void raw(const char *key, const QByteArray &value)
    {
        m_lines << m_indent + "  \"" + key + "\": " + value;
    }
    void text(const char *key, const QString &value) { raw(key, jsonQuoted(value)); }
    void textUnlessEmpty(const char *key, const QString &value)
    {
        if (!value.isEmpty())
            text(key, value);
    }
    void number(const char *key, int value) { raw(key, QByteArray::number(value)); }

    [[nodiscard]] QByteArray written() const
    {
        return "{\n" + m_lines.join(",\n") + '\n' + m_indent + '}';
    }

private:
    const QByteArray m_indent;
    QByteArrayList m_lines;
};

const char *wordFor(Environment environment)
{
    switch (environment) {
    case Environment::Lab:
        return "lab";
    case Environment::Test:
        return "test";
    case Environment::Production:
        return "prod";
    }
    return "prod";
}

const char *wordFor(TlsMode tls)
{
    switch (tls) {
    case TlsMode::Require:
        return "require";
    case TlsMode::VerifyFull:
        return "verify-full";
    case TlsMode::Prefer:
        return "prefer";
    }
    return "require";
}

QByteArray writtenSsh(const SshSettings &ssh)
{
    ObjectWriter object(3);
    object.textUnlessEmpty("user", ssh.user);
    object.number("port", ssh.port);
    object.textUnlessEmpty("identity", ssh.identity);
    object.textUnlessEmpty("known_hosts", ssh.knownHosts);
    object.textUnlessEmpty("alias", ssh.alias);
    return object.written();
}

QByteArray writtenPostgres(const PostgresSettings &postgres)
{
    const bool isPlain = postgres.layout == LayoutKind::Plain;
    ObjectWriter object(3);
    object.number("port", postgres.port);
    object.text("layout", isPlain ? QStringLiteral("plain") : QStringLiteral("debian"));
    if (postgres.version != 0)
        object.number("version", postgres.version);
    if (!isPlain || postgres.cluster != PostgresSettings().cluster)
        object.text("cluster", postgres.cluster);
    if (postgres.viaSsh)
        object.text("via", QStringLiteral("ssh"));
    object.textUnlessEmpty("data_directory", postgres.dataDirectory);
    object.textUnlessEmpty("config_directory", postgres.configDirectory);
    object.textUnlessEmpty("bin_directory", postgres.binDirectory);
    object.textUnlessEmpty("os_user", postgres.osUser);
    return object.written();
}

QByteArray writtenNode(const NodeProfile &node)
{
    const bool isLocal = node.transport == TransportKind::Local;
    ObjectWriter object(2);
    object.text("name", node.name);
    object.text("host", node.host);
    object.text("transport", isLocal ? QStringLiteral("local") : QStringLiteral("ssh"));
    if (!isLocal || node.ssh != SshSettings())
        object.raw("ssh", writtenSsh(node.ssh));
    object.raw("postgres", writtenPostgres(node.postgres));
    return "    " + object.written();
}

QByteArray writtenRoles(const RoleNames &roles)
{
    ObjectWriter object(1);
    object.text("admin", roles.admin);
    object.text("replication", roles.replication);
    object.text("rewind", roles.rewind);
    object.text("monitor", roles.monitor);
    object.text("workload", roles.workload);
    return object.written();
}

QByteArray writtenAutomation(const Automation &automation)
{
    const auto onOff = [](bool on) { return on ? QStringLiteral("on") : QStringLiteral("off"); };
    ObjectWriter object(1);
    object.text("failover", onOff(automation.failover));
    object.text("restart_first", onOff(automation.restartFirst));
    object.text("unreachable", tokenOf(automation.unreachable));
    object.text("return", tokenOf(automation.back));
    object.number("lag_bytes", int(automation.lagBytes));
    object.number("lag_seconds", automation.lagSeconds);
    object.number("confirm_milliseconds", automation.confirmMilliseconds);
    object.number("silence_milliseconds", automation.silenceMilliseconds);
    object.number("restart_seconds", automation.restartSeconds);
    object.number("failback_wait_seconds", automation.failbackWaitSeconds);
    object.number("cooldown_seconds", automation.cooldownSeconds);
    return object.written();
}

} // namespace

QByteArray Profile::toJson() const
{
    ObjectWriter object(0);
    object.text("name", name);
    object.text("environment", QLatin1String(wordFor(environment)));
    object.text("home_primary", homePrimary);
    object.text("database", database);
    QByteArrayList networks;
    for (const QString &network : clientNetworks)
        networks << jsonQuoted(network);
    object.raw("client_networks", '[' + networks.join(", ") + ']');
    object.raw("nodes", "[\n" + writtenNode(nodes[0]) + ",\n" + writtenNode(nodes[1]) + "\n  ]");
    object.raw("roles", writtenRoles(roles));
    object.raw("replication", mode == ReplicationMode::Sync ? QByteArray("{\"mode\": \"sync\"}")
                                                            : QByteArray("{\"mode\": \"async\"}"));
    object.text("tls", QLatin1String(wordFor(tls)));
    object.textUnlessEmpty("tls_root_certificate", tlsRootCertificate);
    if (automation != Automation::standardOf(environment))
        object.raw("automation", writtenAutomation(automation));
    return object.written() + '\n';
}

} // namespace tandem
