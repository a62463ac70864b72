// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/step_delegate.h"

#include "ui/models/figure_text.h"

#include <QPainter>

namespace tandem {

StepDelegate::StepDelegate(const StepModel &model, const Theme &theme, StepTimes times,
                           QObject *parent)
    : QStyledItemDelegate(parent), m_model(model), m_theme(theme), m_times(times)
{
}

std::pair<QString, QColor> StepDelegate::signOf(const StepRow &row) const
{
    const Tokens &t = m_theme.tokens();
    if (!row.status)
        return {row.danger.isEmpty() ? QString() : QStringLiteral("warning"), t.dangerText};
    switch (*row.status) {
    case StepStatus::Started:
        return {QStringLiteral("running"), t.accent};
    case StepStatus::Done:
        return {QStringLiteral("done"), t.standby};
    case StepStatus::AlreadyDone:
        return {QStringLiteral("done"), t.muted};
    case StepStatus::Skipped:
        return {QStringLiteral("skipped"), t.muted};
    case StepStatus::Failed:
        return {QStringLiteral("failed"), t.down};
    }
    return {};
}

void StepDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const StepRow &row = m_model.row(index.row());
    const Tokens &t = m_theme.tokens();
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, t.selection);
    QRect area = option.rect.adjusted(spacing::small, 0, -spacing::small, 0);
    const auto depth = row.number.count(u'.') - 1;
    if (depth > 0)
        area.setLeft(area.left() + int(depth) * spacing::large);
    const auto [sign, color] = signOf(row);
    const QRect signArea(area.left(), area.center().y() - 7, 15, 15);
    if (!sign.isEmpty())
        m_theme.icon(sign, color).paint(painter, signArea);
    area.setLeft(signArea.right() + spacing::small);

    QString right = row.node;
    const QString time =
        row.status && *row.status != StepStatus::Started && *row.status != StepStatus::Skipped
            ? durationText(row.seconds)
            : QString();
    painter->setFont(m_theme.font(Theme::Size::Tiny));
    painter->setPen(t.muted);
    const QFontMetrics small = painter->fontMetrics();
    if (m_times == StepTimes::Shown) {
        const int timeWidth = small.horizontalAdvance(QStringLiteral("00:00 min"));
        painter->drawText(area, Qt::AlignRight | Qt::AlignVCenter, time);
        area.setRight(area.right() - timeWidth - spacing::small);
    }
    if (row.status == StepStatus::Started && row.progress) {
        // The title keeps half of the row.
        QString progress = progressText(*row.progress);
        if (small.horizontalAdvance(progress) > area.width() / 2)
            progress = paceText(*row.progress);
        right = progress + QStringLiteral("   ") + right;
    }
    painter->drawText(area, Qt::AlignRight | Qt::AlignVCenter, right);
    area.setRight(area.right() - small.horizontalAdvance(right) - spacing::medium);

    painter->setFont(m_theme.font(Theme::Size::Body, row.status == StepStatus::Started));
    const bool isQuiet =
        row.status == StepStatus::Skipped || row.isGroup || (!row.status && !row.today.isEmpty());
    painter->setPen(row.status == StepStatus::Failed ? t.down : isQuiet ? t.muted : t.text);
    painter->drawText(
        area, Qt::AlignLeft | Qt::AlignVCenter,
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, area.width()));
    painter->restore();
}

QSize StepDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {200, spacing::row};
}

} // namespace tandem
