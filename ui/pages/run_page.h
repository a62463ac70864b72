// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desk/stage_desk.h"
#include "ui/models/step_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/steps_pane.h"

#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QWidget>

namespace tandem {

// The stage that runs, or ran last: its steps with command, output and time; the failed one opens
// itself. Cancel says what it does and works at any moment.
class RunPage : public QWidget
{
    Q_OBJECT

public:
    RunPage(const Theme &theme, QWidget *parent = nullptr);

    void begin(const PreparedStagePtr &prepared);
    void take(const StepReport &report);
    void waitBefore(const QString &stepId);
    void end(const PreparedStagePtr &prepared, const Outcome &outcome);
    void giveBack(); // nothing ran: the plan is shown again

Q_SIGNALS:
    void cancelWanted();
    void goOnWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void renew();
    [[nodiscard]] QString headline() const;

    const Theme &m_theme;
    PreparedStagePtr m_prepared; // null: nothing has run yet
    std::optional<Outcome> m_outcome;
    bool m_isCancelled = false;
    QString m_waitsBefore;
    MonotonicTime m_begunAt{};
    StepModel m_steps;
    QTimer m_clock;
    QLabel *m_headline;
    QLabel *m_sentence;
    StepsPane *m_pane;
    QPushButton *m_goOn;
    QPushButton *m_cancel;
};

} // namespace tandem
