// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/postgres/connection.h"

#include <vector>

namespace tandem {

enum class CommitOutcome
{
    Acknowledged,
    NotCommitted,
    InDoubt
};

// What the answer to COMMIT proves. Pure.
// A warning beside it (a cancelled wait for the synchronous standby: SQLSTATE 01000, or 57P01) says
// that the row may be on one node only: in doubt. An error over a session that stays open is a
// refusal; without a session nobody knows.
[[nodiscard]] CommitOutcome judgeCommit(const Result<Rows> &answer,
                                        const std::vector<Notice> &notices, bool sessionOpen);

} // namespace tandem
