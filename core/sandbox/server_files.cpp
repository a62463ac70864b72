// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/server_files.h"

#include "core/postgres/layout.h"

#include <QFileInfo>

namespace tandem {
namespace {

// A string value of postgresql.conf.
QString quotedValue(QString value)
{
    value.replace(u'\\', QLatin1String("\\\\")).replace(u'\'', QLatin1String("''"));
    return u'\'' + value + u'\'';
}

// An item of a list of directories; quotes only where the list would be read wrongly.
QString listItem(QString directory)
{
    if (!directory.contains(u',') && !directory.contains(u'"'))
        return directory;
    return u'"' + directory.replace(u'"', QLatin1String("\"\"")) + u'"';
}

} // namespace

QString socketDirectory(const NodeProfile &node)
{
    return QFileInfo(node.postgres.dataDirectory).path() + QStringLiteral("/run");
}

ServerFiles serverFiles(const NodeProfile &node, const QString &osUser)
{
    const Layout layout = Layout::of(node);
    ServerFiles files;
    const auto set = [&files](const char *name, const QString &value) {
        files.settings += QLatin1String(name) + QLatin1String(" = ") + value + u'\n';
    };
    files.settings = QStringLiteral("# A fresh server of the embedded pair. What pgtandem changes "
                                    "later goes to conf.d.\n");
    set("data_directory", quotedValue(layout.dataDirectory));
    set("hba_file", quotedValue(layout.hbaFile));
    set("ident_file", quotedValue(layout.configDirectory + QStringLiteral("/pg_ident.conf")));
    set("listen_addresses", quotedValue(QStringLiteral("127.0.0.1")));
    set("port", QString::number(node.postgres.port));
    set("unix_socket_directories", quotedValue(listItem(socketDirectory(node))));
    set("cluster_name", quotedValue(node.name));
    set("max_connections", QStringLiteral("120"));
    set("shared_buffers", QStringLiteral("32MB"));
    set("lc_messages", quotedValue(QStringLiteral("C")));
    set("log_line_prefix", quotedValue(QStringLiteral("%m [%p] %q%u@%d ")));
    files.settings += QStringLiteral("include_dir 'conf.d'\n");

    files.hba = QStringLiteral("# TYPE  DATABASE     USER      ADDRESS       METHOD\n"
                               "local   all          postgres                peer map=sandbox\n"
                               "local   all          all                     peer map=sandbox\n"
                               "host    all          all       127.0.0.1/32  scram-sha-256\n"
                               "host    all          all       ::1/128       scram-sha-256\n"
                               "local   replication  all                     peer map=sandbox\n"
                               "host    replication  all       127.0.0.1/32  scram-sha-256\n"
                               "host    replication  all       ::1/128       scram-sha-256\n");
    files.ident = QStringLiteral("# MAP    OS USER   DATABASE USER\n"
                                 "sandbox  \"%1\"  postgres\n"
                                 "sandbox  /^(.*)$  \\1\n")
                      .arg(osUser);
    return files;
}

} // namespace tandem
