// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/stage_desk.h"

#include "core/runbook/refused_outcome.h"
#include "core/runbook/script.h"

#include <set>

namespace tandem {

namespace {

// The steps a person goes through one by one: of a group only the first.
std::set<QString> gatesOf(const Plan &plan)
{
    std::set<QString> ids;
    for (const Step &step : plan.steps)
        ids.insert(step.isGroup() ? step.together.front().id : step.id);
    return ids;
}

// What a person agreed to: the steps with their places, and what had to be typed. Figures in them
// (bytes, positions) may have moved on.
QStringList agreementOf(const Plan &plan)
{
    QStringList words{plan.newPrimary, plan.confirmation ? plan.confirmation->word : QString()};
    for (const Step &step : plan.steps) {
        words << step.id << step.node;
        for (const Step &part : step.together)
            words << part.id << part.node;
    }
    return words;
}

} // namespace

StageDesk::StageDesk(PairSession &session) : m_session(session) {}

StageDesk::~StageDesk() = default;

void StageDesk::prepare(Stage stage, const StageOptions &options)
{
    Q_EMIT preparing(stage);
    m_worker.post([this, stage, options, wish = ++m_wish](const StopToken &stop) {
        auto made = std::make_shared<PreparedStage>();
        made->stage = stage;
        made->options = options;
        made->snapshot = m_session.observe(stop);
        const auto plan = m_session.plan(stage, made->snapshot, options);
        if (plan.ok())
            made->plan = *plan;
        const std::optional<Error> why = plan.ok() ? std::nullopt : std::optional(plan.error());
        QMetaObject::invokeMethod(
            this,
            [this, made, why, wish] {
                if (wish != m_wish)
                    return; // something else was wanted meanwhile
                if (why)
                    Q_EMIT refused(made->stage, *why);
                else
                    Q_EMIT prepared(made);
            },
            Qt::QueuedConnection);
    });
}

void StageDesk::run(const PreparedStagePtr &prepared, const QString &typedWord, bool stepByStep)
{
    if (isRunning())
        return;
    m_running = prepared;
    ++m_wish;
    m_gate.close();
    Q_EMIT started(prepared);
    m_worker.post([this, prepared, typedWord, stepByStep](const StopToken &stop) {
        runNow(prepared, typedWord, stepByStep, stop);
    });
}

void StageDesk::runNow(const PreparedStagePtr &shown, const QString &typedWord, bool stepByStep,
                       const StopToken &stop)
{
    auto fresh = std::make_shared<PreparedStage>(*shown);
    fresh->snapshot = m_session.observe(stop);
    const auto plan = m_session.plan(shown->stage, fresh->snapshot, shown->options);
    const auto tell = [this](auto action) {
        QMetaObject::invokeMethod(this, std::move(action), Qt::QueuedConnection);
    };
    if (!plan.ok()) {
        const Outcome outcome = refusedOutcome(plan.error());
        tell([this, shown, outcome] { finish(shown, outcome); });
        return;
    }
    fresh->plan = *plan;
    if (agreementOf(fresh->plan) != agreementOf(shown->plan)) {
        fresh->isRenewed = true;
        tell([this, fresh] {
            m_running.reset();
            Q_EMIT prepared(fresh);
        });
        return;
    }
    const std::set<QString> gates = stepByStep ? gatesOf(fresh->plan) : std::set<QString>();
    const RunObserver observer = [&](const StepReport &report) {
        tell([this, report] { Q_EMIT stepReported(report); });
        if (report.status != StepStatus::Started || report.progress || !gates.contains(report.id))
            return;
        tell([this, id = report.id] { Q_EMIT waitsBefore(id); });
        m_gate.wait(stop);
    };
    const Outcome outcome = m_session.run(fresh->plan, fresh->snapshot, typedWord, stop, observer);
    m_session.monitor().lookNow();
    tell([this, shown, outcome] { finish(shown, outcome); });
}

void StageDesk::finish(const PreparedStagePtr &prepared, const Outcome &outcome)
{
    m_running.reset();
    Q_EMIT ended(prepared, outcome);
}

void StageDesk::cancel()
{
    m_worker.stopCurrent();
}

Result<QString> StageDesk::scriptOf(const PreparedStage &prepared) const
{
    return tandem::scriptOf(prepared.plan, m_session.profile(), {});
}

Result<QString> StageDesk::scriptOf(const PreparedStage &prepared, const QString &stepId) const
{
    return stepScriptOf(prepared.plan, m_session.profile(), stepId, {});
}

} // namespace tandem
