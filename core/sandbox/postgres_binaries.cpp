// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/postgres_binaries.h"

#include "core/sandbox/script_text.h"

#include <QRegularExpression>

#include <optional>

namespace tandem {
namespace {

constexpr int oldestVersion = 13; // the first one with pg_verifybackup

// "postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)<tab>/usr/lib/postgresql/15/bin"
std::optional<PostgresBinaries> binariesOf(const QString &line)
{
    static const QRegularExpression pattern(
        QStringLiteral("^postgres \\(PostgreSQL\\) (\\d+)(?:\\.(\\d+))?[^\\t]*\\t(/.*)$"));
    const auto match = pattern.match(line);
    if (!match.hasMatch())
        return std::nullopt;
    return PostgresBinaries{match.captured(3), match.captured(1).toInt(),
                            match.captured(2).toInt()};
}

bool isNewer(const PostgresBinaries &one, const PostgresBinaries &other)
{
    return std::pair(one.majorVersion, one.minorVersion) >
           std::pair(other.majorVersion, other.minorVersion);
}

} // namespace

Result<PostgresBinaries> newestBinaries(const QByteArray &lines)
{
    std::optional<PostgresBinaries> newest;
    for (const QString &line : QString::fromUtf8(lines).split(u'\n')) {
        const auto candidate = binariesOf(line);
        if (candidate && (!newest || isNewer(*candidate, *newest)))
            newest = candidate;
    }
    if (!newest)
        return Error{ErrorKind::Refused,
                     say("Sandbox", "PostgreSQL's server programs were not found on this machine; "
                                    "install the package postgresql (Debian, Ubuntu) or run brew "
                                    "install postgresql@17 (macOS) and try again."),
                     {},
                     {}};
    if (newest->majorVersion < oldestVersion)
        return Error{ErrorKind::Refused,
                     say("Sandbox", "The newest PostgreSQL on this machine is version %1 in %2; "
                                    "install version %3 or later and try again.")
                         .arg(newest->majorVersion)
                         .arg(newest->directory)
                         .arg(oldestVersion),
                     {},
                     {}};
    return *newest;
}

Result<PostgresBinaries> findBinaries(const QString &pinned, Shell &shell, const StopToken &stop)
{
    ShellCommand command;
    command.script = sandboxScript("find_binaries");
    command.variables = {{QStringLiteral("PINNED"), pinned}};
    const auto ran = shell.run(command, stop);
    if (!ran)
        return ran.error();
    if (!pinned.isEmpty() && ran->output.isEmpty())
        return Error{ErrorKind::Refused,
                     say("Sandbox", "The directory %1 does not hold PostgreSQL's server programs; "
                                    "name the one that holds initdb and pg_ctl.")
                         .arg(pinned),
                     QString::fromUtf8(ran->errors),
                     {}};
    return newestBinaries(ran->output);
}

} // namespace tandem
