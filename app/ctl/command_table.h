// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command_line.h"

#include <vector>

namespace tandem {

// What pgtandemctl understands, as tables: the parser and the help read them.

struct VerbRow
{
    QString name;
    QString argument; // the word behind it; empty: none
    CommandLine::Verb run;
    Text help;
};

struct OptionRow
{
    QString name;
    QString value; // the name of its value; empty: a switch
    Text help;
    QString standard; // when it is not given
};

[[nodiscard]] const std::vector<VerbRow> &verbs();
[[nodiscard]] const std::vector<OptionRow> &optionRows();

} // namespace tandem
