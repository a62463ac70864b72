// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/step_delegate.h"
#include "ui/theme/theme.h"

#include <QListView>
#include <QPlainTextEdit>
#include <QSplitter>

namespace tandem {

// The steps of a plan or of a run, and everything about the chosen one beside them.
class StepsPane : public QSplitter
{
    Q_OBJECT

public:
    // Both outlive it. The list is named NAME_steps, the text beside it NAME_detail.
    StepsPane(StepModel &steps, const Theme &theme, const QString &name, StepTimes times,
              QWidget *parent);

    void choose(int row);
    // The chosen step has changed, or the language has.
    void renewDetail();

private:
    StepModel &m_steps;
    QListView *m_list;
    QPlainTextEdit *m_detail;
};

} // namespace tandem
