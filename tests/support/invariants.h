// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/sandbox/sandbox.h"
#include "core/workload/audit.h"

#include <QStringList>

#include <optional>

// What must hold after every fault, asked by other ways than the program's own: psql through the
// sockets, the file system, the process table.
namespace tandem::testing {

// Nodes that accept writes now.
[[nodiscard]] QStringList writableNodes(const Sandbox &sandbox);

struct InvariantCheck
{
    std::optional<AuditReport> audit; // of clients that have stopped
    bool mayLose = false;             // a crash in asynchronous mode
    QStringList journals;             // directories of journals
    Milliseconds patience{20000};     // until the pair is quiet
};

// One primary and one streaming standby of equal content, nothing lost, twice or left behind, and
// every journal readable. One sentence for each thing that does not hold, with its number:
// I1, I2 writes; I3 one primary; I4 streaming; I5 equal; I7 journals; I9 nothing left.
[[nodiscard]] QStringList brokenInvariants(const Sandbox &sandbox, const InvariantCheck &check);

// Data directories of the pair that hold a database: in use, kept or a copy that is ready.
[[nodiscard]] QStringList databaseDirectories(const Sandbox &sandbox);

} // namespace tandem::testing
