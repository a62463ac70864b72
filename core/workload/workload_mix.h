// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QStringList>

#include <cstdint>

namespace tandem {

// What the transactions of a workload are, in percent; together 100.
struct WorkloadMix
{
    int insert = 75;  // a new user with one or two orders
    int update = 20;  // an earlier order of its own; an insert while there is none
    int rollback = 5; // an insert that is taken back on purpose

    enum class Kind
    {
        Insert,
        Update,
        Rollback
    };
    // What a session's transaction number `seq` is. Every hundred in a row keep the shares exactly,
    // and the kinds are spread evenly over them.
    [[nodiscard]] Kind kindOf(std::int64_t seq) const;

    // A name ("lab" ...) or "insert=70,update=20,rollback=10"; shares that are not named are 0.
    [[nodiscard]] static Result<WorkloadMix> fromText(const QString &text);
    [[nodiscard]] static QStringList names();

    bool operator==(const WorkloadMix &) const = default;
};

} // namespace tandem
