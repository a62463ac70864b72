// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/commit_outcome.h"

#include <algorithm>

namespace tandem {

CommitOutcome judgeCommit(const Result<Rows> &answer, const std::vector<Notice> &notices,
                          bool sessionOpen)
{
    if (!answer) {
        const QString &code = answer.error().code;
        const bool refused = sessionOpen && code.size() == 5 &&
                             !code.startsWith(QLatin1String("08")) &&
                             !code.startsWith(QLatin1String("57P"));
        return refused ? CommitOutcome::NotCommitted : CommitOutcome::InDoubt;
    }
    if (answer->commandTag == QLatin1String("ROLLBACK"))
        return CommitOutcome::NotCommitted;
    const bool warned = std::any_of(notices.begin(), notices.end(), [](const Notice &notice) {
        return notice.code != QLatin1String("00000");
    });
    if (warned || answer->commandTag != QLatin1String("COMMIT"))
        return CommitOutcome::InDoubt;
    return CommitOutcome::Acknowledged;
}

} // namespace tandem
