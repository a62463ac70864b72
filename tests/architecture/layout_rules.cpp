// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/rules.h"

namespace tandem::architecture {

namespace {

constexpr int longestFile = 400;
constexpr int longestMainWindow = 250;

QStringList lengthFaults(const SourceFile &file, const Surroundings &)
{
    static const QStringList tops{QStringLiteral("app"), QStringLiteral("core"),
                                  QStringLiteral("ui"), QStringLiteral("tests")};
    const bool counted = tops.contains(file.path.section(u'/', 0, 0)) &&
                         (file.path.endsWith(u".cpp") || file.path.endsWith(u".h"));
    const int limit = file.path.endsWith(u"/main_window.cpp") ? longestMainWindow : longestFile;
    const int lines = lineCountOf(file.text);
    if (!counted || lines <= limit) {
        return {};
    }
    return {QStringLiteral("%1:%2: %2 lines, at most %3").arg(file.path).arg(lines).arg(limit)};
}

QStringList topLevelFaults(const SourceFile &file, const Surroundings &)
{
    static const QStringList files{QStringLiteral("CMakeLists.txt"), QStringLiteral("README.md"),
                                   QStringLiteral("LICENSE"), QStringLiteral("CMakePresets.json")};
    static const QStringList folders{QStringLiteral("app"),   QStringLiteral("ui"),
                                     QStringLiteral("core"),  QStringLiteral("resources"),
                                     QStringLiteral("tests"), QStringLiteral("translations")};
    const QString top = file.path.section(u'/', 0, 0);
    const bool known = file.path.contains(u'/') ? folders.contains(top) : files.contains(top);
    if (known || top.startsWith(u'.')) {
        return {};
    }
    return {file.path + QStringLiteral(":1: the top level is a fixed set")};
}

bool needsLicenseLines(const QString &path)
{
    static const QStringList endings{QStringLiteral(".cpp"), QStringLiteral(".h"),
                                     QStringLiteral(".cmake"), QStringLiteral(".sh"),
                                     QStringLiteral(".sql")};
    static const QStringList names{QStringLiteral("CMakeLists.txt"), QStringLiteral("run"),
                                   QStringLiteral(".clang-format"), QStringLiteral(".clang-tidy")};
    for (const QString &ending : endings) {
        if (path.endsWith(ending)) {
            return true;
        }
    }
    return names.contains(path.section(u'/', -1));
}

QStringList licenseFaults(const SourceFile &file, const Surroundings &)
{
    const QString head = file.text.section(u'\n', 0, 2);
    if (!needsLicenseLines(file.path) ||
        (head.contains(QLatin1String("SPDX-FileCopyrightText: 2026 The Tandem authors")) &&
         head.contains(QLatin1String("SPDX-License-Identifier: GPL-3.0-or-later")))) {
        return {};
    }
    return {file.path + QStringLiteral(":1: the two SPDX lines are missing")};
}

QStringList pragmaFaults(const SourceFile &file, const Surroundings &)
{
    if (!file.path.endsWith(u".h") ||
        codeOf(file.text).split(u'\n').contains(QStringLiteral("#pragma once"))) {
        return {};
    }
    return {file.path + QStringLiteral(":1: #pragma once is missing")};
}

SourceFile sample(const char *path, const QString &text)
{
    return {QString::fromUtf8(path), text};
}

SourceFile lines(const char *path, int count)
{
    return {QString::fromUtf8(path), QStringLiteral("int x;\n").repeated(count)};
}

} // namespace

std::vector<Rule> layoutRules()
{
    const QString license = QStringLiteral("SPDX-FileCopyrightText: 2026 The Tandem authors\n"
                                           "// SPDX-License-Identifier: GPL-3.0-or-later\n");
    return {
        {QStringLiteral("short files"),
         lengthFaults,
         {lines("core/base/a.cpp", longestFile + 1),
          lines("ui/main_window.cpp", longestMainWindow + 1)},
         {lines("core/base/a.cpp", longestFile), lines("ui/main_window.cpp", longestMainWindow),
          lines("README.md", longestFile + 1)}},
        {QStringLiteral("the top level is a fixed set"),
         topLevelFaults,
         {sample("notes.md", {}), sample("scripts/a.sh", {}), sample("app", {})},
         {sample("README.md", {}), sample(".ci/run", {}), sample("core/base/a.h", {})}},
        {QStringLiteral("every source names its license"),
         licenseFaults,
         {sample("core/base/a.h", QStringLiteral("#pragma once\n")),
          sample("app/run", QStringLiteral("#!/bin/bash\nexit 0\n")),
          sample("core/base/a.h", QStringLiteral("\n\n\n\n// ") + license)},
         {sample("core/base/a.h", QStringLiteral("// ") + license),
          sample("app/run", QStringLiteral("#!/bin/bash\n# ") + license),
          sample("README.md", QStringLiteral("# Tandem\n"))}},
        {QStringLiteral("headers have pragma once"),
         pragmaFaults,
         {sample("core/base/a.h", QStringLiteral("// #pragma once\nint x;\n"))},
         {sample("core/base/a.h", QStringLiteral("#pragma once\nint x;\n")),
          sample("core/base/a.cpp", QStringLiteral("int x;\n"))}},
    };
}

} // namespace tandem::architecture
