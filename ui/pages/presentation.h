// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "ui/desk/clients_desk.h"
#include "ui/desk/pair_sight.h"
#include "ui/theme/theme.h"

#include <QWidget>

namespace tandem {

// The pair for a hall: one sentence and large figures over the whole window. Three scenes, turned
// by the arrow keys or a remote control's page keys: who is what, the outage, what to do next. What
// is grave stands above each of them. Follows what is seen like every other widget.
class Presentation : public QWidget
{
    Q_OBJECT

public:
    enum class Scene
    {
        Nodes,
        Outage,
        Next
    };

    Presentation(const Profile &profile, const Theme &theme, QWidget *parent);

    void setSight(const PairSight &sight);
    void setClients(const ClientsSight &clients);
    [[nodiscard]] Scene scene() const { return m_scene; }
    void setScene(Scene scene);
    [[nodiscard]] QString sentence() const; // of the scene, as it is shown now

Q_SIGNALS:
    void left(); // by Escape or F5

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    void renew();
    void turn(int by);
    [[nodiscard]] QFont font(double size, bool bold) const; // in the scale of the window
    [[nodiscard]] double unit() const;
    void paintNodes(QPainter &painter, const QRectF &area) const;
    void paintNode(QPainter &painter, const QRectF &area, std::size_t index) const;
    void paintArrow(QPainter &painter, const QRectF &area) const;
    void paintOutage(QPainter &painter, const QRectF &area) const;
    void paintNext(QPainter &painter, const QRectF &area) const;

    const Profile &m_profile;
    const Theme &m_theme;
    PairSight m_sight;
    ClientsSight m_clients;
    Scene m_scene = Scene::Nodes;
};

} // namespace tandem
