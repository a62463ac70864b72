// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace tandem::architecture {

// One file as the rules see it: its path from the top of the tree, and its text.
struct SourceFile
{
    QString path;
    QString text;
};

struct Include
{
    QString header; // without the brackets or quotes
    bool quoted = false;
    int line = 0; // from 1
};

// The text with comments and the insides of string literals blanked; lines keep their numbers.
[[nodiscard]] QString codeOf(const QString &text);

[[nodiscard]] std::vector<Include> includesOf(const QString &text);

[[nodiscard]] int lineCountOf(const QString &text);

// The first folder below `top`, e.g. ("core/base/x.h", "core") -> "base"; empty when not below it.
[[nodiscard]] QString roomOf(const QString &path, const QString &top);

} // namespace tandem::architecture
