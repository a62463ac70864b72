// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/badge.h"

#include <QPainter>

namespace tandem {

namespace {

constexpr int mark = 20;

} // namespace

Badge::Badge(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void Badge::setFacts(const NodeFacts &node)
{
    m_node = node;
    const RoleWords role = roleWordsOf(node, m_theme.tokens());
    const QString shown = role.word.translated() + role.color.name();
    if (shown == m_shown)
        return;
    m_shown = shown;
    setAccessibleName(role.word.translated());
    updateGeometry();
    update();
}

QSize Badge::sizeHint() const
{
    const QFontMetrics metrics(m_theme.font(Theme::Size::Body, true));
    const QString word = roleWordsOf(m_node, m_theme.tokens()).word.translated();
    return {mark + spacing::small + metrics.horizontalAdvance(word) + spacing::hair, mark + 2};
}

// Where there is no room the word is cut, never the letter.
QSize Badge::minimumSizeHint() const
{
    return {mark + 2, mark + 2};
}

void Badge::paintEvent(QPaintEvent *)
{
    const RoleWords role = roleWordsOf(m_node, m_theme.tokens());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area(1, (height() - mark) / 2.0, mark - 1, mark - 1);
    painter.setPen(Qt::NoPen);
    painter.setBrush(role.color);
    switch (role.shape) {
    case RoleWords::Shape::Square:
        painter.drawRoundedRect(area, 3, 3);
        break;
    case RoleWords::Shape::Circle:
        painter.drawEllipse(area);
        break;
    case RoleWords::Shape::Diamond: {
        const QPointF c = area.center();
        const double r = area.width() / 2;
        painter.drawPolygon(QPolygonF({QPointF(c.x(), c.y() - r), QPointF(c.x() + r, c.y()),
                                       QPointF(c.x(), c.y() + r), QPointF(c.x() - r, c.y())}));
        break;
    }
    }
    painter.setFont(m_theme.font(Theme::Size::Tiny, true));
    painter.setPen(m_theme.tokens().isDark ? m_theme.tokens().onAccent : QColor(Qt::white));
    painter.drawText(area, Qt::AlignCenter, role.letter);
    painter.setFont(m_theme.font(Theme::Size::Body, true));
    painter.setPen(role.color);
    const QRect words(mark + spacing::small, 0, width() - mark - spacing::small, height());
    painter.drawText(
        words, Qt::AlignVCenter,
        painter.fontMetrics().elidedText(role.word.translated(), Qt::ElideRight, words.width()));
}

} // namespace tandem
