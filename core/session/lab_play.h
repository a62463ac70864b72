// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evidence/evidence.h"
#include "core/session/drill.h"
#include "core/session/run_recorder.h"

#include <functional>

namespace tandem {

// The whole lab on an opened pair in its bare state: setup, data, clients, crash, failover, resync,
// failback, and the report's five expected results checked. What its report is made of is kept as a
// run of the pair while it goes on (see RunRecorder). Blocking.
class LabPlay
{
public:
    struct Options
    {
        int writers = 4;
        int readers = 2;
        int writesBetween = 200; // acknowledged ones that each phase waits for
    };
    using Narrator = std::function<void(const Text &)>;

    LabPlay(PairSession &session, const Options &options, const Narrator &tell)
        : m_session(session), m_options(options), m_tell(tell)
    {
    }

    // Stops at the first stage that is not done; the evidence then says which.
    // Its `run` names what was kept; empty when nothing could be.
    [[nodiscard]] LabEvidence play(const StopToken &stop, const RunObserver &observer);

private:
    void record(const StageEvidence &evidence);
    bool auditWholeRun(Drill &drill, Ledger &ledger, const StopToken &stop);
    void recordEnd(const StopToken &stop);
    void playStages(const StopToken &stop, const RunObserver &observer);
    bool stage(Drill &drill, Stage stage, const QString &typedWord, const StopToken &stop);
    bool keep(const QString &stage, const HandoverStory &story);
    bool playWithClients(Drill &drill, Workload &workload, Ledger &ledger, const StopToken &stop);
    // The lab's own rows: a user and an order of that name, written on the primary by a client.
    bool markRow(const QString &name, const StopToken &stop);
    [[nodiscard]] bool hasRow(const QString &node, const QString &name, const StopToken &stop);
    void judge(const StopToken &stop);

    PairSession &m_session;
    const Options m_options;
    const Narrator m_tell;
    LabEvidence m_evidence;
    MonotonicTime m_begin{};
    std::int64_t m_beginWall = 0;            // the same as Unix milliseconds, for the servers' logs
    std::unique_ptr<RunRecorder> m_recorder; // absent before the run is begun
    std::unique_ptr<History> m_history;      // from setup on: before it, nobody may log in
    std::unique_ptr<LagSampler> m_sampler;   // writes into it, so it goes first
    Values m_lastVerify;
};

} // namespace tandem
