// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "ui/desk/pair_sight.h"
#include "ui/theme/theme.h"

#include <QFrame>
#include <QLabel>

namespace tandem {

// How each way to each node is: by its host and by its server, and what runs now.
class FootBar : public QFrame
{
    Q_OBJECT

public:
    FootBar(const Profile &profile, const Theme &theme, QWidget *parent = nullptr);

    void setSight(const PairSight &sight);
    void setActivity(const Text &words); // what runs now; empty: nothing

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    const Profile &m_profile;
    const Theme &m_theme;
    PairSight m_sight;
    Text m_activity;
};

} // namespace tandem
