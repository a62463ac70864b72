// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/defence.h"

#include <algorithm>
#include <array>

namespace tandem {

namespace {

const StageEvidence *lastDone(const LabEvidence &lab, const char *stage)
{
    const auto found =
        std::find_if(lab.stages.rbegin(), lab.stages.rend(), [stage](const StageEvidence &one) {
            return one.stage == QLatin1String(stage) && one.outcome.isDone();
        });
    return found == lab.stages.rend() ? nullptr : &*found;
}

// Hand-overs, in the order in which the lab makes them.
struct Handover
{
    const char *stage;
    Text name;
};

const std::array<Handover, 3> &handovers()
{
    static const std::array<Handover, 3> all{{{"failover", say("Evidence", "Failover")},
                                              {"failback", say("Evidence", "Failback")},
                                              {"switchover", say("Evidence", "Switchover")}}};
    return all;
}

QString secondsText(double seconds)
{
    return QString::number(seconds, 'f', 3);
}

QString valueOf(const StageEvidence &stage, const char *name)
{
    const QString key = QLatin1String(name);
    return stage.outcome.values.has(key) ? stage.outcome.values.text(key) : QString();
}

// How a node came back, by what the stage kept of it.
Text wayText(const QString &method)
{
    if (method == QLatin1String("follow"))
        return say("Evidence", "it followed as it was");
    if (method == QLatin1String("rewind"))
        return say("Evidence", "rewound");
    if (method == QLatin1String("clone"))
        return say("Evidence", "copied anew");
    return Text::verbatim(method);
}

void addLatency(const LabEvidence &lab, const char *stage, const char *before, const char *after,
                std::vector<Text> &measured)
{
    const StageEvidence *mode = lastDone(lab, stage);
    if (mode == nullptr || valueOf(*mode, before).isEmpty() || valueOf(*mode, after).isEmpty())
        return;
    measured.push_back(say("Evidence", "A commit took %1 ms before and %2 ms after the change to "
                                       "the %3 mode (median of 30).")
                           .arg(valueOf(*mode, before))
                           .arg(valueOf(*mode, after))
                           .arg(QLatin1String(stage) == QLatin1String("mode-sync")
                                    ? say("Evidence", "synchronous")
                                    : say("Evidence", "asynchronous")));
}

DefenceAnswer modes(const LabEvidence &lab)
{
    DefenceAnswer answer{
        say("Evidence", "What do asynchronous and synchronous replication promise, and what does "
                        "each cost?"),
        say("Evidence", "Asynchronous: the primary answers a COMMIT once its own disk has it, and "
                        "what the standby has not received yet is lost with the primary. "
                        "Synchronous: the answer waits for the standby, so that nothing "
                        "acknowledged is lost, but every commit pays a round trip, and without a "
                        "standby writes hang."),
        {},
        say("Evidence", "Run \"Make synchronous\" and \"Make asynchronous\": both time 30 commits "
                        "before and after.")};
    addLatency(lab, "mode-sync", "commit_ms_before", "commit_ms_after", answer.measured);
    addLatency(lab, "mode-async", "commit_ms_before", "commit_ms_after", answer.measured);
    return answer;
}

DefenceAnswer outage(const LabEvidence &lab)
{
    DefenceAnswer answer{
        say("Evidence", "How is a dead primary noticed, and why can nobody write for a while?"),
        say("Evidence", "An open session ends at once when the server's processes die; when a host "
                        "goes silent only a deadline tells. Then the old primary is fenced, so "
                        "that there are never two; the standby replays what it has, is promoted, "
                        "and the clients find it."),
        {},
        say("Evidence", "Start clients, crash the primary, promote the standby.")};
    for (const auto &[stage, name] : handovers()) {
        const StageEvidence *done = lastDone(lab, stage);
        if (done == nullptr || !done->outageSeconds)
            continue;
        answer.measured.push_back(say("Evidence", "%1: nobody could write for %2 s.")
                                      .arg(name)
                                      .arg(secondsText(*done->outageSeconds)));
        const OutageSplit &split = done->split;
        if (split.detect && split.decide && split.fence && split.promote && split.reconnect)
            answer.measured.push_back(
                say("Evidence", "Of these: noticing %1 s, deciding %2 s, fencing %3 s, promoting "
                                "%4 s, finding the new primary %5 s.")
                    .arg(secondsText(*split.detect))
                    .arg(secondsText(*split.decide))
                    .arg(secondsText(*split.fence))
                    .arg(secondsText(*split.promote))
                    .arg(secondsText(*split.reconnect)));
    }
    return answer;
}

DefenceAnswer loss(const LabEvidence &lab)
{
    DefenceAnswer answer{
        say("Evidence", "Which writes can be lost, and how is it known which ones?"),
        say("Evidence", "A write is lost when it was acknowledged and its WAL never reached the "
                        "standby. A COMMIT without an answer is in doubt: it may be there or not. "
                        "A ledger of every answer, compared with the rows on the new primary, "
                        "tells them apart one by one."),
        {},
        say("Evidence", "Start clients, crash the primary, promote the standby.")};
    for (const auto &[stage, name] : handovers()) {
        const StageEvidence *done = lastDone(lab, stage);
        if (done == nullptr || !done->audit)
            continue;
        answer.measured.push_back(
            say("Evidence", "%1: of %2 acknowledged writes %3 were kept, %4 lost; %5 in doubt.")
                .arg(name)
                .arg(qint64(done->audit->acknowledged))
                .arg(qint64(done->audit->kept))
                .arg(qint64(done->audit->lostCount))
                .arg(qint64(done->audit->inDoubt)));
    }
    const StageEvidence *failover = lastDone(lab, "failover");
    const QString behind =
        failover != nullptr ? valueOf(*failover, "discarded_commits") : QString();
    if (behind == QLatin1String("unknown"))
        answer.measured.push_back(
            say("Evidence", "How many commits lay behind the fork on the old primary's disk could "
                            "not be counted."));
    else if (!behind.isEmpty())
        answer.measured.push_back(
            say("Evidence", "On the old primary's disk %1 commits lay behind the fork.")
                .arg(behind));
    return answer;
}

DefenceAnswer wayBack(const LabEvidence &lab)
{
    DefenceAnswer answer{
        say("Evidence", "How does the old primary come back, and what proves that giving the role "
                        "back loses nothing?"),
        say("Evidence", "It follows when its WAL ends at or before the fork, else it is rewound to "
                        "the fork or copied anew. To give the role back the acting primary is "
                        "stopped in order: the end of its last WAL record, what the standby "
                        "replayed and where the new timeline forks must be one position."),
        {},
        say("Evidence", "Run the resync and the failback.")};
    if (const StageEvidence *resync = lastDone(lab, "resync")) {
        const double seconds = secondsBetween(resync->outcome.startedAt, resync->outcome.endedAt);
        answer.measured.push_back(say("Evidence", "The old primary was back after %1 s (%2).")
                                      .arg(secondsText(seconds))
                                      .arg(wayText(valueOf(*resync, "method"))));
    }
    const StageEvidence *failback = lastDone(lab, "failback");
    if (failback != nullptr && failback->certificate)
        answer.measured.push_back(
            (failback->certificate->holds()
                 ? say("Evidence", "The certificate holds: WAL ended at %1, replayed %2, forked "
                                   "at %3.")
                 : say("Evidence", "The certificate does not hold: WAL ended at %1, replayed %2, "
                                   "forked at %3."))
                .arg(failback->certificate->shutdownEndLsn)
                .arg(failback->certificate->replayLsn)
                .arg(failback->certificate->forkLsn));
    return answer;
}

} // namespace

std::vector<DefenceAnswer> defenceOf(const LabEvidence &evidence)
{
    return {modes(evidence), outage(evidence), loss(evidence), wayBack(evidence)};
}

} // namespace tandem
