// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/server_files.h"

#include <QTest>

using namespace tandem;

namespace {

NodeProfile nodeIn(const QString &directory)
{
    NodeProfile node;
    node.name = QStringLiteral("vm1");
    node.transport = TransportKind::Local;
    node.postgres.layout = LayoutKind::Plain;
    node.postgres.port = 21212;
    node.postgres.dataDirectory = directory + QStringLiteral("/vm1/data");
    node.postgres.configDirectory = directory + QStringLiteral("/vm1/conf");
    return node;
}

} // namespace

class ServerFilesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hasDebiansShape()
    {
        const QString settings =
            serverFiles(nodeIn(QStringLiteral("/x")), QStringLiteral("main")).settings;
        for (const char *line :
             {"data_directory = '/x/vm1/data'", "hba_file = '/x/vm1/conf/pg_hba.conf'",
              "ident_file = '/x/vm1/conf/pg_ident.conf'", "listen_addresses = '127.0.0.1'",
              "port = 21212", "unix_socket_directories = '/x/vm1/run'", "cluster_name = 'vm1'",
              "max_connections = 120", "shared_buffers = 32MB"})
            QVERIFY2(settings.split(u'\n').contains(QLatin1String(line)), line);
        QVERIFY(settings.endsWith(QStringLiteral("\ninclude_dir 'conf.d'\n")));
        QVERIFY(!settings.contains(QStringLiteral("fsync")));
    }

    void quotesHostilePaths()
    {
        const QString settings =
            serverFiles(nodeIn(QStringLiteral("/it's, \\a \"b\"")), QStringLiteral("main"))
                .settings;
        QVERIFY(
            settings.contains(QStringLiteral("data_directory = '/it''s, \\\\a \"b\"/vm1/data'\n")));
        QVERIFY(settings.contains(
            QStringLiteral("unix_socket_directories = '\"/it''s, \\\\a \"\"b\"\"/vm1/run\"'\n")));
    }

    void trustsNobody()
    {
        const ServerFiles files = serverFiles(nodeIn(QStringLiteral("/x")), QStringLiteral("main"));
        int rules = 0;
        for (const QString &line : files.hba.split(u'\n', Qt::SkipEmptyParts)) {
            if (line.startsWith(u'#'))
                continue;
            ++rules;
            if (line.startsWith(QStringLiteral("local ")))
                QVERIFY2(line.endsWith(QStringLiteral(" peer map=sandbox")), qPrintable(line));
            else
                QVERIFY2(line.endsWith(QStringLiteral(" scram-sha-256")), qPrintable(line));
        }
        QCOMPARE(rules, 7);
    }

    void letsTheOsUserInAsSuperuser()
    {
        const ServerFiles files =
            serverFiles(nodeIn(QStringLiteral("/x")), QStringLiteral("John Doe"));
        QVERIFY(files.ident.contains(QStringLiteral("sandbox  \"John Doe\"  postgres\n")));
    }
};

QTEST_GUILESS_MAIN(ServerFilesTest)
#include "server_files_test.moc"
