// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/timelines.h"

#include "core/evidence/stage_journal.h"
#include "core/postgres/connection.h"
#include "core/session/report_files.h"

#include <algorithm>

namespace tandem {

namespace {

constexpr Milliseconds patience{5000};

struct NodeHistory
{
    std::uint32_t timeline = 0;
    QString text;
};

Result<NodeHistory> historyOn(PairSession &session, const QString &node, const StopToken &stop)
{
    const QString sql = sqlNamed(QStringLiteral("timeline_history"));
    const SqlCall call{
        {sql, QStringLiteral("admin"), session.profile().database, false}, {}, patience};
    const auto rows = session.world().sql(node, call, stop);
    if (!rows.ok())
        return rows.error();
    return NodeHistory{rows->text(QStringLiteral("timeline")).toUInt(),
                       rows->text(QStringLiteral("history"))};
}

} // namespace

std::vector<TimelineStretch> timelinesOf(const std::vector<HistoryEntry> &history,
                                         std::uint32_t current,
                                         const std::vector<StageEvidence> &stages)
{
    std::vector<TimelineStretch> stretches;
    for (const HistoryEntry &entry : history) {
        TimelineStretch stretch;
        stretch.timeline = entry.timeline;
        stretch.fork = entry.fork;
        for (const StageEvidence &stage : stages) {
            const Values &values = stage.outcome.values;
            if (!values.has(QStringLiteral("old_timeline")) ||
                !values.has(QStringLiteral("fork_lsn")) ||
                values.text(QStringLiteral("old_timeline")).toUInt() != entry.timeline ||
                Lsn::parse(values.text(QStringLiteral("fork_lsn"))) != entry.fork)
                continue;
            stretch.stage = stage.stage;
            stretch.endedAt = stage.startedAt;
            bool isCounted = false;
            const qint64 commits =
                values.text(QStringLiteral("discarded_commits")).toLongLong(&isCounted);
            if (isCounted)
                stretch.discardedCommits = commits;
        }
        stretches.push_back(stretch);
    }
    TimelineStretch last;
    last.timeline = current;
    stretches.push_back(last);
    return stretches;
}

Result<std::vector<TimelineStretch>> readTimelines(PairSession &session, const StopToken &stop)
{
    std::optional<NodeHistory> newest;
    std::optional<Error> problem;
    for (const NodeProfile &node : session.profile().nodes) {
        auto history = historyOn(session, node.name, stop);
        if (!history.ok())
            problem = history.error();
        else if (!newest || history->timeline > newest->timeline)
            newest = std::move(*history);
    }
    if (!newest)
        return *problem;
    const auto entries = parseHistoryFile(newest->text);
    if (!entries.ok())
        return entries.error();
    std::vector<StageEvidence> stages;
    if (const auto journals = readJournals(session.stateDirectory()); journals.ok()) {
        for (const auto &events : *journals)
            stages.push_back(stageOf(events, MonotonicTime{}));
    }
    return timelinesOf(*entries, newest->timeline, stages);
}

} // namespace tandem
