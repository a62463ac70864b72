// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/lanes_view.h"

#include "ui/models/figure_text.h"

#include <QHelpEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

namespace tandem {

namespace {

constexpr int laneHeight = 17;
constexpr int nameWidth = 84;
constexpr int figuresWidth = 250;
constexpr int slotWidth = 3;

} // namespace

LanesView::LanesView(const Theme &theme, QWidget *parent)
    : QAbstractScrollArea(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("lanes"));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setAutoFillBackground(false);
    verticalScrollBar()->setSingleStep(laneHeight);
}

void LanesView::setSight(const ClientsSight &sight)
{
    const bool isResized = sight.figures.lanes.size() != m_sight.figures.lanes.size();
    m_sight = sight;
    if (isResized)
        renewScrollBar();
    viewport()->update();
}

void LanesView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    renewScrollBar();
}

void LanesView::renewScrollBar()
{
    const int total = int(m_sight.figures.lanes.size()) * laneHeight;
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setRange(0, std::max(0, total - viewport()->height()));
}

// A lane's problem in the server's own words.
bool LanesView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int index = (help->pos().y() + verticalScrollBar()->value()) / laneHeight;
        const auto &lanes = m_sight.figures.lanes;
        if (index >= 0 && std::size_t(index) < lanes.size() &&
            !lanes[std::size_t(index)].problem.isEmpty())
            QToolTip::showText(help->globalPos(), lanes[std::size_t(index)].problem, viewport());
        else
            QToolTip::hideText();
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void LanesView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    const auto &lanes = m_sight.figures.lanes;
    if (lanes.empty()) {
        painter.setFont(m_theme.font(Theme::Size::Body));
        painter.setPen(m_theme.tokens().muted);
        painter.drawText(
            viewport()->rect(), Qt::AlignCenter | Qt::TextWordWrap,
            say("Ui", "No clients run. Start some: they write and read like an application, and "
                      "show what a hand-over costs.")
                .translated());
        return;
    }
    const int first = verticalScrollBar()->value() / laneHeight;
    int y = first * laneHeight - verticalScrollBar()->value();
    for (std::size_t i = std::size_t(first); i < lanes.size() && y < viewport()->height(); ++i) {
        paintLane(painter, QRect(0, y, viewport()->width(), laneHeight), i);
        y += laneHeight;
    }
}

// Writers come first; each kind counts by itself.
QString LanesView::nameOf(std::size_t index) const
{
    const auto &lanes = m_sight.figures.lanes;
    std::size_t number = 0;
    for (std::size_t i = 0; i <= index; ++i)
        number += lanes[i].kind == lanes[index].kind ? 1 : 0;
    return (lanes[index].kind == LaneKind::Writer ? say("Ui", "writer %1") : say("Ui", "reader %1"))
        .arg(qint64(number))
        .translated();
}

void LanesView::paintLane(QPainter &painter, const QRect &area, std::size_t index) const
{
    const Tokens &t = m_theme.tokens();
    const LaneFigures &lane = m_sight.figures.lanes[index];
    painter.setFont(m_theme.font(Theme::Size::Tiny));
    painter.setPen(t.text);
    const QFontMetrics metrics = painter.fontMetrics();
    painter.drawText(area.adjusted(spacing::hair, 0, 0, 0), Qt::AlignVCenter,
                     metrics.elidedText(nameOf(index), Qt::ElideRight, nameWidth - spacing::hair));
    const QRect track(nameWidth, area.top() + 4,
                      std::max(40, area.width() - nameWidth - figuresWidth), laneHeight - 7);
    if (index < m_sight.tracks.size())
        paintSlots(painter, track, m_sight.tracks[index]);
    QRect figures(track.right() + spacing::small, area.top(), figuresWidth - spacing::small,
                  laneHeight);
    const bool isOff = lane.state == LaneState::Off;
    painter.setPen(isOff ? t.muted : lane.connected ? t.text : t.down);
    painter.drawText(figures, Qt::AlignVCenter,
                     isOff            ? say("Ui", "stopped").translated()
                     : lane.connected ? QStringLiteral("→ ") + lane.node
                                      : say("Ui", "no server").translated());
    painter.setPen(t.muted);
    const QString ok = say("Ui", "ok %1").arg(countText(lane.ok)).translated();
    painter.drawText(figures.adjusted(78, 0, 0, 0), Qt::AlignVCenter, ok);
    const std::int64_t failures = lane.errors + lane.doubts;
    painter.setPen(failures > 0 ? t.down : t.muted);
    painter.drawText(figures.adjusted(160, 0, 0, 0), Qt::AlignVCenter,
                     say("Ui", "errors %1").arg(countText(failures)).translated());
}

void LanesView::paintSlots(QPainter &painter, const QRect &area, const LaneTrack &track) const
{
    const Tokens &t = m_theme.tokens();
    painter.fillRect(area, t.window);
    const int visible = area.width() / slotWidth;
    const int count = std::min(visible, int(track.slots.size()));
    int x = area.left() + (visible - count) * slotWidth;
    for (std::size_t i = track.slots.size() - std::size_t(count); i < track.slots.size(); ++i) {
        const QRect slot(x, area.top(), slotWidth - 1, area.height());
        switch (track.slots[i]) {
        case SlotState::Ok:
            painter.fillRect(slot, t.standby);
            break;
        case SlotState::Error:
            painter.fillRect(slot, t.down);
            break;
        case SlotState::Waiting: // half high, so that it is told apart without colour too
            painter.fillRect(slot.adjusted(0, area.height() / 2, 0, 0), t.lag);
            break;
        case SlotState::None:
            break;
        }
        x += slotWidth;
    }
}

} // namespace tandem
