// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/profile.h"
#include "core/profile/profile_fields.h"

#include <QDir>

namespace tandem {

namespace {

constexpr int oldestPostgres = 13; // pg_verifybackup came with it
constexpr int newestPostgres = 99;

QStringList keys(std::initializer_list<const char *> names)
{
    QStringList list;
    for (const char *name : names)
        list << QLatin1String(name);
    return list;
}

SshSettings readSsh(const JsonValue &object, const QString &path, TransportKind transport,
                    ProblemList &problems)
{
    const FieldReader fields(object, path,
                             keys({"user", "port", "identity", "known_hosts", "alias"}), problems);
    SshSettings ssh;
    ssh.alias = fields.text("alias", Need::Optional, checkAlias);
    // An alias of ssh_config may bring the user along.
    const bool needsUser = transport == TransportKind::Ssh && ssh.alias.isEmpty();
    ssh.user = fields.text("user", needsUser ? Need::Required : Need::Optional, checkUser);
    ssh.port = fields.whole("port", Need::Optional, 1, 65535, ssh.port);
    ssh.identity = fields.text("identity", Need::Optional, checkKeyFile);
    ssh.knownHosts = fields.text("known_hosts", Need::Optional, checkKeyFile);
    return ssh;
}

bool isInside(const QString &path, const QString &directory)
{
    const QString outer = QDir::cleanPath(directory);
    const QString inner = QDir::cleanPath(path);
    return inner == outer || inner.startsWith(outer + u'/');
}

PostgresSettings readPostgres(const JsonValue &object, const QString &path, ProblemList &problems)
{
    const FieldReader fields(object, path,
                             keys({"port", "layout", "version", "cluster", "via", "data_directory",
                                   "config_directory", "bin_directory", "os_user"}),
                             problems);
    PostgresSettings postgres;
    postgres.port = fields.whole("port", Need::Optional, 1, 65535, postgres.port);
    postgres.layout = fields.choice<LayoutKind>(
        "layout", Need::Optional, {{"debian", LayoutKind::Debian}, {"plain", LayoutKind::Plain}},
        LayoutKind::Debian);
    // Debian's directories carry the version in their names.
    const Need version = postgres.layout == LayoutKind::Debian ? Need::Required : Need::Optional;
    postgres.version = fields.whole("version", version, oldestPostgres, newestPostgres, 0);
    postgres.cluster = fields.text("cluster", Need::Optional, checkCluster, postgres.cluster);
    postgres.viaSsh =
        fields.choice<bool>("via", Need::Optional, {{"direct", false}, {"ssh", true}}, false);
    const Need data = postgres.layout == LayoutKind::Plain ? Need::Required : Need::Optional;
    postgres.dataDirectory = fields.text("data_directory", data, checkDirectory);
    postgres.configDirectory = fields.text("config_directory", Need::Optional, checkDirectory);
    postgres.binDirectory = fields.text("bin_directory", Need::Optional, checkDirectory);
    postgres.osUser = fields.text("os_user", Need::Optional, checkUser);
    if (!postgres.dataDirectory.isEmpty() && !postgres.configDirectory.isEmpty() &&
        isInside(postgres.configDirectory, postgres.dataDirectory))
        problems.add(fields.lineOf("config_directory"),
                     say("Profile", "%1 must lie outside the data directory, because a rebuild "
                                    "replaces what lies inside")
                         .arg(fields.pathOf("config_directory")));
    return postgres;
}

NodeProfile readNode(const JsonValue &value, const QString &path, ProblemList &problems)
{
    NodeProfile node;
    if (value.kind != JsonValue::Kind::Object) {
        problems.add(value.line, say("Profile", "%1 must be an object in braces").arg(path));
        return node;
    }
    const FieldReader fields(value, path, keys({"name", "host", "transport", "ssh", "postgres"}),
                             problems);
    node.name = fields.text("name", Need::Required, checkName);
    node.host = fields.text("host", Need::Required, checkHost);
    node.transport = fields.choice<TransportKind>(
        "transport", Need::Optional, {{"ssh", TransportKind::Ssh}, {"local", TransportKind::Local}},
        TransportKind::Ssh);
    const Need ssh = node.transport == TransportKind::Ssh ? Need::Required : Need::Optional;
    if (const JsonValue *object = fields.object("ssh", ssh))
        node.ssh = readSsh(*object, path + QStringLiteral(".ssh"), node.transport, problems);
    if (const JsonValue *object = fields.object("postgres", Need::Required))
        node.postgres = readPostgres(*object, path + QStringLiteral(".postgres"), problems);
    if (node.transport == TransportKind::Local && node.postgres.viaSsh)
        problems.add(value.line, say("Profile", "%1.postgres.via must be direct, because the node "
                                                "is reached without SSH")
                                     .arg(path));
    return node;
}

RoleNames readRoles(const JsonValue &object, ProblemList &problems)
{
    const FieldReader fields(object, QStringLiteral("roles"),
                             keys({"admin", "replication", "rewind", "monitor", "workload"}),
                             problems);
    RoleNames roles;
    roles.admin = fields.text("admin", Need::Optional, checkRole, roles.admin);
    roles.replication = fields.text("replication", Need::Optional, checkRole, roles.replication);
    roles.rewind = fields.text("rewind", Need::Optional, checkRole, roles.rewind);
    roles.monitor = fields.text("monitor", Need::Optional, checkRole, roles.monitor);
    roles.workload = fields.text("workload", Need::Optional, checkRole, roles.workload);
    QStringList seen;
    for (const QString &role :
         {roles.admin, roles.replication, roles.rewind, roles.monitor, roles.workload}) {
        if (seen.contains(role))
            problems.add(object.line,
                         say("Profile", "roles names \"%1\" twice, and each role needs "
                                        "a name of its own")
                             .arg(role));
        seen << role;
    }
    return roles;
}

Automation readAutomation(const JsonValue &object, Environment environment, ProblemList &problems)
{
    const FieldReader fields(
        object, QStringLiteral("automation"),
        keys({"failover", "restart_first", "unreachable", "return", "lag_bytes", "lag_seconds",
              "confirm_milliseconds", "silence_milliseconds", "restart_seconds",
              "failback_wait_seconds", "cooldown_seconds"}),
        problems);
    constexpr int longest = 24 * 3600;
    Automation read = Automation::standardOf(environment);
    const auto onOff = [&](const char *key, bool standard) {
        return fields.choice<bool>(key, Need::Optional, {{"on", true}, {"off", false}}, standard);
    };
    const auto whole = [&](const char *key, int most, int standard) {
        return fields.whole(key, Need::Optional, 0, most, standard);
    };
    read.failover = onOff("failover", read.failover);
    read.restartFirst = onOff("restart_first", read.restartFirst);
    read.unreachable =
        fields.choice<UnreachablePolicy>("unreachable", Need::Optional,
                                         {{"never", UnreachablePolicy::Never},
                                          {"synchronous", UnreachablePolicy::IfSynchronous},
                                          {"always", UnreachablePolicy::Always}},
                                         read.unreachable);
    read.back =
        fields.choice<ReturnPolicy>("return", Need::Optional,
                                    {{"nothing", ReturnPolicy::Nothing},
                                     {"resync", ReturnPolicy::Resync},
                                     {"resync-and-failback", ReturnPolicy::ResyncAndFailback}},
                                    read.back);
    read.lagBytes = whole("lag_bytes", 2147483647, int(read.lagBytes));
    read.lagSeconds = whole("lag_seconds", longest, read.lagSeconds);
    read.confirmMilliseconds = whole("confirm_milliseconds", 60000, read.confirmMilliseconds);
    read.silenceMilliseconds =
        fields.whole("silence_milliseconds", Need::Optional, 500, 600000, read.silenceMilliseconds);
    read.restartSeconds = whole("restart_seconds", longest, read.restartSeconds);
    read.failbackWaitSeconds = whole("failback_wait_seconds", longest, read.failbackWaitSeconds);
    read.cooldownSeconds = whole("cooldown_seconds", longest, read.cooldownSeconds);
    return read;
}

// The nodes' machines, as far as names tell; two SSH ports of one address are two machines.
bool isOneMachine(const NodeProfile &a, const NodeProfile &b)
{
    if (a.transport != b.transport)
        return false;
    if (a.transport == TransportKind::Local)
        return true;
    return a.host.compare(b.host, Qt::CaseInsensitive) == 0 && a.ssh.port == b.ssh.port &&
           a.ssh.alias == b.ssh.alias;
}

bool isOneServer(const NodeProfile &a, const NodeProfile &b)
{
    const bool samePort = a.postgres.port == b.postgres.port;
    if (isOneMachine(a, b))
        return samePort;
    // Through SSH the same address and port are another server on another machine.
    const bool sameHost = a.host.compare(b.host, Qt::CaseInsensitive) == 0;
    return sameHost && samePort && !(a.postgres.viaSsh && b.postgres.viaSsh);
}

bool isOneDirectory(const NodeProfile &a, const NodeProfile &b)
{
    const PostgresSettings &x = a.postgres;
    const PostgresSettings &y = b.postgres;
    if (!isOneMachine(a, b))
        return false;
    if (!x.dataDirectory.isEmpty() && !y.dataDirectory.isEmpty())
        return isInside(x.dataDirectory, y.dataDirectory) ||
               isInside(y.dataDirectory, x.dataDirectory);
    return x.layout == LayoutKind::Debian && y.layout == LayoutKind::Debian &&
           x.dataDirectory.isEmpty() && y.dataDirectory.isEmpty() && x.version == y.version &&
           x.cluster == y.cluster;
}

void compareNodes(const Profile &profile, int line, ProblemList &problems)
{
    const NodeProfile &a = profile.nodes[0];
    const NodeProfile &b = profile.nodes[1];
    if (a.name == b.name)
        problems.add(line, say("Profile", "nodes[1].name must differ from nodes[0].name, and both "
                                          "are \"%1\"")
                               .arg(a.name));
    else if (isOneServer(a, b))
        problems.add(line, say("Profile", "%1 and %2 are the same server (same host and port), and "
                                          "a pair needs two")
                               .arg(a.name)
                               .arg(b.name));
    else if (isOneDirectory(a, b))
        problems.add(line, say("Profile", "%1 and %2 use the same data directory on one machine, "
                                          "and each needs its own")
                               .arg(a.name)
                               .arg(b.name));
}

void readNodes(const FieldReader &fields, Profile &profile, ProblemList &problems)
{
    const JsonValue *nodes = fields.array("nodes", Need::Required);
    if (nodes == nullptr)
        return;
    if (nodes->items.size() != profile.nodes.size()) {
        problems.add(nodes->line, say("Profile", "nodes must list exactly two nodes, not %1")
                                      .arg(qint64(nodes->items.size())));
        return;
    }
    for (size_t i = 0; i < profile.nodes.size(); ++i)
        profile.nodes[i] = readNode(nodes->items[i], QStringLiteral("nodes[%1]").arg(i), problems);
    // Comparing values that stand in for broken ones would only add noise.
    if (!problems.isEmpty())
        return;
    compareNodes(profile, nodes->items[1].line, problems);
    if (profile.node(profile.homePrimary) == nullptr)
        problems.add(fields.lineOf("home_primary"),
                     say("Profile", "home_primary must be the name of a node (%1 or %2), not "
                                    "\"%3\"")
                         .arg(profile.nodes[0].name)
                         .arg(profile.nodes[1].name)
                         .arg(shownValue(profile.homePrimary)));
}

} // namespace

Result<Profile> Profile::fromJson(const QByteArray &json, const QString &fileName)
{
    const auto document = readJson(json, fileName);
    if (!document.ok())
        return document.error();
    ProblemList problems;
    if (document->kind != JsonValue::Kind::Object) {
        problems.add(document->line, say("Profile", "a profile must be one object in braces"));
        return problems.toError(fileName);
    }
    const FieldReader fields(
        *document, QString(),
        keys({"name", "environment", "home_primary", "database", "client_networks", "nodes",
              "roles", "replication", "tls", "tls_root_certificate", "automation"}),
        problems);
    Profile profile;
    profile.name = fields.text("name", Need::Required, checkName);
    profile.environment = fields.choice<Environment>(
        "environment", Need::Required,
        {{"lab", Environment::Lab}, {"test", Environment::Test}, {"prod", Environment::Production}},
        Environment::Production);
    profile.homePrimary = fields.text("home_primary", Need::Required, checkName);
    profile.database = fields.text("database", Need::Optional, checkDatabase, profile.database);
    profile.clientNetworks = fields.texts("client_networks", checkNetwork);
    profile.tls = fields.choice<TlsMode>("tls", Need::Optional,
                                         {{"require", TlsMode::Require},
                                          {"verify-full", TlsMode::VerifyFull},
                                          {"prefer", TlsMode::Prefer}},
                                         TlsMode::Require);
    profile.tlsRootCertificate = fields.text("tls_root_certificate", Need::Optional, checkKeyFile);
    if (!profile.tlsRootCertificate.isEmpty() && profile.tls != TlsMode::VerifyFull)
        problems.add(fields.lineOf("tls_root_certificate"),
                     say("Profile", "tls_root_certificate is used with \"tls\": \"verify-full\" "
                                    "only: choose that, or leave the certificate out"));
    if (const JsonValue *roles = fields.object("roles", Need::Optional))
        profile.roles = readRoles(*roles, problems);
    if (const JsonValue *replication = fields.object("replication", Need::Optional)) {
        const FieldReader inner(*replication, QStringLiteral("replication"), keys({"mode"}),
                                problems);
        profile.mode = inner.choice<ReplicationMode>(
            "mode", Need::Optional,
            {{"async", ReplicationMode::Async}, {"sync", ReplicationMode::Sync}},
            ReplicationMode::Async);
    }
    profile.automation = Automation::standardOf(profile.environment);
    if (const JsonValue *automation = fields.object("automation", Need::Optional))
        profile.automation = readAutomation(*automation, profile.environment, problems);
    readNodes(fields, profile, problems);
    if (!problems.isEmpty())
        return problems.toError(fileName);
    return profile;
}

} // namespace tandem
