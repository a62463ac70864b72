// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/command_rules.h"

#include <algorithm>

namespace tandem {

namespace {

bool isVariableName(const QString &name)
{
    const auto isPart = [](QChar c) {
        return c == QLatin1Char('_') || (c.unicode() < 128 && c.isLetterOrNumber());
    };
    return !name.isEmpty() && !name.front().isDigit() &&
           std::all_of(name.begin(), name.end(), isPart);
}

} // namespace

std::optional<Error> problemOf(const ShellCommand &command)
{
    for (const auto &[name, value] : command.variables) {
        if (!isVariableName(name) || value.contains(QChar(0))) {
            return Error{ErrorKind::Usage,
                         say("Transport", "The value of %1 cannot be given to a shell: the name "
                                          "must be a plain word and the value without a zero byte.")
                             .arg(name),
                         {},
                         {}};
        }
    }
    if (command.script.contains(QChar(0))) {
        return Error{ErrorKind::Usage,
                     say("Transport", "A script with a zero byte cannot be run; remove it."),
                     {},
                     {}};
    }
    return std::nullopt;
}

} // namespace tandem
