// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/steps_pane.h"

#include "ui/models/step_text.h"

namespace tandem {

StepsPane::StepsPane(StepModel &steps, const Theme &theme, const QString &name, StepTimes times,
                     QWidget *parent)
    : QSplitter(Qt::Horizontal, parent), m_steps(steps)
{
    m_list = new QListView(this);
    m_list->setObjectName(name + QStringLiteral("_steps"));
    m_list->setModel(&steps);
    m_list->setItemDelegate(new StepDelegate(steps, theme, times, m_list));
    m_list->setUniformItemSizes(true);
    m_detail = new QPlainTextEdit(this);
    m_detail->setObjectName(name + QStringLiteral("_detail"));
    m_detail->setReadOnly(true);
    m_detail->setFont(theme.fixedFont(Theme::Size::Tiny));
    m_detail->setLineWrapMode(QPlainTextEdit::NoWrap);
    setStretchFactor(0, 3);
    setStretchFactor(1, 2);
    setChildrenCollapsible(false);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &StepsPane::renewDetail);
}

void StepsPane::choose(int row)
{
    m_list->setCurrentIndex(m_steps.index(row));
}

// Text that stays is not set again: a person may have scrolled in it or chosen a part.
void StepsPane::renewDetail()
{
    const QModelIndex current = m_list->currentIndex();
    const QString text = current.isValid() ? stepText(m_steps.row(current.row())) : QString();
    if (m_detail->toPlainText() != text)
        m_detail->setPlainText(text);
}

} // namespace tandem
