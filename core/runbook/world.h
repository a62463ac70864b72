// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/redactor.h"
#include "core/cluster/cluster_snapshot.h"
#include "core/postgres/connection.h"
#include "core/runbook/step.h"
#include "core/transport/shell.h"

#include <utility>
#include <vector>

namespace tandem {

// One SQL action with its inputs resolved.
struct SqlCall
{
    SqlAction action;
    std::vector<std::pair<QString, QString>> values;
    Milliseconds timeout{30000};
};

// What the runner acts on. PairWorld is the real one; tests use one that can fail or hang on
// demand. Safe from every thread; calls block.
class World
{
public:
    virtual ~World() = default;
    virtual Result<ShellResult> shell(const QString &node, const ShellCommand &command,
                                      const StopToken &stop, const OutputSink &sink) = 0;
    // A command beside a step that runs on the same node (the heartbeat, a long look).
    virtual Result<ShellResult> aside(const QString &node, const ShellCommand &command,
                                      const StopToken &stop) = 0;
    virtual Result<Rows> sql(const QString &node, const SqlCall &call, const StopToken &stop) = 0;
    virtual Result<Secret> secret(const QString &key) = 0;
    virtual ClusterSnapshot observe(const StopToken &stop) = 0;
    [[nodiscard]] virtual const Redactor &redactor() const = 0;
};

} // namespace tandem
