// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "ui/desk/pair_sight.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/elided_label.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace tandem {

// One node as it is seen now, with the buttons of the stages that act on it. Its place is fixed;
// badge and figures follow what was observed. A figure that is not known is "–", never zero.
class NodeCard : public QFrame
{
    Q_OBJECT

public:
    // `index`: of the node in the profile. Theme and profile outlive it.
    NodeCard(std::size_t index, const Profile &profile, const Theme &theme,
             QWidget *parent = nullptr);

    void setSight(const PairSight &sight);

Q_SIGNALS:
    void stageWanted(tandem::Stage stage);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void renew();
    void renewButtons();
    void placeActions();
    [[nodiscard]] QString positionLine(const NodeFacts &node) const;
    [[nodiscard]] QString figuresLine(const NodeFacts &node) const;
    [[nodiscard]] QString replicationLine(const NodeFacts &node) const;
    [[nodiscard]] QString archiveLine(const NodeFacts &node) const;
    [[nodiscard]] QString remark() const;

    const std::size_t m_index;
    const Profile &m_profile;
    const Theme &m_theme;
    PairSight m_sight;
    QLabel *m_name;
    Badge *m_badge;
    ElidedLabel *m_address;
    ElidedLabel *m_position;
    ElidedLabel *m_figures;
    ElidedLabel *m_replication;
    ElidedLabel *m_archive;
    QLabel *m_remark;
    QPushButton *m_first;
    QPushButton *m_second;
    QWidget *m_actions;    // both buttons; beside the name, or below on a narrow card
    QHBoxLayout *m_top;    // name and badge
    QHBoxLayout *m_bottom; // the small print
    std::array<std::optional<Stage>, 2> m_stages;
};

} // namespace tandem
