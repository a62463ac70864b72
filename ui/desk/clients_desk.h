// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/clients_run.h"
#include "core/session/outage_watch.h"
#include "core/session/pair_report.h"
#include "ui/desk/stage_desk.h"
#include "ui/desk/worker.h"

#include <QObject>
#include <QTimer>

namespace tandem {

// An outage of the clients that is over, with what it cost.
struct OutageStory
{
    double seconds = 0;
    OutageSplit split;
    std::optional<Stage> endedBy;     // absent: it passed by itself
    std::optional<AuditReport> audit; // absent: not counted yet, or it could not be
    Text auditProblem;
};

// What the window shows of the clients at one moment.
struct ClientsSight
{
    enum class Phase
    {
        Off,
        Starting,
        Running,
        Stopping
    };
    Phase phase = Phase::Off;
    WorkloadOptions options;
    WorkloadFigures figures;
    std::vector<LaneTrack> tracks; // in the order of figures.lanes
    std::optional<SecondFigures> lastSecond;
    std::optional<double> silentFor;     // seconds without an acknowledged write, while it lasts
    std::optional<OutageStory> outage;   // the last one
    std::optional<AuditReport> wholeRun; // of the last run, once it was stopped
    Text problem;                        // why they cannot run, or could not be counted
};

// Starts, watches, stops and audits clients of ours. GUI thread.
class ClientsDesk : public QObject
{
    Q_OBJECT

public:
    explicit ClientsDesk(PairSession &session);
    ~ClientsDesk() override;

    void start(const WorkloadOptions &options);
    void stop();
    [[nodiscard]] const ClientsSight &sight() const { return m_sight; }
    // Of the clients that were started last: what a report says of them beside the hand-overs,
    // which are on the disk.
    [[nodiscard]] const ClientsRecord &record() const { return m_record; }
    // A stage begins; when it ends and was a hand-over, its outage is measured once writes go on.
    void noteStart();
    void noteEnd(const PreparedStagePtr &prepared, const Outcome &outcome);

Q_SIGNALS:
    void changed(const ClientsSight &sight);
    void measured(); // a hand-over more is on the disk

private:
    // What an outage is measured from.
    struct Cause
    {
        MonotonicTime event{};
        std::int64_t recordsBefore = 0;
        std::optional<Stage> stage;
        Outcome outcome;
        std::optional<MonotonicTime> noticed;
    };
    void poll();
    void watch();
    void measure(const Cause &cause);
    void takeRun(const std::shared_ptr<ClientsRun> &run);
    void takeEnd(const std::optional<ClientsRun::Whole> &audit, const Text &problem);
    void takeStory(const OutageStory &story);

    PairSession &m_session;
    ClientsSight m_sight;
    ClientsRecord m_record;
    std::shared_ptr<ClientsRun> m_run; // shared with the worker's jobs
    OutageWatch m_watch;
    bool m_isStageRunning = false;
    std::int64_t m_recordsAtStart = 0;           // of the ledger, when the stage began
    std::optional<OutageWatch::Finding> m_found; // over, but a stage still runs
    QTimer m_poll;
    Worker m_worker; // last: its jobs use all of the above
};

} // namespace tandem
