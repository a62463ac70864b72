// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"

#include <QString>

#include <cstdint>
#include <mutex>
#include <optional>
#include <vector>

namespace tandem {

enum class LaneKind
{
    Writer,
    Reader
};

// One session's figures: a value.
struct LaneFigures
{
    QString name; // the session's application_name
    LaneKind kind = LaneKind::Writer;
    QString node; // where it is connected, or was last
    bool connected = false;
    std::int64_t ok = 0;        // writer: acknowledged and on disk in the ledger; reader: reads
    std::int64_t errors = 0;    // refused, or broken off before COMMIT was sent
    std::int64_t rollbacks = 0; // on purpose
    std::int64_t doubts = 0;    // COMMIT sent, answer never seen
    std::optional<MonotonicTime> lastAck; // writer: last acknowledgement; reader: last answer
    QString problem; // the last error's own words, in English; empty while all is well
};

struct WorkloadFigures
{
    std::vector<LaneFigures> lanes; // writers first
    std::optional<Error> failure;   // why the whole workload ended by itself
    [[nodiscard]] std::int64_t acknowledged() const;
};

// A session's figures as it keeps them. Safe from every thread.
class Lane
{
public:
    Lane(const QString &name, LaneKind kind);

    [[nodiscard]] LaneFigures figures() const;
    void connectedTo(const QString &node);
    void disconnected();
    void succeeded(MonotonicTime at);
    void failed(const Error &error);
    void rolledBack();
    void doubted(const QString &why);
    void waits(const QString &why); // no error: shown until the next success

private:
    mutable std::mutex m_mutex;
    LaneFigures m_figures;
};

} // namespace tandem
