// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/ctl.h"

namespace tandem {

// What the words of a call come to.
struct CommandLine
{
    enum class Wish
    {
        Run,
        Help,
        Version
    };
    using Verb = int (*)(const CtlOptions &, const StopToken &);

    Wish wish = Wish::Run;
    Verb verb = nullptr; // of Wish::Run
    CtlOptions options;
};

// The value of --lang, wherever it stands; empty: none. Known before the rest is read, so that a
// mistake in the rest is told in that language.
[[nodiscard]] QString languageOf(const QStringList &arguments);

// Reads the call; `arguments` begins with the program's name. Errors are of kind Usage.
[[nodiscard]] Result<CommandLine> readCommandLine(const QStringList &arguments);

// The help: usage, verbs, options, stages, exit codes.
[[nodiscard]] QStringList helpLines();

} // namespace tandem
