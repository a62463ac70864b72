// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/checklist.h"

#include <algorithm>

namespace tandem {

namespace {

bool isDone(const LabEvidence &lab, const char *stage)
{
    return std::any_of(lab.stages.begin(), lab.stages.end(), [&](const StageEvidence &one) {
        return one.stage == QLatin1String(stage) && one.outcome.isDone();
    });
}

// A stage of that name was done before (or after) the first one of `other`.
bool isDoneBefore(const LabEvidence &lab, const char *stage, const char *other)
{
    for (const StageEvidence &one : lab.stages) {
        if (one.stage == QLatin1String(other))
            return false;
        if (one.stage == QLatin1String(stage) && one.outcome.isDone())
            return true;
    }
    return false;
}

bool isDoneAfter(const LabEvidence &lab, const char *stage, const char *other)
{
    bool isAfter = false;
    for (const StageEvidence &one : lab.stages) {
        if (isAfter && one.stage == QLatin1String(stage) && one.outcome.isDone())
            return true;
        isAfter = isAfter || (one.stage == QLatin1String(other) && one.outcome.isDone());
    }
    return false;
}

const StageEvidence *lastOf(const LabEvidence &lab, const char *stage)
{
    const auto found =
        std::find_if(lab.stages.rbegin(), lab.stages.rend(),
                     [&](const StageEvidence &one) { return one.stage == QLatin1String(stage); });
    return found == lab.stages.rend() ? nullptr : &*found;
}

bool hasLogsOfBoth(const LabEvidence &lab)
{
    const auto has = [&](const QString &node) {
        return std::any_of(lab.logs.begin(), lab.logs.end(), [&](const LogExtract &log) {
            return log.node == node && !log.lines.isEmpty();
        });
    };
    return !lab.nodes[0].isEmpty() && has(lab.nodes[0]) && has(lab.nodes[1]);
}

struct Item
{
    Text sentence;
    bool (*isThere)(const LabEvidence &);
};

const std::vector<Item> &items()
{
    static const std::vector<Item> rows = {
        {say("Evidence", "Two nodes, a primary and a hot standby, set up without further packages"),
         [](const LabEvidence &lab) { return isDone(lab, "setup"); }},
        {say("Evidence", "Two tables with rows, filled on the primary"),
         [](const LabEvidence &lab) { return isDone(lab, "seed-data"); }},
        {say("Evidence", "Reading and writing on the primary, reading only on the standby, the "
                         "same data on both"),
         [](const LabEvidence &lab) { return isDoneBefore(lab, "verify", "crash"); }},
        {say("Evidence", "Client sessions that write during the failure"),
         [](const LabEvidence &lab) { return lab.writes.has_value(); }},
        {say("Evidence", "The failure of the primary"),
         [](const LabEvidence &lab) { return isDone(lab, "crash"); }},
        {say("Evidence", "The telling lines in the logs of both nodes"), hasLogsOfBoth},
        {say("Evidence", "Failover to the standby"),
         [](const LabEvidence &lab) { return isDone(lab, "failover"); }},
        {say("Evidence", "How long the clients could not write, and what became of their writes"),
         [](const LabEvidence &lab) {
             const StageEvidence *failover = lastOf(lab, "failover");
             return failover != nullptr && failover->outageSeconds && failover->audit;
         }},
        {say("Evidence", "The old primary is back as a standby with the new data"),
         [](const LabEvidence &lab) { return isDone(lab, "resync"); }},
        {say("Evidence", "The original roles are restored, with a certificate"),
         [](const LabEvidence &lab) {
             const StageEvidence *failback = lastOf(lab, "failback");
             return failback != nullptr && failback->certificate && failback->certificate->holds();
         }},
        {say("Evidence", "Reading and writing after the recovery"),
         [](const LabEvidence &lab) { return isDoneAfter(lab, "verify", "failback"); }},
        {say("Evidence", "The replication lag over time"),
         [](const LabEvidence &lab) { return !lab.lag.empty(); }},
    };
    return rows;
}

} // namespace

std::vector<ChecklistItem> checklistOf(const LabEvidence &evidence)
{
    std::vector<ChecklistItem> list;
    for (const Item &item : items())
        list.push_back({item.sentence, item.isThere(evidence)});
    return list;
}

} // namespace tandem
