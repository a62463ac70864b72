// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace tandem {

// How a crash is made. The tokens are the CLI's words.
enum class CrashVariant
{
    All,        // kill -9 of every server process
    Postmaster, // kill -9 of the postmaster alone
    Backend,    // kill -9 of one client session: the server restarts itself
    Immediate,  // pg_ctl stop -m immediate
    Freeze,     // SIGSTOP of every server process
    WalLink,    // SIGSTOP of the standby's WAL receiver
    MoveData,   // a hard stop, then the data directory is moved aside
    Pkill,      // pkill -9 postgres on the host, as the lab says it
    Halt,       // the host is switched off at once
    Unplug      // the host's network is off for two minutes
};

// How a node is made to follow again.
enum class ResyncMethod
{
    Automatic, // follow if it has nothing of its own, else what is quicker by the bytes it moves
    Follow,
    Rewind,
    Clone
};

// What a person chooses beside the stage itself. A value; the defaults are the usual way.
struct StageOptions
{
    CrashVariant crash = CrashVariant::All;
    ResyncMethod resync = ResyncMethod::Automatic;
    bool isAutomatic = false; // failover: nobody asked for it, which the promoted node keeps
    QStringList directories;  // clean: only these, by what follows the data directory's name
    bool operator==(const StageOptions &) const = default;
};

[[nodiscard]] QString tokenOf(CrashVariant variant);
[[nodiscard]] std::optional<CrashVariant> crashVariantOf(const QString &token);
[[nodiscard]] std::vector<CrashVariant> allCrashVariants();

[[nodiscard]] QString tokenOf(ResyncMethod method);
[[nodiscard]] std::optional<ResyncMethod> resyncMethodOf(const QString &token);
[[nodiscard]] std::vector<ResyncMethod> allResyncMethods();

} // namespace tandem
