// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desk/clients_desk.h"
#include "ui/theme/theme.h"

#include <QFrame>

namespace tandem {

// The outage as the clients felt it: a stopwatch from the last acknowledged write on, then its
// length, its split, and what it cost in writes: kept, lost, in doubt.
class OutagePanel : public QFrame
{
    Q_OBJECT

public:
    explicit OutagePanel(const Theme &theme, QWidget *parent = nullptr);

    void setSight(const ClientsSight &sight);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QString cost() const;
    void paintSplit(QPainter &painter, const QRect &area) const;

    const Theme &m_theme;
    ClientsSight m_sight;
};

} // namespace tandem
