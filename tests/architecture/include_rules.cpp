// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/rules.h"

#include <QDir>

namespace tandem::architecture {

namespace {

using IncludeCheck = std::function<QString(const SourceFile &, const Include &,
                                           const Surroundings &)>; // empty = kept

auto everyInclude(const IncludeCheck &check)
{
    return [check](const SourceFile &file, const Surroundings &around) {
        QStringList faults;
        for (const Include &include : includesOf(file.text)) {
            const QString fault = check(file, include, around);
            if (!fault.isEmpty()) {
                faults.append(QStringLiteral("%1:%2: %3: %4")
                                  .arg(file.path)
                                  .arg(include.line)
                                  .arg(include.header, fault));
            }
        }
        return faults;
    };
}

QString roomFault(const SourceFile &file, const Include &include, const Surroundings &around)
{
    const QString from = roomOf(file.path, QStringLiteral("core"));
    const QString to = roomOf(include.header, QStringLiteral("core"));
    if (from.isEmpty() || to.isEmpty() || from == to) {
        return {};
    }
    const Room *room = around.rooms.find(from);
    if (!room) {
        return QStringLiteral("the room %1 has no add_room line").arg(from);
    }
    return room->uses.contains(to) ? QString()
                                   : QStringLiteral("%1 does not list %2 in USES").arg(from, to);
}

QString directionFault(const SourceFile &file, const Include &include, const Surroundings &)
{
    const QString top = file.path.section(u'/', 0, 0);
    const QString to = include.header.section(u'/', 0, 0);
    const bool upwards = (top == u"core" && (to == u"ui" || to == u"app" || to == u"tests")) ||
                         (top == u"ui" && (to == u"app" || to == u"tests")) ||
                         (top == u"app" && to == u"tests");
    return upwards ? QStringLiteral("%1 may not include %2").arg(top, to) : QString();
}

QString fullPathFault(const SourceFile &file, const Include &include, const Surroundings &)
{
    static const QStringList tops{QStringLiteral("app"), QStringLiteral("core"),
                                  QStringLiteral("ui"), QStringLiteral("tests"),
                                  QStringLiteral("translations")};
    const bool generated = include.header.endsWith(u".moc") || include.header.startsWith(u"ui_");
    const bool ours = tops.contains(file.path.section(u'/', 0, 0));
    if (!ours || !include.quoted || generated ||
        tops.contains(include.header.section(u'/', 0, 0))) {
        return {};
    }
    return QStringLiteral("our headers are included from the top, as \"core/room/file.h\"");
}

QString guiFault(const SourceFile &file, const Include &include, const Surroundings &around)
{
    const QString module = include.header.section(u'/', 0, 0);
    const bool gui = module == u"QtGui" || module == u"QtWidgets" ||
                     around.guiHeaders.contains(include.header.section(u'/', -1));
    return file.path.startsWith(u"core/") && gui
               ? QStringLiteral("Qt Gui and Widgets stay out of core")
               : QString();
}

// A library that has one home: its headers may be included below one folder only.
auto oneHome(const QString &prefix, const QString &home)
{
    return everyInclude(
        [prefix, home](const SourceFile &file, const Include &include, const Surroundings &) {
            return include.header.startsWith(prefix) && !file.path.startsWith(home)
                       ? QStringLiteral("only %1 may include it").arg(home)
                       : QString();
        });
}

QString connectionFault(const SourceFile &file, const Include &include, const Surroundings &)
{
    const bool connection = include.header.startsWith(u"core/transport/") ||
                            include.header == u"core/postgres/connection.h";
    return file.path.startsWith(u"ui/") && connection
               ? QStringLiteral("ui sees values and the session, never a connection")
               : QString();
}

SourceFile sample(const char *path, const char *text)
{
    return {QString::fromUtf8(path), QString::fromUtf8(text)};
}

} // namespace

std::vector<Rule> includeRules()
{
    return {
        {QStringLiteral("a room includes only the rooms it USES"),
         everyInclude(roomFault),
         {sample("core/cluster/a.h", "#include \"core/postgres/b.h\"\n"),
          sample("core/postgres/a.cpp", "\n#  include \"core/stages/b.h\"\n"),
          sample("core/nowhere/a.h", "#include \"core/base/text.h\"\n")},
         {sample("core/cluster/a.h", "#include \"core/base/text.h\"\n"),
          sample("core/cluster/a.h", "#include \"core/cluster/b.h\"\n")}},
        {QStringLiteral("arrows point downwards: app, ui, core"),
         everyInclude(directionFault),
         {sample("core/base/a.h", "#include \"ui/b.h\"\n"),
          sample("ui/pages/a.h", "#include \"app/b.h\"\n"),
          sample("app/a.cpp", "#include \"tests/support/b.h\"\n")},
         {sample("app/a.cpp", "#include \"ui/b.h\"\n#include \"core/base/text.h\"\n"),
          sample("tests/unit/base/a_test.cpp", "#include \"core/base/text.h\"\n")}},
        {QStringLiteral("our headers are included by their full path"),
         everyInclude(fullPathFault),
         {sample("core/base/a.cpp", "#include \"a.h\"\n"),
          sample("core/base/a.cpp", "#include \"../cluster/lsn.h\"\n")},
         {sample("tests/unit/base/a_test.cpp", "#include \"a_test.moc\"\n"),
          sample("core/base/a.cpp", "#include \"core/base/a.h\"\n#include <QString>\n"),
          sample("app/a.cpp", "#include \"translations/a.h\"\n")}},
        {QStringLiteral("no Qt Gui or Widgets in core"),
         everyInclude(guiFault),
         {sample("core/base/a.h", "#include <QWidget>\n"),
          sample("core/base/a.h", "#include <QtWidgets/QLabel>\n"),
          sample("core/base/a.h", "#include <QtGui>\n"),
          sample("core/base/a.h", "#include <QGuiApplication>\n"),
          sample("core/base/a.h", "#include <qcolor.h>\n")},
         {sample("core/base/a.h", "#include <QString>\n#include <QtCore/QObject>\n"),
          sample("ui/a.h", "#include <QWidget>\n")}},
        {QStringLiteral("libssh only in core/transport"),
         oneHome(QStringLiteral("libssh"), QStringLiteral("core/transport/")),
         {sample("core/postgres/a.cpp", "#include <libssh/libssh.h>\n"),
          sample("tests/live/transport/a_test.cpp", "#include <libssh/libssh.h>\n")},
         {sample("core/transport/a.cpp", "#include <libssh/libssh.h>\n")}},
        {QStringLiteral("libpq only in core/postgres"),
         oneHome(QStringLiteral("libpq"), QStringLiteral("core/postgres/")),
         {sample("core/workload/a.cpp", "#include <libpq-fe.h>\n"),
          sample("app/a.cpp", "#include <libpq/libpq-fs.h>\n")},
         {sample("core/postgres/a.cpp", "#include <libpq-fe.h>\n")}},
        {QStringLiteral("Qt Sql only in core/data"),
         oneHome(QStringLiteral("QSql"), QStringLiteral("core/data/")),
         {sample("core/postgres/a.cpp", "#include <QSqlQuery>\n")},
         {sample("core/data/a.cpp", "#include <QSqlQuery>\n")}},
        {QStringLiteral("ui includes no connection"),
         everyInclude(connectionFault),
         {sample("ui/a.cpp", "#include \"core/postgres/connection.h\"\n"),
          sample("ui/pages/a.cpp", "#include \"core/transport/shell.h\"\n")},
         {sample("ui/a.cpp", "#include \"core/session/session.h\"\n"),
          sample("core/workload/a.cpp", "#include \"core/postgres/connection.h\"\n")}},
    };
}

QSet<QString> guiHeadersBelow(const QStringList &includeFolders)
{
    QSet<QString> headers;
    for (const QString &folder : includeFolders) {
        for (const char *module : {"QtGui", "QtWidgets"}) {
            const QDir plain(folder + u'/' + QLatin1String(module));
            const QDir framework(folder + u'/' + QLatin1String(module) +
                                 QStringLiteral(".framework/Headers"));
            for (const QDir &place : {plain, framework}) {
                const QStringList names = place.entryList(QDir::Files);
                headers.unite(QSet<QString>(names.begin(), names.end()));
            }
        }
    }
    return headers;
}

} // namespace tandem::architecture
