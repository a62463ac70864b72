// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/step_model.h"
#include "ui/theme/theme.h"

#include <QStyledItemDelegate>

namespace tandem {

// Whether a row keeps room for the time that its step took.
enum class StepTimes
{
    None, // a plan's have none
    Shown
};

// Draws a row of a StepModel: sign, number, title, node, time; progress under a step at work.
class StepDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    // Both outlive it.
    StepDelegate(const StepModel &model, const Theme &theme, StepTimes times, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;

private:
    [[nodiscard]] std::pair<QString, QColor> signOf(const StepRow &row) const;

    const StepModel &m_model;
    const Theme &m_theme;
    const StepTimes m_times;
};

} // namespace tandem
