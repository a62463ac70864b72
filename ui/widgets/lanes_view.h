// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desk/clients_desk.h"
#include "ui/theme/theme.h"

#include <QAbstractScrollArea>

namespace tandem {

// Every session of the clients as a lane of time, newest at the right: what went well, what was
// refused, and when it waited; beside it where it is connected and its counts.
class LanesView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit LanesView(const Theme &theme, QWidget *parent = nullptr);

    void setSight(const ClientsSight &sight);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    [[nodiscard]] QString nameOf(std::size_t index) const;
    void paintLane(QPainter &painter, const QRect &area, std::size_t index) const;
    void paintSlots(QPainter &painter, const QRect &area, const LaneTrack &track) const;
    void renewScrollBar();

    const Theme &m_theme;
    ClientsSight m_sight;
};

} // namespace tandem
