// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stages/config_text.h"

#include "core/postgres/layout.h"
#include "core/stages/recipe.h"
#include "core/transport/shell.h"

#include <algorithm>

namespace tandem {

QString confString(const QString &value)
{
    QString quoted = value;
    quoted.replace(u'\\', QLatin1String("\\\\"))
        .replace(u'\'', QLatin1String("''"))
        .replace(u'\n', QLatin1String("\\n"));
    return u'\'' + quoted + u'\'';
}

QString conninfoPart(const QString &keyword, const QString &value)
{
    QString quoted = value;
    quoted.replace(u'\\', QLatin1String("\\\\")).replace(u'\'', QLatin1String("\\'"));
    return keyword + QLatin1String("='") + quoted + u'\'';
}

QString hbaName(const QString &name)
{
    QString quoted = name;
    quoted.replace(u'"', QLatin1String("\"\""));
    return u'"' + quoted + u'"';
}

QString hbaAddress(const QString &host)
{
    const bool isV6 = host.contains(u':');
    bool isV4 = !isV6 && host.count(u'.') == 3;
    for (const QChar c : host)
        isV4 = isV4 && (c == u'.' || c.isDigit());
    if (isV6)
        return host + QLatin1String("/128");
    return isV4 ? host + QLatin1String("/32") : host;
}

QString peerConninfo(const Profile &profile, const NodeProfile &node, const QString &role,
                     const QString &database)
{
    const NodeProfile &peer = profile.peerOf(node.name);
    const Layout layout = Layout::of(node);
    QStringList parts{
        conninfoPart(QStringLiteral("host"), peer.host),
        conninfoPart(QStringLiteral("port"), QString::number(peer.postgres.port)),
        conninfoPart(QStringLiteral("user"), role),
        conninfoPart(QStringLiteral("application_name"), standbyNameOf(profile, node.name)),
        conninfoPart(QStringLiteral("passfile"), layout.passFile),
        conninfoPart(QStringLiteral("connect_timeout"), QStringLiteral("5"))};
    if (!database.isEmpty())
        parts << conninfoPart(QStringLiteral("dbname"), database);
    switch (profile.tls) {
    case TlsMode::Require:
        parts << conninfoPart(QStringLiteral("sslmode"), QStringLiteral("require"));
        break;
    case TlsMode::VerifyFull:
        parts << conninfoPart(QStringLiteral("sslmode"), QStringLiteral("verify-full"));
        if (!profile.tlsRootCertificate.isEmpty())
            parts << conninfoPart(QStringLiteral("sslrootcert"), layout.rootCertificate);
        break;
    case TlsMode::Prefer:
        parts << conninfoPart(QStringLiteral("sslmode"), QStringLiteral("prefer"));
        break;
    }
    return parts.join(u' ');
}

QString nodeSettings(const Profile &profile, const NodeProfile &node)
{
    const Layout layout = Layout::of(node);
    const QString archive = shellQuoted(layout.archiveDirectory).replace(u'%', QLatin1String("%%"));
    // A broken copy is replaced, a complete one is left alone: neither ever blocks the archiver.
    const QString archiveCommand =
        QStringLiteral("cmp -s \"%p\" %1/%f || { cp \"%p\" %1/%f.part && mv -f %1/%f.part %1/%f; }")
            .replace(QLatin1String("%1"), archive);
    QStringList lines{
        QStringLiteral("# Written by Tandem for PostgreSQL: the same on both nodes but for names."),
        QStringLiteral("cluster_name = ") + confString(node.name),
        QStringLiteral("password_encryption = 'scram-sha-256'"),
        QStringLiteral("wal_level = replica"),
        QStringLiteral("wal_log_hints = on"),
        QStringLiteral("max_wal_senders = 10"),
        QStringLiteral("max_replication_slots = 10"),
        QStringLiteral("wal_keep_size = '64MB'"),
        QStringLiteral("max_slot_wal_keep_size = '4GB'"),
        QStringLiteral("hot_standby = on"),
        QStringLiteral("archive_mode = always"),
        QStringLiteral("archive_command = ") + confString(archiveCommand),
        QStringLiteral("wal_sender_timeout = '5s'"),
        QStringLiteral("wal_receiver_timeout = '2s'"),
        QStringLiteral("wal_receiver_status_interval = '1s'"),
        QStringLiteral("wal_retrieve_retry_interval = '500ms'"),
        QStringLiteral("primary_conninfo = ") +
            confString(peerConninfo(profile, node, profile.roles.replication, {})),
        QStringLiteral("primary_slot_name = ") + confString(slotFor(profile, node.name)),
        QStringLiteral("logging_collector = on"),
        QStringLiteral("log_directory = ") + confString(layout.logDirectory),
        QStringLiteral("log_filename = 'postgresql-%Y-%m-%d_%H%M%S.log'"),
        QStringLiteral("log_line_prefix = '%m [%p] %e %q%u@%d %a '"),
        QStringLiteral("log_connections = on"),
        QStringLiteral("log_disconnections = on"),
        QStringLiteral("log_replication_commands = on"),
        QStringLiteral("log_timezone = 'UTC'"),
        QStringLiteral("lc_messages = 'C'"),
    };
    // A pair on one machine stays on its loopback address.
    if (!node.host.startsWith(QLatin1String("127.")) && node.host != QLatin1String("::1"))
        lines.insert(1, QStringLiteral("listen_addresses = '*'"));
    return lines.join(u'\n') + u'\n';
}

QString roleSettings(const QString &synchronousStandby)
{
    QString names;
    if (!synchronousStandby.isEmpty()) {
        QString quoted = synchronousStandby;
        quoted.replace(u'"', QLatin1String("\"\""));
        names = QStringLiteral("FIRST 1 (\"%1\")").arg(quoted);
    }
    return QStringLiteral("# Written by Tandem for PostgreSQL: changes with the node's role.\n"
                          "synchronous_standby_names = ") +
           confString(names) + u'\n';
}

QString accessRules(const Profile &profile)
{
    const QString type =
        profile.tls == TlsMode::Prefer ? QStringLiteral("host") : QStringLiteral("hostssl");
    const auto rule = [&](const QString &database, const QString &user, const QString &address) {
        return QStringLiteral("%1 %2 %3 %4 scram-sha-256\n").arg(type, database, user, address);
    };
    QString rules;
    QStringList seen;
    for (const NodeProfile &node : profile.nodes) {
        const QString address = hbaAddress(node.host);
        if (seen.contains(address))
            continue;
        seen << address;
        rules += rule(QStringLiteral("replication"), hbaName(profile.roles.replication), address);
        rules += rule(QStringLiteral("all"), hbaName(profile.roles.rewind), address);
        rules += rule(QStringLiteral("all"), QStringLiteral("all"), address);
    }
    // Where SSH carries our sessions, they come from the node itself.
    const QString loopback = QStringLiteral("127.0.0.1/32");
    const bool isCarried = std::any_of(profile.nodes.begin(), profile.nodes.end(),
                                       [](const auto &node) { return node.postgres.viaSsh; });
    if (isCarried && !seen.contains(loopback)) {
        seen << loopback;
        rules += rule(QStringLiteral("all"), QStringLiteral("all"), loopback);
    }
    for (const QString &network : profile.clientNetworks) {
        if (!seen.contains(network))
            rules += rule(QStringLiteral("all"), QStringLiteral("all"), network);
    }
    return rules;
}

} // namespace tandem
