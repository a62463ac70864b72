// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evidence/run_events.h"
#include "core/session/pair_session.h"

namespace tandem {

// Keeps what a run's report is made of, beyond journals and ledger, as it happens: a journal of its
// own under stateDirectory()/runs, whose stem is the run's name. One thread at a time.
class RunRecorder
{
public:
    // `session` outlives it.
    [[nodiscard]] static Result<std::unique_ptr<RunRecorder>>
    begin(PairSession &session, const QString &kind, const RunHead &head);

    [[nodiscard]] QString run() const; // its name
    // The first error is kept; a report must not be made of half a record unnoticed.
    // `start`: see stageEvent().
    void stage(const QString &stage, const Outcome &outcome,
               std::optional<MonotonicTime> start = std::nullopt);
    void handover(const HandoverRecord &handover);
    void rows(const std::vector<WriteKey> &rows);
    void wholeRun(const AuditReport &audit, const QString &ledgerFile);
    void lag(const std::vector<LagPoint> &points);
    void log(const LogExtract &log);
    void expectation(const Expectation &expectation);
    Result<void> end(const QString &state, double seconds);

private:
    explicit RunRecorder(std::unique_ptr<Journal> journal) : m_journal(std::move(journal)) {}
    void append(const QJsonObject &event);

    std::unique_ptr<Journal> m_journal;
    std::optional<Error> m_failure;
};

} // namespace tandem
