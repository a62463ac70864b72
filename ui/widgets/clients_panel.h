// SPDX-FileCopyrightText: 2026 The Tandem authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desk/clients_desk.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/lanes_view.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

namespace tandem {

// The clients: how many, how fast, start and stop, and their lanes.
class ClientsPanel : public QFrame
{
    Q_OBJECT

public:
    explicit ClientsPanel(const Theme &theme, QWidget *parent = nullptr);

    void setSight(const ClientsSight &sight);
    // Clients need a pair that has a primary and was set up.
    void setPossible(bool isPossible);

Q_SIGNALS:
    void startWanted(const tandem::WorkloadOptions &options);
    void stopWanted();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void renew();
    void press();
    [[nodiscard]] WorkloadOptions chosen() const;

    const Theme &m_theme;
    ClientsSight m_sight;
    bool m_isPossible = false;
    QLabel *m_title;
    QLabel *m_writersLabel;
    QLabel *m_readersLabel;
    QSpinBox *m_writers;
    QSpinBox *m_readers;
    QSpinBox *m_rate;
    ElidedLabel *m_figures;
    QPushButton *m_button;
    LanesView *m_lanes;
};

} // namespace tandem
