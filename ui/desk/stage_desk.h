// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/pair_session.h"
#include "ui/desk/step_gate.h"
#include "ui/desk/worker.h"

#include <QObject>

#include <memory>

namespace tandem {

// A stage's plan as it is shown before it runs. A value, shared because it is large.
struct PreparedStage
{
    Stage stage = Stage::Verify;
    StageOptions options;
    ClusterSnapshot snapshot; // what it rests on
    Plan plan;
    bool isRenewed = false; // the pair changed since it was shown first
};
using PreparedStagePtr = std::shared_ptr<const PreparedStage>;

// Where stages are planned, run and cancelled, one at a time. GUI thread; signals come in it too.
class StageDesk : public QObject
{
    Q_OBJECT

public:
    explicit StageDesk(PairSession &session);
    ~StageDesk() override; // cancels, waits until the stage has put down what it holds

    // Looks at the pair and builds the plan: prepared() or refused() follows.
    void prepare(Stage stage, const StageOptions &options = {});
    // Looks once more; when the plan is another one by now, prepared() follows with isRenewed and
    // nothing runs. `stepByStep`: waits for goOn() before every step.
    void run(const PreparedStagePtr &prepared, const QString &typedWord, bool stepByStep);
    void goOn() { m_gate.open(); }
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_running != nullptr; }
    [[nodiscard]] const PreparedStagePtr &running() const { return m_running; }
    // As one script for a client, or for one step alone.
    [[nodiscard]] Result<QString> scriptOf(const PreparedStage &prepared) const;
    [[nodiscard]] Result<QString> scriptOf(const PreparedStage &prepared,
                                           const QString &stepId) const;

Q_SIGNALS:
    void preparing(tandem::Stage stage);
    void prepared(const tandem::PreparedStagePtr &prepared);
    void refused(tandem::Stage stage, const tandem::Error &error);
    void started(const tandem::PreparedStagePtr &prepared);
    void stepReported(const tandem::StepReport &report);
    void waitsBefore(const QString &stepId); // step by step: for goOn()
    void ended(const tandem::PreparedStagePtr &prepared, const tandem::Outcome &outcome);

private:
    void runNow(const PreparedStagePtr &shown, const QString &typedWord, bool stepByStep,
                const StopToken &stop);
    void finish(const PreparedStagePtr &prepared, const Outcome &outcome);

    PairSession &m_session;
    PreparedStagePtr m_running;
    std::uint64_t m_wish = 0; // of the plan that was wanted last: only that one is told
    StepGate m_gate;
    Worker m_worker; // last: its job uses all of the above
};

} // namespace tandem
