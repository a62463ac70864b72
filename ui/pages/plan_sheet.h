// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "ui/desk/pair_sight.h"
#include "ui/desk/stage_desk.h"
#include "ui/models/step_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/steps_pane.h"

#include <QDialog>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

class QVBoxLayout;

namespace tandem {

class StageChooser;

// A stage before it runs: why, what must hold (live), what can be chosen, every step with its
// command and its undo, and what cannot be undone. Nothing runs before a person says so; where it
// destroys or risks something, only after the word was typed.
class PlanSheet : public QDialog
{
    Q_OBJECT

public:
    PlanSheet(const PreparedStagePtr &prepared, const PairSight &sight, const Profile &profile,
              const Theme &theme, QWidget *parent);

    // The same stage planned anew: after another choice, or because the pair changed.
    void setPrepared(const PreparedStagePtr &prepared);
    void setRefusal(const Error &error); // the choice is not possible now
    void setSight(const PairSight &sight);
    [[nodiscard]] const PreparedStagePtr &prepared() const { return m_prepared; }

Q_SIGNALS:
    void runWanted(const tandem::PreparedStagePtr &prepared, const QString &typedWord,
                   bool stepByStep);
    void optionsChosen(tandem::Stage stage, const tandem::StageOptions &options);
    void scriptWanted(const tandem::PreparedStagePtr &prepared);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    [[nodiscard]] QWidget *makeDangerBand();
    [[nodiscard]] QWidget *makeButtons();
    void renew();
    void renewButtons();
    [[nodiscard]] QString preconditions() const;
    [[nodiscard]] std::optional<Confirmation> wordAsked() const;

    PreparedStagePtr m_prepared;
    PairSight m_sight;
    const Profile &m_profile;
    const Theme &m_theme;
    std::optional<Error> m_refusal;
    bool m_isPlanning = false; // another choice is being looked at
    StepModel m_steps;
    QLabel *m_title;
    QLabel *m_why;
    QLabel *m_conditions;
    QLabel *m_notice;
    StageChooser *m_chooser = nullptr;
    QFrame *m_danger;
    QLabel *m_dangerWords;
    QLineEdit *m_word;
    StepsPane *m_pane;
    QPushButton *m_run, *m_step, *m_copy, *m_cancel;
};

} // namespace tandem
