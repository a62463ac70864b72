// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/architecture/room_table.h"
#include "tests/architecture/source_text.h"

#include <QSet>

#include <functional>
#include <vector>

namespace tandem::architecture {

// What the rules need to know beside the file they look at.
struct Surroundings
{
    RoomTable rooms;
    QSet<QString> guiHeaders; // every header name of Qt Gui and Qt Widgets that is installed
};

// A rule is a function from one file to sentences "PATH:LINE: what is wrong"; none means kept.
// Its samples prove that it can fail (bad) and that it does not fire on what is right (good).
struct Rule
{
    QString name;
    std::function<QStringList(const SourceFile &, const Surroundings &)> check;
    std::vector<SourceFile> bad;
    std::vector<SourceFile> good;
};

[[nodiscard]] std::vector<Rule> includeRules();
[[nodiscard]] std::vector<Rule> codeRules();
[[nodiscard]] std::vector<Rule> layoutRules();

// The names of the headers in Qt's include folders for Gui and Widgets.
[[nodiscard]] QSet<QString> guiHeadersBelow(const QStringList &includeFolders);

} // namespace tandem::architecture
