// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "ui/desk/pair_sight.h"
#include "ui/theme/theme.h"

#include <QWidget>

namespace tandem {

// The stream of WAL between the two cards: which way it goes, in which mode, and how far the
// standby is behind, or since when that is not known.
class WalArrow : public QWidget
{
    Q_OBJECT

public:
    WalArrow(const Profile &profile, const Theme &theme, QWidget *parent = nullptr);

    void setSight(const PairSight &sight);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    [[nodiscard]] QSize sizeHint() const override { return {230, 120}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, 60}; }

private:
    enum class Flow
    {
        None,    // nobody streams
        Streams, // by the standby's own receiver
        Expected // there are a primary and a standby, but nothing streams
    };
    [[nodiscard]] Flow flow() const;
    [[nodiscard]] QString above() const;
    [[nodiscard]] QStringList below() const;
    [[nodiscard]] const SenderFacts *sender() const;

    const Profile &m_profile;
    const Theme &m_theme;
    PairSight m_sight;
    bool m_goesLeft = false;
};

} // namespace tandem
