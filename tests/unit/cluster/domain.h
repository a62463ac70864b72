// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/advice_table.h"
#include "core/cluster/state_table.h"

#include <vector>

namespace tandem {

inline std::vector<NodeCondition> allConditions()
{
    using enum NodeCondition;
    return {Unseen,   Unreachable, Frozen, Down,    Fenced,           CleanStopped,
            Starting, Bare,        Alive,  Primary, StandbyStreaming, StandbyDetached};
}

inline std::vector<PairState> allStates()
{
    using enum PairState;
    return {SplitBrain,    NotOnePair,  HandoverInterrupted,
            BothStandby,   PrimaryDown, PrimaryUnreachable,
            PrimaryFrozen, FailedOver,  Diverged,
            Resyncing,     StandbyDown, StandbyLagging,
            Swapped,       Healthy,     Bare,
            Unknown};
}

// Every combination that an observation can amount to.
inline std::vector<PairCase> allCases()
{
    std::vector<PairCase> cases;
    for (const NodeCondition home : allConditions()) {
        for (const NodeCondition peer : allConditions()) {
            for (const Relation relation :
                 {Relation::Unknown, Relation::Same, Relation::Different}) {
                for (const PairHistory history :
                     {PairHistory::None, PairHistory::SetupBegun, PairHistory::Made}) {
                    for (const Branch branch : {Branch::Same, Branch::Behind, Branch::Ahead}) {
                        for (unsigned bits = 0; bits < 128; ++bits) {
                            const PairCase pair{home,
                                                peer,
                                                {relation, history, branch, (bits & 1) != 0,
                                                 (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0,
                                                 (bits & 16) != 0, (bits & 32) != 0,
                                                 (bits & 64) != 0}};
                            if (isPossible(pair))
                                cases.push_back(pair);
                        }
                    }
                }
            }
        }
    }
    return cases;
}

// One case as a line of the golden file names it.
inline QString describe(const PairCase &pair)
{
    static const char *const relations[] = {"unknown", "same", "different"};
    static const char *const histories[] = {"never", "begun", "made"};
    const PairFlags &flags = pair.flags;
    QStringList marks;
    if (flags.branch == Branch::Behind)
        marks << QStringLiteral("behind");
    if (flags.branch == Branch::Ahead)
        marks << QStringLiteral("ahead");
    if (flags.handoverOpen)
        marks << QStringLiteral("handover");
    if (flags.resyncing)
        marks << QStringLiteral("resync");
    if (flags.lagging)
        marks << QStringLiteral("lagging");
    if (flags.fed)
        marks << QStringLiteral("fed");
    if (flags.linkPaused)
        marks << QStringLiteral("paused");
    if (flags.setAside)
        marks << QStringLiteral("aside");
    if (flags.fenceLeft)
        marks << QStringLiteral("fence-left");
    return QStringLiteral("%1 %2 %3 %4 %5")
        .arg(tokenOf(pair.home), -17)
        .arg(tokenOf(pair.peer), -17)
        .arg(QLatin1String(relations[static_cast<int>(flags.relation)]), -9)
        .arg(QLatin1String(histories[static_cast<int>(flags.history)]), -5)
        .arg(marks.isEmpty() ? QStringLiteral("-") : marks.join(u','), -14);
}

} // namespace tandem
