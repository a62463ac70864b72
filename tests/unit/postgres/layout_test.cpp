// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/postgres/layout.h"

#include <QTest>

using namespace tandem;

class LayoutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void debian();
    void debianWithoutVersion();
    void debianWithOwnDirectories();
    void plain();
    void plainAtTheRoot();
    void nothingOfOursLiesInTheData_data();
    void nothingOfOursLiesInTheData();
};

void LayoutTest::debian()
{
    NodeProfile node;
    node.postgres.version = 17;
    const auto layout = Layout::of(node);
    QCOMPARE(layout.kind, LayoutKind::Debian);
    QCOMPARE(layout.dataDirectory, QStringLiteral("/var/lib/postgresql/17/main"));
    QCOMPARE(layout.configDirectory, QStringLiteral("/etc/postgresql/17/main"));
    QCOMPARE(layout.binDirectory, QStringLiteral("/usr/lib/postgresql/17/bin"));
    QCOMPARE(layout.dropInFile, QStringLiteral("/etc/postgresql/17/main/conf.d/50-pgtandem.conf"));
    QCOMPARE(layout.roleFile,
             QStringLiteral("/etc/postgresql/17/main/conf.d/60-pgtandem-role.conf"));
    QCOMPARE(layout.hbaFile, QStringLiteral("/etc/postgresql/17/main/pg_hba.conf"));
    QCOMPARE(layout.logDirectory, QStringLiteral("/var/log/postgresql"));
    QCOMPARE(layout.archiveDirectory, QStringLiteral("/var/lib/postgresql/17/main-archive"));
    QCOMPARE(layout.ownDirectory, QStringLiteral("/var/lib/postgresql/17/main-pgtandem"));
    QCOMPARE(layout.recordFile, QStringLiteral("/var/lib/postgresql/17/main-pgtandem/record"));
    QCOMPARE(layout.passFile, QStringLiteral("/var/lib/postgresql/17/main-pgtandem/passfile"));
    QCOMPARE(layout.rootCertificate,
             QStringLiteral("/var/lib/postgresql/17/main-pgtandem/root.crt"));
    QCOMPARE(layout.unit, QStringLiteral("postgresql@17-main"));
    QCOMPARE(layout.version, QStringLiteral("17"));
    QCOMPARE(layout.cluster, QStringLiteral("main"));
}

void LayoutTest::debianWithoutVersion()
{
    const auto layout = Layout::of(NodeProfile());
    QCOMPARE(layout.dataDirectory, QString());
    QCOMPARE(layout.recordFile, QString());
    QCOMPARE(layout.hbaFile, QString());
    QCOMPARE(layout.cluster, QStringLiteral("main"));
}

void LayoutTest::debianWithOwnDirectories()
{
    NodeProfile node;
    node.postgres.version = 16;
    node.postgres.dataDirectory = QStringLiteral("/srv/data");
    node.postgres.configDirectory = QStringLiteral("/srv/etc");
    node.postgres.binDirectory = QStringLiteral("/opt/pg/bin");
    const auto layout = Layout::of(node);
    QCOMPARE(layout.dataDirectory, QStringLiteral("/srv/data"));
    QCOMPARE(layout.hbaFile, QStringLiteral("/srv/etc/pg_hba.conf"));
    QCOMPARE(layout.binDirectory, QStringLiteral("/opt/pg/bin"));
    QCOMPARE(layout.ownDirectory, QStringLiteral("/var/lib/postgresql/16/main-pgtandem"));
}

void LayoutTest::plain()
{
    NodeProfile node;
    node.postgres.layout = LayoutKind::Plain;
    node.postgres.dataDirectory = QStringLiteral("/tmp/pair one/a/data/");
    node.postgres.configDirectory = QStringLiteral("/tmp/pair one/a/config");
    const auto layout = Layout::of(node);
    QCOMPARE(layout.dataDirectory, QStringLiteral("/tmp/pair one/a/data"));
    QCOMPARE(layout.configDirectory, QStringLiteral("/tmp/pair one/a/config"));
    QCOMPARE(layout.dropInFile, QStringLiteral("/tmp/pair one/a/config/conf.d/50-pgtandem.conf"));
    QCOMPARE(layout.logDirectory, QStringLiteral("/tmp/pair one/a/log"));
    QCOMPARE(layout.archiveDirectory, QStringLiteral("/tmp/pair one/a/archive"));
    QCOMPARE(layout.ownDirectory, QStringLiteral("/tmp/pair one/a/pgtandem"));
    QCOMPARE(layout.recordFile, QStringLiteral("/tmp/pair one/a/pgtandem/record"));
    QCOMPARE(layout.unit, QString());
}

void LayoutTest::plainAtTheRoot()
{
    NodeProfile node;
    node.postgres.layout = LayoutKind::Plain;
    node.postgres.dataDirectory = QStringLiteral("/data");
    const auto layout = Layout::of(node);
    QCOMPARE(layout.ownDirectory, QStringLiteral("/pgtandem"));
    QCOMPARE(layout.configDirectory, QStringLiteral("/data"));
}

void LayoutTest::nothingOfOursLiesInTheData_data()
{
    QTest::addColumn<LayoutKind>("kind");
    QTest::newRow("debian") << LayoutKind::Debian;
    QTest::newRow("plain") << LayoutKind::Plain;
}

void LayoutTest::nothingOfOursLiesInTheData()
{
    QFETCH(LayoutKind, kind);
    NodeProfile node;
    node.postgres.layout = kind;
    node.postgres.version = 15;
    if (kind == LayoutKind::Plain)
        node.postgres.dataDirectory = QStringLiteral("/srv/pg/data");
    const auto layout = Layout::of(node);
    const QString inside = layout.dataDirectory + QLatin1Char('/');
    for (const QString &path : {layout.logDirectory, layout.archiveDirectory, layout.ownDirectory,
                                layout.recordFile, layout.passFile, layout.rootCertificate}) {
        QVERIFY(!path.isEmpty());
        QVERIFY2(!(path + QLatin1Char('/')).startsWith(inside), qPrintable(path));
    }
}

QTEST_GUILESS_MAIN(LayoutTest)
#include "layout_test.moc"
