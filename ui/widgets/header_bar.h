// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "ui/desk/pair_sight.h"
#include "ui/theme/theme.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>

namespace tandem {

// The pair's name, the verdict in one sentence, and the one action that is recommended.
class HeaderBar : public QFrame
{
    Q_OBJECT

public:
    HeaderBar(const Profile &profile, const Theme &theme, QWidget *parent = nullptr);

    void setSight(const PairSight &sight);
    [[nodiscard]] QPushButton &menuButton() { return *m_menu; }

Q_SIGNALS:
    void stageWanted(tandem::Stage stage);
    void reportWanted();
    void presentationWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void renew();

    const Profile &m_profile;
    const Theme &m_theme;
    PairSight m_sight;
    QColor m_color; // of the verdict, as it is drawn
    QLabel *m_pair;
    QLabel *m_environment;
    QLabel *m_dot;
    QLabel *m_state;
    QLabel *m_sentence;
    QPushButton *m_next;
    QPushButton *m_present;
    QPushButton *m_report;
    QPushButton *m_menu;
};

} // namespace tandem
