// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/postgres/layout.h"

#include <QDir>

namespace tandem {

namespace {

Layout debianLayout(const PostgresSettings &settings)
{
    Layout layout;
    layout.kind = LayoutKind::Debian;
    layout.cluster = settings.cluster;
    layout.binDirectory = settings.binDirectory;
    layout.dataDirectory = settings.dataDirectory;
    layout.configDirectory = settings.configDirectory;
    layout.logDirectory = QStringLiteral("/var/log/postgresql");
    if (settings.version <= 0)
        return layout; // every other place carries the version in its name
    layout.version = QString::number(settings.version);
    const auto place = [&layout](const char *pattern) {
        return QString::fromLatin1(pattern).arg(layout.version, layout.cluster);
    };
    layout.unit = place("postgresql@%1-%2");
    if (layout.binDirectory.isEmpty())
        layout.binDirectory = QStringLiteral("/usr/lib/postgresql/%1/bin").arg(layout.version);
    if (layout.dataDirectory.isEmpty())
        layout.dataDirectory = place("/var/lib/postgresql/%1/%2");
    if (layout.configDirectory.isEmpty())
        layout.configDirectory = place("/etc/postgresql/%1/%2");
    layout.startConf = layout.configDirectory + QStringLiteral("/start.conf");
    layout.archiveDirectory = place("/var/lib/postgresql/%1/%2-archive");
    layout.ownDirectory = place("/var/lib/postgresql/%1/%2-pgtandem");
    return layout;
}

Layout plainLayout(const PostgresSettings &settings)
{
    Layout layout;
    layout.kind = LayoutKind::Plain;
    layout.binDirectory = settings.binDirectory;
    layout.dataDirectory = QDir::cleanPath(settings.dataDirectory);
    layout.configDirectory = settings.configDirectory.isEmpty()
                                 ? layout.dataDirectory
                                 : QDir::cleanPath(settings.configDirectory);
    const QString parent = QDir::cleanPath(layout.dataDirectory + QStringLiteral("/.."));
    const QString before = parent.endsWith(QLatin1Char('/')) ? parent : parent + QLatin1Char('/');
    layout.logDirectory = before + QStringLiteral("log");
    layout.archiveDirectory = before + QStringLiteral("archive");
    layout.ownDirectory = before + QStringLiteral("pgtandem");
    return layout;
}

} // namespace

Layout Layout::of(const NodeProfile &node)
{
    const auto &settings = node.postgres;
    Layout layout =
        settings.layout == LayoutKind::Debian ? debianLayout(settings) : plainLayout(settings);
    if (!layout.configDirectory.isEmpty()) {
        layout.dropInFile = layout.configDirectory + QStringLiteral("/conf.d/50-pgtandem.conf");
        layout.roleFile = layout.configDirectory + QStringLiteral("/conf.d/60-pgtandem-role.conf");
        layout.hbaFile = layout.configDirectory + QStringLiteral("/pg_hba.conf");
    }
    if (!layout.ownDirectory.isEmpty()) {
        layout.recordFile = layout.ownDirectory + QStringLiteral("/record");
        layout.passFile = layout.ownDirectory + QStringLiteral("/passfile");
        layout.rootCertificate = layout.ownDirectory + QStringLiteral("/root.crt");
    }
    return layout;
}

} // namespace tandem
